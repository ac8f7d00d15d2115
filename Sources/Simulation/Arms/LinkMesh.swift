package import Geometry

/// What a link looks like by its maker's own mesh, a file that a user may install. Scenes ask for
/// these by name; without that an arm has its ``LinkLook``s, the same on every machine.
package struct LinkMesh: Hashable, Sendable {
  package let link: String

  /// The file's path in the folder that `scripts/get-meshes` makes.
  package let file: String

  /// The mesh's frame in the link's.
  package let X_LM: Pose

  /// Metres for one unit of the file.
  package let scale: Double

  /// In sRGB, 0...1.
  package let colour: SIMD3<Float>

  /// The file's surface in the link's frame.
  package func placed(_ mesh: Mesh) -> Mesh {
    var scaled = mesh
    scaled.positions = mesh.positions.map { scale * $0 }
    var placed = Mesh()
    placed.append(scaled, at: X_LM)
    return placed
  }
}

extension WidowX250sLook {
  /// Poses after `wx250s.urdf.xacro` in rtb-data 2.0.0, whose forearm and wrist are turned by half a
  /// turn about x against this project's, which are Interbotix's at 0bb2b0e.
  static let meshes = [
    mesh("base_link", "1-Base", yaw: .pi / 2),
    mesh("shoulder_link", "2-Shoulder", yaw: .pi / 2, [0, 0, -0.003]),
    mesh("upper_arm_link", "3-UA", yaw: .pi / 2),
    mesh("upper_forearm_link", "4-UF", roll: .pi),
    mesh("lower_forearm_link", "5-LF", roll: .pi),
    mesh("wrist_link", "6-Wrist", yaw: .pi / 2),
    mesh("gripper_link", "7-Gripper", yaw: .pi / 2, [-0.02, 0, 0]),
    mesh("gripper_prop_link", "8-Gripper-Prop", yaw: .pi / 2, [-0.0685, 0, 0]),
    mesh("gripper_bar_link", "9-Gripper-Bar", yaw: .pi / 2, [-0.063, 0, 0]),
    mesh("left_finger_link", "10-Finger", yaw: .pi, [0, 0.005, 0]),
    mesh("right_finger_link", "10-Finger", pitch: .pi, [0, -0.005, 0]),
  ]

  private static func mesh(
    _ link: String, _ name: String, roll: Double = 0, pitch: Double = 0, yaw: Double = 0,
    _ p: Vector3 = .zero
  ) -> LinkMesh {
    LinkMesh(
      link: link, file: "widowx-250s/WXSA-250-M-\(name).stl",
      X_LM: Pose(Rotation(roll: roll, pitch: pitch, yaw: yaw), p), scale: 0.001, colour: shell)
  }
}

extension PandaLook {
  /// The files are in the links' own frames.
  static let meshes = (0...7).map { mesh("panda_link\($0)", "link\($0)", white) }

  static func mesh(
    _ link: String, _ name: String, _ colour: SIMD3<Float>, _ R_LM: Rotation = .identity
  ) -> LinkMesh {
    LinkMesh(link: link, file: "panda/\(name).stl", X_LM: Pose(R_LM), scale: 1, colour: colour)
  }
}

extension PandaHandLook {
  static let meshes = [
    PandaLook.mesh("panda_hand", "hand", PandaLook.offWhite),
    PandaLook.mesh("panda_leftfinger", "finger", PandaLook.offWhite),
    PandaLook.mesh(
      "panda_rightfinger", "finger", PandaLook.offWhite, Rotation(roll: 0, pitch: 0, yaw: .pi)),
  ]
}
