package import Geometry
package import Imaging

/// What a policy is told before it acts.
package struct Observation: Sendable {
  /// The task in words, as the station says it.
  package var instruction: String

  /// What the cameras see, the station's main camera first; at the size the policy gets.
  package var views: [View]

  /// The arm's state as the station's convention lays it out.   (7 or 8)
  package var proprio: [Float]

  /// The measured pose of the tool in the arm's base.
  package var X_WT: Pose

  /// What the gripper was last told: 0 shut ... 1 open.
  package var commandedOpening: Double

  /// How many control steps came before this observation.
  package var step: Int

  /// What only the world knows; nil unless it was asked for. No wire sends it.
  package var hints: Hints?

  /// Where the last answer, to this same observation, was in words that were not understood: why. Nil
  /// for one that was not asked before.
  package var correction: String?

  package init(
    instruction: String, views: [View], proprio: [Float], X_WT: Pose, commandedOpening: Double,
    step: Int
  ) {
    self.instruction = instruction
    self.views = views
    self.proprio = proprio
    self.X_WT = X_WT
    self.commandedOpening = commandedOpening
    self.step = step
  }

  /// One camera's picture, with the camera that explains it.
  package struct View: Sendable {
    package var name: String

    /// The camera at the picture's own size, so that `camera.project` gives the picture's pixels,
    /// but for what a lens that bends lines moves them.
    package var camera: Camera

    package var image: Image

    package init(name: String, camera: Camera, image: Image) {
      self.name = name
      self.camera = camera
      self.image = image
    }
  }
}
