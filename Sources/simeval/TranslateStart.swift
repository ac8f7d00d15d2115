import ArgumentParser
import Control
import Foundation
import Geometry
import Language
import Simulation

/// Where the arm is when words that depend on it are read.
struct TranslateStart: ParsableArguments {
  @Option(help: "The station that the actions are for; the scene's, or autoeval.")
  var station: String?
  @Option(parsing: .unconditional, help: "What the gripper was told last, 0 shut to 1 open; 1.")
  var opening: Double?
  @Option(help: "A scene at whose start, and by whose camera, words are read.") var scene: String?
  @Option(help: "A file that says how the arm stands, as for render.", completion: .file())
  var state: String?

  func validate() throws {
    if let opening, !(0...1).contains(opening) {
      throw ValidationError("--opening \(opening) is not within 0 to 1")
    }
  }

  /// The scene's start, or the station's home.
  var armState: ArmState {
    get throws {
      guard scene != nil || state != nil else { return try home }
      // A state speaks of the arm; without a scene, of the one in this.
      let scene = try Scene.load(scene ?? "autoeval/open_drawer", folder: SceneFolder.path)
      let station = try Station(named: station ?? scene.station, box: .none, for: scene)
      var world = World(scene, station: station, seed: 0)
      var told = opening ?? 1
      if let state {
        let snapshot = try Snapshot(contentsOf: state, for: scene)
        world.take(snapshot)
        told = opening ?? snapshot.opening ?? 1
      }
      var start = world.armState
      if state != nil { start.X_WT = Pose(world.X_WT.rotation, world.X_WT.translation - scene.sag) }
      start.opening = told
      return start
    }
  }

  /// The home that the station commands, of an arm that fits it.
  private var home: ArmState {
    get throws {
      guard let convention = Convention.named(station ?? "autoeval") else {
        throw StationError.unknown(station ?? "")
      }
      let X_WT: Pose
      var arm = Arm.widowX250s
      switch convention.home {
      case .tool(let pose): X_WT = pose
      case .joints(let q):
        arm = Arm.all.first { $0.joints.count == q.count } ?? arm
        X_WT = arm.toolPose(q)
      }
      var state = ArmState(rule: StepRule(convention), X_WT: X_WT, opening: opening ?? 1)
      let near = arm.jointAngles(reaching: X_WT, near: arm.joints.map { _ in 0 }).angles
      state.reaches = { [arm] in
        arm.jointAngles(reaching: $0, near: near ?? arm.joints.map { _ in 0 }).angles != nil
      }
      return state
    }
  }
}
