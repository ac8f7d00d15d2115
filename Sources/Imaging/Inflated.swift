import CImaging

/// Deflated bytes, as a ZIP file holds them, unpacked into exactly `count` bytes; nil where they do not
/// unpack to that many, or could not.
package func inflated(_ bytes: ArraySlice<UInt8>, count: Int) -> [UInt8]? {
  // Deflate makes at most 1032 bytes of one.
  guard count >= 0, count / 1032 <= bytes.count else { return nil }
  var isFine = false
  let unpacked = [UInt8](unsafeUninitializedCapacity: count) { room, made in
    isFine = bytes.withUnsafeBufferPointer { packed in
      var nothing: UInt8 = 0
      return withUnsafeMutablePointer(to: &nothing) { spare in
        cimaging_inflate(
          packed.baseAddress ?? UnsafePointer(spare), packed.count,
          room.baseAddress ?? spare, count) == .fine
      }
    }
    made = isFine ? count : 0
  }
  return isFine ? unpacked : nil
}
