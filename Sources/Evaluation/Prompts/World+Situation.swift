package import Control
import Geometry
package import Language
package import Simulation

extension World {
  /// What a prompt can tell of where the world's arm works.
  package func workplace(steps: Int) -> Workplace {
    Workplace(
      convention: station.convention,
      box: station.box.map { Bounds(lower: $0.lower, upper: $0.upper) },
      tableHeight: scene.tableHeight, steps: steps)
  }

  /// What a policy is told, with what the world knows where that is asked for.
  package func observe(with observer: inout Observer, hints kinds: Hints.Kinds) -> Observation {
    var observation = observe(with: &observer)
    if !kinds.isEmpty { observation.hints = hints(kinds, for: observation) }
    return observation
  }
}

/// The oracle playing a scene in words, to see what a model would be shown on the way.
package struct Rehearsal: Sendable {
  /// What was said and done, oldest first.
  package private(set) var turns: [Turn] = []

  /// Where the world is after that.
  package private(set) var world: World

  private let hints: Hints.Kinds
  private var oracle: Oracle?
  private var observer = Observer()

  /// At a world's start. A scene whose goal the oracle cannot reach can be looked at, not played.
  package init(_ world: World, in mapping: Mapping, hints: Hints.Kinds) {
    (self.world, self.hints) = (world, hints)
    oracle = try? Oracle(for: world.scene, mapping: mapping)
  }

  /// What is seen now.
  package mutating func look() -> Observation { world.observe(with: &observer, hints: hints) }

  /// Lets the oracle answer until at least so many steps are done. Throws what the oracle does.
  package mutating func play(steps: Int) throws {
    guard steps > 0 else { return }
    guard var oracle else { throw OracleError.goal(scene: world.scene.name) }
    var before = look()
    while world.step < steps {
      let answer = try oracle.act(in: world)
      for action in answer.actions { _ = world.advance(action) }
      let after = look()
      turns.append(
        Turn(before: before, words: answer.words ?? "", actions: answer.actions, after: after))
      before = after
    }
    self.oracle = oracle
  }
}
