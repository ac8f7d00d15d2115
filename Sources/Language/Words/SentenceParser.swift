/// Finds what a sentence commands.
///
/// A direction counts while it is led: at the head of the sentence, and after a verb until a word
/// that is not of the vocabulary; an amount likewise. What a reason or an aim says does not count.
struct SentenceParser {
  private let terms: [Term]
  private let end: Int
  private let amounts: AmountReader
  private let axes: [Verb: Set<Move.Axis>]
  private var at: Int
  private var sentence: Sentence
  private var clause = Clause()
  private var clauseStart: Int

  private var verb: Verb?
  private var isLed = true
  private var isTail = false
  private var isDenied = false
  private var choice: Range<Int>?
  private var mark: Int?
  private var justBefore = Meaning.line
  private var sawProse = false
  /// A number at the head that is no amount, which may be part of prose.
  private var doubt: Diagnosis?
  private var sawModal = false

  static func parse(_ terms: [Term], _ range: Range<Int>, isLed: Bool = true) -> Sentence {
    var parser = SentenceParser(terms, range)
    parser.isLed = isLed
    parser.run()
    return parser.sentence
  }

  private init(_ terms: [Term], _ range: Range<Int>) {
    self.terms = terms
    (at, end, clauseStart) = (range.lowerBound, range.upperBound, range.lowerBound)
    amounts = AmountReader(terms: terms[range])
    sentence = Sentence(terms: range)
    axes = [.move: [.x, .y, .z], .tilt: [.tilt], .roll: [.roll], .rotate: [.rotation]]
  }

  private mutating func run() {
    while at < end, sentence.fault == nil {
      let here = terms[at].meaning
      do { try term(here) } catch { sentence.fault = error }
      justBefore = here
    }
    endClause()
    sentence.hasProse = sawProse
    let rest = terms[sentence.terms].lazy.map(\.meaning)
    if sentence.fault == nil, let doubt, rest.contains(where: \.isOfMotion) {
      sentence.fault = doubt
    }
  }

  private mutating func term(_ meaning: Meaning) throws(Diagnosis) {
    if isLed, !isTail, amounts.begins(at) { return try amount() }
    switch meaning {
    case .direction(let ways): try direction(ways)
    case .verb(let next): open(next)
    case .grip(let told): grip(told)
    case .gripper: noun()
    case .stop: stop()
    case .done:
      if isLed, !isTail, !isDenied { found(); sentence.isDone = true } else { ignore() }
      at += 1
    case .not:
      isDenied = true
      sentence.denied = at..<at + 1
      ignore()
      at += 1
    case .correction: correction()
    case .then, .end, .line: pause(endsClause: true)
    case .comma, .pause: pause(endsClause: false)
    case .or:
      if !isDenied, isLed, !isTail, clause.isCommand { choice = terms[at].span }
      at += 1
    case .and, .grammar, .colon, .article: at += 1
    case .filler: ignore(); at += 1
    case .modal:
      sawModal = true
      ignore()
      at += 1
    case .tail:
      if justBefore.isOfMotion, at + 1 < end, amounts.begins(at + 1) {
        // "left for 2 cm"
        at += 1
        return
      }
      (isTail, isLed) = (true, false)
      prose()
    case .conditional:
      sentence.ignored += clauseStart..<at
      (clause, mark, choice) = (Clause(), nil, nil)
      (isTail, isLed) = (true, false)
      prose()
    case .hypothetical:
      // What might be is no command; after one it is its condition.
      if !clause.isCommand, sentence.clauses.isEmpty { (isTail, isLed) = (true, false) }
      isTail = true
      prose()
    case .refusal:
      sentence.isRefusal = true
      prose()
    case .question:
      sentence.isQuestion = true
      prose()
    default: prose()
    }
  }

  // MARK: - What commands

