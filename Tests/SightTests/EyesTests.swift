import Control
import Foundation
import Geometry
import Imaging
import Simulation
import Testing

@testable import Sight

@Suite struct EyesTests {
  /// The tool and the picture after a few of the oracle's steps.
  private func oracle(_ name: String, seed: UInt64, steps: Int) throws -> World {
    let scene = try scene(name)
    var (world, oracle) = (try world(scene, seed: seed), try Oracle(for: scene))
    for _ in 0..<steps {
      for action in try oracle.act(in: world).actions { _ = world.advance(action) }
    }
    return world
  }

  /// A pixel is 2 mm across there and 1 cm deep for something as small as a gripper, and some of it is
  /// hidden in what it takes hold of. What a task needs is half the handle's width, 3 cm.
  @Test(
    "The gripper is found within 2.5 cm wherever a task takes it",
    arguments: ["open_drawer", "put_eggplant_in_sink", "put_eggplant_in_basket"],
    [0, 9, 18, 30])
  func gripper(name: String, steps: Int) throws {
    let world = try oracle(name, seed: 3, steps: steps)
    let seen = try #require(try eyes(in: world).gripper(opening: world.commandedOpening))
    #expect((seen.p_WT - world.X_WT.translation).length < 0.025)
    let parting = world.X_WT.rotation.yAxis
    #expect(abs(seen.yaw - atan2(-parting.x, parting.y)) < 0.2)
  }

  /// The handle's bar leaves room of 1 cm to either side of a finger. Where the fingers are in it they
  /// hide half of the front, but then they are in it.
  @Test(
    "The drawer is found within a finger's room, shut, half open and open",
    arguments: [(0, 0.01), (14, 0.02), (25, 0.01)])
  func drawer(steps: Int, room: Double) throws {
    for seed in 1...3 as ClosedRange<UInt64> {
      let world = try oracle("open_drawer", seed: seed, steps: steps)
      let index = try #require(world.scene.bodies.firstIndex { $0.name == "drawer" })
      let (X_WD, seen) = (world.pose(ofBody: index), try #require(try eyes(in: world).drawer()))
      let bar = Vector3(DrawerShape.bar, 0, 0)
      #expect((seen.X_WD * bar - X_WD * bar).length < room, "seed \(seed)")
      #expect(abs(seen.opening - world.joints[index]) < room, "seed \(seed)")
    }
  }

  @Test("The eggplant is found within a centimetre, and which way it points", arguments: 0..<4)
  func eggplant(seed: Int) throws {
    let world = try oracle("put_eggplant_in_sink", seed: UInt64(seed), steps: 0)
    let index = try #require(world.scene.bodies.firstIndex { $0.name == "eggplant" })
    let X_WE = world.pose(ofBody: index)
    let seen = try #require(try eyes(in: world).eggplant(height: 0.1015))
    #expect((seen.p_WE - X_WE.translation).length < 0.01)
    // Its outline is nearly round, and its stem a few pixels.
    #expect(abs(seen.yaw - X_WE.rotation.rollPitchYaw.z) < 0.3)
  }

  @Test("Nothing is found in a picture of nothing")
  func blank() throws {
    let view = try world(scene("open_drawer"), seed: 0).observe().views[0]
    let eyes = try #require(Eyes(view.image.blank, camera: view.camera))
    #expect(eyes.gripper() == nil)
    #expect(eyes.drawer() == nil)
    #expect(eyes.eggplant(height: 0.1) == nil)
  }

  @Test("Larger pictures give the same as small ones")
  func size() throws {
    let view = try world(scene("open_drawer"), seed: 2).observe().views[0]
    let large = view.image.resized(width: 512, height: 512)
    let camera = view.camera.scaled(toWidth: 512, height: 512)
    let one = try #require(Eyes(view.image, camera: view.camera)?.gripper())
    let other = try #require(Eyes(large, camera: camera)?.gripper())
    // Going up and down again blurs edges by less than a pixel.
    #expect((one.p_WT - other.p_WT).length < 0.015)
  }
}
