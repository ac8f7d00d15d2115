/// A plain number type of NumPy, by its description string: `<f4`, `|u1`, `>i8`.
struct NumberType: Hashable, Sendable {
  enum Kind: Character, Sendable {
    case float = "f"
    case signed = "i"
    case unsigned = "u"
    case boolean = "b"
  }

  var kind: Kind

  /// Bytes per number.
  var size: Int

  var bigEndian: Bool

  /// From a description, or a name such as `float32`, which NumPy takes as well. Nil for types of
  /// other sizes, and for text, dates, complex and structured types.
  init?(_ description: String) {
    let names = [
      "float16": "<f2", "float32": "<f4", "float64": "<f8", "int8": "|i1", "int16": "<i2",
      "int32": "<i4", "int64": "<i8", "uint8": "|u1", "uint16": "<u2", "uint32": "<u4",
      "uint64": "<u8", "bool": "|b1",
    ]
    var letters = Substring(names[description] ?? description)
    bigEndian = letters.first == ">"
    if let order = letters.first, "<>|=".contains(order) { letters.removeFirst() }
    guard let letter = letters.popFirst(), let kind = Kind(rawValue: letter) else { return nil }
    let sizes: [Kind: [String]] = [
      .float: ["2", "4", "8"], .signed: ["1", "2", "4", "8"], .unsigned: ["1", "2", "4", "8"],
      .boolean: ["1"],
    ]
    guard sizes[kind, default: []].contains(String(letters)), let size = Int(letters) else {
      return nil
    }
    self.kind = kind
    self.size = size
  }

  /// The number in `size` bytes.
  func number(_ bytes: ArraySlice<UInt8>) -> Double {
    var bits: UInt64 = 0
    for byte in bigEndian ? Array(bytes) : bytes.reversed() { bits = bits << 8 | UInt64(byte) }
    switch kind {
    case .boolean: return bits == 0 ? 0 : 1
    case .unsigned: return Double(bits)
    case .signed:
      let unused = 64 - 8 * size
      return Double(Int64(bitPattern: bits << unused) >> unused)
    case .float:
      return switch size {
      case 2: half(UInt16(bits))
      case 4: Double(Float(bitPattern: UInt32(bits)))
      default: Double(bitPattern: bits)
      }
    }
  }

  /// An IEEE 754 binary16 number. Swift's own `Float16` is not on every platform.
  private func half(_ bits: UInt16) -> Double {
    let sign: Double = bits >> 15 == 0 ? 1 : -1
    let exponent = Int(bits >> 10 & 0x1F)
    let fraction = Double(bits & 0x3FF) / 1024
    return switch exponent {
    case 0: sign * fraction * 0x1p-14
    case 31: fraction == 0 ? sign * .infinity : .nan
    default: sign * (1 + fraction) * Double(sign: .plus, exponent: exponent - 15, significand: 1)
    }
  }
}
