import Geometry

/// What the Panda looks like and touches with, without its gripper.
///
/// The shells are cylinders and boxes of this project's own that fill the boxes around the links'
/// collision meshes (frankaemika/franka_ros). The colliders are the capsules of its
/// `franka_arm.xacro`, without the safety distance. Colours after mujoco_menagerie.
enum PandaLook {
  static let white: SIMD3<Float> = [0.95, 0.95, 0.95]
  static let offWhite: SIMD3<Float> = [0.902, 0.922, 0.929]
  static let black: SIMD3<Float> = [0.25, 0.25, 0.25]
  private static let lightBlue: SIMD3<Float> = [0.039, 0.541, 0.780]

  static let pieces = base + upper + forearm + wrist

  private static let base = [
    LinkLook(
      "panda_link0", .roundedBox(size: [0.2256, 0.1893, 0.03], radius: 0.01), black,
      at: along(-0.0413, 0, 0.015)),
    LinkLook(
      "panda_link0", .roundedBox(size: [0.14, 0.13, 0.1], radius: 0.03), offWhite,
      at: along(-0.075, 0, 0.06)),
    tube("panda_link0", .z, 0.068, from: 0.02, to: 0.138, offWhite),
    tube("panda_link1", .z, 0.055, from: -0.192, to: -0.02),
    tube("panda_link1", .y, 0.055, from: -0.12, to: 0),
    tube("panda_link1", .y, 0.05, from: -0.1294, to: -0.12, black),
  ]

  private static let upper = [
    tube("panda_link2", .z, 0.055, from: 0, to: 0.12),
    tube("panda_link2", .z, 0.05, from: 0.12, to: 0.1295, black),
    tube("panda_link2", .y, 0.0545, from: -0.194, to: 0),
    tube("panda_link3", .z, 0.055, from: -0.121, to: -0.01),
    ball("panda_link3", 0.055, 0, 0, -0.01),
    LinkLook(
      "panda_link3", .capsule(radius: 0.052, length: 0.0825), white,
      at: lying(.x, 0.041, 0.03, 0)),
    tube("panda_link3", .y, 0.055, from: 0, to: 0.102, x: 0.0825),
    tube("panda_link3", .y, 0.05, from: 0.102, to: 0.1112, black, x: 0.0825),
  ]

  private static let forearm = [
    tube("panda_link4", .z, 0.055, from: 0, to: 0.102),
    tube("panda_link4", .z, 0.05, from: 0.102, to: 0.1111, black),
    LinkLook(
      "panda_link4", .capsule(radius: 0.052, length: 0.0825), white,
      at: lying(.x, -0.041, 0, 0.03)),
    ball("panda_link4", 0.055, -0.0825, 0.01, 0),
    tube("panda_link4", .y, 0.055, from: 0.01, to: 0.124, x: -0.0825),
    tube("panda_link5", .z, 0.055, from: -0.2646, to: -0.12),
    LinkLook(
      "panda_link5", .capsule(radius: 0.045, length: 0.15), white,
      at: tilted(by: -0.42, 0, 0.03, -0.065)),
    tube("panda_link5", .y, 0.05, from: 0.02, to: 0.122),
    tube("panda_link5", .y, 0.045, from: 0.122, to: 0.1299, black),
  ]

  private static let wrist = [
    tube("panda_link6", .z, 0.048, from: -0.044, to: 0.0563),
    LinkLook(
      "panda_link6", .roundedBox(size: [0.1, 0.09, 0.08], radius: 0.03), white,
      at: along(0.045, 0.005, 0.008)),
    tube("panda_link6", .y, 0.044, from: -0.051, to: 0.074, x: 0.088),
    tube("panda_link6", .y, 0.04, from: 0.074, to: 0.0817, black, x: 0.088),
    tube("panda_link7", .z, 0.044, from: 0.052, to: 0.099),
    tube("panda_link7", .z, 0.04, from: 0.099, to: 0.107, black),
    LinkLook(
      "panda_link7", .roundedBox(size: [0.06, 0.05, 0.04], radius: 0.018), white,
      at: Pose(.diagonal, [0.05, 0.05, 0.078])),
    LinkLook(
      "panda_link7", .cylinder(radius: 0.009, length: 0.003), lightBlue,
      at: along(0.056, 0.056, 0.099)),
  ]

