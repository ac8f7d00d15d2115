/// How far a direction goes, as somebody said it.
struct Amount: Hashable {
  enum Size: Hashable {
    /// Metres.
    case length(Double)
    /// Radians.
    case angle(Double)
    /// Times the vocabulary's size.
    case scale(Double)

    /// Whether both are the same but for how they are rounded: within a hundredth.
    func isNear(_ other: Size) -> Bool {
      switch (self, other) {
      case (.length(let one), .length(let two)), (.angle(let one), .angle(let two)):
        abs(one - two) <= 0.01 * max(one, two)
      default: false
      }
    }
  }

  var size: Size
  var span: Range<Int>

  /// As it was written.
  var unit: Unit?

  /// Whether a direction comes right after it.
  var leads = false
}

/// What a number turned out to be.
enum Counted {
  case amount(Amount)
  case repeats(Int, Range<Int>)
}

/// Reads amounts among terms: "3 cm", "two and a half centimetres", "slightly", "x3".
struct AmountReader {
  let terms: ArraySlice<Term>

  /// What begins at `at`, which is left behind it. Throws `badAmount` for a number that is not one
  /// amount.
  func read(_ at: inout Int) throws(Diagnosis) -> Counted {
    let start = at
    if case .scale(let factor) = terms[at].meaning {
      at += 1
      return .amount(Amount(size: .scale(factor), span: terms[start].span))
    }
    if case .repeats(let count) = terms[at].meaning {
      at += 1
      return .repeats(count, terms[start].span)
    }
    if terms[at].meaning == .times {
      at += 1
      guard let count = Int(exactly: try count(&at)), count > 0 else {
        throw bad("no whole number of times; write such as x3", start, at - 1)
      }
      return .repeats(count, terms[start].span.lowerBound..<terms[at - 1].span.upperBound)
    }
    if case .unit = terms[at].meaning {
      throw bad("a unit without a number; write such as 3 cm", start, start)
    }
    let number = try number(&at)
    skipLinks(&at)
    guard at < terms.endIndex else { throw unitless(start, at - 1) }
    switch terms[at].meaning {
    case .unit(let unit):
      at += 1
      if at < terms.endIndex, isPer(at) {
        throw bad("a speed or an area, and no amount; write such as 3 cm", start, at)
      }
      let value = unit.amount(number)
      return .amount(
        Amount(
          size: unit.isLength ? .length(value) : .angle(value),
          span: terms[start].span.lowerBound..<terms[at - 1].span.upperBound, unit: unit))
    case .times:
      at += 1
      guard let count = Int(exactly: number), count > 0 else {
        throw bad("no whole number of times; write such as 3 times", start, at - 1)
      }
      return .repeats(count, terms[start].span.lowerBound..<terms[at - 1].span.upperBound)
    case .prose, .percent, .strangeUnit: throw unitless(start, at)
    default: throw unitless(start, at - 1)
    }
  }

  /// Whether terms from `at` on begin an amount.
  func begins(_ at: Int) -> Bool {
    guard at < terms.endIndex else { return false }
    return switch terms[at].meaning {
    case .number, .numberWord, .scale, .repeats, .unit: true
    case .article:
      at + 1 < terms.endIndex && terms[at + 1].meaning.measures
    case .times: beginsWithNumber(at + 1)
    default: false
    }
  }

  /// Whether it is digits or a word for a number.
  func beginsWithNumber(_ at: Int) -> Bool {
    guard at < terms.endIndex else { return false }
    return switch terms[at].meaning {
    case .number, .numberWord: true
    default: false
    }
  }

  /// The number after "x"; none that is whole, for one that cannot be read.
  private func count(_ at: inout Int) throws(Diagnosis) -> Double {
    if case .number(let number) = terms[at].meaning {
      at += 1
      return number ?? 0.5
    }
    return try number(&at)
  }

