/// The word that opens a part of a sentence and says which axes its directions are about.
enum Verb: String, CaseIterable {
  case move, tilt, rotate

  var axes: [Move.Axis] {
    switch self {
    case .move: [.x, .y, .z]
    case .tilt: [.tilt]
    case .rotate: [.rotation]
    }
  }

  /// Every direction that may follow, in the order in which errors list them.
  var directions: [Direction] {
    axes.flatMap { axis in
      let words = axis.words
      return [
        Direction(axis: axis, sign: .positive, word: words.positive),
        Direction(axis: axis, sign: .negative, word: words.negative),
      ]
    }
  }
}

/// One way along one axis, and the word for it.
struct Direction {
  var axis: Move.Axis
  var sign: Move.Sign
  var word: String
}

extension Move.Axis {
  /// ECoT's words for the two ways. One word can serve two axes: the verb tells them apart.
  var words: (positive: String, negative: String) {
    switch self {
    case .x: ("forward", "backward")
    case .y: ("left", "right")
    case .z: ("up", "down")
    case .tilt: ("up", "down")
    case .rotation: ("counterclockwise", "clockwise")
    }
  }
}

/// The words that neither open a part with directions nor are one.
enum Keyword {
  static let stop = "stop"
  static let gripper = "gripper"
}
