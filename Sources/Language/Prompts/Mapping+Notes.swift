import Control
import Geometry

extension Mapping {
  /// What a model is told of the vocabulary: which words there are and what each does from where the
  /// arm is.
  func notes(from state: ArmState) -> String {
    switch form {
    case .words: (["## Words", "", frameNote] + wordNotes(state)).joined(separator: "\n")
    case .mallet, .malletAsUpstream:
      (["## Moves", "", objectNote] + objectNotes(state)).joined(separator: "\n")
    case .bins(let bins): (["## Way-points", ""] + bins.notes).joined(separator: "\n")
    }
  }

  /// Something that can be said from there, in the vocabulary's own words: a way, and the gripper
  /// told to change over or as it is.
  func example(from state: ArmState) -> String {
    var way = Vector3.zero
    for (axis, place) in [(Move.Axis.x, 0), (.y, 1)] where axes[axis] != nil || isOfBins {
      way[place] = size(of: axis)
    }
    let action = Action(translation: way, opening: state.opening > 0.5 ? 0 : 1)
    return words(for: [deed(for: action, from: state)])
  }

  private var isOfBins: Bool { if case .bins = form { true } else { false } }

  private var frameNote: String {
    switch frame {
    case .base:
      """
      Directions are the robot's, not the picture's: forward is away from its base, left is its own \
      left, up is up.
      """
    case .tool:
      "Directions are the gripper's: forward is where the fingers point, left and up are its own."
    case .picture:
      """
      Directions are those of the first camera's picture: left and up as they are seen, forward into \
      it.
      """
    }
  }

  private func wordNotes(_ state: ArmState) -> [String] {
    var lines = Move.Axis.allCases.flatMap { axis in
      [1.0, -1].compactMap { note(axis, sign: $0, state) }
    }
    for grip in Move.Gripper.allCases {
      let result = grip == .open ? "opening 1" : "opening 0"
      lines.append("- \"\(words(for: [.move(Move(gripper: grip))]))\": \(result)")
    }
    lines.append("- \"\(Self.stop)\": nothing moves")
    lines.append("- \"done\": the task is complete")
    lines.append(
      readsAmounts
        ? "An amount may follow a direction, such as \"3 cm\", \"5 mm\" or \"10 degrees\"; a word "
          + "without one moves as told above. \"slightly\" is half of that, \"a lot\" three times."
        : "A word moves as told above, and no amounts are understood.")
    if readsRepeats {
      lines.append("A move may be repeated: \"x3\", \"twice\". Moves may be listed, one a line.")
    }
    lines.append(
      """
      Several directions may share a sentence; sentences joined by "then" are carried out in order, \
      at most \(mostActions) steps in all.
      """)
    return lines
  }

  /// One way of an axis as it is said, and what it does.
  private func note(_ axis: Move.Axis, sign: Double, _ state: ArmState) -> String? {
    guard let rule = axes[axis], rule.size != 0 else { return nil }
    let word = (sign > 0) == (rule.size > 0) ? rule.positive.first : rule.negative.first
    guard let word, let effect = effect(axis, sign * abs(rule.size), state) else { return nil }
    return "- \"\(Verb(axis).rawValue) \(word)\": \(effect)"
  }

  /// What a move along or about an axis does to the tool.
  private func effect(_ axis: Move.Axis, _ amount: Double, _ state: ArmState) -> String? {
    var (move, end) = (Move(), state)
    move[axis] = amount
    guard (try? actions(for: move, &end, 100, at: 0..<0)) != nil else { return nil }
    if axis.isLength {
      let way = end.X_WT.translation - state.X_WT.translation
      return frame == .base ? Self.signed(way) : centimetres(abs(amount))
    }
    let turn = end.X_WT.rotation * state.X_WT.rotation.inverse
    let angle = degrees(turn.vector.length)
    let tips = end.X_WT.rotation.xAxis - state.X_WT.rotation.xAxis
    guard tips.length > 0.3 * turn.vector.length else {
      // The fingers stay where they point: it turns about them.
      let isCounterclockwise = turn.vector.z > 0
      return "turns \(angle) \(isCounterclockwise ? "counter" : "")clockwise seen from above"
    }
    return "swings the finger tips \(Self.mainWay(tips)) by \(angle)"
  }

