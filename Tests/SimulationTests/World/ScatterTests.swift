import Geometry
import Testing

@testable import Simulation

@Suite("A seed strays each body within its bounds") struct ScatterTests {
  @Test("Seed 0 is the scene as its file says", arguments: DrawerScene.allCases)
  func nominal(drawer: DrawerScene) throws {
    let scene = try drawer.scene()
    let world = try drawer.world(seed: 0)
    for (index, body) in scene.bodies.enumerated() {
      if case .fixed(let X_WB) = body.placement { #expect(world.placements[index] == X_WB) }
      #expect(world.joints[index] == body.joint?.start ?? 0)
    }
    #expect(world.slide == (drawer == .open ? 0.02 : 0.12))
  }

  @Test("Seeds differ")
  func seedsDiffer() throws {
    let scene = try DrawerScene.open.scene()
    let starts = (0..<200 as Range<UInt64>).map { scene.start(seed: $0) }
    let cabinets = Set(starts.map { $0.placements[2] })
    #expect(scene.bodies[2].name == "cabinet")
    #expect(cabinets.count == 200)
  }

  @Test("Over 2,000 seeds each draw keeps to its range and uses nine tenths of it")
  func ranges() throws {
    let scene = try DrawerScene.open.scene()
    let names = scene.bodies.map(\.name)
    let nominal = scene.start(seed: 0)
    for (body, most) in scene.scatter {
      let index = try #require(names.firstIndex(of: body))
      var strays: [String: [Double]] = [:]
      for seed in 1...2000 as ClosedRange<UInt64> {
        let start = scene.start(seed: seed)
        let (X, X_nominal) = (start.placements[index], nominal.placements[index])
        if body != "drawer" {
          let moved = X.translation - X_nominal.translation
          strays["x", default: []].append(moved.x)
          strays["y", default: []].append(moved.y)
          #expect(moved.z == 0)
        }
        let turned = (X.rotation * X_nominal.rotation.inverse).vector
        strays["yaw", default: []].append(turned.z)
        strays["joint", default: []].append(start.joints[index] - nominal.joints[index])
      }
      let bounds = ["x": most.xy, "y": most.xy, "yaw": most.yaw, "joint": most.joint]
      for (what, values) in strays where body != "drawer" || what == "joint" {
        let bound = try #require(bounds[what])
        let (low, high) = (try #require(values.min()), try #require(values.max()))
        // Turns are told from a matrix, places from sums of numbers about 0.5.
        #expect(low >= -bound - 1e-9 && high <= bound + 1e-9, "\(body) \(what)")
        #expect(bound == 0 || high - low > 0.9 * 2 * bound, "\(body) \(what)")
      }
    }
  }

  @Test("The drawer strays with the cabinet that carries it, and starts within its stops")
  func carried() throws {
    let scene = try DrawerScene.close.scene()
    for seed in 1...200 as ClosedRange<UInt64> {
      let start = scene.start(seed: seed)
      #expect(start.placements[3] == start.placements[2])
      #expect((0.11...0.12).contains(start.joints[3]))
    }
    #expect(scene.bodies[2...3].map(\.name) == ["cabinet", "drawer"])
  }

  @Test("What does not stray stands where its file says")
  func steadfast() throws {
    let scene = try DrawerScene.open.scene()
    let start = scene.start(seed: 77)
    for (index, body) in scene.bodies.enumerated() {
      guard case .fixed(let X_WB) = body.placement else { continue }
      let strays = scene.scatter.contains { $0.body == body.name }
      #expect((start.placements[index] == X_WB) == !strays, "\(body.name)")
    }
  }

  @Test("One body's draw does not depend on another's presence")
  func independent() throws {
    let whole = try DrawerScene.open.scene()
    let text = try DrawerScene.open.text
    let can = try #require(text.firstRange(of: "  can_peaches:\n    at"))
    let next = try #require(text.firstRange(of: "  can_soup:\n    at"))
    let without = text.replacingCharacters(can.lowerBound..<next.lowerBound)
      .replacing("  can_peaches: {xy: 0.010}\n", with: "")
      .replacing("  cabinet: {xy: 0.005, yaw_deg: 2}\n", with: "")
    let fewer = try DrawerScene.open.read(without)
    #expect(fewer.bodies.count == whole.bodies.count - 1)
    for seed in 1...20 as ClosedRange<UInt64> {
      let (a, b) = (whole.start(seed: seed), fewer.start(seed: seed))
      for name in ["can_soup", "can_vegetables"] {
        let i = try #require(whole.bodies.firstIndex { $0.name == name })
        let j = try #require(fewer.bodies.firstIndex { $0.name == name })
        #expect(a.placements[i] == b.placements[j])
      }
      #expect(a.joints[3] == b.joints[3])
    }
  }
}

extension String {
  fileprivate func replacingCharacters(_ range: Range<String.Index>) -> String {
    var text = self
    text.removeSubrange(range)
    return text
  }
}
