import Foundation

/// The files of truth from elsewhere that lie beside the tests.
enum ReferenceFiles {
  /// A file under Tests/Reference.
  static func url(_ path: String) -> URL {
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Reference").appending(path: path)
  }

  /// The rows of a table of numbers below its first line, which names the columns.
  static func table(_ path: String) throws -> [[Double]] {
    let text = try String(contentsOf: url(path), encoding: .utf8)
    return text.split(separator: "\n").dropFirst().map { line in
      line.split(separator: ",").map { Double($0) ?? .nan }
    }
  }
}
