import Foundation

/// What an earlier attempt at a run left in a file that grew by whole lines.
struct KeptLines {
  let path: String

  /// Without line feeds; what is no text has U+FFFD in it.
  let lines: [String]

  /// Whether there was more, cut off before its line feed.
  let isTorn: Bool

  /// None where there is no such file. Throws `DiskError` for one that cannot be read.
  init(_ path: String) throws {
    self.path = path
    let data = FileManager.default.contents(atPath: path)
    if data == nil, FileManager.default.fileExists(atPath: path) {
      throw DiskError(action: "read", path: path, code: access(path, R_OK) == 0 ? EIO : errno)
    }
    let pieces = (data ?? Data()).split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    lines = pieces.dropLast().map { String(decoding: $0, as: UTF8.self) }
    isTorn = pieces.last?.isEmpty == false
  }

  /// Throws `RunFolderError.damaged` with the first line that is none of those that are written here.
  func check(_ isGood: (String) -> Bool, advice: String) throws(RunFolderError) {
    if let index = lines.firstIndex(where: { !isGood($0) }) {
      throw .damaged(path, line: index + 1, advice: advice)
    }
  }

  /// Writes the file anew, with these lines alone. Throws `DiskError`.
  static func rewrite(_ lines: [String], to path: String) throws {
    try Disk.write(lines.map { $0 + "\n" }.joined(), to: path)
  }
}
