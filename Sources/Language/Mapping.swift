package import Control
package import Geometry

/// How far a word goes: what turns a ``Move`` into an action for one control step, and back.
package struct Mapping: Hashable, Sendable {
  package var name: String

  /// What "move" goes along x, y and z. Metres. A negative size turns the axis round, and an axis
  /// of size zero stands still and is never said; so for the angles.
  package var steps: Vector3

  /// What "tilt" turns. Radians.
  package var tilt: Double

  /// What "rotate" turns. Radians.
  package var rotation: Double

  /// Which number of an action "tilt" goes into.
  package var tiltIndex: TiltIndex

  package init(
    name: String, steps: Vector3 = Vector3(repeating: 0.01), tilt: Double = 0.1,
    rotation: Double = 0.1, tiltIndex: TiltIndex = .pitch
  ) {
    self.name = name
    self.steps = steps
    (self.tilt, self.rotation) = (tilt, rotation)
    self.tiltIndex = tiltIndex
  }

  /// 1 cm and 0.1 rad a word.
  package static let ecot = Mapping(name: "ecot")

  /// The place of "tilt" among the seven numbers of an action.
  package enum TiltIndex: Int, CaseIterable, Hashable, Sendable {
    case roll = 3
    case pitch = 4
  }

  /// What the move asks for: each axis it names by that axis's size, and the gripper open (1), shut
  /// (0) or, when nothing is said of it, as it was told last.
  package func action(for move: Move, commandedOpening: Double) -> Action {
    var action = Action.hold(opening: commandedOpening)
    for axis in Move.Axis.allCases {
      action[self[axis].index] = Double(move[axis].rawValue) * self[axis].size
    }
    switch move.gripper {
    case .open: action.opening = 1
    case .close: action.opening = 0
    case nil: break
    }
    return action
  }

  /// What an action amounts to in words: an axis counts beyond half its size. "Tilt" is roll, or
  /// pitch where roll does not count, whichever of them `tiltIndex` sends it to.
  ///
  /// The gripper is said when it changes over: stations open it beyond 0.5 and shut it otherwise, so
  /// numbers on one side of that are one command.
  package func move(for action: Action, commandedOpening: Double) -> Move {
    var move = Move()
    for axis in Move.Axis.allCases {
      move[axis] = Self.sign(of: action[self[axis].index], size: self[axis].size)
    }
    let roll = Self.sign(of: action.rotation.x, size: tilt)
    move.tilt = roll == .zero ? Self.sign(of: action.rotation.y, size: tilt) : roll
    let opens = action.opening > 0.5
    if opens != (commandedOpening > 0.5) { move.gripper = opens ? .open : .close }
    return move
  }

  private subscript(axis: Move.Axis) -> (index: Int, size: Double) {
    switch axis {
    case .x: (0, steps.x)
    case .y: (1, steps.y)
    case .z: (2, steps.z)
    case .tilt: (tiltIndex.rawValue, tilt)
    case .rotation: (5, rotation)
    }
  }

  private static func sign(of amount: Double, size: Double) -> Move.Sign {
    guard size != 0, abs(amount) > abs(size) / 2 else { return .zero }
    return (amount > 0) == (size > 0) ? .positive : .negative
  }
}

extension Action {
  /// The number at a place among the first six, translation before rotation.
  fileprivate subscript(index: Int) -> Double {
    get { index < 3 ? translation[index] : rotation[index - 3] }
    set {
      if index < 3 { translation[index] = newValue } else { rotation[index - 3] = newValue }
    }
  }
}
