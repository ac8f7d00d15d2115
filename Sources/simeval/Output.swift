import Evaluation
import Foundation

/// The process's two streams.
enum Output {
  /// A line to standard output. A reader that has gone away is no error; a full disk is one
  /// (`DiskError`).
  static func print(_ text: String) throws {
    do {
      try Disk.write(Array((text + "\n").utf8), to: STDOUT_FILENO, path: "standard output")
    } catch let error as DiskError where error.code == EPIPE {}
  }

  /// A line to standard error, in place of a progress line that may stand there.
  static func complain(_ line: String) {
    progress("")
    try? Disk.write(Array((line + "\n").utf8), to: STDERR_FILENO, path: "standard error")
  }

  /// Rewrites the terminal's current line; nothing where standard error is no terminal.
  static func progress(_ text: String) {
    guard isTerminal else { return }
    try? Disk.write(Array("\r\u{1b}[K\(text)".utf8), to: STDERR_FILENO, path: "standard error")
  }

  static let isTerminal = isatty(STDERR_FILENO) == 1
}

/// So that a reader that stops reading (`| head`) and a file that may not grow make a write fail,
/// which is an error that can be said, instead of killing us.
func ignoreWriteSignals() {
  for number in [SIGPIPE, SIGXFSZ] { signal(number, SIG_IGN) }
}
