import ArgumentParser
import Evaluation
import Foundation
import Policies
import Simulation

extension WorkspaceBox.Choice: ExpressibleByArgument {}

/// What is run, and for how long.
struct RunOptions: ParsableArguments {
  @Argument(help: "A scene by its name (open_drawer, autoeval/open_drawer) or its file.")
  var scene: String

  @Option(parsing: .unconditional, help: "How many episodes, with seeds counting up.")
  var episodes = 1

  @Option(
    parsing: .unconditional,
    help: "The first episode's seed; 0 is the scene without scatter.")
  var seed: UInt64 = 0

  @Option(
    help: "The station whose control path is used: autoeval, bridge or droid; the scene's own.")
  var station: String?

  @Option(help: "The workspace box: the evaluation's, the reset policy's, or none.")
  var box = WorkspaceBox.Choice.eval

  @Flag(help: "Let the arm lag behind what it is told, as a published simulation's does.")
  var lag = false

  @Option(parsing: .unconditional, help: "The number of control steps; the scene's own.")
  var maxSteps: Int?

  @Flag(help: "End an episode at its first success, which the real stations do not.")
  var stopOnSuccess = false

  @Option(
    name: .short, parsing: .unconditional,
    help: "Episodes at once; one for each core (with a server: one).")
  var jobs: Int?

  mutating func validate() throws {
    try require(episodes, within: 1...1_000_000, "--episodes")
    try require(maxSteps ?? 1, within: 1...1_000_000, "--max-steps")
    try require(jobs ?? 1, within: 1...1024, "-j")
    if seed > .max - UInt64(episodes - 1) {
      throw ValidationError("--seed \(seed) leaves no room for \(episodes) seeds")
    }
  }

  private func require(_ value: Int, within range: ClosedRange<Int>, _ option: String) throws {
    if !range.contains(value) {
      throw ValidationError(
        "\(option) \(value) is not within \(range.lowerBound) to \(range.upperBound)")
    }
  }

  /// The run, its input read and found good; `budget` is what a model may cost.
  func plan(_ policy: PolicyOptions, _ budget: Budget) throws -> Evaluation.Run {
    let scene = try Scene.load(scene, folder: SceneFolder.path)
    guard scene.goal != nil else {
      throw Failure(.input, "no goal in \(scene.name), which can only be drawn, use simeval render")
    }
    let station = try Station(named: station ?? scene.station, box: box, for: scene, lags: lag)
    let steps = maxSteps ?? scene.steps
    let (driver, description, hints) = try policy.driver(
      for: scene, at: station, steps: steps, budget)
    var episode = Episode(
      scene: scene, station: station, seed: seed, driver: driver, steps: steps,
      stopsOnSuccess: stopOnSuccess)
    episode.hints = hints
    let cores = policy.canShare ? ProcessInfo.processInfo.activeProcessorCount : 1
    return Evaluation.Run(
      first: episode, episodes: episodes, jobs: min(episodes, jobs ?? cores),
      policy: description, box: box.rawValue)
  }
}
