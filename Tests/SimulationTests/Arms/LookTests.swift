import Control
import Geometry
import Simulation
import Testing

@Suite struct LookTests {
  struct Geometries: Decodable {
    let robots: [String: Robot]

    struct Robot: Decodable { let links: [String: Box] }

    struct Box: Decodable { let aabb_min: [Double], aabb_max: [Double] }
  }

  @Test(
    "Every link with a mesh looks as large as its mesh",
    arguments: [("wx250s", Arm.widowX250s), ("panda", .pandaHand)])
  func sizes(robot: String, arm: Arm) throws {
    let file: Geometries = try KinematicsReference.read("link_geometry")
    for (link, box) in try #require(file.robots[robot]).links {
      let looks = arm.looks.filter { $0.link == link }
      // The worst are 3 mm off: the pieces are plainer than the meshes.
      #expect(least(looks.map { ($0.shape, $0.X_LS) }, -Vector3(box.aabb_min), sign: -1) < 0.0035)
      #expect(least(looks.map { ($0.shape, $0.X_LS) }, Vector3(box.aabb_max), sign: 1) < 0.0035)
    }
  }

  @Test("Looks and colliders are on links of the arm, with poses that turn", arguments: Arm.all)
  func links(arm: Arm) {
    for X_LS in arm.looks.map(\.X_LS) + arm.colliders.map(\.X_LS) {
      let R = X_LS.rotation
      #expect((R.xAxis.cross(R.yAxis) - R.zAxis).length < 1e-12)
    }
    #expect(arm.looks.allSatisfy { arm.index(ofLink: $0.link) != nil })
    #expect(arm.colliders.allSatisfy { arm.index(ofLink: $0.link) != nil })
    #expect(arm.looks.allSatisfy { all($0.colour .>= 0) && all($0.colour .<= 1) })
  }

  @Test("At home no collider that moves reaches down into what the arm stands on")
  func standing() {
    for convention in Convention.all {
      guard case .joints(let q) = convention.home, let arm = Arm.named(convention.arm) else {
        continue
      }
      let poses = arm.linkPoses(q, opening: 1)
      for collider in arm.colliders where collider.link != arm.base {
        guard let link = arm.index(ofLink: collider.link) else { continue }
        let X_WS = poses[link].X_WL * collider.X_LS
        #expect(reach(collider.shape, X_WS, [0, 0, -1]) < 0, "\(collider.link)")
      }
    }
  }

  @Test("Colliders of the fingers meet at the faces that grip", arguments: Arm.all)
  func faces(arm: Arm) throws {
    for pad in arm.gripper.pads {
      let depths = arm.colliders.filter { $0.link == pad.link }.map {
        reach($0.shape, $0.X_LS, pad.normal_L)
      }
      let farthest = try #require(depths.max())
      #expect(abs(farthest - pad.p_LF.dot(pad.normal_L)) < 1e-4)
    }
  }

  @Test("Nothing of the fingers stands out before the faces that grip", arguments: Arm.all)
  func foremost(arm: Arm) throws {
    let q = arm.clamped(Array(repeating: 0.2, count: arm.joints.count))
    for opening in [0, 0.5, 1] {
      let poses = arm.linkPoses(q, opening: opening)
      for pad in arm.gripper.pads {
        let side = arm == .pandaHand ? pad.link[...] : pad.link.prefix { $0 != "_" }
        let X_WL = poses[try #require(arm.index(ofLink: pad.link))].X_WL
        let normal = X_WL.rotation * pad.normal_L
        let face = (X_WL * pad.p_LF).dot(normal)
        let fingers = arm.colliders.filter {
          $0.link.hasPrefix(side) && $0.link.contains("finger")
        }
        #expect(!fingers.isEmpty)
        for collider in fingers {
          let X_WS = poses[try #require(arm.index(ofLink: collider.link))].X_WL * collider.X_LS
          #expect(reach(collider.shape, X_WS, normal) < face + 1e-4)
        }
      }
    }
  }

  @Test("Prisms have convex outlines, counter-clockwise", arguments: Arm.all)
  func outlines(arm: Arm) {
    for shape in arm.looks.map(\.shape) + arm.colliders.map(\.shape) {
      guard case .prism(let profile, _) = shape else { continue }
      for index in profile.indices {
        let (a, b) = (profile[index], profile[(index + 1) % profile.count])
        let c = profile[(index + 2) % profile.count]
        #expect((b.x - a.x) * (c.y - b.y) - (b.y - a.y) * (c.x - b.x) > 0)
      }
    }
  }

  /// How far the pieces end from a corner of a box, at most, over the three axes.
  private func least(_ pieces: [(Shape, Pose)], _ corner: Vector3, sign: Double) -> Double {
    (0..<3).map { axis in
      var direction = Vector3.zero
      direction[axis] = sign
      let farthest = pieces.map { reach($0.0, $0.1, direction) }.max() ?? .infinity
      return abs(farthest - corner[axis])
    }.max() ?? .infinity
  }

  /// How far a piece goes along a direction from its link's origin.
  private func reach(_ shape: Shape, _ X_LS: Pose, _ direction: Vector3) -> Double {
    (X_LS * shape.support(X_LS.rotation.inverse * direction)).dot(direction)
  }
}
