/// What is wrong with a recording's file: every problem on a line of its own, as
/// `path:line:column: error: ...` or, where it concerns the whole file, `path: error: ...`.
package struct RecordingError: Error, Hashable, Sendable, CustomStringConvertible {
  /// As many problems are shown; then their number.
  static let shown = 20

  /// The file as it was named.
  package var path: String

  /// In the order of the file; never empty.
  package var problems: [Problem]

  /// One thing that is wrong, and where.
  package struct Problem: Hashable, Sendable {
    /// From 1; nil when it concerns the whole file.
    package var line: Int?

    /// In bytes, from 1.
    package var column: Int

    /// What was found, and what belongs there.
    package var text: String
  }

  init(path: String, problems: [Problem]) {
    self.path = path
    self.problems = problems
  }

  init(_ path: String, _ text: String) {
    self.init(path: path, problems: [Problem(line: nil, column: 1, text: text)])
  }

  package var description: String { lines.joined(separator: "\n") }

  /// A problem each. The path stands as it is, with whatever it has in it.
  package var lines: [String] {
    var lines = problems.prefix(Self.shown).map { problem in
      let place = problem.line.map { ":\($0):\(problem.column)" } ?? ""
      return "\(path)\(place): error: \(problem.text)"
    }
    if problems.count > Self.shown {
      lines.append("\(path): error: and \(problems.count - Self.shown) more")
    }
    return lines
  }
}
