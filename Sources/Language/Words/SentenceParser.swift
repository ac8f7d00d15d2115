/// Finds what a sentence commands.
///
/// A direction counts while it is led: at the head of the sentence, and after a verb until a word
/// that is not of the vocabulary; an amount likewise. What a reason or an aim says does not count; but
/// an amount that may be the command's is never left out in silence.
struct SentenceParser {
  let terms: [Term]
  let end: Int
  let amounts: AmountReader
  var at: Int
  var sentence: Sentence
  var clause = Clause()

  var verb: Verb?
  var isLed = true
  var isDenied = false
  /// Whether the denial waits for its motion behind what stands between commas: "do not, ever, move".
  var isHeld = false
  var tail: Tail?
  var phrase = Phrase()
  /// The items of the clause before the last comma or "and".
  var partStart = 0
  var choice: Range<Int>?
  var mark: Int?
  /// Whether a "no" stands alone behind the clause; if nothing follows it, nothing is left of that.
  var isTakenBack = false
  var justBefore = Meaning.line
  var sawProse = false
  private var isSupposed = false
  private var sawModal = false
  private var clauseStart: Int
  /// A number at the head that is no amount, which may be part of prose; and whether it counts things.
  private var doubt: (fault: Diagnosis, isOfThings: Bool)?

  /// What stands between two commas.
  struct Phrase {
    /// The items of the clause before it.
    var items = 0
    /// Where it went over into prose behind something that may be a command.
    var broken: Int?
    /// Whether it did so behind an "and", as where another sentence begins.
    var goesOn = false
  }

  static func parse(_ terms: [Term], _ range: Range<Int>) -> Sentence {
    var parser = SentenceParser(terms, range)
    parser.run()
    return parser.sentence
  }

  private init(_ terms: [Term], _ range: Range<Int>) {
    self.terms = terms
    (at, end, clauseStart) = (range.lowerBound, range.upperBound, range.lowerBound)
    amounts = AmountReader(terms: terms[range])
    sentence = Sentence(terms: range)
  }

  private mutating func run() {
    while at < end, sentence.fault == nil {
      let here = terms[at].meaning
      do { try term(here) } catch {
        found()
        sentence.fault = error
      }
      justBefore = here
    }
    endClause()
    sentence.hasProse = sawProse
    let rest = terms[sentence.terms].lazy.map(\.meaning)
    if sentence.fault == nil, let doubt, rest.contains(where: \.isOfMotion) {
      sentence.fault = doubt.fault
    }
  }

  private mutating func term(_ meaning: Meaning) throws(Diagnosis) {
    if amounts.begins(at) || isWithoutNumber, try readAmount() { return }
    switch meaning {
    case .direction(let ways): try direction(ways)
    case .verb(let next): open(next)
    case .grip(let told): grip(told)
    case .gripper: noun()
    case .stop: stop()
    case .standstill: standstill()
    case .done: done()
    case .not: deny()
    case .no, .correction: correction(meaning)
    case .amend: amend()
    case .instead: instead()
    case .retraction: retraction()
    case .then, .end, .line: pause(endsClause: true)
    case .comma, .pause: pause(endsClause: false)
    case .or, .slash:
      if !isDenied, isLed, tail == nil, clause.isCommand { choice = terms[at].span }
      at += 1
    case .and:
      partStart = clause.items.count
      at += 1
    case .grammar, .article, .by, .of: at += 1
    case .colon:
      // "The action would be: move left."
      if tail == .reason, !isSupposed { tail = nil }
      countThings()
      at += 1
    case .to: try goal()
    case .bound: try bound()
    case .again: try again()
    case .redo: if at + 1 < end, isCount(at + 1) { try again() } else { skip() }
    case .measure: try measure()
    case .whole: try whole()
    case .label: label()
    case .filler: skip()
    case .modal:
      sawModal = true
      skip()
    case .so: if clause.isCommand, !isHead { follow(.until) } else { conclude() }
    case .toward: if leadsToDirection { at += 1 } else { follow(.aim) }
    case .for: if isMoved, amounts.begins(at + 1) { at += 1 } else { follow(.aim) }
    case .after: if beginsSteps { suppose() } else { follow(.aim) }
    case .tail(let kind): follow(kind)
    case .conditional: doubtClause()
    case .during: if clause.isCommand, tail == nil { at += 1 } else { follow(.reason) }
    case .past:
      let isTold = at + 1 < end && terms[at + 1].meaning == .colon
      if isTold { suppose() } else { prose() }
    case .hypothetical: suppose()
    case .refusal, .unable, .excuse: refusal(meaning)
    case .question:
      (sentence.isQuestion, sentence.asks) = (true, true)
      prose()
    default: prose()
    }
  }

