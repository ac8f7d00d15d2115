import Foundation

/// The files of truth from elsewhere that lie beside the tests.
enum ReferenceFiles {
  /// A file under Tests/Reference.
  static func url(_ path: String) -> URL {
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Reference").appending(path: path)
  }

  /// The bytes of a file under Tests/Reference/meshes.
  static func mesh(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: url("meshes/\(name)")))
  }
}
