import Geometry

extension Arm {
  /// Franka Emika's Panda (FER) with Franka's own hand.
  ///
  /// Offsets after `franka_arm.xacro` and `franka_hand.xacro` of frankaemika/franka_ros at c11f000,
  /// limits after its `joint_limits.yaml`; franka_description, ManiSkill, DROID and mujoco_menagerie
  /// agree. Robosuite has the flange at 0.1065 m instead of 0.107, and PyBullet its grasp target
  /// at 0.105 m instead of 0.1034. Franka's FR3 has the same links and other limits.
  ///
  /// The tool is `panda_hand_tcp`: z points out between the fingers, y from the right finger to
  /// the left.
  package static let pandaHand = Arm(
    "panda-hand", base: "panda_link0", joints: panda,
    tool: [
      flange, FixedFrame("panda_hand", at: Pose(.mounted)),
      FixedFrame("panda_hand_tcp", at: along(0, 0, 0.1034)),
    ],
    gripper: .pandaHand, lag: driven, looks: PandaLook.pieces + PandaHandLook.pieces,
    meshes: PandaLook.meshes + PandaHandLook.meshes,
    colliders: PandaLook.colliders + PandaHandLook.colliders)

  /// The Panda with Robotiq's 2F-85, the arm of DROID.
  ///
  /// How the gripper sits on the flange is this project's choice: no description with DROID's
  /// mount was found, so it is turned as Franka's hand is, with no coupling between (a real one
  /// adds some 11 mm; mujoco_menagerie has 10.8). The tool is 0.145 m out along z, robosuite's
  /// grip site; z points out between the fingers, and the right finger is on the side of +y.
  /// DROID itself reports `panda_link8`, which is among the links.
  package static let pandaRobotiq = Arm(
    "panda-robotiq", base: "panda_link0", joints: panda,
    tool: [
      flange, FixedFrame("robotiq_base", at: Pose(.mounted)),
      FixedFrame("robotiq_tcp", at: along(0, 0, 0.145)),
    ],
    gripper: .robotiq2F85, lag: driven, looks: PandaLook.pieces + Robotiq2F85Look.pieces,
    meshes: PandaLook.meshes,
    colliders: PandaLook.colliders + Robotiq2F85Look.colliders)

  private static let flange = FixedFrame("panda_link8", at: along(0, 0, 0.107))

  /// Damping 80 over stiffness 400 in sim-evals at 8393cf8, which leaves the gripper's to a file that
  /// is not read here: as fast as it can.
  private static let driven = Array(repeating: 80.0 / 400, count: 7) + [0]

  private static let panda = [
    Joint(
      "panda_joint1", moves: "panda_link1", at: along(0, 0, 0.333), about: .z,
      within: -2.8973...2.8973, maxVelocity: 2.175),
    Joint(
      "panda_joint2", moves: "panda_link2", at: Pose(.backward), about: .z,
      within: -1.7628...1.7628, maxVelocity: 2.175),
    Joint(
      "panda_joint3", moves: "panda_link3", at: Pose(.forward, [0, -0.316, 0]), about: .z,
      within: -2.8973...2.8973, maxVelocity: 2.175),
    Joint(
      "panda_joint4", moves: "panda_link4", at: Pose(.forward, [0.0825, 0, 0]), about: .z,
      within: -3.0718 ... -0.0698, maxVelocity: 2.175),
    Joint(
      "panda_joint5", moves: "panda_link5", at: Pose(.backward, [-0.0825, 0.384, 0]), about: .z,
      within: -2.8973...2.8973, maxVelocity: 2.61),
    Joint(
      "panda_joint6", moves: "panda_link6", at: Pose(.forward), about: .z,
      within: -0.0175...3.7525, maxVelocity: 2.61),
    Joint(
      "panda_joint7", moves: "panda_link7", at: Pose(.forward, [0.088, 0, 0]), about: .z,
      within: -2.8973...2.8973, maxVelocity: 2.61),
  ]
}

extension Rotation {
  /// A quarter turn about x, and one the other way.
  fileprivate static let forward = Rotation(roll: .pi / 2, pitch: 0, yaw: 0)
  fileprivate static let backward = Rotation(roll: -.pi / 2, pitch: 0, yaw: 0)

  /// How Franka's hand is turned on the flange: by -45 degrees about z.
  fileprivate static let mounted = Rotation(roll: 0, pitch: 0, yaw: -.pi / 4)
}

extension Gripper {
  /// Franka's hand: two fingers that slide apart together, each 0...0.04 m from the middle, by
  /// `franka_hand.xacro`. The faces of its rubber tips are in the fingers' own y = 0 planes.
  static let pandaHand = Gripper(
    shut: 0, open: 0.04, maxVelocity: 0.2,
    parts: [
      Part(
        "panda_leftfinger", on: "panda_hand", at: along(0, 0, 0.0584),
        .slides(along: .y, ratio: 1)),
      Part(
        "panda_rightfinger", on: "panda_hand", at: along(0, 0, 0.0584),
        .slides(along: .y, ratio: -1)),
    ],
    pads: [
      Pad(on: "panda_leftfinger", at: [0, 0, 0.04525], facing: [0, -1, 0]),
      Pad(on: "panda_rightfinger", at: [0, 0, 0.04525], facing: [0, 1, 0]),
    ])
}
