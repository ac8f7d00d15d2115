import ArgumentParser
import Chance
import Evaluation
import Language
import Simulation

/// Which prompt is shown, and when.
struct PromptOptions: ParsableArguments {
  @Option(
    help: "Write the page of what a model would be sent, by a prompt's name or file.",
    completion: .file(extensions: ["md"]))
  var prompt: String?

  @Option(
    help: "The vocabulary that the prompt asks for, by name or file; the prompt's own.",
    completion: .file(extensions: ["yaml"]))
  var mapping: String?

  @Option(
    parsing: .unconditional,
    help: "Let the oracle play so many steps first, so that there is a history to tell; 0.")
  var steps: Int?

  func validate() throws {
    for (option, isGiven) in [("--mapping", mapping != nil), ("--steps", steps != nil)]
    where isGiven && prompt == nil {
      throw ValidationError("\(option) is for --prompt, name one")
    }
    if let steps, !(0...10_000).contains(steps) {
      throw ValidationError("--steps \(steps) is not within 0 to 10000")
    }
  }

  /// Writes the page of the prompt in a scene.
  func render(_ scene: Scene, seed: UInt64, to output: String) throws {
    do { try page(scene, seed: seed, to: output) } catch OracleError.goal {
      throw Failure(
        .input,
        "examples and --steps are the oracle's, which cannot play \(scene.name); "
          + "leave out --steps, and set use: false for the prompt's examples")
    }
  }

  private func page(_ scene: Scene, seed: UInt64, to output: String) throws {
    let prompt = try Prompt.load(prompt ?? "", folder: SceneFolder.path + "/prompts") {
      Chance.digest(of: $0)
    }
    let mapping = try MappingFile.load(mapping ?? prompt.mapping)
    let box = scene.boxes[.eval] == nil ? WorkspaceBox.Choice.none : .eval
    let station = try Station(named: scene.station, box: box, for: scene)
    let examples = try Example.rollouts(
      prompt.exampleCount, of: scene, at: station, in: mapping, steps: scene.steps,
      hints: prompt.hints)
    var rehearsal = Rehearsal(
      World(scene, station: station, seed: seed), in: mapping, hints: prompt.hints)
    try rehearsal.play(steps: steps ?? 0)
    let situation = Situation(
      workplace: rehearsal.world.workplace(steps: scene.steps), observation: rehearsal.look(),
      arm: rehearsal.world.armState, history: rehearsal.turns, examples: examples)
    let request = try prompt.request(for: situation, with: mapping)
    let page = PromptPage(
      request, title: "\(prompt.name) \(prompt.version), \(mapping.name), \(scene.name)",
      isOracle: !prompt.hints.isEmpty)
    try Disk.write(page.html, to: output)
    try Output.print(["\(prompt.title): \(page.summary), in \(output)"])
  }
}