  /// A cylinder along an axis of the link, between two places on it.
  private static func tube(
    _ link: String, _ axis: Axis, _ radius: Double, from: Double, to: Double,
    _ colour: SIMD3<Float> = white, x: Double = 0
  ) -> LinkLook {
    let middle = 0.5 * (from + to)
    return LinkLook(
      link, .cylinder(radius: radius, length: to - from), colour,
      at: lying(axis, x, axis == .y ? middle : 0, axis == .z ? middle : 0))
  }

  private static func ball(
    _ link: String, _ radius: Double, _ x: Double, _ y: Double, _ z: Double
  ) -> LinkLook {
    LinkLook(link, .sphere(radius: radius), white, at: along(x, y, z))
  }

  static let colliders = [
    capsule("panda_link0", 0.06, 0.03, at: lying(.x, -0.075, 0, 0.06)),
    // Eight centimetres shorter at its foot, which would be in the table that the base stands on.
    capsule("panda_link1", 0.06, 0.203, at: along(0, 0, -0.1515)),
    capsule("panda_link2", 0.06, 0.12, at: .identity),
    capsule("panda_link3", 0.06, 0.15, at: along(0, 0, -0.145)),
    capsule("panda_link4", 0.06, 0.12, at: .identity),
    capsule("panda_link5", 0.06, 0.1, at: along(0, 0, -0.26)),
    capsule("panda_link5", 0.025, 0.14, at: along(0, 0.08, -0.13)),
    capsule("panda_link6", 0.05, 0.08, at: along(0, 0, -0.03)),
    capsule("panda_link7", 0.04, 0.14, at: along(0, 0, 0.01)),
    capsule("panda_link7", 0.03, 0.01, at: Pose(.diagonal) * lying(.x, 0.06, 0, 0.082)),
  ]

  private static func capsule(
    _ link: String, _ radius: Double, _ length: Double, at X_LS: Pose
  ) -> Collider {
    Collider(link, .capsule(radius: radius, length: length), at: X_LS)
  }
}

extension Rotation {
  /// By 45 degrees about z.
  fileprivate static let diagonal = Rotation(roll: 0, pitch: 0, yaw: .pi / 4)
}

/// What Franka's hand looks like and touches with. The fingers are the boxes of `franka_hand.xacro`:
/// a mount with a screw, a carriage, a slanted piece and a rubber tip.
enum PandaHandLook {
  private static let rubber: SIMD3<Float> = [0.30, 0.30, 0.30]

  static let pieces =
    [
      LinkLook(
        "panda_hand", .roundedBox(size: [0.063, 0.204, 0.05], radius: 0.014), PandaLook.offWhite,
        at: along(0, 0, 0.041)),
      LinkLook(
        "panda_hand", .cylinder(radius: 0.0316, length: 0.05), PandaLook.offWhite,
        at: along(0, 0, 0.001)),
    ] + finger("panda_leftfinger", 1) + finger("panda_rightfinger", -1)

  private static func finger(_ link: String, _ side: Double) -> [LinkLook] {
    let metal = PandaLook.black
    return [
      LinkLook(link, .box(size: [0.022, 0.015, 0.02]), metal, at: along(0, 0.0185 * side, 0.011)),
      LinkLook(
        link, .box(size: [0.022, 0.0088, 0.0038]), metal, at: along(0, 0.0068 * side, 0.0022)),
      LinkLook(
        link, .box(size: [0.0175, 0.007, 0.0235]), metal,
        at: tilted(by: .pi / 6 * side, 0, 0.0159 * side, 0.02835)),
      LinkLook(
        link, .box(size: [0.0175, 0.0152, 0.0185]), rubber, at: along(0, 0.0076 * side, 0.04525)),
    ]
  }

  static let colliders =
    [
      Collider("panda_hand", .box(size: [0.063, 0.204, 0.0919]), at: along(0, 0, 0.02)),
      Collider(
        "panda_leftfinger", .box(size: [0.021, 0.0236, 0.036]), at: along(0, 0.0142, 0.018)),
      Collider(
        "panda_leftfinger", .box(size: [0.0175, 0.0152, 0.0185]), at: along(0, 0.0076, 0.04525)),
      Collider(
        "panda_rightfinger", .box(size: [0.021, 0.0236, 0.036]), at: along(0, -0.0142, 0.018)),
      Collider(
        "panda_rightfinger", .box(size: [0.0175, 0.0152, 0.0185]), at: along(0, -0.0076, 0.04525)),
    ]
}
