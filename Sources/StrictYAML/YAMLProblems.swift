/// Everything that is wrong with a file, in the order of its lines.
///
/// Printed one problem a line, each `path:line:column: error: what was found. what to do`.
package struct YAMLProblems: Error, Hashable, Sendable, CustomStringConvertible {
  /// One thing that is wrong, and where.
  package struct Problem: Hashable, Sendable, CustomStringConvertible {
    package var place: SourceLocation

    /// What was found and what to do about it, in one line.
    package var message: String

    package init(place: SourceLocation, message: String) {
      (self.place, self.message) = (place, message)
    }

    package var description: String { "\(place): error: \(message)" }
  }

  /// Never empty; sorted by place, each said once; at most 100, and then one that says how many
  /// more there are.
  package var problems: [Problem]

  /// From some, at least one, in the order of their lines.
  package init(_ problems: [Problem]) { self.problems = problems }

  package var description: String {
    problems.map(\.description).joined(separator: "\n")
  }
}

/// Something wrong at a mark, before it is known which of the file's problems are told.
struct Finding: Hashable {
  var mark: Mark
  var message: String
}

extension YAMLProblems {
  /// Sorts findings by place, drops those said twice and those past ``Limits/problems``.
  init(_ findings: [Finding], in text: SourceText) {
    var seen: Set<Finding> = []
    let ordered = findings.filter { seen.insert($0).inserted }
      .enumerated().sorted { ($0.element.mark, $0.offset) < ($1.element.mark, $1.offset) }
      .map(\.element)
    problems = ordered.prefix(Limits.problems).map {
      Problem(place: text.location(of: $0.mark), message: $0.message)
    }
    guard ordered.count > Limits.problems else { return }
    let next = ordered[Limits.problems]
    problems.append(
      Problem(
        place: text.location(of: next.mark),
        message: "\(ordered.count - Limits.problems) more problems from here on. "
          + "Mend those above first."))
  }
}

/// What a file may cost before work on it stops.
enum Limits {
  /// Bytes of a file: 1 MiB.
  static let bytes = 1 << 20

  /// Lists and mappings inside one another.
  static let depth = 32

  /// Values and keys in a file.
  static let nodes = 100_000

  /// Problems that are told.
  static let problems = 100
}

/// A piece of the file in single quotes, on one line and not too long to read, for a message.
func quoted(_ text: String) -> String {
  let shown = text.unicodeScalars.prefix(60).map { scalar in
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator:
      "\\u{\(String(scalar.value, radix: 16))}"
    default: String(scalar)
    }
  }
  return "'\(shown.joined())\(text.unicodeScalars.count > 60 ? "..." : "")'"
}
