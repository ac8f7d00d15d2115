package import Control
package import Geometry

/// The control path of a real system: what it makes of an action before the arm moves, in its order.
///
/// `autoeval` is AutoEval's wrapper stack around manipulator_gym's WidowX: every element within
/// +-2, the workspace box around the *measured* pose with the delta as asked, +-0.02 m per axis,
/// Euler angles added at the pose *commanded* last, gripper fully open when strictly above 0.5.
/// `bridge` is SIMPLER's controller `arm_pd_ee_target_delta_pose_align2`: nothing is clipped, and
/// the turn is about the measured position.
package struct Station: Hashable, Sendable {
  package let convention: Convention

  /// The box in force; nil leaves the tool free.
  package let box: WorkspaceBox?

  /// The station of that name with one of the scene's boxes. A scene may have a control rate of its
  /// own.
  package init(named name: String, box choice: WorkspaceBox.Choice, for scene: Scene)
    throws(StationError)
  {
    guard var convention = Convention.named(name) else { throw .unknown(name) }
    if let rate = scene.rates[name] { convention.rate = rate }
    self.convention = convention
    guard convention.hasBox else {
      if choice == .reset { throw .boxless(name) }
      box = nil
      return
    }
    box = scene.boxes[choice]
    if box == nil, choice != .none { throw .noBox(choice, scene: scene.name) }
  }

  /// What the arm is told to do.
  package struct Command: Hashable, Sendable {
    /// Where the tool is to go, in the arm's base.
    package var X_WT: Pose

    /// The gripper's target, 0 shut ... 1 open.
    package var opening: Double

    /// The action after clipping.
    package var applied: Action

    /// What was clipped, in order.
    package var adjustments: [Adjustment]
  }

  /// What the station makes of an action.
  ///
  /// - Parameters:
  ///   - measured: where the tool is.
  ///   - commanded: where it was told to go last.
  package func command(_ action: Action, measured: Pose, commanded: Pose) -> Command {
    var clipped = Clipping(action)
    if let limit = convention.magnitudeLimit { clipped.limitMagnitude(to: limit) }
    if let box { clipped.keep(inside: box, from: measured.translation) }
    if let limit = convention.stepLimit { clipped.limitStep(to: limit) }
    clipped.decideGripper()
    let target = target(of: clipped.action, measured: measured, commanded: commanded)
    return Command(
      X_WT: target, opening: clipped.action.opening, applied: clipped.action,
      adjustments: clipped.adjustments)
  }

  private func target(of action: Action, measured: Pose, commanded: Pose) -> Pose {
    let delta = action.rotation
    switch convention.rotation {
    case .eulerAdditive:
      let angles = commanded.rotation.rollPitchYaw + delta
      return Pose(
        Rotation(roll: angles.x, pitch: angles.y, yaw: angles.z),
        commanded.translation + action.translation)
    case .rotationVector:
      let R_delta = Rotation(roll: delta.x, pitch: delta.y, yaw: delta.z)
      let arm = commanded.translation - measured.translation
      return Pose(
        R_delta * commanded.rotation,
        measured.translation + R_delta * arm + action.translation)
    }
  }
}

/// An action on its way through a station's limits, and what they did to it.
private struct Clipping {
  var action: Action
  var adjustments: [Adjustment] = []

  init(_ action: Action) { self.action = action }

  private static let elements = ["dx", "dy", "dz", "droll", "dpitch", "dyaw", "gripper"]

  mutating func limitMagnitude(to limit: Double) {
    let numbers = action.numbers
    let cut = numbers.map { min(max($0, -limit), limit) }
    for (index, element) in Self.elements.enumerated() where cut[index] != numbers[index] {
      note(.magnitude, element, from: numbers[index], to: cut[index])
    }
    action = Action(cut) ?? action
  }

  mutating func keep(inside box: WorkspaceBox, from p_WT: Vector3) {
    let goal = p_WT + action.translation
    let allowed = box.clamp(goal)
    guard allowed != goal else { return }
    move(.box, to: allowed - p_WT, along: allowed .!= goal)
  }

  mutating func limitStep(to limit: Double) {
    let cut = action.translation.clamped(
      lowerBound: Vector3(repeating: -limit), upperBound: Vector3(repeating: limit))
    move(.stepLimit, to: cut, along: cut .!= action.translation)
  }

  mutating func decideGripper() {
    let opening = action.opening > 0.5 ? 1.0 : 0.0
    if opening != action.opening { note(.gripper, "gripper", from: action.opening, to: opening) }
    action.opening = opening
  }

  /// Changes the marked axes of the translation.
  private mutating func move(
    _ kind: Adjustment.Kind, to translation: Vector3, along axes: SIMDMask<SIMD3<Int64>>
  ) {
    for axis in 0..<3 where axes[axis] {
      note(kind, Self.elements[axis], from: action.translation[axis], to: translation[axis])
      action.translation[axis] = translation[axis]
    }
  }

  private mutating func note(
    _ kind: Adjustment.Kind, _ element: String, from: Double, to: Double
  ) {
    adjustments.append(Adjustment(kind, element: element, from: from, to: to))
  }
}

/// Why a station cannot be set up as asked.
package enum StationError: Error, Equatable {
  case unknown(String)
  case noBox(WorkspaceBox.Choice, scene: String)
  case boxless(String)
}

extension StationError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .unknown(let name):
      "no station '\(name)'; choose one of \(Convention.all.map(\.name).joined(separator: ", "))"
    case .noBox(let choice, let scene):
      "scene '\(scene)' has no \(choice.rawValue) box; run it with --box none"
        + (choice == .reset ? " or --box eval" : "")
    case .boxless(let station): "station '\(station)' keeps to no box; run it with --box none"
    }
  }
}
