import Geometry

/// What the WidowX looks like and touches with.
///
/// Sizes follow the boxes around the links' meshes and their outlines, measured on Interbotix's STL
/// files; the pieces are this project's own. Colours are the mean of the real arm's black, servos
/// a little darker. The fingers' faces carry a lining of 2 mm, up to the ridge at their root, which
/// is 0.011 m inside the finger's frame; the bare mesh is at 0.009 m beyond the ridge.
enum WidowX250sLook {
  static let shell: SIMD3<Float> = [0.19, 0.19, 0.195]
  private static let servo: SIMD3<Float> = [0.135, 0.135, 0.14]
  private static let rubber: SIMD3<Float> = [0.10, 0.10, 0.105]

  static let pieces = lower + upper + wrist + gripper + finger("left", 1) + finger("right", -1)

  private static let lower = [
    LinkLook("base_link", .cylinder(radius: 0.0765, length: 0.007), shell, at: along(0, 0, 0.0035)),
    LinkLook("base_link", .box(size: [0.15, 0.125, 0.006]), shell, at: along(-0.082, 0, 0.003)),
    LinkLook(
      "base_link", .roundedBox(size: [0.1, 0.104, 0.036], radius: 0.006), servo,
      at: along(-0.104, 0, 0.023)),
    LinkLook(
      "base_link", .roundedBox(size: [0.1, 0.1, 0.064], radius: 0.012), shell,
      at: along(0, 0, 0.0376)),
    LinkLook(
      "shoulder_link", .cylinder(radius: 0.0511, length: 0.0045), shell,
      at: along(0, 0, -0.00075)),
    servoBox("shoulder_link", [0.029, 0.035, 0.048], 0, 0.032, 0.0255),
    servoBox("shoulder_link", [0.029, 0.035, 0.048], 0, -0.032, 0.0255),
  ]

  private static let upper = [
    LinkLook(
      "upper_arm_link", .roundedBox(size: [0.0288, 0.0278, 0.069], radius: 0.004), shell,
      at: along(0, 0, 0.02)),
    LinkLook("upper_arm_link", .box(size: [0.02, 0.018, 0.15]), shell, at: along(0, 0, 0.125)),
    LinkLook(
      "upper_arm_link",
      .prism(
        profile: [
          [-0.009, 0.19], [0.009, 0.19], [0.052, 0.232], [0.052, 0.25], [-0.052, 0.25],
          [-0.052, 0.232],
        ], length: 0.032), shell, at: lying(.x, 0.0055, 0, 0)),
    servoBox("upper_arm_link", [0.056, 0.035, 0.036], 0.033, 0.0365, 0.25),
    servoBox("upper_arm_link", [0.056, 0.035, 0.036], 0.033, -0.0365, 0.25),
    LinkLook(
      "upper_forearm_link", .roundedBox(size: [0.069, 0.0272, 0.033], radius: 0.006), shell,
      at: along(0.0202, 0, 0)),
    LinkLook(
      "upper_forearm_link", .box(size: [0.08, 0.02, 0.02]), shell, at: along(0.09, 0, 0)),
    LinkLook(
      "upper_forearm_link", .cone(bottom: 0.0125, top: 0.0205, length: 0.038), shell,
      at: lying(.x, 0.147, 0, 0)),
    LinkLook(
      "upper_forearm_link", .cylinder(radius: 0.0212, length: 0.009), shell,
      at: lying(.x, 0.1705, 0, 0)),
  ]

  private static let wrist = [
    LinkLook(
      "lower_forearm_link", .cylinder(radius: 0.0245, length: 0.0064), shell,
      at: lying(.x, -0.0012, 0, 0)),
    servoBox("lower_forearm_link", [0.036, 0.058, 0.033], 0.02, 0.0063, 0),
    servoBox("lower_forearm_link", [0.046, 0.037, 0.033], 0.0633, 0, 0),
    LinkLook(
      "lower_forearm_link", .cylinder(radius: 0.011, length: 0.0405), shell,
      at: lying(.y, 0.075, 0, 0)),
    LinkLook(
      "wrist_link", .box(size: [0.042, 0.0028, 0.024]), shell, at: along(0.0145, 0.0206, 0)),
    LinkLook(
      "wrist_link", .box(size: [0.042, 0.0028, 0.024]), shell, at: along(0.0145, -0.0206, 0)),
    servoBox("wrist_link", [0.032, 0.04, 0.0545], 0.045, 0, 0.0076),
    LinkLook(
      "wrist_link", .cylinder(radius: 0.02, length: 0.004), shell, at: lying(.x, 0.063, 0, 0)),
    LinkLook(
      "gripper_link", .cylinder(radius: 0.02, length: 0.003), shell, at: lying(.x, 0.0015, 0, 0)),
    servoBox("gripper_link", [0.04, 0.029, 0.0498], 0.0228, 0, 0.0104),
  ]

