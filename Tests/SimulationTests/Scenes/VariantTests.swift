import Geometry
import Testing

@testable import Simulation

@Suite("Variants are dealt by the seed, and put bodies elsewhere") struct VariantTests {
  private static let variants = """
    variants:
      - {}
      - {cube: {at: [0.2, -0.1, 0.0151], yaw_deg: 90}}
      - {drawer: {start: 0.03}}
    """

  private static let cabinet = """
      cabinet:
        at: [0.4, 0.3, 0.05]
        parts: [{box: [0.05, 0.05, 0.05], rgb: [90, 90, 90]}]
      drawer:
        slides: {in: cabinet, along: [1, 0, 0], range: [0, 0.05], start: 0.01}
        parts: [{box: [0.04, 0.04, 0.04], rgb: [90, 90, 90]}]

    """

  private static let bodies = TableScene.cube("cube", at: [0.3, 0, 0.0151]) + cabinet

  @Test(
    "A seed has the variant of its number modulo their count", arguments: [0, 3, 999] as [UInt64])
  func deals(first: UInt64) throws {
    let scene = try TableScene.scene(Self.bodies, more: Self.variants)
    let starts = (0..<3 as Range<UInt64>).map { scene.start(seed: first + $0) }
    let (cube, drawer) = (1, 3)
    #expect([scene.bodies[cube].name, scene.bodies[drawer].name] == ["cube", "drawer"])
    #expect(starts.map { $0.placements[cube].translation.x } == [0.3, 0.2, 0.3])
    #expect(starts.map { $0.joints[drawer] } == [0.01, 0.01, 0.03])
    // Turned by a quarter: its x points along W's y.
    #expect((starts[1].placements[cube].rotation.xAxis - [0, 1, 0]).length < 1e-12)
    let station = try Station(named: "bridge", box: .none, for: scene)
    #expect(World(scene, station: station, seed: first + 2).variant == 2)
    #expect(World(try TableScene.scene(Self.bodies), station: station, seed: first).variant == nil)
  }

  @Test("Scatter adds to the variant")
  func scatters() throws {
    let scene = try TableScene.scene(
      Self.bodies, more: Self.variants + "\nscatter: {cube: {xy: 0.01}}")
    let places = (0..<30 as Range<UInt64>).map { scene.start(seed: $0).placements[1].translation.x }
    for (seed, x) in places.enumerated() {
      #expect(abs(x - (seed % 3 == 1 ? 0.2 : 0.3)) <= 0.01)
    }
    #expect(Set(places).count == 30)
  }

  @Test(
    "What is wrong with a variant is told",
    arguments: [
      ("{sphere: {at: [0, 0, 0]}}", "no key 'sphere' here"),
      ("{cube: {start: 0.03}}", "no key 'start' here"),
      ("{drawer: {at: [0, 0, 0]}}", "no key 'at' here"),
      ("{drawer: {start: 0.06}}", "a number from 0 to 0.05"),
      ("{cube: {at: [0, 0]}}", "3 numbers"),
    ])
  func refuses(variant: String, says: String) throws {
    #expect {
      try TableScene.scene(Self.bodies, more: "variants: [\(variant)]")
    } throws: {
      "\($0)".contains(says)
    }
  }

  @Test("A start is chosen by its name, from home and place of its own, and strays nowhere")
  func starts() throws {
    let scratch = try Scratch()
    let text = try SceneFiles.example
    let start = "starts: {out: {home_rad: [0.1, 0, 0.2, 0, 1, 0], bodies: {drawer: {start: 0.05}}}}"
    try scratch.write("\(text)\n\(start)\n", as: "autoeval/ours.yaml")
    let plain = try Scene.load("ours", folder: scratch.path)
    let out = try Scene.load("ours@out", folder: scratch.path)
    #expect([plain.name, out.name] == ["autoeval/ours", "autoeval/ours@out"])
    #expect(plain.home == nil && plain.variants.isEmpty && !plain.scatter.isEmpty)
    #expect(out.home == [0.1, 0, 0.2, 0, 1, 0])
    for seed in [0, 7] as [UInt64] { #expect(out.start(seed: seed).joints.max() == 0.05) }
    #expect(out.start(seed: 0).placements == plain.start(seed: 0).placements)
    #expect(throws: SceneError.start("in", scene: "autoeval/ours", known: ["out"])) {
      try Scene.load("ours@in", folder: scratch.path)
    }
    let lacking = text + "\nstarts: {out: {bodies: {drawer: {start: 0.5}}}}\n"
    let problems = try complaints(lacking)
    #expect(problems.contains("the key 'home_rad' is missing"))
    #expect(problems.contains("a number from 0 to 0.12"))
  }

  @Test("An arm starts at its scene's joint angles")
  func home() throws {
    let q = [-0.26, -0.12, 0.04, 0, 1.7, -0.27]
    let scene = try TableScene.scene(Self.bodies, more: "home_rad: \(q)")
    let station = try Station(named: "bridge", box: .none, for: scene)
    // The station solves for the tool's pose there, to doubles' rounding.
    for (angle, wanted) in zip(World(scene, station: station, seed: 0).q, q) {
      #expect(abs(angle - wanted) < 1e-12)
    }
  }
}
