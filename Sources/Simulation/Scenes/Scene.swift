package import Geometry
package import Rendering

/// A task at a station, as its file says it: constant, and shared by every world made from it.
package struct Scene: Sendable {
  /// The path under `scenes/` without `.yaml`, such as "autoeval/open_drawer", and after an "@" the
  /// start that was chosen.
  package private(set) var name: String
  package let title: String

  /// The task in words, exactly as the station says it.
  package let instruction: String

  package let arm: Arm

  /// What of the arm is drawn and what is solid.
  package let rig: ArmRig

  /// The station it runs on unless another is chosen.
  package let station: String

  /// How many control steps an episode has.
  package let steps: Int

  /// Control steps per second by station, where the task has its own.
  package let rates: [String: Double]

  /// The workspace boxes that the task defines.
  package let boxes: [WorkspaceBox.Choice: WorkspaceBox]

  /// What the real arm's weight adds to where it is told to go, in the arm's base. Metres.
  package let sag: Vector3

  /// The joint angles at the start of an episode; nil for the station's home. Radians.
  /// (arm.joints)
  package private(set) var home: [Double]?

  /// How far each joint strays from there at most; nothing strays at seed 0. Radians.   (arm.joints)
  package private(set) var homeNoise: [Double]?

  /// How the arm lags behind what it is told; nil for one that does not.
  package let lag: Lag?

  /// Above this effort the arm is turned back; nil for never.
  package let effortLimit: Double?

  /// When the motors give up, which ends an episode; nil for never.
  package let motorFault: MotorFault?

  /// The station's main camera first.
  package internal(set) var cameras: [NamedCamera]

  package let lighting: Lighting

  /// The colour behind everything, sRGB.
  package let background: SIMD3<Float>

  package let bodies: [Body]

  /// How far things stray from their places, by body; nothing strays at seed 0.
  package private(set) var scatter: [(body: String, Scatter)]

  /// The numbered placements of a published task, dealt in turn: an episode has the one whose number
  /// is its seed modulo their count. Empty where there is only the file's own.
  package private(set) var variants: [Variant]

  /// Other starts, each chosen by its name.
  let starts: [(name: String, NamedStart)]

  /// What an episode is to bring about; nil for a scene that can only be drawn.
  package let goal: Condition?
  package let milestones: [Milestone]

  /// Where a real station calls for a person when an episode ends so; nil for nowhere.
  package let failure: Condition?

  /// What the real station asks to judge an episode.
  package let classifier: Classifier?

  /// A digest of the file's text, for a record of what was run: 16 hexadecimal digits of FNV-1a.
  package let digest: String

  package struct NamedCamera: Hashable, Sendable {
    package let name: String

    /// Where it is in the arm's base; in the link's frame for a camera on a link.
    /// `World.camera(_:)` puts it in the base.
    package internal(set) var camera: Camera

    /// The link that it is mounted on, by its place in `arm.links`; nil for a camera that stands.
    package let link: Int?

    /// What it does to a picture besides; nothing unless the file says so.
    package let marks: PreparedMarks

    /// The photo that takes the place of what it shows.
    package let backdrop: Backdrop?

    /// The bodies that the photo shows and that are not drawn for this camera.
    package let photographed: Set<String>
  }

  /// Where some of the bodies are, by name, in place of where the file has them at first.
  package struct Variant: Hashable, Sendable {
    /// In the arm's base.
    package let placements: [String: Pose]

    /// Of what is on a joint. Metres, or radians for what turns.
    package let joints: [String: Double]
  }

  /// A start that is chosen, not dealt.
  struct NamedStart: Sendable {
    /// The arm's joint angles. Radians.   (arm.joints)
    let home: [Double]
    let variant: Variant
  }

  /// The names of the other starts, in the order of the file.
  package var startNames: [String] { starts.map(\.name) }

  /// The scene with one of its other starts in place of its home and its variants. Nothing strays
  /// there: what is caught would not be, or would overlap.
  ///
  /// Throws `SceneError` for one that it has not.
  func starting(as name: String) throws -> Scene {
    guard let start = starts.first(where: { $0.name == name })?.1 else {
      throw SceneError.start(name, scene: self.name, known: starts.map(\.name))
    }
    var scene = self
    scene.name += "@\(name)"
    (scene.home, scene.variants, scene.scatter) = (start.home, [start.variant], [])
    scene.homeNoise = nil
    return scene
  }

  /// The largest strays of one body, each drawn evenly from -x to +x.
  package struct Scatter: Sendable {
    /// Along the base's x and y, each on its own. Metres.
    package let xy: Double

    /// About the vertical. Radians.
    package let yaw: Double

    /// Up and down, and about x and y each; nil for neither. Metres and radians.
    package let tilt: (height: Double, angle: Double)?

    /// Along its joint, ending at the stops. Metres, or radians for what turns.
    package let joint: Double
  }
}
