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
  private static let units = ["_m", "_m", "_m", "_rad", "_rad", "_rad", ""]

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

  /// Names rather than numbers: every cell starts with a letter and is no number, infinities and NaN
  /// included. Quotes make no name.
  var isHeader: Bool {
    cells.allSatisfy { Double($0.text) == nil && $0.text.first?.isLetter == true }
  }

  /// Why this header is not of an action's columns: their names in order, in any case, each with its
  /// unit or without.
  var headerProblems: [RecordingError.Problem] {
    guard cells.count == Self.names.count else { return [widthProblem] }
    return Self.names.indices.compactMap { i in
      let (found, name) = (cells[i].text.lowercased(), Self.names[i])
      guard found != name, found != name + Self.units[i] else { return nil }
      return problem(
        "column '\(quoted(cells[i].text))' where '\(name + Self.units[i])' belongs",
        at: cells[i].column)
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
        let hint = cell.text.hasPrefix("\"") ? ", without quotes" : ""
        problems.append(
          problem("\(found) as \(name); every cell is a finite number\(hint)", at: cell.column))
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
