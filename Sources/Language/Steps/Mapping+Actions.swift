package import Control
import Foundation
import Geometry

extension Mapping {
  /// The actions of a move, which `state` follows. Throws ``Diagnosis/Kind/tooFar``.
  func actions(
    for move: Move, _ state: inout ArmState, _ room: Int, at span: Range<Int>
  ) throws(Diagnosis) -> [Action] {
    let whole = parts(of: move, 1, state)
    let count = form == .malletAsUpstream ? 1 : state.rule.count(whole.translation, whole.turn)
    guard count <= Double(room) else { throw tooFar(at: span) }
    var after = state
    var actions: [Action] = []
    for _ in 0..<Int(count) {
      let part = parts(of: move, count, after)
      let action = Action(
        translation: part.translation, rotation: numbers(of: part, after), opening: state.opening)
      after.apply(action)
      actions.append(action)
    }
    if form != .malletAsUpstream { actions = try steps(actions, state, room, at: span) }
    actions[actions.count - 1].opening = move.gripper?.opening ?? state.opening
    for action in actions { state.apply(action) }
    return actions
  }

  /// The same actions where each is within the station's limits, else others to where they lead.
  func steps(
    _ actions: [Action], _ state: ArmState, _ room: Int, at span: Range<Int>
  ) throws(Diagnosis) -> [Action] {
    let rule = state.rule
    guard rule.addsEulerAngles, !rule.allows(actions) else { return actions }
    let X_WG = actions.reduce(state.X_WT) { rule.target($1, from: $0) }
    guard let way = rule.way(from: state.X_WT, to: X_WG, opening: state.opening),
      way.count <= room
    else { throw tooFar(at: span) }
    return way
  }

  /// A part of a move: what goes into an action's numbers as it is, and what has still to be turned
  /// into them.
  private struct Part {
    /// In the arm's base. Metres.
    var translation = Vector3.zero
    /// An action's angles. Radians.
    var raw = Vector3.zero
    /// About the words' axes: roll, tilt down, counterclockwise. Radians.
    var turn = Vector3.zero
  }

  private func parts(of move: Move, _ count: Double, _ state: ArmState) -> Part {
    var part = Part()
    var way = Vector3.zero
    for axis in Move.Axis.allCases {
      guard let rule = axes[axis] else { continue }
      let amount = move[axis] / count * (rule.flippedAt.contains(state.rule.station) ? -1 : 1)
      switch (rule.index, axis) {
      case (let index?, _) where index < 3: part.translation[index] += amount
      case (let index?, _): part.raw[index - 3] += amount
      case (nil, .x), (nil, .y), (nil, .z): way[axis.rawValue] = amount
      case (nil, .tilt): part.turn.y = -amount
      case (nil, .roll): part.turn.x = amount
      case (nil, .rotation): part.turn.z = amount
      }
    }
    if frame == .base {
      part.translation += way
    } else {
      part.translation += WordAxes(frame, state).translation * way
    }
    return part
  }

  private func numbers(of part: Part, _ state: ArmState) -> Vector3 {
    guard part.turn != .zero else { return part.raw }
    return part.raw + angles(for: part.turn, state)
  }

  /// An action's angles for a turn about the words' axes.
  ///
  /// In the base's, at a station that adds Euler angles, pitch swings the finger tips forward or back
  /// depending on which side of straight down they are and on the yaw that the pose is told with;
  /// only where it swings them sideways does it take all three angles.
  private func angles(for turn: Vector3, _ state: ArmState) -> Vector3 {
    if frame == .base {
      guard state.rule.addsEulerAngles else { return turn }
      if let sign = pitchSign(state) { return Vector3(turn.x, turn.y * sign, turn.z) }
    }
    let R_WF = WordAxes(frame, state).rotation
    let R_turn = Rotation(roll: turn.x, pitch: turn.y, yaw: turn.z)
    let R_WG = R_WF * R_turn * R_WF.inverse * state.X_WT.rotation
    return state.rule.angles(from: state.X_WT.rotation, to: R_WG)
  }

  /// The sign of pitch that swings the finger tips back; nil where pitch swings them sideways.
  private func pitchSign(_ state: ArmState) -> Double? {
    let forward = cos(state.X_WT.rotation.rollPitchYaw.z)
    return abs(forward) < 0.5 ? nil : forward > 0 ? 1 : -1
  }

  /// What an action amounts to in the vocabulary: the way that ``actions(for:from:)`` goes, back.
  ///
  /// The gripper is said when it changes over: stations open it beyond 0.5 and shut it otherwise, so
  /// numbers on one side of that are one command.
  package func deed(for action: Action, from state: ArmState) -> Deed {
    let opens = action.opening > 0.5
    // MALLET's own server fails where nothing is said of the gripper.
    let isTold = form == .malletAsUpstream || opens != (state.opening > 0.5)
    let gripper: Move.Gripper? = isTold ? opens ? .open : .close : nil
    if case .bins(let bins) = form {
      return .reach(bins.wayPoint(state.rule.target(action, from: state.X_WT), opens, state))
    }
    var move = Move(gripper: gripper)
    let numbers = action.numbers
    let way =
      frame == .base
      ? action.translation : WordAxes(frame, state).translation.inverse * action.translation
    let turn = turn(of: action, state)
    for axis in Move.Axis.allCases {
      guard let rule = axes[axis], rule.size != 0 else { continue }
      var amount: Double
      switch (rule.index, axis) {
      case (let index?, .tilt) where isFixed:
        amount = Self.tilt(numbers, index, abs(rule.size) / 2)
      case (let index?, _): amount = numbers[index]
      case (nil, .tilt): amount = -turn.y
      case (nil, .roll): amount = turn.x
      case (nil, .rotation): amount = turn.z
      case (nil, _): amount = way[axis.rawValue]
      }
      if rule.flippedAt.contains(state.rule.station) { amount = -amount }
      move[axis] = told(amount, rule)
    }
    return .move(move)
  }

  /// "Tilt" is roll, or pitch where roll does not count, whichever of them it is sent to: as ECoT
  /// labels it.
  private static func tilt(_ numbers: [Double], _ index: Int, _ threshold: Double) -> Double {
    guard 3...4 ~= index else { return numbers[index] }
    return abs(numbers[3]) > threshold ? numbers[3] : numbers[4]
  }

  /// Whether every word goes a fixed way.
  private var isFixed: Bool { form == .words && !readsAmounts }

  /// The amount that words can tell: where they have no amounts, their size beyond half of it.
  private func told(_ amount: Double, _ rule: AxisRule) -> Double {
    guard isFixed else { return amount }
    guard abs(amount) > abs(rule.size) / 2 else { return 0 }
    return amount > 0 ? abs(rule.size) : -abs(rule.size)
  }

  /// An action's turn about the words' axes.
  private func turn(of action: Action, _ state: ArmState) -> Vector3 {
    if frame == .base {
      let delta = action.rotation
      guard state.rule.addsEulerAngles else { return delta }
      if let sign = pitchSign(state) { return Vector3(delta.x, delta.y * sign, delta.z) }
    }
    let R_WF = WordAxes(frame, state).rotation
    let R_WG = state.rule.rotation(after: action, from: state.X_WT)
    return (R_WF.inverse * R_WG * state.X_WT.rotation.inverse * R_WF).rollPitchYaw
  }
}

extension Move.Gripper {
  /// 0 shut ... 1 open.
  var opening: Double { self == .open ? 1 : 0 }
}
