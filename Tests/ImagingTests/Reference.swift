import Foundation
import Imaging

/// Files of `Tests/Reference`, found from this file's place.
enum Reference {
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Reference")

  static func bytes(_ path: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: root.appending(path: path)))
  }

  static func table<Entry: Decodable>(_ path: String) throws -> [Entry] {
    try JSONDecoder().decode([Entry].self, from: Data(contentsOf: root.appending(path: path)))
  }

  static func names(_ folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: root.appending(path: folder).path).sorted()
  }
}

extension Image {
  /// A picture whose every byte depends on its place, without repeating along rows or columns.
  static func patterned(_ width: Int, _ height: Int, _ format: Format = .rgb8) -> Image {
    var state: UInt32 = 12_345
    let bytes = (0..<width * height * format.bytesPerPixel).map { index in
      state = state &* 1_664_525 &+ 1_013_904_223
      return UInt8(truncatingIfNeeded: index / 7) ^ UInt8(state >> 29)
    }
    return Image(width: width, height: height, format: format, bytes: bytes)
  }

  func pixel(_ x: Int, _ y: Int) -> [UInt8] {
    let start = (y * width + x) * format.bytesPerPixel
    return Array(bytes[start..<start + format.bytesPerPixel])
  }
}
