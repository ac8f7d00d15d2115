import Control
import Foundation
import Geometry
import Imaging
import Testing

@testable import Simulation

@Suite("A camera on the arm goes with it") struct MountedCameraTests {
  private func world() throws -> World {
    World(try DroidReference.scene(), station: try DroidReference.station(), seed: 0)
  }

  @Test("DROID's pictures are 1280x720, as sent")
  func sizes() throws {
    let views = try world().observe().views
    #expect(views.map(\.name) == ["external", "wrist"])
    #expect(views.allSatisfy { ($0.image.width, $0.image.height) == (1280, 720) })
    #expect(views.allSatisfy { ($0.camera.width, $0.camera.height) == (1280, 720) })
  }

  @Test("The cameras look where sim-evals' look, by the reference's own sums")
  func published() throws {
    let views = try world().observe().views
    try #require(views.count == 2)
    // To the three digits that they are given in.
    let external = views[0].camera
    #expect((external.X_WC.rotation.zAxis - [0.628, -0.489, -0.605]).length < 1e-3)
    #expect((external.X_WC.rotation.yAxis + [0.477, -0.373, 0.796]).length < 1e-3)
    #expect(external.X_WC.translation == [0.05, 0.57, 0.66])

    // In a frame whose x is the approach and y the gripper's: (0.950, -0.008, 0.313) ahead,
    // (0.313, 0.016, -0.950) up.
    let arm = Arm.pandaRobotiq
    let X_WG = arm.pose(of: "robotiq_base", Array(try world().q))
    let R_GC = X_WG.rotation.inverse * views[1].camera.X_WC.rotation
    func approachFirst(_ v_G: Vector3) -> Vector3 { Vector3(v_G.z, v_G.y, -v_G.x) }
    #expect((approachFirst(R_GC.zAxis) - [0.950, -0.008, 0.313]).length < 1e-3)
    #expect((approachFirst(-R_GC.yAxis) - [0.313, 0.016, -0.950]).length < 1e-3)
    let p_GC = X_WG.inverse * views[1].camera.X_WC.translation
    #expect((approachFirst(p_GC) - [0.011, -0.031, -0.074]).length < 1e-12)
    // It stands on the far side of the gripper from the base, and its picture's top is forward.
    #expect((X_WG.rotation * p_GC).x > 0.03)
    #expect(-views[1].camera.X_WC.rotation.yAxis.x > 0.6)
  }

  @Test("It sees both fingers in the lower half, left and right of the middle, wherever the arm is")
  func seesFingers() throws {
    var world = try world()
    let pads = ["left_inner_finger_pad", "right_inner_finger_pad"]
    var seen: [[SIMD2<Double>]] = []
    for turn in [0, 0.5, -1] {
      let action = try #require(Action(world.q.map { $0 + 0.2 * turn } + [1], in: .jointPosition))
      _ = world.advance(action)
      let camera = try #require(world.observe().views.last).camera
      let links = world.scene.arm.linkPoses(world.q, opening: world.opening)
      let pixels = try pads.map { name in
        let pad = try #require(links.first { $0.link == name })
        let (u, v, depth) = camera.project(pad.X_WL.translation)
        #expect(depth > 0)
        return SIMD2(u, v)
      }
      seen.append(pixels)
      let sides = pixels.map(\.x).sorted()
      #expect(sides[0] < 640 && sides[1] > 640)
      #expect(pixels.allSatisfy { 360 < $0.y && $0.y < 720 && 0 < $0.x && $0.x < 1280 })
    }
    // The gripper stands still in the picture.
    for pixels in seen {
      for (a, b) in zip(pixels, seen[0]) {
        #expect(abs(a.x - b.x) < 1e-6 && abs(a.y - b.y) < 1e-6)
      }
    }
  }

  @Test("A photo behind a camera that moves is refused, and so is a link that is not there")
  func mistakes() throws {
    let text = try SceneFiles.text("probe/axes_droid.yaml")
    let elsewhere = text.replacingOccurrences(of: "link: robotiq_base", with: "link: gripper_link")
    #expect(try complaints(elsewhere).contains("robotiq_base"))
    let photo = text.replacingOccurrences(
      of: "link: robotiq_base ", with: "backdrop: {file: a.png}\n    link: robotiq_base ")
    #expect(try complaints(photo).contains("a photo behind a camera that moves"))
  }
}
