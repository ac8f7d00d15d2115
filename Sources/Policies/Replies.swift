import Chance
import Foundation

/// What a model said, reply by reply, as a file has it: a JSON string a line. Empty lines and a byte
/// order mark may be there.
package struct Replies: Hashable, Sendable {
  /// A larger file is refused. Bytes.
  package static let byteLimit = 64 << 20

  /// Oldest first; never empty.
  package let texts: [String]

  /// The digest of the file's bytes.
  package let digest: String

  /// Reads a file. Throws all that is wrong with it.
  package init(file path: String) throws(RecordingError) {
    try self.init(jsonLines: try Recording.bytes(of: path, limit: Self.byteLimit), path: path)
  }

  /// Reads a file's bytes; `path` is for the errors.
  package init(jsonLines bytes: [UInt8], path: String) throws(RecordingError) {
    guard bytes.count <= Self.byteLimit else {
      throw RecordingError(path, "it is larger than \(Self.byteLimit >> 20) MiB")
    }
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let text = bytes.starts(with: mark) ? bytes.dropFirst(mark.count) : bytes[...]
    var (texts, problems) = ([String](), [RecordingError.Problem]())
    let lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() where !line.allSatisfy({ $0 <= 0x20 }) {
      if let text = try? JSONDecoder().decode(String.self, from: Data(line)) {
        texts.append(text)
      } else {
        problems.append(
          .init(line: index + 1, column: 1, text: "no JSON string; write one, as \"move left\""))
      }
    }
    guard problems.isEmpty else { throw RecordingError(path: path, problems: problems) }
    guard !texts.isEmpty else { throw RecordingError(path, "it has no replies") }
    self.texts = texts
    digest = Chance.digest(of: bytes)
  }
}
