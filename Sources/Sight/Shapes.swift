import Geometry

/// The WidowX's gripper, its fingers pointing straight down: two fingers under a bar and a wide plate.
///
/// Sizes after Interbotix's meshes and `wx250s.urdf.xacro`. Of what is above it only that something
/// is there is known.
struct GripperShape {
  /// `ee_gripper_link` in the arm's base: between the fingers, 16 mm above their tips.
  var p_WT: Vector3

  /// About the vertical, counterclockwise from above; 0 where the fingers part along the base's y.
  /// Radians.
  var yaw: Double

  /// A finger's frame from the middle: 0.015 shut ... 0.037 open. Metres.
  var gap: Double

  static let shut = 0.015
  static let open = 0.037

  var figure: Figure {
    let X_WT = Pose(Rotation(roll: 0, pitch: .pi / 2, yaw: yaw), p_WT)
    var figure = Figure()
    // The motor and the wrist above it, which stand before what is behind and have their own turn.
    figure.add(box: [-0.30, -0.05, -0.05], [-0.095, 0.05, 0.06], nil, at: X_WT)
    figure.add(box: [-0.0950, -0.0145, -0.0145], [-0.0510, 0.0145, 0.0353], .dark, at: X_WT)
    for side in [-1.0, 1.0] {
      let finger = [
        Vector3(-0.0397, gap - 0.0090, 0), [0.0156, gap - 0.0110, 0], [0.0156, gap - 0.0055, 0],
        [0.0109, gap - 0.0006, 0], [-0.0156, gap + 0.0050, 0], [-0.0397, gap + 0.0050, 0],
      ]
      let corners = finger.flatMap { corner -> [Vector3] in
        [-0.0136, 0.0136].map { Vector3(corner.x, side * corner.y, $0) }
      }
      figure.add(corners, .dark, at: X_WT)
      figure.add(
        box: [-0.0491, side * 0.041 - 0.0045, -0.0048], [-0.0271, side * 0.041 + 0.0045, 0.0048],
        .dark, at: X_WT)
    }
    figure.add(box: [-0.0315, -0.05, -0.0048], [-0.0221, 0.05, 0.0048], .dark, at: X_WT)
    for x in [-0.0512, -0.0478] {
      figure.add(Self.plate.map { Vector3(x, $0.x, $0.y) }, .dark, at: X_WT)
    }
    return figure
  }

  /// Points of it that are dark when they are seen, and points beside it that are not.
  var landmarks: (on: [Vector3], off: [Vector3]) {
    let X_WT = Pose(Rotation(roll: 0, pitch: .pi / 2, yaw: yaw), p_WT)
    let on: [Vector3] = [
      [0, gap - 0.003, 0], [0, 0.003 - gap, 0], [-0.027, 0.03, 0], [-0.027, -0.03, 0],
      [-0.065, 0, 0.005],
    ]
    let off: [Vector3] = [
      [0.002, 0, 0], [0.032, gap, 0], [0.032, -gap, 0], [-0.010, 0.062, 0], [-0.010, -0.062, 0],
    ]
    return (on.map { X_WT * $0 }, off.map { X_WT * $0 })
  }

  /// The plate's outline across the gripper, y and z.
  private static let plate: [SIMD2<Double>] = [
    [-0.024, -0.0145], [0.024, -0.0145], [0.0523, -0.004], [0.0523, 0.005], [0.026, 0.0135],
    [-0.026, 0.0135], [-0.0523, 0.005], [-0.0523, -0.004],
  ]
}

/// A toy drawer's box where it shows, its handle before it.
///
/// Sizes from the `small_drawer.urdf` of AutoEval's simulated twin, fitted to AutoEval's goal images.
struct DrawerShape {
  /// The foot of the drawer's middle in the arm's base, x and y. Metres.
  var at: SIMD2<Double>

  /// The way it opens, about the vertical from the base's x. Radians.
  var yaw: Double

  /// How far it is open. Metres.
  var opening: Double

  /// How high the table is.
  static let table = 0.0034

  /// From the middle to the front, out of which it comes when shut, and to the bar of the handle.
  private static let front = 0.065
  private static let cabinet = 0.067
  static let bar = 0.1265

  var X_WD: Pose { Pose(Rotation(about: [0, 0, 1], by: yaw), [at.x, at.y, Self.table]) }

  var figure: Figure {
    var figure = Figure()
    let (X_WD, back, front) = (X_WD, Self.cabinet - opening, Self.front)
    let (right, left, foot, top) = (-0.0560, 0.0620, 0.0070, 0.0922)
    figure.add(
      [[back, right, top], [front, right, top], [front, left, top], [back, left, top]]
        + [[back, right, top - 0.03], [back, left, top - 0.03]], nil, at: X_WD)
    figure.add(
      [[back, right, foot], [front, right, foot], [front, right, top], [back, right, top]], .red,
      at: X_WD)
    figure.add(
      [[front, right, foot], [front, left, foot], [front, left, top], [front, right, top]], .red,
      at: X_WD)
    figure.add(box: [front, -0.042, 0.030], [front + 0.004, 0.046, 0.081], nil, at: X_WD)
    let corners: [Vector3] = [
      [0.0740, -0.0395, 0.0515], [0.1265, -0.0420, 0.0450], [0.1265, 0.0470, 0.0450],
      [0.0740, 0.0440, 0.0515],
    ]
    let half = Vector3(repeating: 0.007)
    for index in 0..<3 {
      let ends = [corners[index], corners[index + 1]].flatMap { end -> [Vector3] in
        [end - half, end + half, end + [0.007, -0.007, 0.007], end + [-0.007, 0.007, -0.007]]
      }
      figure.add(ends, nil, at: X_WD)
    }
    return figure
  }
}

/// A toy eggplant lying flat. Sizes fitted to AutoEval's goal image.
struct EggplantShape {
  /// The middle of its body in the arm's base. Metres.
  var p_WE: Vector3

  /// The way from the stem to the thick end, about the vertical from the base's x. Radians.
  var yaw: Double

  var figure: Figure {
    let X_WE = Pose(Rotation(about: [0, 0, 1], by: yaw), p_WE)
    var figure = Figure()
    figure.add(ball: [-0.0389, 0, 0], radius: 0.0055, .green, at: X_WE)
    figure.add(ball: [-0.0290, 0, 0], radius: 0.0110, .green, at: X_WE)
    var body = Figure()
    for (x, radius) in [(-0.0166, 0.0145), (-0.0006, 0.0200), (0.0214, 0.0226)] {
      body.add(ball: [x, 0, 0], radius: radius, .blue, at: X_WE)
    }
    figure.pieces.append(.init(corners: body.pieces.flatMap(\.corners), shade: .blue))
    return figure
  }
}
