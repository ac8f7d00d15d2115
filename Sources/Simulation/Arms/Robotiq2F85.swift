import Geometry

extension Gripper {
  /// Robotiq's 2F-85: each finger is a linkage that keeps its pad upright as the knuckle turns.
  ///
  /// Pivots after the URDF of haosulab/ManiSkill-Robotiq_2F at 70a1f29, which airo-models 0.0.12
  /// repeats. There the inner links copy the driver's angle; mujoco_menagerie closes a four-bar
  /// loop instead, with the inner knuckle at (0.0132, 0.0609) m and not (0.0127, 0.06142).
  /// The driver is `finger_joint`: 0 when open and 0.8 rad when shut, the URDF's and menagerie's
  /// limit (DROID's simulator stops at pi/4). DROID's gripper number is 0 for open, so an opening
  /// here is 1 minus it.
  static let robotiq2F85 = Gripper(
    shut: 0.8, open: 0, maxVelocity: 2,
    parts: finger(
      "left", side: Pose(Rotation(xAxis: [-1, 0, 0], yAxis: [0, -1, 0], zAxis: [0, 0, 1])))
      + finger("right", side: .identity),
    pads: [
      Pad(on: "left_inner_finger_pad", at: [0, -0.003175, 0], facing: [0, -1, 0]),
      Pad(on: "right_inner_finger_pad", at: [0, -0.003175, 0], facing: [0, -1, 0]),
    ])

  /// One finger; `side` turns the gripper's y to point out on its side.
  private static func finger(_ name: String, side: Pose) -> [Part] {
    [
      Part(
        "\(name)_outer_knuckle", on: "robotiq_base", at: side * along(0, 0.0306011, 0.054904),
        .turns(about: .x, ratio: 1)),
      Part(
        "\(name)_outer_finger", on: "\(name)_outer_knuckle", at: along(0, 0.0315, -0.0041)),
      Part(
        "\(name)_inner_knuckle", on: "robotiq_base", at: side * along(0, 0.0127, 0.06142),
        .turns(about: .x, ratio: 1)),
      Part(
        "\(name)_inner_finger", on: "\(name)_outer_finger", at: along(0, 0.0061, 0.0471),
        .turns(about: .x, ratio: -1)),
      Part(
        "\(name)_inner_finger_pad", on: "\(name)_inner_finger",
        at: along(0, -0.0220203446692936, 0.03242)),
    ]
  }
}
