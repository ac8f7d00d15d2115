import Foundation

/// A NumPy array as json_numpy 2.1.1 puts it into JSON: an object of base64 data in C order, a type
/// and a shape.
struct EncodedArray: Hashable, Sendable {
  /// The key that tells such an object from others.
  static let key = "__numpy__"

  /// At most as many elements are decoded.
  static let elementLimit = 4096

  /// Its elements as doubles, in C order.   (product of shape)
  var numbers: [Double]

  /// Its dimensions, none for a scalar.
  var shape: [Int]

  /// The object as Python's `json.dumps` writes it, from raw bytes in C order.
  static func bytes(_ raw: [UInt8], type: String, shape: [Int]) -> [UInt8] {
    let sizes = shape.map(String.init).joined(separator: ", ")
    var out = Array(#"{"\#(key)": ""#.utf8)
    out += Data(raw).base64EncodedData()
    out += Array(#"", "dtype": "\#(type)", "shape": [\#(sizes)]}"#.utf8)
    return out
  }

  /// From a JSON object that holds `key`. Throws what is wrong with it; its size is checked before
  /// anything is decoded.
  init(_ members: [JSONValue.Member]) throws(WireError) {
    shape = try Self.shape(members.value("shape"))
    guard case .string(let name)? = members.value("dtype") else {
      throw .malformedArray("its dtype is not a string")
    }
    guard let type = NumberType(name) else { throw .unknownType(excerpt(of: Array(name.utf8))) }
    var count = 1
    for size in shape {
      let (product, overflow) = count.multipliedReportingOverflow(by: size)
      guard !overflow, product <= Self.elementLimit else { throw .wrongShape(shape) }
      count = product
    }
    guard case .string(let text)? = members.value(Self.key) else {
      throw .malformedArray("its data is not a string")
    }
    let expected = count * type.size
    let letterLimit = 2 * ((expected + 2) / 3 * 4) + 64
    guard text.utf8.count <= letterLimit else {
      throw .wrongByteCount(found: text.utf8.count / 4 * 3, expected: expected)
    }
    // MIME's encoders break lines, and Python's decoder skips them.
    let letters = text.filter { !$0.isWhitespace }
    guard let raw = Data(base64Encoded: letters).map(Array.init) else {
      throw .malformedArray("its data is not base64")
    }
    guard raw.count == expected else {
      throw .wrongByteCount(found: raw.count, expected: expected)
    }
    numbers = stride(from: 0, to: raw.count, by: type.size).map { start in
      type.number(raw[start..<start + type.size])
    }
  }

  /// The sizes in a `shape`, at most eight of them and none negative.
  private static func shape(_ value: JSONValue?) throws(WireError) -> [Int] {
    guard case .array(let sizes)? = value else { throw .malformedArray("its shape is not a list") }
    guard sizes.count <= 8 else { throw .malformedArray("its shape has \(sizes.count) sizes") }
    var shape: [Int] = []
    for size in sizes {
      guard case .number(let number) = size, let whole = Int(exactly: number), whole >= 0 else {
        throw .malformedArray("its shape is not of whole numbers from 0")
      }
      shape.append(whole)
    }
    return shape
  }
}
