import Control
import Geometry
package import Language

extension World {
  /// What words need to know of the arm: where it was told to go last, and what the station makes of
  /// an action. Words about the picture mean the first camera's.
  package var armState: ArmState {
    var state = ArmState(
      rule: StepRule(station.convention), X_WT: X_WT_commanded, opening: commandedOpening,
      R_WC: scene.cameras.first?.camera.X_WC.rotation,
      R_WH: station.commandedHome(of: scene.arm).rotation)
    let (arm, near, sag) = (scene.arm, q, scene.sag)
    state.reaches = { X_WG in
      let X_goal = Pose(X_WG.rotation, X_WG.translation + sag)
      return arm.jointAngles(reaching: X_goal, near: near).angles != nil
    }
    return state
  }
}
