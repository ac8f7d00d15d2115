import Control
import Foundation
import Geometry
import Language
import Simulation
import Testing

@testable import Evaluation

@Suite struct PromptTests {
  static let scenes = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "scenes").path

  private func start(
    _ name: String, seed: UInt64 = 0
  ) throws -> (scene: Scene, station: Station, world: World) {
    let scene = try Scene.load(name, folder: Self.scenes)
    let box = scene.boxes[.eval] == nil ? WorkspaceBox.Choice.none : .eval
    let station = try Station(named: scene.station, box: box, for: scene)
    return (scene, station, World(scene, station: station, seed: seed))
  }

  private func mapping(_ name: String) throws -> Mapping {
    try Mapping.load(name, folder: Self.scenes + "/vocabularies") { _ in "" }
  }

  @Test("Examples are the same each time, differ, and their words do what they did")
  func examples() throws {
    let (scene, station, _) = try start("simpler/carrot_on_plate")
    let mapping = try mapping("ecot-scaled")
    func make() throws -> [Example] {
      try Example.rollouts(
        4, of: scene, at: station, in: mapping, steps: scene.steps, hints: [])
    }
    let (examples, again) = (try make(), try make())
    #expect(examples.map(\.turn.words) == again.map(\.turn.words))
    #expect(examples.map(\.turn.before.views[0].image) == again.map(\.turn.before.views[0].image))
    #expect(Set(examples.map(\.turn.before.views[0].image)).count == 4)
    for example in examples {
      #expect(
        try mapping.translate(example.turn.words, from: example.arm).actions == example.turn.actions
      )
      #expect(example.turn.before.hints?.things.map(\.name).contains("carrot") == true)
    }
    // The last one shows what the gripper does.
    let last = try #require(examples.last)
    #expect(last.turn.after.commandedOpening != last.turn.before.commandedOpening)
    #expect((last.p_WA - last.turn.before.X_WT.translation).length < 1e-9)
  }

  @Test("Hints hold where things are, and nothing that was not asked for")
  func hints() throws {
    let (_, _, world) = try start("simpler/carrot_on_plate")
    let observation = world.observe()
    #expect(observation.hints == nil)
    let things = world.hints(.things, for: observation)
    #expect(things.depths.isEmpty && things.things.map(\.name) == ["plate", "carrot"])
    let carrot = try #require(things.things.last)
    let place = try #require(world.bodyPoses.first { $0.name == "carrot" }).X_WB.translation
    // The middle of its outline is its frame's origin to within its asymmetry.
    #expect((carrot.p_WO - place).length < 0.02)

    let depths = world.hints(.depths, for: observation)
    let view = observation.views[0]
    let depth = try #require(depths.depths[view.name])
    #expect(things.things.count > 0 && depths.things.isEmpty)
    #expect((depth.width, depth.height) == (view.camera.width, view.camera.height))
    // What is seen where the carrot's middle is lies as far away as the carrot, to within its size.
    let seen = view.camera.project(carrot.p_WO)
    let there = depth.metres[Int(seen.v) * depth.width + Int(seen.u)]
    #expect(abs(Double(there) - seen.depth) < 0.03)
  }

  @Test("The table is as high as the scene's file has it")
  func table() throws {
    #expect(abs(try start("autoeval/open_drawer").scene.tableHeight - 0.0034) < 1e-9)
    #expect(abs(try start("simpler/open_drawer").scene.tableHeight + 0.025) < 1e-9)
  }

  @Test(
    "Each prompt shows each kind of scene, the same each time, and a history once there is one",
    arguments: ["mallet", "embodiedbench", "grounded"],
    ["autoeval/open_drawer", "simpler/stack_cube"])
  func prompts(prompt name: String, scene: String) throws {
    let prompt = try Prompt.load(name, folder: Self.scenes + "/prompts") { _ in "" }
    let mapping = try mapping(prompt.mapping)
    let (scene, station, world) = try start(scene, seed: 3)
    let examples = try Example.rollouts(
      prompt.exampleCount, of: scene, at: station, in: mapping, steps: scene.steps,
      hints: prompt.hints)
    func request(after steps: Int) throws -> ModelRequest {
      var rehearsal = Rehearsal(world, in: mapping, hints: prompt.hints)
      try rehearsal.play(steps: steps)
      let situation = Situation(
        workplace: world.workplace(steps: scene.steps), observation: rehearsal.look(),
        arm: rehearsal.world.armState, history: rehearsal.turns, examples: examples)
      return try prompt.request(for: situation, with: mapping)
    }
    let again = try request(after: 2)
    #expect(try request(after: 2) == again)
    let first = PromptPage(try request(after: 0), title: name, isOracle: false).html
    let later = PromptPage(again, title: name, isOracle: false).html
    #expect(!first.contains("What you did before") && later.contains("What you did before"))
    #expect(later.contains("SIMEVAL {&quot;vocabulary&quot;:&quot;\(mapping.name)&quot;"))
    #expect(later.contains(scene.instruction))
  }

  @Test("A page shows markup in a prompt as text")
  func page() {
    let request = ModelRequest(
      system: "<b>&</b>", messages: [.init(.user, [.text("</pre><script>alert(1)</script>")])])
    let html = PromptPage(request, title: "a\"<i>", isOracle: true).html
    #expect(html.contains("&lt;b&gt;&amp;&lt;/b&gt;") && !html.contains("<script"))
    #expect(html.contains("<title>a&quot;&lt;i&gt;</title>") && html.contains("class=oracle"))
  }
}
