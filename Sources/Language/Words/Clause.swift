/// What runs at once: directions with their amounts, and a gripper; or a stop.
struct Clause: Hashable {
  var items: [Item] = []

  enum Item: Hashable {
    case direction(Direction, Range<Int>)
    case amount(Amount)
    case grip(Move.Gripper, Range<Int>)
    case stop(Range<Int>)
    case repeats(Int, Range<Int>)

    var span: Range<Int> {
      switch self {
      case .direction(_, let span), .grip(_, let span), .stop(let span), .repeats(_, let span): span
      case .amount(let amount): amount.span
      }
    }

    /// Whether it moves something, or stops it, by itself.
    var isCommand: Bool {
      switch self {
      case .direction, .grip, .stop: true
      case .amount, .repeats: false
      }
    }
  }

  var isCommand: Bool { items.contains(where: \.isCommand) }

  var span: Range<Int> {
    let (first, last) = (items.first?.span, items.last?.span)
    return (first?.lowerBound ?? 0)..<max(first?.lowerBound ?? 0, last?.upperBound ?? 0)
  }

  /// Takes back what was said before `mark` of whatever is said after it: of the same axis, else
  /// what was said last. Amounts go with their direction.
  mutating func retract(from mark: Int) {
    guard let later = items[mark...].first(where: \.isCommand) else {
      // Only another amount.
      let old = items[..<mark].lastIndex { !$0.isCommand }
      if items.count > mark, let old { items.remove(at: old) }
      return
    }
    let same = items[..<mark].lastIndex { $0.isAbout(later) }
    guard let old = same ?? items[..<mark].lastIndex(where: \.isCommand) else { return }
    let next = items[(old + 1)..<mark].firstIndex(where: \.isCommand) ?? mark
    let hadAmount = next > old + 1
    items.removeSubrange(old..<next)
    if !hadAmount, old > 0, !items[old - 1].isCommand { items.remove(at: old - 1) }
  }
}

extension Clause.Item {
  /// Whether both tell the same axis, or the gripper.
  fileprivate func isAbout(_ other: Clause.Item) -> Bool {
    switch (self, other) {
    case (.direction(let one, _), .direction(let two, _)): one.axis == two.axis
    case (.grip, .grip), (.stop, .stop): true
    default: false
    }
  }
}
