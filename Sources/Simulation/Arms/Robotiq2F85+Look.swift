import Geometry

/// What the 2F-85 looks like and touches with: for each link the box around its mesh (airo-models
/// 0.0.12), turned along the link. Dark, as DROID's is, with knuckles of bare metal.
enum Robotiq2F85Look {
  private static let body: SIMD3<Float> = [0.13, 0.13, 0.135]
  private static let metal: SIMD3<Float> = [0.45, 0.46, 0.48]
  private static let silicone: SIMD3<Float> = [0.19, 0.19, 0.19]

  static let pieces =
    [
      LinkLook(
        "robotiq_base", .cylinder(radius: 0.0375, length: 0.05), body, at: along(0, 0, 0.0225)),
      LinkLook(
        "robotiq_base", .cone(bottom: 0.0375, top: 0.03, length: 0.025), body,
        at: along(0, 0, 0.06)),
      LinkLook(
        "robotiq_base", .roundedBox(size: [0.05, 0.0849, 0.03], radius: 0.008), body,
        at: along(0, 0, 0.053)),
      LinkLook(
        "robotiq_base", .roundedBox(size: [0.036, 0.034, 0.03], radius: 0.006), body,
        at: along(0, 0, 0.075)),
    ] + finger("left") + finger("right")

  private static func finger(_ side: String) -> [LinkLook] {
    [
      LinkLook(
        "\(side)_outer_knuckle", .roundedBox(size: [0.024, 0.0463, 0.0215], radius: 0.006), metal,
        at: knuckle),
      LinkLook(
        "\(side)_outer_finger", .roundedBox(size: [0.027, 0.012, 0.0595], radius: 0.004), body,
        at: outer),
      LinkLook(
        "\(side)_inner_knuckle", .roundedBox(size: [0.039, 0.012, 0.0691], radius: 0.004), body,
        at: inner),
      LinkLook(
        "\(side)_inner_finger", .prism(profile: outline, length: 0.015), body,
        at: lying(.x, 0, 0, 0)),
      LinkLook("\(side)_inner_finger_pad", .box(size: pad), silicone),
    ]
  }

  static let colliders =
    [
      Collider("robotiq_base", .cylinder(radius: 0.0375, length: 0.07), at: along(0, 0, 0.0323)),
      Collider("robotiq_base", .box(size: [0.05, 0.0849, 0.05]), at: along(0, 0, 0.065)),
    ] + contact("left") + contact("right")

  private static func contact(_ side: String) -> [Collider] {
    [
      Collider("\(side)_outer_knuckle", .box(size: [0.024, 0.0463, 0.0215]), at: knuckle),
      Collider("\(side)_outer_finger", .box(size: [0.027, 0.012, 0.0595]), at: outer),
      Collider(
        "\(side)_inner_finger", .prism(profile: outline, length: 0.015), at: lying(.x, 0, 0, 0)),
      Collider("\(side)_inner_finger_pad", .box(size: pad)),
    ]
  }

  // Each along the line between the link's two pivots.
  private static let knuckle = along(0, 0.01565, 0.0014)
  private static let outer = tilted(by: -0.129, 0, 0.0031, 0.0236)
  private static let inner = tilted(by: -0.7069, 0, 0.0186, 0.0217)
  private static let pad = Vector3(0.022, 0.00635, 0.0375)

  /// The inner finger in y and z, from its pivot to the pad's back; 1.3 mm short of the pad's face.
  private static let outline: [SIMD2<Double>] = [
    [-0.005, -0.006], [0.006, -0.005], [0.006, 0.004], [-0.016, 0.0445], [-0.0239, 0.0445],
    [-0.0239, 0.025],
  ]
}
