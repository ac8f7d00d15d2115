import Foundation
import Geometry
import Testing

@testable import Simulation

@Suite struct LinkMeshTests {
  /// The corners of the boxes around the makers' files, in their units, as trimesh reads them.
  static let bounds: [String: (Vector3, Vector3)] = [
    "widowx-250s/WXSA-250-M-1-Base.stl": ([-76.536, -76.536, 0], [76.536, 157, 71.6]),
    "widowx-250s/WXSA-250-M-2-Shoulder.stl": ([-51.09, -51.09, 0], [51.09, 51.09, 52.5]),
    "widowx-250s/WXSA-250-M-3-UA.stl": ([-54.1, -61, -14.45], [54.1, 14.45, 268.45]),
    "widowx-250s/WXSA-250-M-4-UF.stl": ([-14.45, -21.173, -21.231], [175, 21.25, 21.231]),
    "widowx-250s/WXSA-250-M-5-LF.stl": ([-4.4, -35.25, -24.5], [86.25, 24.493, 24.497]),
    "widowx-250s/WXSA-250-M-6-Wrist.stl": ([-22, -65, -20], [22, 3.449, 35.25]),
    "widowx-250s/WXSA-250-M-7-Gripper.stl": ([-19.991, -63, -20], [19.991, -20, 35.25]),
    "widowx-250s/WXSA-250-M-8-Gripper-Prop.stl": ([-10.25, -71, -18.245], [10.25, -66, 18.245]),
    "widowx-250s/WXSA-250-M-9-Gripper-Bar.stl": ([-51.744, -91, -14], [51.744, -63, 35.25]),
    "widowx-250s/WXSA-250-M-10-Finger.stl": ([-43.15, -0.047, -14.5], [12.15, 16, 14.5]),
    "panda/link0.stl": ([-0.1541, -0.0946, 0], [0.0715, 0.0946, 0.14]),
    "panda/link1.stl": ([-0.055, -0.1294, -0.192], [0.055, 0.055, 0.055]),
    "panda/link2.stl": ([-0.055, -0.194, -0.055], [0.055, 0.055, 0.1293]),
    "panda/link3.stl": ([-0.055, -0.055, -0.121], [0.1375, 0.1109, 0.055]),
    "panda/link4.stl": ([-0.1374, -0.055, -0.055], [0.0549, 0.124, 0.1109]),
    "panda/link5.stl": ([-0.055, -0.055, -0.259], [0.0549, 0.1299, 0.0522]),
    "panda/link6.stl": ([-0.0479, -0.0512, -0.044], [0.132, 0.0817, 0.0563]),
    "panda/link7.stl": ([-0.044, -0.044, 0.052], [0.0811, 0.0811, 0.1068]),
    "panda/hand.stl": ([-0.0315, -0.1039, -0.0259], [0.0315, 0.1006, 0.066]),
    "panda/finger.stl": ([-0.0105, -0.0001, 0.0001], [0.0105, 0.0263, 0.0539]),
  ]

  @Test(
    "A maker's mesh lies on its link where the reference has it",
    arguments: [("wx250s", Arm.widowX250s), ("panda", .pandaHand)])
  func placed(robot: String, arm: Arm) throws {
    let file: LookTests.Geometries = try KinematicsReference.read("link_geometry")
    let links = try #require(file.robots[robot]).links
    #expect(Set(arm.meshes.map(\.link)) == Set(links.keys))
    for mesh in arm.meshes {
      let (lower, upper) = try #require(Self.bounds[mesh.file])
      let box = try #require(mesh.placed(Mesh(positions: [lower, upper])).bounds)
      let expected = try #require(links[mesh.link])
      // The Panda's collision meshes, which the reference has, are up to 6 mm off its visual ones.
      let tolerance = robot == "wx250s" ? 2e-3 : 8e-3
      #expect((box.lower - Vector3(expected.aabb_min)).length < tolerance, "\(mesh.link)")
      #expect((box.upper - Vector3(expected.aabb_max)).length < tolerance, "\(mesh.link)")
    }
  }

  @Test("A scene that asks for them is drawn with them, and touches what it touched without")
  func asked() throws {
    let scratch = try Scratch()
    for file in Set(Arm.widowX250s.meshes.map(\.file)) {
      try scratch.write("solid a\n" + Self.facet + "endsolid a\n", as: "meshes/\(file)")
    }
    let text = try SceneFiles.example
    let plain = try Scene(contentsOf: scratch.write(text, as: "a.yaml"), name: "a")
    let asking = text.replacing("steps: 70", with: "steps: 70\narm_meshes: meshes")
    let dressed = try Scene(contentsOf: scratch.write(asking, as: "b.yaml"), name: "b")
    #expect(dressed.rig.looks.count == Arm.widowX250s.meshes.count)
    #expect(dressed.rig.looks.allSatisfy { $0.mesh.triangles.count == 1 })
    #expect(plain.rig.looks.count == Arm.widowX250s.looks.count)
    #expect(dressed.rig.colliders.map(\.shape) == plain.rig.colliders.map(\.shape))
  }

  @Test("A scene that asks for meshes which are not installed is told how to get them")
  func missing() throws {
    let text = try SceneFiles.example.replacing("steps: 70", with: "steps: 70\narm_meshes: nowhere")
    let found = try complaints(text)
    #expect(found.contains("'widowx-250s/WXSA-250-M-1-Base.stl': no file"))
    #expect(found.contains("scripts/get-meshes"))
    #expect(found.split(separator: "\n").count == 1)
  }

  @Test("Without a file a link keeps its own look")
  func partly() {
    let rig = ArmRig(.pandaRobotiq, meshes: ["panda/link0.stl": Shape.sphere(radius: 1).mesh()])
    let own = Arm.pandaRobotiq.looks.filter { $0.link != "panda_link0" }
    #expect(rig.looks.count == own.count + 1)
  }

  private static let facet = """
    facet normal 0 0 1
      outer loop
        vertex 0 0 0
        vertex 1 0 0
        vertex 0 1 0
      endloop
    endfacet

    """
}
