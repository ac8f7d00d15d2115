import Control
import Wire

/// One line of a recording, cut at its commas.
struct CSVRow {
  /// A cell's text without the spaces around it, and where it starts, in bytes from 1.
  struct Cell {
    var text: String
    var column: Int
  }

  struct Refusal: Error { var problems: [RecordingError.Problem] }

  private static let names = ["dx", "dy", "dz", "droll", "dpitch", "dyaw", "gripper"]

  let line: Int
  let cells: [Cell]
  private let length: Int

  /// From the line's bytes, with or without a carriage return at the end.
  init(_ bytes: ArraySlice<UInt8>, line: Int) {
    let bytes = bytes.last == UInt8(ascii: "\r") ? bytes.dropLast() : bytes
    self.line = line
    length = bytes.count
    cells = bytes.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false).map {
      let isSpace = { (byte: UInt8) in byte == 0x20 || byte == 0x09 }
      let lead = $0.prefix(while: isSpace).count
      var text = $0.dropFirst(lead)
      while let last = text.last, isSpace(last) { text.removeLast() }
      return Cell(
        text: String(decoding: text, as: UTF8.self),
        column: $0.startIndex + lead - bytes.startIndex + 1)
    }
  }

  var isBlank: Bool { cells.count == 1 && cells[0].text.isEmpty }

  /// Names rather than numbers: no cell is a number, infinities and NaN included.
  var isHeader: Bool { cells.allSatisfy { Double($0.text) == nil && !$0.text.isEmpty } }

  /// Why this header is not of an action's columns: another number of them, or another order.
  var headerProblems: [RecordingError.Problem] {
    guard cells.count == Self.names.count else { return [widthProblem] }
    return zip(cells, Self.names).compactMap { cell, name in
      let found = String(cell.text.lowercased().prefix { $0 != "_" && $0 != " " })
      guard found != name, Self.names.contains(found) else { return nil }
      return problem("column '\(found)' where '\(name)' belongs", at: cell.column)
    }
  }

  var action: Result<Action, Refusal> {
    guard cells.count == Self.names.count else {
      return .failure(Refusal(problems: [widthProblem]))
    }
    var (numbers, problems) = ([Double](), [RecordingError.Problem]())
    for (cell, name) in zip(cells, Self.names) {
      if let number = number(cell.text) {
        numbers.append(number)
      } else {
        let found = cell.text.isEmpty ? "nothing" : "'\(quoted(cell.text))'"
        problems.append(
          problem("\(found) as \(name); every cell is a finite number", at: cell.column))
      }
    }
    guard problems.isEmpty, let action = Action(numbers) else {
      return .failure(Refusal(problems: problems))
    }
    return .success(action)
  }

  /// A finite decimal number; `Double` alone takes hexadecimal ones as well.
  private func number(_ text: String) -> Double? {
    guard text.utf8.allSatisfy({ "0123456789+-.eE".utf8.contains($0) }) else { return nil }
    return Double(text).flatMap { $0.isFinite ? $0 : nil }
  }

  private var widthProblem: RecordingError.Problem {
    let count = cells.count
    let hint = count == 1 ? "; are they separated by commas?" : ""
    return problem(
      "\(count) \(count == 1 ? "column" : "columns") where an action has 7\(hint)",
      at: count > 7 ? cells[7].column : length + 1)
  }

  private func problem(_ text: String, at column: Int) -> RecordingError.Problem {
    .init(line: line, column: column, text: text)
  }

  private func quoted(_ text: String) -> String { excerpt(of: Array(text.utf8), limit: 24) }
}
