package import Control
package import Geometry

/// What words that depend on where the arm is need to know of it.
package struct ArmState: Sendable {
  package var rule: StepRule

  /// Where the tool was told to go last, in the arm's base.
  package var X_WT: Pose

  /// What the gripper was told last: 0 shut ... 1 open.
  package var opening: Double

  /// The rotation of the camera whose picture words may mean, in the arm's base.
  package var R_WC: Rotation?

  /// The rotation of the tool at the station's home, in the arm's base.
  package var R_WH: Rotation

  /// Whether the arm can take the tool to a pose in its base; always, where nobody knows.
  package var reaches: @Sendable (Pose) -> Bool = { _ in true }

  package init(
    rule: StepRule, X_WT: Pose, opening: Double, R_WC: Rotation? = nil, R_WH: Rotation? = nil
  ) {
    (self.rule, self.X_WT, self.opening, self.R_WC) = (rule, X_WT, opening, R_WC)
    self.R_WH = R_WH ?? X_WT.rotation
  }

  /// The tool goes where it is told, as far as anyone can say beforehand.
  package mutating func apply(_ action: Action) {
    X_WT = rule.target(action, from: X_WT)
    opening = action.opening
  }
}

/// The axes that words mean, in the arm's base.
struct WordAxes {
  /// Forward, left and up as columns.
  var translation: Rotation

  /// What roll, tilt down and rotate counterclockwise turn about, as columns.
  var rotation: Rotation

  init(_ frame: Mapping.Frame, _ state: ArmState) {
    switch frame {
    case .base: (translation, rotation) = (.identity, .identity)
    case .tool: (translation, rotation) = (state.X_WT.rotation, state.X_WT.rotation)
    case .picture:
      let camera = state.R_WC ?? .identity
      // Counterclockwise is as it is seen: about the way from the picture to the eye.
      translation = Rotation(xAxis: camera.zAxis, yAxis: -camera.xAxis, zAxis: -camera.yAxis)
      rotation = Rotation(xAxis: -camera.yAxis, yAxis: -camera.xAxis, zAxis: -camera.zAxis)
    }
  }
}
