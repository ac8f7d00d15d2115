extension SentenceParser {
  /// Takes the amount that begins here if it is the command's. Throws `badAmount` for one that cannot
  /// be read, and for one that may be the command's and may not.
  mutating func readAmount() throws(Diagnosis) -> Bool {
    if isLed, tail == nil {
      try amount()
      return true
    }
    guard !isDenied, clause.isCommand || phrase.broken != nil, tail != .reason, tail != .concession
    else { return false }
    if clause.isCommand, belongs {
      try amount()
      return true
    }
    let end = amounts.quantity(at: at)
    switch tail {
    case .aim?:
      guard let end, !hasAmount else { return false }
      throw loose(
        from: at, to: end, "an amount that may be the move's; write it behind the direction")
    case .until?:
      guard let end = end ?? afterSign, !hasAmount else { return false }
      throw loose(from: at, to: end, Self.absolute)
    default:
      guard let broken = phrase.broken, isWithoutNumber || isStray(end) else { return false }
      throw loose(
        from: isWithoutNumber ? at - 1 : broken, to: end ?? at + 1,
        "no amount that can be read; write such as 3 cm behind the direction")
    }
  }

  /// "x cm": a unit behind what is no number, in a command.
  var isWithoutNumber: Bool {
    guard terms[at].meaning.measures, isMoved || phrase.broken != nil else { return false }
    return justBefore == .by
      || phrase.broken != nil && [.prose, .letter, .times].contains(justBefore)
  }

  /// Whether an amount behind an aim or in brackets can only be the command's: "left toward the cup by
  /// 3 cm", "(3 cm)", "twice".
  private var belongs: Bool {
    if isCount(at) { return true }
    guard !hasAmount else { return false }
    if justBefore == .by { return true }
    guard tail == nil, isHead, justBefore != .and, let next = amounts.quantity(at: at) else {
      return false
    }
    guard next < end else { return true }
    switch terms[next].meaning {
    case .comma, .pause, .end, .line, .then, .and: return true
    default: return false
    }
  }

  /// "Twice", "x3", "3 times".
  func isCount(_ at: Int) -> Bool {
    if case .repeats = terms[at].meaning { return true }
    if terms[at].meaning == .times { return true }
    return amounts.beginsWithNumber(at) && at + 1 < end && terms[at + 1].meaning == .times
  }

  private var hasAmount: Bool {
    clause.items.contains { if case .amount = $0 { true } else { false } }
  }

  /// Behind a command that went over into prose.
  private func isStray(_ quantity: Int?) -> Bool {
    let items = clause.items[min(phrase.items, clause.items.count)...]
    guard !phrase.goesOn, items.contains(where: \.isCommand) else { return false }
    if case .number = terms[at].meaning { return true }
    return quantity != nil
  }

  /// The end of a number behind an equals sign.
  private var afterSign: Int? {
    if justBefore == .colon, case .number = terms[at].meaning { at + 1 } else { nil }
  }

  private mutating func amount() throws(Diagnosis) {
    let start = at
    let read: Counted
    do { read = try amounts.read(&at) } catch {
      // "3 objects are visible" is prose, if nothing is commanded after it.
      guard verb == nil, clause.items.isEmpty, sentence.clauses.isEmpty else { throw error }
      at = start
      return doubt(error)
    }
    if isDenied { return sentence.ignored += start..<at }
    switch read {
    case .amount(var amount):
      amount.leads = isBeforeDirection
      clause.items.append(.amount(amount))
    case .repeats(let count, let span): clause.items.append(.repeats(count, span))
    }
  }

  private var isBeforeDirection: Bool {
    var next = at
    while next < end {
      switch terms[next].meaning {
      case .grammar, .article, .verb, .to, .of: next += 1
      case .direction: return true
      default: return false
      }
    }
    return false
  }

  // MARK: - What stands before amounts

  /// "To 5 cm": where to go, which no vocabulary of ways has.
  mutating func goal() throws(Diagnosis) {
    let next = afterFillers
    if tail == nil, isLed, !isDenied, isMoved, amounts.begins(next) {
      throw loose(from: at, to: amounts.quantity(at: next) ?? next + 1, Self.absolute)
    }
    at += 1
  }

  /// "At most 3 cm" is no amount.
  mutating func bound() throws(Diagnosis) {
    let next = afterFillers
    if tail == nil || tail == .aim && !hasAmount, !isDenied, isMoved,
      let last = amounts.quantity(at: next) ?? (amounts.beginsWithNumber(next) ? next + 1 : nil)
    {
      throw loose(from: at, to: last, "a bound, and no amount; write such as 3 cm")
    }
    skip()
  }

  /// Repeats can be counted in two ways, with the first time and without.
  mutating func again() throws(Diagnosis) {
    guard tail == nil, !isDenied, isLed || isHead else { return prose() }
    var last = at + 1
    while last < end, !terms[last].meaning.parts { last += 1 }
    throw loose(
      from: at, to: last,
      "a repeat that can be counted in two ways; write each move, or such as x3 where counts are read"
    )
  }

  /// "Distance: 3 cm", and not "distance left"; "left the same distance" cannot be read.
  mutating func measure() throws(Diagnosis) {
    let next = at + 1 < end ? terms[at + 1].meaning : .end(question: false)
    let leads = next == .colon || amounts.begins(next == .of ? at + 2 : at + 1)
    if !leads, let first = sizedFrom { throw loose(from: first, to: at + 1, Self.unsized) }
    if leads || next == .of { at += 1 } else { prose() }
  }

  /// "Down all the way", and not "open all the way".
  mutating func whole() throws(Diagnosis) {
    if tail == nil, !isDenied, clause.items.last?.isWay ?? false {
      throw loose(from: at, to: at + 1, Self.unsized)
    }
    skip()
  }

  /// Where "the same" of "left the same distance" begins: an article or "by" right behind the way.
  private var sizedFrom: Int? {
    guard tail == nil, !isDenied, clause.items.last?.isWay ?? false else { return nil }
    var first = at - 1
    while first > sentence.terms.lowerBound, first > at - 5 {
      switch terms[first].meaning {
      case .by: return first + 1
      case .article, .grammar, .prose, .bound, .filler: first -= 1
      case .direction: return terms[first + 1].meaning == .prose ? nil : first + 1
      default: return nil
      }
    }
    return nil
  }

  private static var unsized: String {
    "no amount that can be read; write such as 3 cm behind the direction"
  }

  private var afterFillers: Int {
    var next = at + 1
    while next < min(end, at + 6), [.filler, .grammar, .bound].contains(terms[next].meaning) {
      next += 1
    }
    return next
  }

  private static var absolute: String {
    "a place to reach, which words for ways cannot say; write how far to go"
  }

  private func loose(from first: Int, to last: Int, _ message: String) -> Diagnosis {
    Diagnosis(
      .badAmount, message, at: terms[first].span.lowerBound..<terms[last - 1].span.upperBound)
  }
}

extension Meaning {
  /// Whether a phrase ends before it.
  var parts: Bool {
    switch self {
    case .comma, .pause, .end, .line, .then: true
    default: false
    }
  }
}
