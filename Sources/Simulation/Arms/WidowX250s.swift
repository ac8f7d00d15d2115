import Foundation
import Geometry

extension Arm {
  /// Trossen's WidowX 250 with six joints, the arm of BridgeData and of AutoEval's stations.
  ///
  /// Offsets, axes, limits and velocities after `wx250s.urdf.xacro` of
  /// Interbotix/interbotix_ros_manipulators at 0bb2b0e, which agrees with SimplerEnv's URDF
  /// (youliangtan/ManiSkill2_real2sim at c2a9e87) and, link by link, with mujoco_menagerie's model.
  /// They differ in this:
  /// - the waist stops at pi in SimplerEnv, taken here; at pi - 1e-5 in Interbotix's file;
  /// - the right finger slides along -y by 0.015...0.037 in SimplerEnv, taken here; along +y by
  ///   -0.037...-0.015 in the others. The motion is the same;
  /// - the propeller on the gripper's motor turns in Interbotix's file; it is fixed here.
  ///
  /// The tool is `ee_gripper_link`: x points out between the fingers, y from the right finger to
  /// the left. At zero angles it is at (0.458325, 0, 0.36065) m with W's axes.
  package static let widowX250s = Arm(
    "widowx-250s", base: "base_link",
    joints: [
      Joint(
        "waist", moves: "shoulder_link", at: along(0, 0, 0.072), about: .z,
        within: -Double.pi...Double.pi, maxVelocity: .pi),
      Joint(
        "shoulder", moves: "upper_arm_link", at: along(0, 0, 0.03865), about: .y,
        within: -1.884_955_592_153_875_9...1.989_675_347_273_535_8, maxVelocity: .pi),
      Joint(
        "elbow", moves: "upper_forearm_link", at: along(0.04975, 0, 0.25), about: .y,
        within: -2.146_754_979_953_025_4...1.605_702_911_834_783_2, maxVelocity: .pi),
      Joint(
        "forearm_roll", moves: "lower_forearm_link", at: along(0.175, 0, 0), about: .x,
        within: -3.141_582_653_589_793...3.141_582_653_589_793, maxVelocity: .pi),
      Joint(
        "wrist_angle", moves: "wrist_link", at: along(0.075, 0, 0), about: .y,
        within: -1.745_329_251_994_329_5...2.146_754_979_953_025_4, maxVelocity: .pi),
      Joint(
        "wrist_rotate", moves: "gripper_link", at: along(0.065, 0, 0), about: .x,
        within: -3.141_582_653_589_793...3.141_582_653_589_793, maxVelocity: .pi),
    ],
    tool: [
      FixedFrame("ee_arm_link", at: along(0.043, 0, 0)),
      FixedFrame("gripper_bar_link", at: .identity),
      FixedFrame("fingers_link", at: along(0.023, 0, 0)),
      FixedFrame("ee_gripper_link", at: along(0.027575, 0, 0)),
    ],
    gripper: .widowX250s,
    elbow: Elbow(
      shoulderHeight: 0.11065, forward: 0.04975, up: 0.25, forearm: 0.25, wristToTool: 0.158575),
    lag: [
      // Damping over stiffness in SIMPLER's `arm_pd_ee_target_delta_pose_align2`.
      330 / 1169.7891719504198, 180 / 730, 152.12036565582588 / 808.4601346394447,
      309.6215302722146 / 1229.1299089624076, 201.04998711007383 / 1272.2760456418862,
      269.51458932695414 / 1056.3326605132252, 0.2,
    ],
    looks: WidowX250sLook.pieces, meshes: WidowX250sLook.meshes,
    colliders: WidowX250sLook.colliders)
}

extension Gripper {
  /// The WidowX's: two fingers that slide apart together, each 0.015 m from the middle when shut
  /// and 0.037 m when open, by SimplerEnv's and Interbotix's limits.
  ///
  /// A finger's inner face is 0.011 m inside its frame, so that the gap runs from 8 to 52 mm.
  static let widowX250s = Gripper(
    shut: 0.015, open: 0.037, maxVelocity: 1,
    parts: [
      Part("gripper_prop_link", on: "ee_arm_link", at: along(0.0055, 0, 0)),
      Part(
        "left_finger_link", on: "fingers_link", at: .identity, .slides(along: .y, ratio: 1)),
      Part(
        "right_finger_link", on: "fingers_link", at: .identity, .slides(along: .y, ratio: -1)),
    ],
    pads: [
      Pad(on: "left_finger_link", at: [0.027575, -0.011, 0], facing: [0, -1, 0]),
      Pad(on: "right_finger_link", at: [0.027575, 0.011, 0], facing: [0, 1, 0]),
    ])
}