  /// Where the quantity that begins at `start` ends: a number with its unit, or a unit; nil where there
  /// is none.
  func quantity(at start: Int) -> Int? {
    guard begins(start) else { return nil }
    for at in start..<min(start + 8, terms.endIndex) {
      switch terms[at].meaning {
      case .number, .numberWord, .article, .grammar, .of, .filler, .and: continue
      case .unit, .strangeUnit: return at + 1
      default: return nil
      }
    }
    return nil
  }

  /// "of a", between a fraction and its unit; "more".
  private func skipLinks(_ at: inout Int) {
    let start = at
    while at < terms.endIndex, at - start < 3,
      [.article, .grammar, .of, .filler].contains(terms[at].meaning)
    { at += 1 }
  }

  /// "/s", glued, and "per second".
  private func isPer(_ at: Int) -> Bool {
    let isGlued = terms[at].span.lowerBound == terms[at - 1].span.upperBound
    return terms[at].meaning == .per || terms[at].meaning == .slash && isGlued
  }

  private func number(_ at: inout Int) throws(Diagnosis) -> Double {
    let start = at
    var value: Double
    switch terms[at].meaning {
    case .number(let written):
      guard let written else {
        throw bad("no number that can be read in one way; write such as 2.5 cm", start, start)
      }
      at += 1
      value = written
      if let next = word(at), next == .half || next == .quarter {
        // "1 half" is no way to write a number.
        throw bad("a number that cannot be read; write such as 0.5 cm", start, at)
      }
    case .article:
      at += 1
      return 1
    default: value = try inWords(&at)
    }
    // "and a half".
    let rest = terms[at...].prefix(3).map(\.meaning)
    if rest == [.and, .article, .numberWord(.half)] { (value, at) = (value + 0.5, at + 3) }
    if rest == [.and, .article, .numberWord(.quarter)] { (value, at) = (value + 0.25, at + 3) }
    return value
  }

  private func inWords(_ at: inout Int) throws(Diagnosis) -> Double {
    let start = at
    var value = 0.0
    func last() -> Diagnosis {
      bad("a number that cannot be read; write it in digits", start, max(start, at - 1))
    }
    if word(at) == .half || word(at) == .quarter {
      value = word(at) == .half ? 0.5 : 0.25
      at += 1
      return value
    }
    // Each word may only add what is smaller than what came before it.
    var room = Double.infinity
    while let next = word(at) {
      switch next {
      case .ones(let ones) where ones < room: (value, room) = (value + ones, 0)
      case .tens(let tens) where tens < room: (value, room) = (value + tens, 10)
      case .hundred where value < 10: (value, room) = (max(value, 1) * 100, 100)
      case .point:
        at += 1
        return value + (try decimals(&at, from: start))
      default:
        at += 1
        throw last()
      }
      at += 1
    }
    return value
  }

  /// The digits after "point", one by one.
  private func decimals(_ at: inout Int, from start: Int) throws(Diagnosis) -> Double {
    var digits = ""
    while case .ones(let digit)? = word(at), digit < 10, digits.count < 9 {
      digits += "\(Int(digit))"
      at += 1
    }
    guard let value = Double("0." + digits), !digits.isEmpty else {
      throw bad("a number that cannot be read; write it in digits", start, at - 1)
    }
    return value
  }

  private func word(_ at: Int) -> NumberWord? {
    guard at < terms.endIndex, case .numberWord(let word) = terms[at].meaning else { return nil }
    return word
  }

  private func unitless(_ first: Int, _ last: Int) -> Diagnosis {
    bad("a number without a metric unit; write m, cm, mm, degrees or radians after it", first, last)
  }

  private func bad(_ message: String, _ first: Int, _ last: Int) -> Diagnosis {
    Diagnosis(
      .badAmount, message, at: terms[first].span.lowerBound..<terms[last].span.upperBound)
  }
}

extension Meaning {
  /// Whether an amount may end in it.
  var measures: Bool {
    switch self {
    case .unit, .strangeUnit: true
    default: false
    }
  }
}
