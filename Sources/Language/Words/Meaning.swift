/// What a word or a phrase means to a reader of replies.
enum Meaning: Hashable {
  // Of a vocabulary.
  case verb(Verb)
  case direction([Direction])
  case grip(Move.Gripper)
  case gripper
  case stop
  case done
  case scale(Double)

  // Of any text.
  case number(Double?)
  case numberWord(NumberWord)
  case unit(Unit)
  case article
  case times
  case repeats(Int)
  case and, or, then, comma, pause, colon, line, percent
  case end(question: Bool)
  case not, correction, question, refusal
  /// Carries a sentence and says nothing of its own.
  case grammar
  /// Says how or how politely, which no arm can do anything about.
  case filler
  /// Tells of what the speaker is going to do.
  case modal
  /// Opens a reason or an aim, up to the next comma.
  case tail
  /// Makes what follows one about what might be.
  case hypothetical
  /// Makes what it says of what came before no command: "moving left would help".
  case conditional
  /// A word before a colon behind which the answer stands.
  case answer
  /// Anything else.
  case prose
}

/// The word that says which axes the directions after it are about.
enum Verb: String, CaseIterable, Hashable {
  case move, tilt, roll, rotate

  /// The verb under which an axis is told.
  init(_ axis: Move.Axis) {
    switch axis {
    case .x, .y, .z: self = .move
    case .tilt: self = .tilt
    case .roll: self = .roll
    case .rotation: self = .rotate
    }
  }
}

/// One way along one axis.
struct Direction: Hashable {
  var axis: Move.Axis
  /// 1 or -1.
  var sign: Double
}

/// A unit of an amount, and what one of it is in metres or radians.
struct Unit: Hashable {
  var isLength: Bool
  var size: Double
  /// Units per metre or radian where that is exact, so that 3 cm is 0.03 m to the last bit.
  var parts: Double

  func amount(_ number: Double) -> Double { parts > 1 ? number / parts : number * size }
}

/// A word that is part of a number.
enum NumberWord: Hashable {
  case ones(Double)
  case tens(Double)
  case hundred
  case point
  case half, quarter
  /// A number of no known size: "a few".
  case vague
}

/// A meaning in a reply, and where it stands.
struct Term: Hashable {
  var meaning: Meaning
  var span: Range<Int>
}
