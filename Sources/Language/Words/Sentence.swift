/// A sentence of a reply, understood as far as it goes.
struct Sentence {
  /// Its place among the reply's terms.
  var terms: Range<Int>

  /// In order; none where nothing is commanded.
  var clauses: [Clause] = []

  /// Why something that it commands cannot be read.
  var fault: Diagnosis?

  /// The terms that had no say.
  var ignored: [Int] = []

  var isQuestion = false

  /// Whether it asks for leave, in words.
  var asks = false

  var isRefusal = false

  /// Whether it is a refusal where nothing is commanded.
  var isExcuse = false

  var isDone = false

  /// Whether its first clause takes the place of what was said last.
  var corrects = false

  /// Whether it takes back the clause before it.
  var retracts = false

  /// What was denied, by places among the terms.
  var denied: Range<Int>?

  /// Whether some of it is none of the vocabulary's.
  var hasProse = false

  /// How plainly it commands.
  var manner = Manner.told

  enum Manner: Int, Comparable {
    /// Within prose.
    case mentioned
    /// As what the speaker is going to do.
    case announced
    /// From its first word on.
    case told

    static func < (one: Manner, two: Manner) -> Bool { one.rawValue < two.rawValue }
  }

  /// Whether it commands something, or would if it said what: "3 cm".
  var isCommand: Bool {
    guard !isQuestion, !isRefusal else { return false }
    return fault != nil || isDone || clauses.contains { $0.isCommand || !hasProse }
  }
}
