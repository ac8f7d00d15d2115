import Geometry

/// A vocabulary: which words a model may use, what they mean and how far they go. Turns replies into
/// actions for a station, and actions into the vocabulary's words.
///
/// ``load(_:folder:)`` reads one of `scenes/vocabularies` or a file of the user's.
package struct Mapping: Hashable, Sendable {
  package var name: String

  /// Counts up when what a word does changes.
  package var version: Int

  /// `Chance.digest` of its file; nil for one made in code.
  package var digest: String?

  package var form: Form

  /// Whose axes the words mean.
  package var frame: Frame

  /// What each axis that has words does with them.
  package var axes: [Move.Axis: AxisRule]

  /// Whether "3 cm", "slightly" and the like are understood, and said.
  package var readsAmounts: Bool

  /// Whether "x3" and "twice" are.
  package var readsRepeats: Bool

  /// More actions from one reply are too far.
  package var mostActions: Int

  /// The words for the gripper, the first of each as it is said.
  package var grips: [Move.Gripper: [String]]

  var lexicon: Lexicon

  /// How a reply is laid out.
  package enum Form: Hashable, Sendable {
    /// Sentences.
    case words
    /// An object of an axis's direction and magnitude, 0...1 of its size.
    case mallet
    /// As `mallet`, with what its first server made of it.
    case malletAsUpstream
    /// Way-points in whole numbers.
    case bins(Bins)
  }

  package enum Frame: String, CaseIterable, Hashable, Sendable {
    /// The arm's base: x forward, y left, z up.
    case base
    /// The tool: forward is where the fingers point, its x; left its y, up its z.
    case tool
    /// The first camera's picture: left and up as they are seen, forward into it.
    case picture
  }

  /// What a word about an axis does.
  package struct AxisRule: Hashable, Sendable {
    /// How far a word without an amount goes, or a magnitude of 1. Metres or radians. A negative size
    /// turns the axis round; one of zero stands still and is never said.
    package var size: Double

    /// What a magnitude of 0 does. Metres or radians.
    package var offset = 0.0

    /// The place among an action's numbers that the amount goes into as it is, 0...5; nil where it
    /// is turned into what the station needs for the arm to move so.
    package var index: Int?

    /// The stations at which the axis is turned round.
    package var flippedAt: [String] = []

    /// The words for the two ways, the first of each as it is said.
    package var positive, negative: [String]
  }

  /// ECoT's table, a centimetre and a tenth of a radian a word, without the synonyms of its file.
  package static let ecot = Mapping(
    name: "ecot",
    axes: [
      .x: AxisRule(size: 0.01, index: 0, positive: ["forward"], negative: ["backward"]),
      .y: AxisRule(size: 0.01, index: 1, positive: ["left"], negative: ["right"]),
      .z: AxisRule(size: 0.01, index: 2, positive: ["up"], negative: ["down"]),
      .tilt: AxisRule(size: 0.1, index: 4, positive: ["up"], negative: ["down"]),
      .rotation: AxisRule(
        size: 0.1, index: 5, positive: ["counterclockwise"], negative: ["clockwise"]),
    ],
    words: Words())

  init(
    name: String, version: Int = 1, digest: String? = nil, form: Form = .words,
    frame: Frame = .base, axes: [Move.Axis: AxisRule], words: Words, readsAmounts: Bool = false,
    readsRepeats: Bool = false, mostActions: Int = 20
  ) {
    (self.name, self.version, self.digest) = (name, version, digest)
    (self.form, self.frame, self.axes) = (form, frame, axes)
    (self.readsAmounts, self.readsRepeats) = (readsAmounts, readsRepeats)
    self.mostActions = mostActions
    grips = [.open: words.open, .close: words.close]
    lexicon = Lexicon(words.meanings(axes))
  }

  /// What a reply asks for, before it is known where the arm is.
  package func read(_ reply: String) throws(Diagnosis) -> Reading {
    let text = Folded(reply)
    switch form {
    case .words: return try SentenceReader.read(text, with: self)
    case .mallet: return try MalletReader.read(text, with: self)
    case .malletAsUpstream: return try MalletReader.readAsUpstream(text, with: self)
    case .bins(let bins): return try bins.read(text, with: self)
    }
  }

  /// What a reply asks for, and the actions for it in order, each within the station's step.
  ///
  /// Throws ``Diagnosis``, also for more than one reply may ask for.
  package func translate(_ reply: String, from start: ArmState) throws(Diagnosis) -> Translation {
    var translation = Translation(reading: try read(reply), actions: [])
    var state = start
    for index in translation.reading.steps.indices {
      let room = mostActions - translation.actions.count
      let span = translation.reading.steps[index].span
      switch translation.reading.steps[index].deed {
      case .move(var move):
        if move[.roll] != 0, lacksRoll(state) {
          // There, roll turns the tool as rotation does.
          move[.roll] = 0
          translation.reading.steps[index].deed = .move(move)
          translation.reading.leaveRoll(at: span, reply)
        }
        translation.actions += try actions(for: move, &state, room, at: span)
      case .reach(let point):
        translation.actions += try actions(to: point, &state, room, at: span)
      }
    }
    return translation
  }

  /// Whether a roll cannot be told from a rotation: the fingers point straight up or down to within
  /// 10 degrees, at a station that adds Euler angles.
  func lacksRoll(_ state: ArmState) -> Bool {
    let finger = state.X_WT.rotation.xAxis
    return axes[.roll]?.index == nil && state.rule.addsEulerAngles && frame == .base
      && finger.x * finger.x + finger.y * finger.y < 0.03
  }

  func tooFar(at span: Range<Int>) -> Diagnosis {
    Diagnosis(
      .tooFar, "more than \(mostActions) actions from one reply; ask for less at once", at: span)
  }

  /// How far a word about an axis goes, a magnitude of 1, or a bin. Metres or radians.
  package func size(of axis: Move.Axis) -> Double {
    if case .bins(let bins) = form { return axis.isLength ? bins.size : bins.angle }
    return abs(axes[axis]?.size ?? 0)
  }

  /// What to do instead of something that is no answer: one that is, in the vocabulary's own form.
  var hint: String {
    form == .words
      ? "say one such as \"\(example)\", or \"\(Self.stop)\"" : "answer with such as \(example)"
  }

  /// Something that can be said, in a line.
  private var example: String {
    if case .bins(let bins) = form { return bins.example }
    var move = Move()
    if form == .malletAsUpstream { move.gripper = .open }
    if let axis = Move.Axis.allCases.first(where: { axes[$0] != nil }), let rule = axes[axis] {
      move[axis] = abs(rule.size)
    }
    return words(for: [.move(move)]).replacing("\n", with: " ")
  }
}

