import MeshFiles

/// A GLB made by hand.
struct GLB {
  var json: String
  var buffer: [UInt8] = []

  /// One triangle, its corners' positions and two-byte indices in one buffer, in one node.
  static let triangle = GLB(
    json: """
      {"scenes": [{"nodes": [0]}], "nodes": [{"mesh": 0}],
      "meshes": [{"primitives": [{"attributes": {"POSITION": 0}, "indices": 1}]}],
      "accessors": [{"bufferView": 0, "componentType": 5126, "count": 3, "type": "VEC3"},
      {"bufferView": 1, "componentType": 5123, "count": 3, "type": "SCALAR"}],
      "bufferViews": [{"buffer": 0, "byteLength": 36},
      {"buffer": 0, "byteOffset": 36, "byteLength": 6}], "buffers": [{"byteLength": 42}]}
      """,
    buffer: floats([0, 0, 0, 1, 0, 0, 0, 1, 0]) + [0, 0, 1, 0, 2, 0])

  /// The same with one piece of its JSON exchanged for another.
  func replacing(_ old: String, with new: String) -> GLB {
    GLB(json: json.replacing(old, with: new), buffer: buffer)
  }

  var bytes: [UInt8] {
    let text = Array(json.utf8)
    return Array("glTF".utf8) + Self.word(2) + Self.word(28 + text.count + buffer.count)
      + Self.word(text.count) + Array("JSON".utf8) + text
      + Self.word(buffer.count) + Array("BIN\0".utf8) + buffer
  }

  /// Four bytes, least first.
  static func word(_ number: Int) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
  }

  static func floats(_ numbers: [Float]) -> [UInt8] {
    numbers.flatMap { word(Int($0.bitPattern)) }
  }
}

/// What a file of this format is refused with; nil where it is read.
func refusal(_ bytes: [UInt8], _ format: Model.Format) -> String? {
  do {
    _ = try Model(bytes, format: format)
    return nil
  } catch {
    return "\(error)"
  }
}