  /// A number at the head that is none, if it is of no prose: "two objects", "one more step".
  mutating func doubt(_ fault: Diagnosis) {
    let counted = terms[at..<min(end, at + 6)].first {
      switch $0.meaning {
      case .number, .numberWord, .filler: false
      default: true
      }
    }
    doubt = (fault, counted?.meaning == .prose)
    prose()
  }

  /// "Two objects are visible, move left": what parts them tells that the number is of the things.
  private mutating func countThings() {
    if doubt?.isOfThings ?? false, !isMoved { doubt = nil }
  }

  // MARK: - What parts and holds together

  private mutating func pause(endsClause: Bool) {
    isHeld = isHeld && isDenied && !endsClause
    (tail, isDenied) = (isSupposed ? .reason : nil, isHeld)
    countThings()
    if endsClause {
      endClause()
      (verb, isLed) = (nil, !isSupposed)
    }
    phrase = Phrase(items: clause.items.count)
    partStart = clause.items.count
    at += 1
  }

  private mutating func follow(_ kind: Tail) {
    (tail, isLed) = (kind, false)
    prose()
  }

  /// "Moving left would help": what the phrase said before is no command.
  private mutating func doubtClause() {
    if tail == nil, clause.items.count > phrase.items {
      sentence.ignored += clauseStart..<at
      (clause, mark, choice) = (Clause(), nil, nil)
    }
    follow(.reason)
  }

  /// What might be is no command; behind one it is its condition.
  private mutating func suppose() {
    if !isMoved, sentence.clauses.isEmpty { isSupposed = true }
    follow(.reason)
  }

  /// "After moving left, close the gripper": which of both is to be done now nobody can tell.
  private var beginsSteps: Bool {
    at + 1 < end && !isMoved && sentence.clauses.isEmpty && terms[at + 1].meaning.isOfMotion
  }

  /// "Maybe it is left, so move left": that is a command again.
  private mutating func conclude() {
    if isHead, isSupposed { (isSupposed, tail, isLed) = (false, nil, true) }
    at += 1
  }

  /// "Step 3 of 5" in front of what is commanded.
  private mutating func label() {
    at += 1
    guard !isMoved, at < end, case .number = terms[at].meaning else { return }
    at += 1
    if at + 1 < end, [.of, .slash].contains(terms[at].meaning),
      case .number = terms[at + 1].meaning
    {
      at += 2
    }
  }

  mutating func endClause() {
    if isTakenBack, mark == clause.items.count { clause = Clause() }
    if let mark, mark <= clause.items.count { clause.retract(from: mark) }
    (mark, choice, isTakenBack) = (nil, nil, false)
    if !clause.items.isEmpty { sentence.clauses.append(clause) }
    (clause, clauseStart, partStart) = (Clause(), min(at + 1, end), 0)
  }

  /// The first thing commanded shows how plainly the sentence does.
  mutating func found() {
    guard sentence.clauses.isEmpty, !clause.isCommand, !sentence.isDone else { return }
    sentence.manner = sawProse ? .mentioned : sawModal ? .announced : .told
  }

  /// What comes now is said as plainly as if nothing were before it.
  mutating func beginAnew() { (isLed, tail, isDenied, sawModal) = (true, nil, false, false) }

  mutating func prose(keepsLead: Bool = false) {
    sawProse = true
    if phrase.broken == nil, tail == nil, isMoved {
      phrase.broken = at
      let before = terms[sentence.terms.lowerBound..<at].last {
        ![.article, .grammar].contains($0.meaning)
      }
      phrase.goesOn = before?.meaning == .and
    }
    if !keepsLead { (isLed, verb) = (false, nil) }
    skip()
  }

  mutating func skip() {
    sentence.ignored.append(at)
    at += 1
  }

  /// Whether something is commanded, or about to be.
  var isMoved: Bool { clause.isCommand || verb != nil }

  /// Whether a part of the sentence begins here.
  var isHead: Bool {
    switch justBefore {
    case .line, .comma, .pause, .colon, .then, .end, .and: true
    default: false
    }
  }
}

extension Meaning {
  var isOfMotion: Bool {
    switch self {
    case .direction, .verb, .grip: true
    default: false
    }
  }
}
