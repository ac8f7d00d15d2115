extension Mapping {
  /// The moves of a clause, one for each time it is to be run; none for a clause that moves nothing.
  func moves(of clause: Clause) throws(Diagnosis) -> [Move] {
    guard clause.isCommand else {
      let span = clause.span
      throw Diagnosis(
        .noCommand, "an amount without a direction; say which way", at: span)
    }
    var move = Move()
    var said: [Move.Axis: Range<Int>] = [:]
    for (way, amount, span) in try ways(of: clause) {
      let size = try self.size(of: way, amount)
      if let earlier = said.updateValue(span, forKey: way.axis), move[way.axis] != size {
        throw .contradiction(earlier, span)
      }
      move[way.axis] = size
    }
    var told: Range<Int>?
    for case .grip(let gripper, let span) in clause.items {
      if let told, move.gripper != gripper { throw .contradiction(told, span) }
      (move.gripper, told) = (gripper, span)
    }
    return Array(repeating: move, count: try repeats(of: clause))
  }

  private func repeats(of clause: Clause) throws(Diagnosis) -> Int {
    var count: Int?
    for case .repeats(let times, let span) in clause.items {
      guard readsRepeats, count == nil else {
        let message =
          readsRepeats ? "two counts for one clause" : "a count, which means nothing here"
        throw Diagnosis(.badAmount, message + "; leave it out", at: span)
      }
      guard times <= mostActions else { throw tooFar(at: span) }
      count = times
    }
    return count ?? 1
  }

  /// Each direction with its amount, if it has one.
  private func ways(
    of clause: Clause
  ) throws(Diagnosis) -> [(Direction, Amount?, Range<Int>)] {
    var lengths = [Run()], angles = [Run()]
    var items = clause.items[...]
    while let item = items.popFirst() {
      switch item {
      case .direction(let way, let span):
        if way.axis.isLength { lengths.add(way, span) } else { angles.add(way, span) }
      case .amount(let amount):
        guard readsAmounts else {
          throw Diagnosis(
            .badAmount, "an amount, where every word goes a fixed way; leave it out",
            at: amount.span)
        }
        switch amount.size {
        case .length: try lengths.add(amount)
        case .angle: try angles.add(amount)
        case .scale:
          // With the direction that follows at once, else with the one before.
          let before = clause.items.dropLast(items.count + 1).last { $0.way != nil }?.way
          let after = items.lazy.compactMap(\.way).first
          let next = amount.leads ? after : before ?? after
          if next?.axis.isLength ?? true { try lengths.add(amount) } else { try angles.add(amount) }
        }
      case .grip, .stop, .repeats: break
      }
    }
    let kinds = [(lengths, "a direction to go"), (angles, "a way to turn")]
    var ways: [(Direction, Amount?, Range<Int>)] = []
    for (runs, wanted) in kinds {
      for run in runs { ways += try run.bound(of: wanted) }
    }
    return ways
  }

  private func size(of way: Direction, _ amount: Amount?) throws(Diagnosis) -> Double {
    let size = axes[way.axis]?.size ?? 0
    switch amount?.size {
    case nil: return way.sign * size
    case .scale(let factor): return way.sign * size * factor
    case .length(let value), .angle(let value):
      return size < 0 ? -way.sign * value : way.sign * value
    }
  }
}

extension Clause.Item {
  var isWay: Bool { way != nil }

  fileprivate var way: Direction? {
    if case .direction(let way, _) = self { way } else { nil }
  }
}

extension Diagnosis {
  static func contradiction(_ earlier: Range<Int>, _ later: Range<Int>) -> Diagnosis {
    Diagnosis(
      .contradiction, "two ways at once; keep one of them, or say \"then\" between them",
      at: min(earlier.lowerBound, later.lowerBound)..<max(earlier.upperBound, later.upperBound))
  }
}

extension [Run] {
  fileprivate mutating func add(_ way: Direction, _ span: Range<Int>) {
    self[count - 1].add(way, span)
  }

  /// "Left 1 cm and 2 cm up": an amount for what follows it begins anew behind one for what was before.
  fileprivate mutating func add(_ amount: Amount) throws(Diagnosis) {
    if amount.leads, self[count - 1].isBound { append(Run()) }
    try self[count - 1].add(amount)
  }
}

/// The directions of one kind in a clause, and the amounts for them, in the order they were said.
///
/// "3 cm left and up" and "left and up 3 cm": an amount is for all the directions next to it that
/// have none. "2 cm left and up 1 cm": where one begins and another ends, the first direction has
/// the first and the others the last.
private struct Run {
  private var groups: [[(way: Direction, span: Range<Int>)]] = [[]]
  /// Between the groups.
  private var amounts: [Amount] = []

  /// Whether it ends in an amount, and began with a direction.
  var isBound: Bool { !groups[0].isEmpty && groups[groups.count - 1].isEmpty }

  mutating func add(_ way: Direction, _ span: Range<Int>) {
    groups[groups.count - 1].append((way, span))
  }

  mutating func add(_ amount: Amount) throws(Diagnosis) {
    if let last = amounts.last, groups.last?.isEmpty ?? true {
      // "2 cm (20 mm)".
      if last.size.isNear(amount.size), last.unit != amount.unit { return }
      throw Diagnosis(
        .badAmount, "two amounts for one direction; keep one of them",
        at: last.span.lowerBound..<amount.span.upperBound)
    }
    amounts.append(amount)
    groups.append([])
  }

  func bound(
    of wanted: String
  ) throws(Diagnosis) -> [(Direction, Amount?, Range<Int>)] {
    if let amount = amounts.first, groups.allSatisfy(\.isEmpty) {
      throw Diagnosis(.badAmount, "an amount without \(wanted); say which", at: amount.span)
    }
    guard amounts.count > 0 else { return groups[0].map { ($0.way, nil, $0.span) } }
    let leads = groups[0].isEmpty
    let trails = groups[groups.count - 1].isEmpty
    var bound: [(Direction, Amount?, Range<Int>)] = []
    for (index, group) in groups.enumerated() {
      let before = index > 0 ? amounts[index - 1] : nil
      let after = index < amounts.count ? amounts[index] : nil
      for (place, item) in group.enumerated() {
        let mine =
          switch (leads, trails) {
          case (true, false): before
          case (false, true): after
          // "forward 3 cm left": the last ones have none of their own.
          case (false, false): after
          case (true, true): place == 0 ? before : after
          }
        bound.append((item.way, mine, item.span))
      }
    }
    if leads, trails, groups.dropFirst().dropLast().contains(where: { $0.count < 2 }) {
      throw Diagnosis(
        .badAmount, "more amounts than directions; keep one for each",
        at: amounts[0].span.lowerBound..<amounts[amounts.count - 1].span.upperBound)
    }
    return bound
  }
}