  /// "+x 1 cm".
  private static func signed(_ way: Vector3) -> String {
    let parts = zip(["x", "y", "z"], 0..<3).compactMap { name, axis in
      abs(way[axis]) < 5e-5
        ? nil : "\(way[axis] > 0 ? "+" : "-")\(name) by \(plain(100 * abs(way[axis]), 2)) cm"
    }
    return parts.isEmpty ? "nothing" : parts.joined(separator: ", ")
  }

  private static func mainWay(_ way: Vector3) -> String {
    let names = [
      ("forward, away from the base", "back, towards the base"), ("left", "right"), ("up", "down"),
    ]
    let most = (0..<3).max { abs(way[$0]) < abs(way[$1]) } ?? 0
    return way[most] > 0 ? names[most].0 : names[most].1
  }
}

extension Mapping {
  private var objectNote: String {
    """
    A move is one object. For each of its keys it has a list of a direction or null, a magnitude from \
    0 to 1 and a short reason; a magnitude of 1 goes as far as told here, null does not move. \
    \(frameNote)
    """
  }

  private func objectNotes(_ state: ArmState) -> [String] {
    let ways = Move.Axis.allCases.compactMap { axis -> String? in
      guard let rule = axes[axis], rule.size != 0 else { return nil }
      let verb = axis.isLength ? "" : Verb(axis).rawValue + " "
      let words = [(rule.positive.first, 1.0), (rule.negative.first, -1)].compactMap { word, sign in
        word.flatMap { word in
          effect(axis, sign * abs(rule.size), state).map { "\"\(verb)\(word)\" (\($0))" }
        }
      }
      return "- \"\(axis.key)\": \(words.joined(separator: " or "))"
    }
    let grips = Move.Gripper.allCases.map { "\"\(self.grips[$0]?.first ?? $0.rawValue) gripper\"" }
    return ways + ["- \"gripper\": \(grips.joined(separator: " or "))"]
  }

  /// What an object of this vocabulary must be.
  var objectSchema: JSONSchema {
    let entries = Move.Axis.allCases.map { axis -> JSONSchema.Member in
      let verb = axis.isLength ? "" : Verb(axis).rawValue + " "
      let words = [axes[axis]?.positive.first, axes[axis]?.negative.first]
        .compactMap(\.self).map { verb + $0 }
      return .init(name: axis.key, about: Self.entryNote, schema: entry(words))
    }
    let grips = Move.Gripper.allCases.map { "\(self.grips[$0]?.first ?? $0.rawValue) gripper" }
    return .object(
      entries + [.init(name: "gripper", about: Self.entryNote, schema: entry(grips))])
  }

  private static let entryNote = "Direction or null, magnitude 0 to 1, reason"

  private func entry(_ words: [String]) -> JSONSchema {
    .list(of: .either([.choice(words), .number(0...1), .text, .null]), count: 3...3)
  }
}

extension Bins {
  fileprivate var notes: [String] {
    let corner = zip(["x", "y", "z"], 0..<3).map { name, axis in
      "\(name) = 0 is \(centimetres(lower[axis]))"
    }
    return [
      "A way-point is a list of seven whole numbers: [x, y, z, roll, pitch, yaw, gripper].",
      "- x, y and z are 0 to \(most), in units of \(centimetres(size)) of the robot's base: "
        + "\(corner.joined(separator: ", ")).",
      "- roll, pitch and yaw are 0 to \(mostAngle), in units of \(degrees(angle)), about x, y and z; "
        + "\(mostAngle / 2) each is the rotation that the gripper started with.",
      "- gripper is 1 for open and 0 for shut, on arrival.",
      "Way-points are absolute, and are gone to in straight lines, one after the other.",
    ]
  }

  /// What a list of way-points must be.
  var schema: JSONSchema {
    .list(of: .list(of: .integer(0...max(most, mostAngle)), count: 7...7), count: 1...20)
  }
}
