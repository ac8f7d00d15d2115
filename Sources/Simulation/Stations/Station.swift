package import Control
package import Geometry

/// The control path of a real system: what it makes of an action before the arm moves, in its order.
///
/// `autoeval` is AutoEval's wrapper stack around manipulator_gym's WidowX: every element within
/// +-2, the workspace box around the *measured* pose with the delta as asked, +-0.02 m per axis,
/// Euler angles added at the pose *commanded* last, gripper fully open when strictly above 0.5.
/// `bridge` is SIMPLER's controller `arm_pd_ee_target_delta_pose_align2`: nothing is clipped, and
/// the turn is about the measured position.
/// `droid` is DROID's environment as RoboArena's evaluator drives it: joint angles or velocities, or
/// the flange's pose or velocity, each told from the *measured* joints.
package struct Station: Hashable, Sendable {
  package let convention: Convention

  /// The box in force; nil leaves the tool free.
  package let box: WorkspaceBox?

  /// How the arm lags behind what the station tells it; nil for one that does it at once.
  package let lag: Lag?

  /// The station of that name with one of the scene's boxes. A scene may have a control rate and a
  /// home of its own, and an arm that lags.
  ///
  /// - Parameter lags: whether an arm for which the scene has no lag has the published one.
  package init(
    named name: String, box choice: WorkspaceBox.Choice, for scene: Scene, lags: Bool = false
  ) throws(StationError) {
    guard var convention = Convention.named(name) else { throw .unknown(name) }
    guard convention.arm == scene.arm.name else {
      throw .otherArm(convention.arm, station: name, scene: scene.name)
    }
    if let rate = scene.rates[name] { convention.rate = rate }
    if let home = scene.home { convention.home = .joints(home) }
    self.convention = convention
    lag = scene.lag ?? (lags ? scene.arm.lag : nil)
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

    /// The joint angles that take it there, where the station tells the arm those; nil where it tells
    /// the pose. Radians.   (arm.joints)
    package var q: [Double]?

    /// The gripper's target, 0 shut ... 1 open.
    package var opening: Double

    /// The action after clipping.
    package var applied: Action

    /// What was clipped, in order.
    package var adjustments: [Adjustment]
  }

  /// What the station makes of an action, which `Convention.check` lets through.
  ///
  /// - Parameters:
  ///   - q: where the arm's joints are.
  ///   - commanded: where the tool was told to go last.
  package func command(
    _ action: Action, of arm: Arm, at q: [Double], commanded: Pose
  ) -> Command {
    precondition(convention.spaces.contains(action.space), "The station does not take this.")
    switch convention.commands {
    case .poses(let rules):
      return command(action, by: rules, measured: arm.toolPose(q), commanded: commanded)
    case .joints(let rules): return command(action, by: rules, of: arm, at: q)
    }
  }
}

/// Why a station cannot be set up as asked.
package enum StationError: Error, Equatable {
  case unknown(String)
  case noBox(WorkspaceBox.Choice, scene: String)
  case boxless(String)
  case otherArm(String, station: String, scene: String)
}

extension StationError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .unknown(let name):
      "no station '\(name)'; choose one of \(Convention.all.map(\.name).joined(separator: ", "))"
    case .noBox(let choice, let scene):
      "scene '\(scene)' has no \(choice.rawValue) box; run it with --box none"
        + (choice == .reset ? " or --box eval" : "")
    case .otherArm(let arm, let station, let scene):
      "station '\(station)' drives the \(arm) alone, which scene '\(scene)' has not; "
        + "leave --station out"
    case .boxless(let station): "station '\(station)' keeps to no box; run it with --box none"
    }
  }
}
