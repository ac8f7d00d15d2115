/// A place in a file, printed as editors and compilers read it: `path:line:column`, both from 1.
///
/// Columns count characters as a reader sees them: an accented letter or an emoji is one.
package struct SourceLocation: Hashable, Sendable, CustomStringConvertible {
  package var path: String
  package var line: Int
  package var column: Int

  package init(path: String, line: Int, column: Int) {
    self.path = path
    self.line = line
    self.column = column
  }

  package var description: String { "\(path):\(line):\(column)" }
}

/// A place as the YAML parser counts: lines and Unicode scalars, both from 1.
struct Mark: Hashable, Comparable {
  var line: Int
  var column: Int

  static func < (first: Mark, second: Mark) -> Bool {
    (first.line, first.column) < (second.line, second.column)
  }
}

/// A file's text, cut into lines once.
struct SourceText {
  let path: String

  /// Without their ends, which may be LF or CR LF.
  let lines: [[Unicode.Scalar]]

  init(_ text: String, path: String) {
    self.path = path
    lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map {
      Array($0.last == "\r" ? $0.dropLast() : $0)
    }
  }

  /// Where a mark is in characters. Reads its line up to there.
  func location(of mark: Mark) -> SourceLocation {
    let line = lines.indices.contains(mark.line - 1) ? lines[mark.line - 1] : []
    let before = String(String.UnicodeScalarView(line.prefix(max(0, mark.column - 1))))
    return SourceLocation(path: path, line: mark.line, column: before.count + 1)
  }
}