/// What a vocabulary's file lists beside its axes.
struct Words {
  var verbs: [Verb: [String]] = Dictionary(
    uniqueKeysWithValues: Verb.allCases.map { ($0, [$0.rawValue]) })
  var open = ["open"]
  var close = ["close"]
  var grippers = ["gripper"]
  var stop = ["stop"]
  var done = ["done", "task complete"]
  var less = ["slightly"]
  var more = ["a lot"]

  func meanings(_ axes: [Move.Axis: Mapping.AxisRule]) -> [String: Meaning] {
    var ways: [String: [Direction]] = [:]
    for axis in Move.Axis.allCases {
      for word in axes[axis]?.positive ?? [] {
        ways[word, default: []].append(.init(axis: axis, sign: 1))
      }
      for word in axes[axis]?.negative ?? [] {
        ways[word, default: []].append(.init(axis: axis, sign: -1))
      }
    }
    var meanings: [String: Meaning] = ways.mapValues(Meaning.direction)
    let lists: [(Meaning, [String])] = [
      (.grip(.open), open), (.grip(.close), close), (.gripper, grippers), (.stop, stop),
      (.done, done), (.scale(0.5), less), (.scale(3), more),
    ]
    for verb in Verb.allCases {
      for word in verbs[verb] ?? [] { meanings[word] = .verb(verb) }
    }
    for (meaning, words) in lists { for word in words { meanings[word] = meaning } }
    return meanings
  }
}
