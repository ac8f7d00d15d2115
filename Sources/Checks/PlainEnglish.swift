import Language

/// What words mean to a model, which has not read a vocabulary's file.
enum PlainEnglish {
  /// The words for the positive and the negative way along or about an axis; tilt and roll have the
  /// vertical's.
  private static let ways: [(axis: Move.Axis, positive: Set<String>, negative: Set<String>)] = [
    (
      .x, ["forward", "forwards", "ahead", "onward"],
      ["back", "backward", "backwards", "rearward"]
    ),
    (.y, ["left", "leftward", "leftwards"], ["right", "rightward", "rightwards"]),
    (
      .z, ["up", "upward", "upwards", "raise", "lift", "rise", "ascend", "higher"],
      ["down", "downward", "downwards", "descend", "sink", "lower"]
    ),
    (
      .rotation,
      ["counterclockwise", "counter clockwise", "anticlockwise", "anti clockwise", "ccw"],
      ["clockwise", "clock wise", "cw"]
    ),
  ]

  private static let grips: [Move.Gripper: Set<String>] = [
    .open: ["open", "release", "let go", "loosen", "ungrasp"],
    .close: ["close", "shut", "grasp", "grip", "grab", "clamp"],
  ]

  /// The words that a vocabulary has for something else than they mean.
  static func findings(in mapping: Mapping) -> [Finding] {
    let listed = Move.Axis.allCases.flatMap { axis -> [Finding] in
      guard let rule = mapping.axes[axis] else { return [] }
      return rule.positive.compactMap { finding($0, axis, isPositive: true, in: mapping) }
        + rule.negative.compactMap { finding($0, axis, isPositive: false, in: mapping) }
    }
    let gripped = Move.Gripper.allCases.flatMap { told in
      mapping.grips[told, default: []].compactMap { word -> Finding? in
        let isOther = grips.contains { $0.key != told && $0.value.contains(word) }
        guard isOther else { return nil }
        return Finding(
          kind: .gripper, isFault: true,
          text: "'\(word)' is a word for what makes the gripper \(told.rawValue)")
      }
    }
    return listed + gripped
  }

  private static func finding(
    _ word: String, _ axis: Move.Axis, isPositive: Bool, in mapping: Mapping
  ) -> Finding? {
    guard
      let meant = ways.first(where: { $0.positive.contains(word) || $0.negative.contains(word) })
    else { return nil }
    let place: Move.Axis = axis == .tilt || axis == .roll ? .z : axis
    let isSame = meant.positive.contains(word) == isPositive
    if meant.axis == place, isSame { return nil }
    let name = name(of: axis, isPositive: isPositive)
    return Finding(
      kind: meant.axis == place ? .sign : .axis, isFault: true,
      text: "'\(word)' is a word for \(name)")
  }

  /// What a way is called.
  private static func name(of axis: Move.Axis, isPositive: Bool) -> String {
    switch axis {
    case .x: isPositive ? "forward" : "backward"
    case .y: isPositive ? "left" : "right"
    case .z: isPositive ? "up" : "down"
    case .tilt, .roll: "\(axis) \(isPositive ? "up" : "down")"
    case .rotation: isPositive ? "counterclockwise" : "clockwise"
    }
  }
}
