import Control
import Geometry

extension Sketch {
  /// Draws the lines of a grid on the table.
  mutating func drawLines(of grid: TableGrid) {
    for line in grid.lines {
      drawLine(line.from, line.to, Self.black, width: weight + 2, share: 0.25)
      drawLine(line.from, line.to, Self.white, width: weight, share: 0.65)
    }
  }

  /// Writes the numbers of a grid's lines where nothing else is written.
  mutating func writeNumbers(of grid: TableGrid) {
    for line in grid.lines { number(line) }
  }

  /// Writes a line's number at that end of what is seen of it which is nearer to the picture's lower
  /// edge, or as near to it as there is room.
  private mutating func number(_ line: TableGrid.Line) {
    let steps = 40
    let seen = (0...steps).compactMap { step in
      place(line.from + (line.to - line.from) * (Double(step) / Double(steps)))
    }
    guard let first = seen.first, let last = seen.last else { return }
    let ordered = first.y >= last.y ? seen : seen.reversed()
    _ = ordered.prefix(steps / 2).contains { write(line.name, around: $0, ground: Self.black) }
  }
}

/// Lines on the table at whole multiples of a number of centimetres along the base's axes.
struct TableGrid {
  private let forward, left: ClosedRange<Int>
  private let spacing: Int
  private let height: Double

  struct Line {
    var from, to: Vector3

    /// In centimetres, such as "F30" or "R05"; "CTR" for the line through the base.
    var name: String
  }

  /// Where the tool may go, or else where arms reach.
  init(spacing: Int, _ workplace: Workplace) {
    self.spacing = spacing
    height = workplace.tableHeight
    func multiples(_ lower: Double, _ upper: Double) -> ClosedRange<Int> {
      let step = Double(spacing) / 100
      let from = Int((max(lower, -2) / step).rounded(.down))
      return from...max(from + 1, Int((min(upper, 2) / step).rounded(.up)))
    }
    let reach = workplace.convention.arm == "widowx-250s" ? 0.5 : 0.8
    forward = multiples(workplace.box?.lower.x ?? 0.1, workplace.box?.upper.x ?? reach)
    left = multiples(workplace.box?.lower.y ?? -0.3, workplace.box?.upper.y ?? 0.3)
  }

  var lines: [Line] {
    let across = forward.map { step in
      Line(
        from: place(step, left.lowerBound), to: place(step, left.upperBound),
        name: (step < 0 ? "B" : "F") + number(step))
    }
    let along = left.map { step in
      Line(
        from: place(forward.lowerBound, step), to: place(forward.upperBound, step),
        name: step == 0 ? "CTR" : (step < 0 ? "R" : "L") + number(step))
    }
    return across + along
  }

  /// In two digits or more, which are told from letters more easily than one.
  private func number(_ step: Int) -> String {
    let centimetres = abs(step) * spacing
    return centimetres < 10 ? "0\(centimetres)" : "\(centimetres)"
  }

  private func place(_ forward: Int, _ left: Int) -> Vector3 {
    let step = Double(spacing) / 100
    return Vector3(Double(forward) * step, Double(left) * step, height)
  }
}
