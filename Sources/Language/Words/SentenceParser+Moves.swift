extension SentenceParser {
  mutating func open(_ next: Verb) {
    if tail != nil { return prose() }
    isLed = true
    if !isHeld, sentence.denied?.upperBound != at, justBefore == .and || justBefore == .comma {
      isDenied = isDenied && justBefore == .and
    }
    if isDenied { return skip() }
    verb = next
    at += 1
  }

  mutating func direction(_ ways: [Direction]) throws(Diagnosis) {
    guard isLed, tail == nil, !isAdjective(at), !isIdiom(ways) else {
      return prose(keepsLead: tail != nil)
    }
    if isDenied {
      isHeld = false
      sentence.denied = (sentence.denied?.lowerBound ?? at)..<at + 1
      return skip()
    }
    guard let way = resolve(ways) else {
      throw Diagnosis(
        .noCommand, "a direction that means nothing after that verb; say one of its own",
        at: terms[at].span)
    }
    if let choice {
      throw Diagnosis(
        .contradiction, "a choice that is left open; say one of the two",
        at: choice.lowerBound..<terms[at].span.upperBound)
    }
    found()
    partBehindAmount(way)
    if repeats(way) { splitClause() }
    clause.items.append(.direction(way, terms[at].span))
    at += 1
  }

  /// "Left 2 cm, left 2 cm" and "left, left" go that way twice; "left, 2 cm to the left" once.
  private func repeats(_ way: Direction) -> Bool {
    guard mark == nil, partStart <= clause.items.count else { return false }
    let before = clause.items[..<partStart].suffix(32)
    guard let old = before.last(where: { $0.isWay(way) }) else { return false }
    if !before.contains(where: \.isCount) {
      return isHead && clause.items.count == partStart && clause.items.last == old
        && terms[max(0, at - 2)..<at].contains {
          $0.span == old.span && $0.meaning == terms[at].meaning
        }
    }
    return hasAmountBehind || clause.items[partStart...].suffix(32).contains(where: \.isCount)
  }

  /// "Up 1 cm up 1 cm": a part begins behind an amount as well, if another follows the direction.
  private mutating func partBehindAmount(_ way: Direction) {
    guard case .amount(let amount)? = clause.items.last else { return }
    let hasAnother = hasAmountBehind
    let start = clause.items.count - (amount.leads && !hasAnother ? 1 : 0)
    let before = clause.items[..<start].suffix(32)
    let isSaid = before.contains { $0.isWay(way) } && before.contains(where: \.isCount)
    if start > partStart, isSaid, amount.leads || hasAnother { partStart = start }
  }

  private var hasAmountBehind: Bool {
    var next = at + 1
    while next < min(end, at + 6), [.filler, .grammar, .by].contains(terms[next].meaning) {
      next += 1
    }
    return amounts.begins(next)
  }

  /// What was said since the last comma or "and" begins the next clause.
  private mutating func splitClause() {
    let rest = clause.items[partStart...]
    clause.items.removeSubrange(partStart...)
    endClause()
    clause.items = Array(rest)
    phrase = Phrase()
  }

  /// Under the verb, or else its only meaning, or that of motion; nil right after a verb of turning
  /// that does not go with it.
  private func resolve(_ ways: [Direction]) -> Direction? {
    let mine = ways.first { Verb($0.axis) == verb }
    if let mine { return mine }
    if case .verb(let verb) = justBefore, verb != .move { return nil }
    return ways.first { $0.axis.isLength } ?? ways.first
  }

  /// "Going forward, I will move left": from now on, and no way.
  private func isIdiom(_ ways: [Direction]) -> Bool {
    guard at == sentence.terms.lowerBound + 1, justBefore == .modal,
      ways.contains(Direction(axis: .x, sign: 1)), at + 1 < end, terms[at + 1].meaning == .comma
    else { return false }
    return terms[(at + 2)..<min(end, at + 10)].contains { $0.meaning.isOfMotion }
  }

  /// "Left: cup", which tells what is there.
  private func isLabel(_ at: Int) -> Bool {
    var next = at + 2
    while next < end, [.article, .grammar].contains(terms[next].meaning) { next += 1 }
    return next < end && terms[next].meaning == .prose
  }

  /// "the left drawer", "left of the cup": a direction that only tells which, or where.
  private func isAdjective(_ at: Int) -> Bool {
    guard at + 1 < end else { return false }
    if terms[at + 1].meaning == .of { return true }
    if terms[at + 1].meaning == .colon, verb == nil { return isLabel(at) }
    switch justBefore {
    case .verb, .direction, .unit, .number, .scale: return false
    default: return terms[at + 1].meaning == .prose
    }
  }

  /// "towards the left", and not "towards the left drawer".
  var leadsToDirection: Bool {
    var next = at + 1
    while next < end, [.article, .grammar].contains(terms[next].meaning) { next += 1 }
    guard isLed, next < end, case .direction = terms[next].meaning else { return false }
    guard next + 1 < end else { return true }
    return ![.prose, .of].contains(terms[next + 1].meaning)
  }

  mutating func grip(_ told: Move.Gripper) {
    if tail != nil { return prose() }
    // "Grip: keep" tells of the gripper.
    if at + 1 < end, terms[at + 1].meaning == .colon { return noun() }
    var next = at + 1
    while next < end, [.article, .grammar].contains(terms[next].meaning) { next += 1 }
    let hasNoun = next < end && terms[next].meaning == .gripper
    let isBare = isLed && (next >= end || !isObject(terms[next].meaning))
    guard hasNoun || isBare else { return prose() }
    take(told, through: hasNoun ? next + 1 : at + 1)
  }

  /// Whether a word after "open" may be what is to be opened.
  private func isObject(_ meaning: Meaning) -> Bool {
    switch meaning {
    case .prose, .direction: true
    default: false
    }
  }

  /// "gripper: open", "gripper closed"; else the gripper is only what is moved.
  mutating func noun() {
    var next = at + 1
    while next < end, [.colon, .article, .grammar].contains(terms[next].meaning) { next += 1 }
    let isNamed = isLed || next > at + 1 && terms[next - 1].meaning == .colon
    guard isNamed, tail == nil, next < end, case .grip(let told) = terms[next].meaning else {
      return at += 1
    }
    take(told, through: next + 1)
  }

  private mutating func take(_ told: Move.Gripper, through next: Int) {
    defer { at = next }
    if isDenied {
      isHeld = false
      sentence.denied = (sentence.denied?.lowerBound ?? at)..<next
      return sentence.ignored += at..<next
    }
    found()
    isLed = true
    clause.items.append(
      .grip(told, terms[at].span.lowerBound..<terms[next - 1].span.upperBound))
  }

  mutating func stop() {
    if at + 1 < end, case .direction = terms[at + 1].meaning {
      // "don't move left"
      return deny()
    }
    if at + 2 < end, terms[at + 1].meaning == .comma, terms[at + 2].meaning.takesBack {
      // "left - wait, no, right"
      return skip()
    }
    guard isLed, tail == nil, !isDenied else { return prose(keepsLead: true) }
    found()
    endClause()
    clause.items.append(.stop(terms[at].span))
    at += 1
    if at < end, case .verb = terms[at].meaning {
      // "stop moving left" moves nothing.
      isDenied = true
      sentence.denied = at..<at + 1
    } else {
      endClause()
    }
  }

  /// "Done", and not "done thinking", nor "done when the drawer is open".
  mutating func done() {
    let rest = terms[(at + 1)..<min(end, at + 6)].lazy.map(\.meaning)
    let next = rest.first { $0 != .filler } ?? .end(question: false)
    let after = rest.first { $0 != .filler && $0 != .comma }
    if next.isOfMotion { return deny() }
    guard isLed, tail == nil, !isDenied, next != .prose, !(after?.isCondition ?? false) else {
      return skip()
    }
    found()
    sentence.isDone = true
    at += 1
  }
}

extension Meaning {
  /// Whether it says on what something depends.
  fileprivate var isCondition: Bool {
    switch self {
    case .hypothetical, .after, .tail(.until): true
    default: false
    }
  }
}

extension Clause.Item {
  fileprivate func isWay(_ way: Direction) -> Bool {
    if case .direction(way, _) = self { true } else { false }
  }

  fileprivate var isCount: Bool {
    switch self {
    case .amount, .repeats: true
    default: false
    }
  }
}
