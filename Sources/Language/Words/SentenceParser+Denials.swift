extension SentenceParser {
  mutating func deny() {
    isDenied = true
    sentence.denied = at..<at + 1
    isHeld = at + 1 < end && terms[at + 1].meaning == .comma && !clause.isCommand
    skip()
  }

  /// "Do not move the gripper left" denies that way; "do not move" is a stop.
  mutating func standstill() {
    for term in terms[(at + 1)..<min(end, at + 9)] {
      switch term.meaning {
      case .direction, .unit: return deny()
      case .article, .grammar, .filler, .gripper, .to, .by, .scale, .number, .numberWord, .bound:
        continue
      default: return stop()
      }
    }
    stop()
  }

  /// "Left, no, right"; at the head of a sentence what comes takes the place of the one before.
  mutating func correction(_ meaning: Meaning) {
    if !clause.isCommand, let last = sentence.clauses.popLast() { clause = last }
    if meaning == .no, clause.isCommand ? deniesOnly : deniesNext { return deny() }
    if meaning == .no, clause.isCommand, at + 1 < end, terms[at + 1].meaning == .prose {
      // "Left, no rotation": what there is none of.
      deny()
      return skip()
    }
    if clause.isCommand {
      isTakenBack =
        isTakenBack || meaning == .no && (at + 1 >= end || terms[at + 1].meaning.parts)
      mark = clause.items.count
      beginAnew()
    } else if !sawProse {
      sentence.corrects = true
      beginAnew()
    }
    phrase = Phrase(items: clause.items.count)
    skip()
  }

  /// "Make that 3 cm", and not "make it easier".
  mutating func amend() {
    if tail == nil, at + 1 < end {
      if amounts.begins(at + 1) { return correction(.correction) }
      if case .direction = terms[at + 1].meaning { return correction(.correction) }
    }
    prose()
  }

  /// "Right instead" takes the place of what was said before; "instead, right" as well.
  mutating func instead() {
    let rest = terms[(at + 1)..<min(end, at + 12)].lazy.map(\.meaning)
    if clause.isCommand, !rest.contains(where: \.isOfMotion) {
      sentence.corrects = sentence.corrects || sentence.clauses.isEmpty && mark == nil
      return skip()
    }
    correction(.correction)
  }

  mutating func retraction() {
    if clause.isCommand {
      clause = Clause()
    } else if sentence.clauses.popLast() == nil {
      sentence.retracts = true
    }
    mark = nil
    beginAnew()
    phrase = Phrase()
    skip()
  }

  /// "No left": the direction comes at once.
  private var deniesNext: Bool {
    guard at + 1 < end else { return false }
    switch terms[at + 1].meaning {
    case .direction, .verb, .grip:
      return terms[at + 1].span.lowerBound - terms[at].span.upperBound < 2
    default: return false
    }
  }

  /// "Forward, no tilt": a verb without its direction.
  private var deniesOnly: Bool {
    guard at + 1 < end, case .verb = terms[at + 1].meaning else { return false }
    guard at + 2 < end, case .direction = terms[at + 2].meaning else { return true }
    return false
  }

  /// "I can't", unless it is only said what cannot be seen or reached.
  mutating func refusal(_ meaning: Meaning) {
    var next = at + 1
    while next < end, terms[next].meaning == .filler { next += 1 }
    let isAboutSight = next < end && terms[next].meaning == .perceive
    switch meaning {
    case .refusal: sentence.isRefusal = sentence.isRefusal || !isAboutSight
    case .unable:
      sentence.isRefusal = sentence.isRefusal || !isAboutSight && !sawProse && isFirst
      isDenied = true
    case .excuse(let denies):
      sentence.isExcuse = true
      isDenied = isDenied || denies
    default: break
    }
    prose()
  }

  /// Whether nobody is named who cannot: the sentence begins here.
  private var isFirst: Bool {
    terms[sentence.terms.lowerBound..<at].allSatisfy { term in
      switch term.meaning {
      case .grammar, .gripper: false
      default: term.meaning.isSilent || term.meaning == .filler || term.meaning.takesBack
      }
    }
  }
}

extension Meaning {
  /// Whether it takes back what was said before.
  var takesBack: Bool {
    switch self {
    case .no, .correction, .instead, .retraction: true
    default: false
    }
  }
}
