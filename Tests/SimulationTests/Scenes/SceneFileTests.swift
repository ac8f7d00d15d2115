import Control
import Foundation
import Geometry
import Imaging
@testable import Simulation
import Testing

@Suite struct SceneFileTests {
  @Test("There are scenes, and the program lists every one") func listsAll() throws {
    let names = try Scene.names(folder: SceneFiles.folder)
    #expect(SceneFiles.paths.count >= 2)
    #expect(names.map { "\($0).yaml" }.sorted() == SceneFiles.paths)
  }

  @Test(
    "Every scene loads by its path and its last part, and its station takes it",
    arguments: SceneFiles.paths)
  func loads(path: String) throws {
    let name = String(path.dropLast(5))
    let scene = try Scene.load(name, folder: SceneFiles.folder)
    #expect(scene.name == name)
    #expect(scene.title.first?.isUppercase == true)
    #expect(scene.instruction == scene.instruction.trimmingCharacters(in: .whitespaces))
    #expect(scene.digest.count == 16)
    #expect(scene.goal == nil || !scene.milestones.isEmpty)
    _ = try Station(named: scene.station, box: .eval, for: scene)

    // By its last part it is the first of that name.
    let last = String(name.split(separator: "/").last ?? "")
    let found = try Scene.load(last, folder: SceneFiles.folder)
    #expect(found.name.hasSuffix("/\(last)"))
  }

  @Test("Every scene says where its numbers come from", arguments: SceneFiles.paths)
  func namesItsSource(path: String) throws {
    let text = try SceneFiles.text(path)
    #expect(text.contains("\nsource: "))
    // The program insists on it.
    let without = text.replacingOccurrences(of: "\nsource:", with: "\nsauce:")
    #expect(try complaints(without).contains("error: the key 'source' is missing."))
  }

  @Test(
    "Every scene makes a world that is seen, nominal and scattered",
    arguments: SceneFiles.paths, [0, 1] as [UInt64])
  func isSeen(path: String, seed: UInt64) throws {
    let scene = try Scene.load(String(path.dropLast(5)), folder: SceneFiles.folder)
    let station = try Station(named: scene.station, box: .eval, for: scene)
    let world = World(scene, station: station, seed: seed)
    #expect(!world.verdict.success, "nothing would be left to do")
    #expect(world.clearance.gap > 0, "\(world.clearance)")
    #expect(world.isAwake.allSatisfy { !$0 }, "something never comes to rest")

    // Not flat: no colour has most of the picture, looked at in every seventh pixel.
    for view in world.observe().views {
      var counts: [SIMD3<UInt8>: Int] = [:]
      view.image.bytes.withUnsafeBufferPointer { bytes in
        for start in stride(from: 0, to: bytes.count - 2, by: 21) {
          counts[SIMD3(bytes[start], bytes[start + 1], bytes[start + 2]), default: 0] += 1
        }
      }
      let most = counts.values.max() ?? 0
      #expect(2 * 7 * most < view.image.width * view.image.height)
    }
  }

  @Test(
    "Nothing strays at seed 0, what is to does at seed 1, by no more than the file says",
    arguments: SceneFiles.paths)
  func strays(path: String) throws {
    let scene = try Scene.load(String(path.dropLast(5)), folder: SceneFiles.folder)
    let station = try Station(named: scene.station, box: .none, for: scene)
    let nominal = World(scene, station: station, seed: 0)
    let strayed = World(scene, station: station, seed: 1)
    for (index, body) in scene.bodies.enumerated() {
      // What is free falls from there to where it lies.
      let isFree = body.mass != nil
      if case .fixed(let X_WB) = body.placement, !isFree {
        #expect(nominal.placements[index] == scene.variants.first?.placements[body.name] ?? X_WB)
      }
      let start = scene.variants.first?.joints[body.name] ?? body.joint?.start
      #expect(nominal.joints[index] == start ?? 0)
      guard body.joint == nil, !isFree else { continue }
      let most = scene.scatter.first { $0.body == body.name }?.1
      let way = strayed.placements[index].translation - nominal.placements[index].translation
      #expect(abs(way.x) <= (most?.xy ?? 0) && abs(way.y) <= (most?.xy ?? 0))
      #expect(abs(way.z) <= (most?.tilt?.height ?? 0))
    }
    let isSame = strayed.placements == nominal.placements && strayed.joints == nominal.joints
    #expect(isSame == (scene.scatter.isEmpty && scene.variants.isEmpty))
    #expect(scene.goal == nil || !isSame)
  }

  @Test("README's scene is right, and the oracle opens its drawer in words")
  func exampleWorks() throws {
    let scene = try decoded(try SceneFiles.example)
    let station = try Station(named: scene.station, box: .eval, for: scene)
    for seed in 0...2 as ClosedRange<UInt64> {
      var world = World(scene, station: station, seed: seed)
      var oracle = try Oracle(for: scene)
      for _ in 0..<scene.steps {
        for action in try oracle.act(in: world).actions.prefix(1) { _ = world.advance(action) }
      }
      #expect(world.verdict.success, "seed \(seed): \(world.verdict.reason)")
    }
  }
}