  private mutating func amount() throws(Diagnosis) {
    let start = at
    let read: Counted
    do { read = try amounts.read(&at) } catch {
      // "3 objects are visible" is prose, if nothing is commanded after it.
      guard verb == nil, clause.items.isEmpty, sentence.clauses.isEmpty else { throw error }
      (doubt, at) = (error, start)
      return prose()
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
      case .grammar, .article, .verb: next += 1
      case .direction: return true
      default: return false
      }
    }
    return false
  }

  private mutating func open(_ next: Verb) {
    if isTail { return prose() }
    (verb, isLed) = (next, true)
    if sentence.denied?.upperBound != at, justBefore == .and || justBefore == .comma {
      isDenied = isDenied && justBefore == .and
    }
    if isDenied { ignore() }
    at += 1
  }

  private mutating func direction(_ ways: [Direction]) throws(Diagnosis) {
    guard isLed, !isTail, !isAdjective else { return prose(keepsLead: isTail) }
    if isDenied {
      sentence.denied = (sentence.denied?.lowerBound ?? at)..<at + 1
      ignore()
      at += 1
      return
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
    clause.items.append(.direction(way, terms[at].span))
    at += 1
  }

  /// Under the verb, or else its only meaning, or that of motion; nil right after a verb of turning
  /// that does not go with it.
  private func resolve(_ ways: [Direction]) -> Direction? {
    let mine = ways.first { verb.flatMap { axes[$0] }?.contains($0.axis) ?? false }
    if let mine { return mine }
    if case .verb(let verb) = justBefore, verb != .move { return nil }
    return ways.first { $0.axis.isLength } ?? ways.first
  }

  /// "the left drawer": a direction that only tells which.
  private var isAdjective: Bool {
    guard at + 1 < end else { return false }
    switch justBefore {
    case .verb, .direction, .unit, .number, .scale: return false
    default: return terms[at + 1].meaning == .prose
    }
  }

  private mutating func grip(_ told: Move.Gripper) {
    if isTail { return prose() }
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
    case .prose, .direction, .number, .numberWord: true
    default: false
    }
  }

  /// "gripper: open", "gripper closed"; else the gripper is only what is moved.
  private mutating func noun() {
    var next = at + 1
    while next < end, [.colon, .article, .grammar].contains(terms[next].meaning) { next += 1 }
    let isNamed = isLed || next > at + 1 && terms[next - 1].meaning == .colon
    guard isNamed, !isTail, next < end, case .grip(let told) = terms[next].meaning else {
      return at += 1
    }
    take(told, through: next + 1)
  }

  private mutating func take(_ told: Move.Gripper, through next: Int) {
    defer { at = next }
    if isDenied {
      sentence.denied = (sentence.denied?.lowerBound ?? at)..<next
      return sentence.ignored += at..<next
    }
    found()
    isLed = true
    clause.items.append(
      .grip(told, terms[at].span.lowerBound..<terms[next - 1].span.upperBound))
  }

  private mutating func stop() {
    if at + 1 < end, case .direction = terms[at + 1].meaning {
      // "don't move left"
      sentence.denied = at..<at + 1
      isDenied = true
      ignore()
      at += 1
      return
    }
    if at + 2 < end, terms[at + 1].meaning == .comma, terms[at + 2].meaning == .correction {
      // "left - wait, no, right"
      ignore()
      at += 1
      return
    }
    guard isLed, !isTail, !isDenied else { return prose(keepsLead: true) }
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

  // MARK: - What parts and holds together

  private mutating func pause(endsClause: Bool) {
    (isTail, isDenied) = (false, false)
    if endsClause {
      endClause()
      (verb, isLed) = (nil, true)
    }
    at += 1
  }

  private mutating func correction() {
    ignore()
    if !clause.isCommand, let last = sentence.clauses.popLast() { clause = last }
    let isDenial = !clause.isCommand || deniesOnly
    if isDenial {
      isDenied = clause.isCommand || followsDirectly
      if isDenied { sentence.denied = at..<at + 1 }
    } else {
      (mark, isLed, isTail, isDenied) = (clause.items.count, true, false, false)
    }
    at += 1
  }

  /// "no left": the direction comes at once.
  private var followsDirectly: Bool {
    guard at + 1 < end else { return false }
    switch terms[at + 1].meaning {
    case .direction, .verb, .grip:
      return terms[at + 1].span.lowerBound - terms[at].span.upperBound < 2
    default: return false
    }
  }

  /// "forward, no tilt": a verb without its direction.
  private var deniesOnly: Bool {
    guard at + 1 < end, case .verb = terms[at + 1].meaning else { return false }
    guard at + 2 < end, case .direction = terms[at + 2].meaning else { return true }
    return false
  }

  private mutating func endClause() {
    if let mark, mark <= clause.items.count { clause.retract(from: mark) }
    (mark, choice) = (nil, nil)
    if !clause.items.isEmpty { sentence.clauses.append(clause) }
    (clause, clauseStart) = (Clause(), min(at + 1, end))
  }

  /// The first thing commanded shows how plainly the sentence does.
  private mutating func found() {
    guard sentence.clauses.isEmpty, !clause.isCommand, !sentence.isDone else { return }
    sentence.manner = sawProse ? .mentioned : sawModal ? .announced : .told
  }

  private mutating func prose(keepsLead: Bool = false) {
    sawProse = true
    if !keepsLead { (isLed, verb) = (false, nil) }
    ignore()
    at += 1
  }

  private mutating func ignore() { sentence.ignored.append(at) }
}

extension Meaning {
  fileprivate var isOfMotion: Bool {
    switch self {
    case .direction, .verb, .grip: true
    default: false
    }
  }
}
