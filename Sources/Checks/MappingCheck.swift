import Control
import Geometry
package import Language
package import Simulation

/// Whether a vocabulary is good enough for a scene at a station: known before a model is asked.
///
/// The oracle plays the scene in the vocabulary's words; then each thing that can be said is said to
/// the real arm's path through the station, without a box, and where the tool went is looked at.
package struct MappingCheck: Sendable {
  package var mapping: Mapping
  package var scene: Scene
  package var station: Station

  /// How many seeds the oracle plays, from 0.
  package var seeds: Int

  package init(mapping: Mapping, scene: Scene, station: Station, seeds: Int) {
    precondition(seeds > 0, "a check plays an episode")
    (self.mapping, self.scene, self.station, self.seeds) = (mapping, scene, station, seeds)
  }

  /// Throws `OracleError` for a scene that the oracle cannot play, and `CancellationError`.
  package func report() throws -> MappingReport {
    let rehearsal = try SpokenEpisodes(of: scene, at: station, in: mapping, seeds: seeds)
    let free = try Station(named: station.convention.name, box: .none, for: scene)
    let start = World(scene, station: free, seed: 0)
    var shut = start
    shut.perform([.hold(opening: 0)])
    let places = Lean.allCases.map { $0.world(from: start) }
    let trials = mapping.sayings.map { saying in
      // The gripper is told to open where it is shut.
      WordTrial(saying, in: mapping, from: saying == .grip(.open) ? [shut] : places)
    }
    let alive = trials.filter { $0.atHome?.isStill == false }.map(\.saying)
    let quantisation = Quantisation(of: mapping, alive, from: start.armState)
    let findings =
      unsolved(rehearsal) + trials.flatMap { $0.findings(isRaw: isRaw($0.saying)) }
      + WordTrial.aliases(among: trials) + PlainEnglish.findings(in: mapping)
      + written(quantisation)
    return MappingReport(
      mapping: mapping, scene: scene.name, station: station.convention.name,
      rehearsal: rehearsal, quantisation: quantisation, grip: Grip(trials, at: free, start),
      findings: findings)
  }

  private func isRaw(_ saying: Saying) -> Bool {
    guard case .way(let axis, _) = saying else { return false }
    return mapping.axes[axis]?.index != nil
  }

  private func unsolved(_ rehearsal: SpokenEpisodes) -> [Finding] {
    guard let obstacle = rehearsal.obstacle else { return [] }
    let count = "\(rehearsal.solved) of \(rehearsal.seeds) seeds are solved"
    return [Finding(kind: .unsolved, isFault: true, text: "\(count); \(obstacle)")]
  }

  /// What the vocabulary itself shows, wherever the arm is.
  private func written(_ quantisation: Quantisation) -> [Finding] {
    let unheard = mapping.unheard.map { words in
      Finding(kind: .unheard, isFault: false, text: "'\(words)' cannot be said")
    }
    let offsets = Move.Axis.allCases.compactMap { axis -> Finding? in
      guard let rule = mapping.axes[axis], rule.offset != 0 else { return nil }
      let name = mapping.name(of: .way(axis, isPositive: true))
      let amount =
        axis.isLength
        ? "\(inDigits(1000 * rule.offset, 2)) mm"
        : "\(inDigits(rule.offset * 180 / .pi, 2)) degrees"
      return Finding(
        kind: .offset, isFault: false, text: "\(name) with a magnitude of 0 goes \(amount)")
    }
    let failure = quantisation.failure.map { error in
      Finding(
        kind: .notUnderstood, isFault: true,
        text: "its own words are not understood: \(error.message)")
    }
    return unheard + offsets + (failure.map { [$0] } ?? [])
  }
}

/// What the gripper is told by words, and what the station makes of numbers.
package struct Grip: Hashable, Sendable {
  /// What the action of each word says: 0 shut ... 1 open; nil where it is not understood.
  package let open, close: Double?

  /// The number, to a thousandth, above which the station opens the gripper, and whether it does so at
  /// that number itself.
  package let threshold: Double
  package let opensAtThreshold: Bool

  init(_ trials: [WordTrial], at station: Station, _ world: World) {
    func told(_ gripper: Move.Gripper) -> Double? {
      trials.first { $0.saying == .grip(gripper) }?.atHome?.told
    }
    func opens(_ number: Double) -> Bool {
      let action = Action.hold(opening: number)
      return station.command(
        action, of: world.scene.arm, at: world.q, commanded: world.X_WT_commanded
      ).opening > 0.5
    }
    (open, close) = (told(.open), told(.close))
    var (below, above) = (0.0, 1.0)
    for _ in 0..<20 {
      let middle = (below + above) / 2
      if opens(middle) { above = middle } else { below = middle }
    }
    threshold = rounded(above, 3)
    opensAtThreshold = opens(threshold)
  }
}
