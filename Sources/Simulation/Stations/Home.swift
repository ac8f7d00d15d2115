import Control
package import Geometry

extension Station {
  /// The pose that the station tells the tool to take before an episode.
  ///
  /// AutoEval: (0.258325, 0, 0.19065) m, pointing straight down (`interfaces/widowx.py`). Bridge:
  /// where SIMPLER's table tasks start the joints.
  package func commandedHome(of arm: Arm) -> Pose {
    switch convention.proprio {
    case .autoeval:
      Pose(Rotation(roll: 0, pitch: .pi / 2, yaw: 0), [0.258325, 0, 0.19065])
    case .bridge:
      arm.toolPose(Self.tableStart)
    }
  }

  /// The joint angles at the start of an episode, where the arm's weight puts it.
  package func home(of arm: Arm, sag: Vector3) -> [Double] {
    let commanded = commandedHome(of: arm)
    let near = convention.proprio == .bridge ? Self.tableStart : arm.joints.map { _ in 0 }
    switch arm.jointAngles(
      reaching: Pose(commanded.rotation, commanded.translation + sag), near: near)
    {
    case .reached(let q), .outOfReach(let q, _): return q
    }
  }

  /// `qpos` of SIMPLER's `bridge_table_1_v1` scenes.   (6)
  private static let tableStart = [
    -0.01840777, 0.0398835, 0.22242722, -0.00460194, 1.36524296, 0.00153398,
  ]
}
