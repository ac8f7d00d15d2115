/// What a word or a phrase means to a reader of replies.
enum Meaning: Hashable {
  // Of a vocabulary.
  case verb(Verb)
  case direction([Direction])
  case grip(Move.Gripper)
  case gripper
  case stop
  /// A stop that says so by what is not to be done: "do not move", which "left" may follow.
  case standstill
  case done
  case scale(Double)

  // Of any text.
  case number(Double?)
  case numberWord(NumberWord)
  case unit(Unit)
  /// What measures and is not metric, or has no size that is known: "inch", "hair".
  case strangeUnit
  case article
  case times
  case repeats(Int)
  case and, or, slash, then, comma, pause, colon, line, percent
  case end(question: Bool)
  case not, question

  // What takes back what was said before.
  /// "No", which denies what follows it at once.
  case no
  case correction
  /// The same before an amount or a direction: "make that 3 cm".
  case amend
  /// Behind what it puts in the place of something else, or before it.
  case instead
  /// All of the last clause, whether something else follows or not.
  case retraction

  // What does not want to, or cannot.
  case refusal
  /// A refusal where nobody is named who cannot.
  case unable
  /// A refusal if nothing is commanded beside it; and whether it denies what follows.
  case excuse(denies: Bool)
  /// What one may be unable to do and still command something: "I cannot see it, so move left".
  case perceive

  // What stands around amounts.
  case by, to, of
  /// Before an amount, not the amount itself: "at most".
  case bound
  /// "While" before what is to be done meanwhile.
  case during
  /// After an amount, what makes it a speed or an area.
  case per
  /// Says again what was said, some number of times.
  case again
  /// The same before a count; else nothing.
  case redo
  /// Names an amount, before it: "distance: 3 cm".
  case measure
  /// How far a direction goes, without a number; behind a gripper nothing.
  case whole
  /// Before a number that only tells which: "step 3".
  case label

  /// Carries a sentence and says nothing of its own.
  case grammar
  /// Says how or how politely, which no arm can do anything about.
  case filler
  /// Tells of what the speaker is going to do.
  case modal
  /// Opens a reason, an aim or an end, up to the next comma.
  case tail(Tail)
  /// A way, before a direction; else an aim.
  case toward
  /// Before a motion what has to be done first; else an aim.
  case after
  /// Before an amount nothing; else an aim.
  case `for`
  /// What is to come of it behind a command; else nothing.
  case so
  /// Makes all that follows in its sentence one about what might be; behind a command, its condition.
  case hypothetical
  /// Before a colon, what is no command any more.
  case past
  /// Makes what it says of what came before no command: "moving left would help".
  case conditional
  /// A word before a colon behind which the answer stands.
  case answer
  /// Prose, or what parts of a list are numbered by.
  case letter
  /// Anything else.
  case prose
}

/// What a sentence goes on with behind what it commands.
enum Tail: Hashable {
  /// Tells of how things are.
  case reason
  /// A place or a thing; an amount in it may be the command's, and may not.
  case aim
  /// What ends the motion, or is to be so behind it.
  case until
  /// Tells what the command, which may follow, is given in spite of.
  case concession
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
