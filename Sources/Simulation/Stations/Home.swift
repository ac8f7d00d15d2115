import Control
package import Geometry

extension Station {
  /// The pose that the station tells the tool to take before an episode, in the arm's base.
  package func commandedHome(of arm: Arm) -> Pose {
    switch convention.home {
    case .tool(let X_WT): X_WT
    case .joints(let q): arm.toolPose(q)
    }
  }

  /// The joint angles at the start of an episode, with the tool off the home by `sag`; as near as
  /// the arm comes.
  package func home(of arm: Arm, sag: Vector3) -> [Double] {
    let X_WT = commandedHome(of: arm)
    let near =
      if case .joints(let q) = convention.home { q } else { arm.joints.map { _ in 0.0 } }
    switch arm.jointAngles(
      reaching: Pose(X_WT.rotation, X_WT.translation + sag), near: near)
    {
    case .reached(let q), .outOfReach(let q, _): return q
    }
  }
}
