import Chance
package import Control
import Foundation
import Wire

/// Actions that were recorded, one per control step.
///
/// As a file: comma-separated values, one action a line, of seven finite numbers: dx, dy, dz (m),
/// droll, dpitch, dyaw (rad) and gripper (0 shut ... 1 open). A first line of these names, with their
/// units (`dx_m`, `droll_rad`) or without, empty lines, a byte order mark and Windows' line ends may
/// be there.
package struct Recording: Hashable, Sendable {
  /// A longer one is refused.
  package static let actionLimit = 100_000

  /// A larger file is refused.
  package static let byteLimit = 16 << 20

  /// Oldest first.   (n)
  package var actions: [Action]

  /// The digest of the file's bytes; nil where there was no file.
  package private(set) var digest: String?

  /// From actions that are there already; there may be none.
  package init(actions: [Action]) { self.actions = actions }

  /// Reads a file. Throws all that is wrong with it. A named pipe is refused, for one that nobody
  /// writes would be waited for without end; the shell's `<(...)` is taken.
  package init(file path: String) throws(RecordingError) {
    try self.init(csv: try Self.bytes(of: path, limit: Self.byteLimit), path: path)
  }

  /// All bytes of a file, or one more than the limit.
  static func bytes(of path: String, limit: Int) throws(RecordingError) -> [UInt8] {
    guard !isNamedPipe(path) else {
      throw RecordingError(path, "it is a named pipe; give a file, or <(...) in its place")
    }
    do {
      let handle = try FileHandle(forReadingFrom: URL(filePath: path))
      defer { try? handle.close() }
      return Array(try handle.read(upToCount: limit + 1) ?? Data())
    } catch {
      let missing = !FileManager.default.fileExists(atPath: path)
      throw RecordingError(path, missing ? "there is no such file" : "it cannot be read")
    }
  }

  /// Reads a file's bytes; `path` is for the errors.
  package init(csv bytes: [UInt8], path: String) throws(RecordingError) {
    guard bytes.count <= Self.byteLimit else {
      throw RecordingError(path, "it is larger than \(Self.byteLimit >> 20) MiB")
    }
    guard !bytes.prefix(2).contains(0), !bytes.starts(with: [0xFF, 0xFE]),
      !bytes.starts(with: [0xFE, 0xFF])
    else { throw RecordingError(path, "it is UTF-16; save it as UTF-8") }
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let text = bytes.starts(with: mark) ? bytes.dropFirst(mark.count) : bytes[...]
    var (actions, problems, isFirst) = ([Action](), [RecordingError.Problem](), true)
    let lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      let row = CSVRow(line, line: index + 1)
      if row.isBlank { continue }
      defer { isFirst = false }
      if isFirst, row.isHeader {
        problems += row.headerProblems
        continue
      }
      switch row.action {
      case .success(let action): actions.append(action)
      case .failure(let found): problems += found.problems
      }
      guard actions.count <= Self.actionLimit else {
        throw RecordingError(path, "it has more than \(Self.actionLimit) actions")
      }
    }
    guard problems.isEmpty else { throw RecordingError(path: path, problems: problems) }
    guard !actions.isEmpty else { throw RecordingError(path, "it has no actions") }
    self.actions = actions
    digest = Chance.digest(of: bytes)
  }

  /// Whether opening it would wait for a writer: not where the shell holds the other end.
  private static func isNamedPipe(_ path: String) -> Bool {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFIFO else { return false }
    let open = ["/dev/fd/", "/dev/stdin", "/proc/self/fd/"]
    return !open.contains { path.hasPrefix($0) }
  }
}