  private static let gripper = [
    LinkLook(
      "gripper_bar_link", .prism(profile: plate, length: 0.0034), shell,
      at: lying(.x, 0.0011, 0, 0)),
    LinkLook(
      "gripper_bar_link", .prism(profile: plateTop, length: 0.0034), shell,
      at: lying(.x, 0.0011, 0, 0)),
    LinkLook(
      "gripper_bar_link", .box(size: [0.022, 0.009, 0.0095]), shell, at: along(0.0125, 0.041, 0)),
    LinkLook(
      "gripper_bar_link", .box(size: [0.022, 0.009, 0.0095]), shell, at: along(0.0125, -0.041, 0)),
    LinkLook(
      "gripper_bar_link", .box(size: [0.0094, 0.1, 0.0096]), servo, at: along(0.0238, 0, 0)),
    LinkLook(
      "gripper_prop_link", .box(size: [0.005, 0.0125, 0.035]), servo, at: tilted(by: 0.44, 0, 0, 0)),
  ]

  /// The plate across the gripper, in y and z: the wide lower part, and the top over the motor.
  private static let plate: [SIMD2<Double>] = [
    [-0.024, -0.0145], [0.024, -0.0145], [0.0523, -0.004], [0.0523, 0.005], [0.026, 0.0135],
    [-0.026, 0.0135], [-0.0523, 0.005], [-0.0523, -0.004],
  ]
  private static let plateTop: [SIMD2<Double>] = [
    [-0.021, 0.0135], [0.021, 0.0135], [0.013, 0.0355], [-0.013, 0.0355],
  ]

  /// A finger's outline in x and y for the left one: flat inside, tapering outside towards its tip.
  private static let outline: [SIMD2<Double>] = [
    [-0.0065, -0.009], [0.0432, -0.009], [0.0432, -0.0055], [0.0385, -0.0006], [0.012, 0.005],
    [-0.0065, 0.005],
  ]

  /// The same with the lining, and back to the end of the carriage.
  private static let solid: [SIMD2<Double>] = [
    [-0.0121, -0.005], [-0.0005, -0.011], [0.0432, -0.011], [0.0432, -0.0055], [0.0385, -0.0006],
    [0.012, 0.005], [-0.0121, 0.005],
  ]

  /// An outline as it is (side 1) or on the other side of y = 0 (side -1).
  private static func mirrored(_ outline: [SIMD2<Double>], _ side: Double) -> [SIMD2<Double>] {
    side > 0 ? outline : outline.reversed().map { SIMD2($0.x, -$0.y) }
  }

  private static func finger(_ name: String, _ side: Double) -> [LinkLook] {
    let link = "\(name)_finger_link"
    return [
      LinkLook(link, .prism(profile: mirrored(outline, side), length: 0.0272), shell),
      LinkLook(
        link, .box(size: [0.0075, 0.016, 0.029]), servo, at: along(-0.0028, -0.003 * side, 0)),
      LinkLook(link, .box(size: [0.006, 0.01, 0.0115]), servo, at: along(-0.009, 0, 0)),
      LinkLook(
        link, .box(size: [0.041, 0.002, 0.0262]), rubber, at: along(0.0222, -0.01 * side, 0)),
    ]
  }

  private static func servoBox(
    _ link: String, _ size: Vector3, _ x: Double, _ y: Double, _ z: Double
  ) -> LinkLook {
    LinkLook(link, .roundedBox(size: size, radius: 0.0025), servo, at: along(x, y, z))
  }

  static let colliders = [
    Collider("base_link", .box(size: [0.11, 0.11, 0.041]), at: along(-0.102, 0, 0.0205)),
    Collider("base_link", .cylinder(radius: 0.0765, length: 0.0716), at: along(0, 0, 0.0358)),
    Collider("shoulder_link", .box(size: [0.05, 0.1, 0.0525]), at: along(0, 0, 0.02325)),
    Collider("upper_arm_link", .box(size: [0.029, 0.028, 0.23]), at: along(0, 0, 0.1006)),
    Collider("upper_arm_link", .box(size: [0.0754, 0.1082, 0.038]), at: along(0.0233, 0, 0.2495)),
    Collider(
      "upper_forearm_link", .capsule(radius: 0.0212, length: 0.14), at: lying(.x, 0.083, 0, 0)),
    Collider("lower_forearm_link", .box(size: [0.09, 0.0597, 0.033]), at: along(0.041, 0.0055, 0)),
    Collider("wrist_link", .box(size: [0.0684, 0.044, 0.0553]), at: along(0.0308, 0, 0.0077)),
    Collider("gripper_link", .box(size: [0.043, 0.032, 0.0553]), at: along(0.0215, 0, 0.0077)),
    Collider(
      "gripper_bar_link", .prism(profile: plate, length: 0.0034), at: lying(.x, 0.0011, 0, 0)),
    Collider("gripper_bar_link", .box(size: [0.0258, 0.1, 0.0096]), at: along(0.0157, 0, 0)),
    Collider("left_finger_link", .prism(profile: mirrored(solid, 1), length: 0.0285)),
    Collider("right_finger_link", .prism(profile: mirrored(solid, -1), length: 0.0285)),
  ]
}
