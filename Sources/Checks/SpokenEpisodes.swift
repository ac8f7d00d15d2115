import Control
import Evaluation
import Geometry
package import Language
package import Simulation

/// The oracle's episodes of a scene, said in a vocabulary, at the seeds 0, 1, ....
package struct SpokenEpisodes: Hashable, Sendable {
  /// How many seeds were played, and in how many the goal held at the end.
  package private(set) var seeds = 0
  package private(set) var solved = 0

  /// The most steps after which the goal held for good, over the solved seeds; nil without one.
  package private(set) var stepsNeeded: Int?

  /// How many control steps an episode has.
  package let stepsAllowed: Int

  /// How many steps were taken in all, and of how many the station cut something off.
  package private(set) var steps = 0
  package private(set) var clippedSteps = 0

  /// How far the words asked the tool to go in all, and what of it was cut off. Metres.
  package private(set) var asked = 0.0
  package private(set) var lost = 0.0

  /// What kept the first seed that was not solved from it.
  package private(set) var obstacle: String?

  /// Plays them. Throws `OracleError` for a scene that the oracle cannot play, and
  /// `CancellationError`.
  package init(
    of scene: Scene, at station: Station, in mapping: Mapping, seeds count: Int
  ) throws {
    stepsAllowed = scene.steps
    let oracle = try Oracle(for: scene, mapping: mapping)
    for seed in 0..<UInt64(count) {
      try Task.checkCancellation()
      play(World(scene, station: station, seed: seed), oracle)
    }
  }

  private mutating func play(_ start: World, _ expert: Oracle) {
    var (world, oracle) = (start, expert)
    var needed = 0
    var failure: String?
    while world.step < stepsAllowed {
      let actions: [Action]
      do { actions = try oracle.act(in: world).actions } catch {
        failure = "after \(world.step) steps its words are not understood: \(error)"
        break
      }
      for action in actions.prefix(stepsAllowed - world.step) {
        let before = world.opening
        let report = world.advance(action)
        count(report)
        if !world.verdict.success { needed = world.step }
        if Interruption(report, openingBefore: before, after: world) != nil { break }
      }
    }
    seeds += 1
    let verdict = world.verdict
    if failure == nil, verdict.success {
      solved += 1
      stepsNeeded = max(stepsNeeded ?? 0, needed + 1)
    } else if obstacle == nil {
      obstacle = "seed \(start.seed): \(failure ?? verdict.reason)"
    }
  }

  private mutating func count(_ report: StepReport) {
    steps += 1
    asked += report.asked.translation.length
    lost += report.lost
    if report.lost > 1e-6 { clippedSteps += 1 }
  }
}
