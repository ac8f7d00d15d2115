package import Geometry

/// One thing that a vocabulary has a word for, or a number.
package enum Saying: Hashable, Sendable {
  /// One way along or about an axis; where way-points are told, one bin more or less.
  case way(Move.Axis, isPositive: Bool)
  case grip(Move.Gripper)
}

extension Mapping {
  /// All that can be said: both ways of each axis, then the gripper's.
  package var sayings: [Saying] {
    let said = Move.Axis.allCases.filter { isOfBins || axes[$0].map { $0.size != 0 } ?? false }
    return said.flatMap { [.way($0, isPositive: true), .way($0, isPositive: false)] }
      + Move.Gripper.allCases.map(Saying.grip)
  }

  /// What a saying is called, in the vocabulary's words: "move left", "open gripper"; of way-points
  /// "yaw + 1", "gripper 0".
  package func name(of saying: Saying) -> String {
    switch saying {
    case .grip(let told) where isOfBins: "gripper \(told == .open ? 1 : 0)"
    case .grip(let told): "\(grips[told]?.first ?? told.rawValue) gripper"
    case .way(let axis, let isPositive):
      if let rule = axes[axis], let word = (isPositive ? rule.positive : rule.negative).first {
        "\(Verb(axis).rawValue) \(word)"
      } else {
        "\(axis.number) \(isPositive ? "+" : "-") 1"
      }
    }
  }

  /// A reply that says one thing, and nothing else as far as the vocabulary can leave it unsaid; nil
  /// asks for nothing at all.
  package func reply(saying: Saying?, from state: ArmState) -> String {
    if case .bins(let bins) = form {
      var point = bins.wayPoint(state.X_WT, state.opening > 0.5, state)
      switch saying {
      case .way(let axis, let isPositive): point.bins[axis.place] += isPositive ? 1 : -1
      case .grip(let told): point.opens = told == .open
      case nil: break
      }
      return bins.words(for: [.reach(point)])
    }
    var move = Move()
    // There, something has to be said of the gripper.
    if form == .malletAsUpstream { move.gripper = state.opening > 0.5 ? .open : .close }
    switch saying {
    case .way(let axis, let isPositive):
      if let rule = axes[axis] { move[axis] = rule.offset + (isPositive ? rule.size : -rule.size) }
    case .grip(let told): move.gripper = told
    case nil: break
    }
    return form == .words ? words(for: [.move(move)]) : object(.move(move), withRoll: true)
  }

  /// Where the tool comes to be when a share of what one word does is meant, -1...1, and where it comes
  /// to be by what can be said of that. Throws where its own words are not understood.
  package func rounding(
    of axis: Move.Axis, _ share: Double, from state: ArmState
  ) throws(Diagnosis) -> (meant: Pose, said: Pose) {
    let deed: Deed
    var (meant, said) = (state, state)
    if case .bins(let bins) = form {
      let here = bins.wayPoint(state.X_WT, state.opening > 0.5, state)
      var next = here
      next.bins[axis.place] += 1
      let (X_WH, X_WN) = (bins.pose(here, state), bins.pose(next, state))
      let turn = (X_WN.rotation * X_WH.rotation.inverse).vector
      meant.X_WT = Pose(
        Rotation(vector: share * turn) * X_WH.rotation,
        X_WH.translation + share * (X_WN.translation - X_WH.translation))
      deed = .reach(bins.wayPoint(meant.X_WT, here.opens, state))
    } else {
      var move = Move()
      // There, something has to be said of the gripper.
      if form == .malletAsUpstream { move.gripper = state.opening > 0.5 ? .open : .close }
      if let rule = axes[axis] { move[axis] = rule.offset + share * rule.size }
      _ = try actions(for: move, &meant, mostActions, at: 0..<0)
      deed = .move(move)
    }
    for action in try translate(words(for: [deed]), from: state).actions { said.apply(action) }
    return (meant.X_WT, said.X_WT)
  }

  /// Where the positive way of an axis is to go, in the arm's base: a unit vector along it or, for
  /// angles, along what it turns about, counterclockwise as seen from its tip.
  package func promise(of axis: Move.Axis, from state: ArmState) -> Vector3 {
    let frame = WordAxes(frame, state)
    return switch axis {
    case .x: frame.translation.xAxis
    case .y: frame.translation.yAxis
    case .z: frame.translation.zAxis
    case .roll: frame.rotation.xAxis
    // Up is what swings the finger tips forward; a number has no up.
    case .tilt: isOfBins ? frame.rotation.yAxis : -frame.rotation.yAxis
    case .rotation: frame.rotation.zAxis
    }
  }

  /// What the lists of a vocabulary of sentences have and no sentence can say: words that are read
  /// as what they are listed for neither after their verb nor by themselves.
  package var unheard: [String] {
    guard form == .words else { return [] }
    let directions = Move.Axis.allCases.flatMap { axis -> [String] in
      guard let rule = axes[axis], rule.size != 0 else { return [] }
      let verb = Verb(axis).rawValue
      return [(rule.positive, rule.size), (rule.negative, -rule.size)].flatMap {
        words, amount -> [String] in
        var move = Move()
        move[axis] = amount
        return words.filter { !isRead(["\(verb) \($0)", $0], as: move) }.map { "\(verb) \($0)" }
      }
    }
    let gripper = Move.Gripper.allCases.flatMap { told in
      grips[told, default: []].filter {
        !isRead(["\($0) gripper", "\($0) the gripper", $0], as: Move(gripper: told))
      }
    }
    return directions + gripper
  }

  private func isRead(_ replies: [String], as move: Move) -> Bool {
    replies.contains { reply in
      guard let reading = try? read(reply) else { return false }
      return reading.steps.map(\.deed) == [.move(move)]
    }
  }

  /// Whether it tells where to go, and not how far.
  package var isOfBins: Bool { if case .bins = form { true } else { false } }
}

extension Move.Axis {
  /// Its place among an action's numbers and a way-point's, where tilt is pitch.
  fileprivate var place: Int {
    switch self {
    case .x: 0
    case .y: 1
    case .z: 2
    case .roll: 3
    case .tilt: 4
    case .rotation: 5
    }
  }

  /// What that number is called.
  fileprivate var number: String { ["x", "y", "z", "roll", "pitch", "yaw"][place] }
}
