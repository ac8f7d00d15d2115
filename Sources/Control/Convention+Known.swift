import Geometry

extension Convention {
  /// AutoEval's WidowX stations: `auto_eval/robot/gym_wrappers.py` and manipulator_gym's
  /// `widowx.py`, home with the gripper straight down. The rate is an upper bound; the loop has no
  /// clock.
  package static let autoeval = Convention(
    name: "autoeval", arm: "widowx-250s",
    commands: .poses(
      PoseControl(
        magnitudeLimit: 2, stepLimit: 0.02, rotation: .eulerAdditive, remembersUnreached: false)),
    halfOpens: false, proprio: .autoeval, rate: 4,
    pictureSize: PictureSize(width: 256, height: 256), hasBox: true,
    home: .tool(Pose(Rotation(roll: 0, pitch: .pi / 2, yaw: 0), [0.258325, 0, 0.19065])))

  /// SIMPLER's WidowX controller, `arm_pd_ee_target_delta_pose_align2`: nothing is clipped. Home is
  /// where its `bridge_table_1_v1` scenes start.
  package static let bridge = Convention(
    name: "bridge", arm: "widowx-250s",
    commands: .poses(
      PoseControl(
        magnitudeLimit: nil, stepLimit: nil, rotation: .rotationVector, remembersUnreached: true)),
    halfOpens: false, proprio: .bridge, rate: 5, pictureSize: nil, hasBox: false,
    home: .joints([
      -0.01840777, 0.0398835, 0.22242722, -0.00460194, 1.36524296, 0.00153398,
    ]))

  /// DROID's Panda as RoboArena's evaluator drives it (droid-dataset/droid at 1548722,
  /// `robot_env.py`, `franka/robot.py` and `robot_ik_solver.py`; pranavatreya/roboarena_evaluator at
  /// 5992b26): all action spaces at 15 Hz. Home is the arm's in both and in sim-evals.
  package static let droid = Convention(
    name: "droid", arm: "panda-robotiq",
    commands: .joints(.droid),
    halfOpens: true, proprio: .droid, rate: 15, pictureSize: nil, hasBox: false,
    home: .joints([0, -.pi / 5, 0, -4 * .pi / 5, 0, 3 * .pi / 5, 0]))

  package static let all = [autoeval, bridge, droid]

  package static func named(_ name: String) -> Convention? { all.first { $0.name == name } }
}

extension JointControl {
  /// DROID's, its solver's bounds included. The real solver also draws the elbow towards zero
  /// angles, which ours does not.
  package static let droid = JointControl(
    frame: "panda_link8", linearStep: 0.075, angularStep: 0.15, jointStep: 0.2, solverStep: 0.2,
    stopMargin: 0.3, stopShare: 0.95)
}
