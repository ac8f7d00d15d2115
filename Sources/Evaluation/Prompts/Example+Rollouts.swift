package import Control
import Geometry
package import Language
package import Simulation

extension Example {
  /// The seeds that examples are from, counting up: beyond those of runs.
  package static let firstSeed: UInt64 = 1 << 48

  /// Moments of the oracle's rollouts in a vocabulary, each from a seed of its own and later in the
  /// task than the one before; the last has the gripper told something new, where the task needs it.
  ///
  /// The pictures are what the station's cameras would show; the things' hints are there whatever is
  /// asked for. Throws `OracleError`, and `Diagnosis`.
  package static func rollouts(
    _ count: Int, of scene: Scene, at station: Station, in mapping: Mapping, steps: Int,
    hints: Hints.Kinds
  ) throws -> [Example] {
    try (0..<count).map { index in
      let world = World(scene, station: station, seed: firstSeed + UInt64(index))
      let moments = try moments(of: world, in: mapping, steps: steps)
      let grips = moments.indices.filter { moments[$0].changesGrip }
      let place =
        index == count - 1 && count > 1 ? grips.first : nil
      let even = (2 * index + 1) * moments.count / (2 * count)
      return example(place ?? even, of: moments, hints: hints.union(.things))
    }
  }

  /// A world, what the oracle said to it, and what came of it.
  private struct Moment {
    var world: World
    var words: String
    var actions: [Action]
    var after: World

    var changesGrip: Bool { (world.commandedOpening > 0.5) != (after.commandedOpening > 0.5) }
  }

  /// The oracle's answers until the task is done; at least one.
  private static func moments(
    of start: World, in mapping: Mapping, steps: Int
  ) throws -> [Moment] {
    var oracle = try Oracle(for: start.scene, mapping: mapping)
    var (world, moments) = (start, [Moment]())
    while moments.isEmpty || world.step < steps && !world.verdict.success {
      let before = world
      let answer = try oracle.act(in: world)
      for action in answer.actions { _ = world.advance(action) }
      moments.append(
        Moment(
          world: before, words: answer.words ?? "", actions: answer.actions, after: world))
    }
    return moments
  }

  private static func example(
    _ place: Int, of moments: [Moment], hints: Hints.Kinds
  ) -> Example {
    let moment = moments[place]
    let next = moments[place...].first(where: \.changesGrip)?.world
    let end = next ?? moments[moments.count - 1].after
    var observer = Observer()
    let turn = Turn(
      before: moment.world.observe(with: &observer, hints: hints), words: moment.words,
      actions: moment.actions, after: moment.after.observe(with: &observer, hints: hints))
    return Example(turn: turn, arm: moment.world.armState, p_WA: end.X_WT.translation)
  }
}
