import Control
import Geometry
import Imaging
import Rendering
import Testing

@testable import Simulation

@Suite("An observation shows the world as the station does") struct ObservationTests {
  @Test("autoeval's pictures are 256 by 256, with a camera to match")
  func autoevalPictures() throws {
    let observation = try DrawerScene.open.world().observe()
    let view = try #require(observation.views.first)
    #expect(observation.views.count == 1)
    #expect(view.name == "over_shoulder")
    #expect((view.image.width, view.image.height) == (256, 256))
    #expect((view.camera.width, view.camera.height) == (256, 256))
    let expected = Vector3(623.588 * 256 / 640, 623.588 * 256 / 480, 0)
    #expect((Vector3(view.camera.fx, view.camera.fy, 0) - expected).length < 1e-9)
  }

  @Test("bridge's pictures are the camera's own")
  func bridgePictures() throws {
    let world = try DrawerScene.open.world(station: "bridge")
    let view = try #require(world.observe().views.first)
    #expect((view.image.width, view.image.height) == (640, 480))
    #expect(view.camera == world.scene.cameras[0].camera)
  }

  @Test("It tells the task, the tool and the step")
  func tells() throws {
    var world = try DrawerScene.open.world()
    _ = world.advance(Action(translation: [0.01, 0, 0], opening: 0))
    let observation = world.observe()
    #expect(observation.instruction == "open the drawer")
    #expect(observation.X_WT == world.X_WT)
    #expect(observation.commandedOpening == 0)
    #expect(observation.step == 1)
    #expect(observation.proprio == world.proprio)
  }

  @Test("At home autoeval's state is the station's home pose with the gripper open")
  func homeState() throws {
    let proprio = try DrawerScene.open.world().proprio
    let expected: [Double] = [0.258325, 0, 0.19065, 0, .pi / 2, 0, 0, (0.037 - 0.01) / 0.07]
    try #require(proprio.count == 8)
    // The closed form is good to rounding; a float near pi / 2 is good to 1.2e-7.
    for (number, expected) in zip(proprio, expected) {
      #expect(abs(number - Float(expected)) <= 1.2e-7)
    }
  }

  @Test("The camera puts the fingertips where the picture has the arm", arguments: [1.0, 0.0])
  func fingertips(opening: Double) throws {
    var world = try DrawerScene.open.world()
    let places: [Vector3] = [[0.258325, 0, 0.15], [0.3, -0.06, 0.1], [0.22, -0.1, 0.06]]
    for place in places {
      world.go(to: place, opening: opening)
      world.grip(opening: opening)
      let picture = try labelled(world)
      let finger = world.scene.arm.gripper.fingerTravel(opening: world.opening)
      for side in [-1.0, 1] {
        // The tip of a finger's middle, 4 mm inside its flat face.
        let tip = world.X_WT * Vector3(0.0146, side * (finger - 0.007), 0)
        #expect(picture.label(at: tip) == picture.arm, "\(place), \(side)")
      }
      let beyond = world.X_WT * Vector3(0.0556, 0, 0)
      #expect(picture.label(at: beyond) != picture.arm, "\(place)")
    }
  }

  @Test(
    "What an observer has kept changes nothing, wherever it looked before",
    arguments: DrawerScene.allCases, ["autoeval", "bridge"])
  func observer(scene: DrawerScene, station: String) throws {
    var world = try scene.world(station: station)
    var observer = Observer()
    for step in 0..<4 {
      expectSame(world, &observer, "step \(step)")
      expectSame(world, &observer, "step \(step), again")
      _ = world.advance(Action(translation: [0.02, 0.01, -0.01], opening: Double(step % 2)))
    }
    // Another episode, another scene, and back.
    expectSame(try scene.world(seed: 7, station: station), &observer, "another seed")
    let other = try (scene == .open ? DrawerScene.close : .open).world(station: station)
    expectSame(other, &observer, "another scene")
    expectSame(world, &observer, "back")
  }

  /// Whether a world looks the same to an observer as to one that has seen nothing yet.
  private func expectSame(_ world: World, _ observer: inout Observer, _ comment: Comment) {
    let (kept, fresh) = (world.observe(with: &observer), world.observe())
    #expect(kept.views.map(\.image) == fresh.views.map(\.image), comment)
    #expect(kept.views.map(\.camera) == fresh.views.map(\.camera), comment)
    #expect(kept.views.map(\.name) == fresh.views.map(\.name), comment)
    #expect(kept.instruction == fresh.instruction && kept.step == fresh.step, comment)
    #expect(kept.proprio == fresh.proprio && kept.X_WT == fresh.X_WT, comment)
    #expect(kept.commandedOpening == fresh.commandedOpening, comment)
  }

  @Test("Labels count the bodies in their order")
  func labels() throws {
    var world = try DrawerScene.close.world()
    world.go(to: [0.2, 0.0, 0.25], opening: 1)
    let picture = try labelled(world)
    let table = try #require(world.scene.bodies.firstIndex { $0.name == "table" })
    #expect(picture.label(at: [0.25, -0.1, 0.0034]) == UInt8(table + 1))
    #expect(picture.label(at: try world.atCabinet([0, 0.03, 0.1139])) == 3)
    #expect(Set(picture.frame.labels).isSubset(of: Set(0...picture.arm)))
  }

  /// The station's camera at 640 by 480, with the camera that came with the observation.
  private func labelled(_ world: World) throws -> Labelled {
    let view = try #require(world.observe().views.first)
    let frame = Renderer(camera: world.scene.cameras[0].camera).draw(world.drawables)
    return Labelled(
      camera: view.camera.scaled(toWidth: 640, height: 480), frame: frame,
      arm: UInt8(world.scene.bodies.count + 1))
  }

  private struct Labelled {
    let camera: Camera
    let frame: Frame
    let arm: UInt8

    /// What is seen where a point of the arm's base is; nil outside the picture.
    func label(at p_WQ: Vector3) -> UInt8? {
      let (u, v, depth) = camera.project(p_WQ)
      guard depth > 0, (0..<640).contains(u), (0..<480).contains(v) else { return nil }
      return frame.labels[Int(v) * 640 + Int(u)]
    }
  }
}
