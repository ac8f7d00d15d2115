import Evaluation
import Foundation

/// The process's two streams. Neither gets to see a key.
enum Output {
  /// Lines to standard output, whatever they hold: each stays one line. Throws as `write`.
  static func print(_ lines: [String]) throws {
    try write(lines.map { escaped($0) + "\n" }.joined())
  }

  /// One object or array on one line to standard output. Throws as `write`.
  static func print(_ value: JSON) throws { try write(value.line + "\n") }

  /// A text of our own to standard output. A reader that has gone away is no error; a full disk is
  /// one (`DiskError`).
  static func write(_ text: String) throws {
    do {
      try Disk.write(
        Array(Secrets.removed(from: text).utf8), to: STDOUT_FILENO, path: "standard output")
    } catch let error as DiskError where error.code == EPIPE {}
  }

  /// A line to standard error, whatever it holds, in place of a progress line that may stand there.
  static func complain(_ line: String) {
    progress("")
    let text = escaped(Secrets.removed(from: line)) + "\n"
    try? Disk.write(Array(text.utf8), to: STDERR_FILENO, path: "standard error")
  }

  /// Rewrites the terminal's current line; nothing where standard error is no terminal that can.
  static func progress(_ text: String) {
    guard isTerminal else { return }
    try? Disk.write(Array("\r\u{1b}[K\(text)".utf8), to: STDERR_FILENO, path: "standard error")
  }

  /// Whether standard error is a terminal that can rewrite a line, by its kind in `TERM`.
  static let isTerminal =
    isatty(STDERR_FILENO) == 1
    && !["", "dumb"].contains(ProcessInfo.processInfo.environment["TERM"] ?? "")
}

/// Gives each standard stream that the caller closed to /dev/null: a file opened later would get its
/// number, and with it what is printed.
func openMissingStreams() {
  for stream in STDIN_FILENO...STDERR_FILENO where fcntl(stream, F_GETFD) < 0 {
    // The lowest free number is given, which is this one.
    _ = open("/dev/null", O_RDWR)
  }
}

/// So that a reader that stops reading (`| head`) and a file that may not grow make a write fail,
/// which is an error that can be said, instead of killing us.
func ignoreWriteSignals() {
  for number in [SIGPIPE, SIGXFSZ] { signal(number, SIG_IGN) }
}
