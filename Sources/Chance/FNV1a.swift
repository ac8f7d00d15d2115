/// The 64-bit FNV-1a hash of some bytes. Source: "The FNV Non-Cryptographic Hash Algorithm",
/// draft-eastlake-fnv-21.
func fnv1a(_ bytes: some Sequence<UInt8>) -> UInt64 {
  bytes.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
}

/// A short name for some bytes, to tell whether two records were made from the same: the 16
/// hexadecimal digits of their 64-bit FNV-1a hash. It is no guard against forgery.
package func digest(of bytes: some Sequence<UInt8>) -> String {
  let digits = String(fnv1a(bytes), radix: 16)
  return String(repeating: "0", count: 16 - digits.count) + digits
}
