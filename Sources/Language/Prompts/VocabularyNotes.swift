import Control
import Geometry

/// What a model is told of a vocabulary: which words there are, and what each does from where the
/// arm is. Every word is tried, and what it does is looked at.
struct VocabularyNotes {
  let mapping: Mapping
  let state: ArmState

  /// Where the fingers point, in the tool's frame.
  let fingers: Vector3

  var text: String {
    switch mapping.form {
    case .words: (["## Words", "", frame] + words).joined(separator: "\n")
    case .mallet, .malletAsUpstream:
      (["## Moves", "", object, frame] + entries).joined(separator: "\n")
    case .bins(let bins): (["## Way-points", ""] + bins.notes).joined(separator: "\n")
    }
  }

  private var frame: String {
    switch mapping.frame {
    case .base:
      """
      Directions are the robot's, not the picture's: forward is away from its base, left is its own \
      left, up is up.
      """
    case .tool:
      "Directions are the gripper's: forward is along its x axis, left along y, up along z."
    case .picture:
      """
      Directions are those of the first camera's picture: left and up as they are seen, forward into \
      it.
      """
    }
  }

  // MARK: - Sentences

  private var words: [String] {
    var lines = Move.Axis.allCases.flatMap { axis in
      [1.0, -1].compactMap { note(axis, sign: $0) }
    }
    for grip in Move.Gripper.allCases {
      let result = grip == .open ? "opening 1" : "opening 0"
      lines.append("- \"\(mapping.words(for: [.move(Move(gripper: grip))]))\": \(result)")
    }
    lines.append("- \"\(Mapping.stop)\": nothing moves")
    lines.append("- \"done\": the task is complete")
    lines.append(
      mapping.readsAmounts
        ? "An amount may follow a direction, such as \"3 cm\", \"5 mm\" or \"10 degrees\"; a word "
          + "without one moves as told above. \"slightly\" is half of that, \"a lot\" three times."
        : "A word moves as told above, and no amounts are understood.")
    if mapping.readsRepeats {
      lines.append("A move may be repeated: \"x3\", \"twice\". Moves may be listed, one a line.")
    }
    lines.append(
      """
      Several directions may share a sentence; sentences joined by "then" are carried out in order, \
      at most \(mapping.mostActions) steps in all.
      """)
    return lines
  }

  /// One way of an axis as it is said, and what it does.
  private func note(_ axis: Move.Axis, sign: Double) -> String? {
    guard let rule = mapping.axes[axis], rule.size != 0 else { return nil }
    let word = (sign > 0) == (rule.size > 0) ? rule.positive.first : rule.negative.first
    guard let word, let effect = effect(axis, sign * abs(rule.size)) else { return nil }
    return "- \"\(Verb(axis).rawValue) \(word)\": \(effect)"
  }

  // MARK: - Objects

  private var object: String {
    """
    A move is one object. For each of its keys it has a list of a direction or null, a magnitude from \
    0 to 1 and a short reason; a magnitude of 1 goes as far as told here, null does not move.
    """
  }

  private var entries: [String] {
    let ways = Move.Axis.allCases.compactMap { axis -> String? in
      guard let rule = mapping.axes[axis], rule.size != 0 else { return nil }
      let verb = axis.isLength ? "" : Verb(axis).rawValue + " "
      let words = [(rule.positive.first, 1.0), (rule.negative.first, -1)].compactMap { word, sign in
        word.flatMap { word in
          effect(axis, sign * abs(rule.size)).map { "\"\(verb)\(word)\" (\($0))" }
        }
      }
      return "- \"\(axis.key)\": \(words.joined(separator: " or "))"
    }
    let grips = mapping.gripperWords.map { "\"\($0)\"" }
    return ways + ["- \"gripper\": \(grips.joined(separator: " or "))"]
  }

  // MARK: - Effects

  /// What a move along or about an axis does to the tool.
  private func effect(_ axis: Move.Axis, _ amount: Double) -> String? {
    if axis == .roll, mapping.lacksRoll(state) {
      return "nothing, as long as the fingers point straight down"
    }
    var (move, end) = (Move(), state)
    move[axis] = amount
    guard (try? mapping.actions(for: move, &end, 100, at: 0..<0)) != nil else { return nil }
    if axis.isLength {
      let way = end.X_WT.translation - state.X_WT.translation
      return mapping.frame == .base ? Self.signed(way) : centimetres(abs(amount))
    }
    let turn = end.X_WT.rotation * state.X_WT.rotation.inverse
    let angle = degrees(turn.vector.length)
    let tips = end.X_WT.rotation * fingers - state.X_WT.rotation * fingers
    guard tips.length > 0.3 * turn.vector.length else {
      // The fingers stay where they point: it turns about them.
      return "turns \(angle) \(turn.vector.z > 0 ? "counter" : "")clockwise seen from above"
    }
    return "swings the finger tips \(Self.mainWay(tips)), by \(angle)"
  }

  /// "+x by 1 cm".
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
  /// Something that can be said from there, in the vocabulary's own words: a way, and the gripper
  /// told to change over.
  func example(from state: ArmState) -> String {
    var way = Vector3.zero
    for (axis, place) in [(Move.Axis.x, 0), (.y, 1)] { way[place] = size(of: axis) }
    let action = Action(translation: way, opening: state.opening > 0.5 ? 0 : 1)
    return words(for: [deed(for: action, from: state)])
  }

  /// What the gripper is told in an object.
  fileprivate var gripperWords: [String] {
    Move.Gripper.allCases.map { "\(grips[$0]?.first ?? $0.rawValue) gripper" }
  }

  /// What an object of this vocabulary must be.
  var objectSchema: JSONSchema {
    let about = "Direction or null, magnitude 0 to 1, reason"
    func entry(_ words: [String]) -> JSONSchema {
      .list(of: .either([.choice(words), .number(0...1), .text, .null]), count: 3...3)
    }
    let entries = Move.Axis.allCases.map { axis -> JSONSchema.Member in
      let verb = axis.isLength ? "" : Verb(axis).rawValue + " "
      let words = [axes[axis]?.positive.first, axes[axis]?.negative.first]
      return .init(
        name: axis.key, about: about, schema: entry(words.compactMap(\.self).map { verb + $0 }))
    }
    let gripper = JSONSchema.Member(name: "gripper", about: about, schema: entry(gripperWords))
    return .object(entries + [gripper])
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
