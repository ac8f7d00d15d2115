package import Control
package import Simulation

/// One rollout: a scene, what drives the arm, and how long it may take.
package struct Episode: Sendable {
  package var scene: Scene
  package var station: Station
  package var seed: UInt64
  package var driver: Driver

  /// The number of control steps; the station's own is `scene.steps`.
  package var steps: Int

  /// Whether the episode ends at the first success, which the real stations' do not.
  package var stopsOnSuccess: Bool

  /// What only the world knows and the policy is told all the same.
  package var hints: Hints.Kinds = []

  package init(
    scene: Scene, station: Station, seed: UInt64, driver: Driver, steps: Int, stopsOnSuccess: Bool
  ) {
    self.scene = scene
    self.station = station
    self.seed = seed
    self.driver = driver
    self.steps = steps
    self.stopsOnSuccess = stopsOnSuccess
  }

  /// Runs it, keeping everything in the folder at `path`; `stepped` is told how many steps are done.
  ///
  /// A policy that could not answer makes the result *errored*. Throws `DiskError`, and
  /// `CancellationError` where the task was cancelled, or `LimitReached` where a limit of the user's
  /// was: finished steps are kept then, and there is no `episode.json`.
  func run(
    in path: String, book: EpisodeBook, stepped: (Int) -> Void = { _ in }
  ) async throws -> EpisodeResult {
    // The world as the seed scatters it, and its first picture.
    var folder = try EpisodeFolder(path, hints: hints)
    var world = World(scene, station: station, seed: seed)
    var successEver = world.verdict.success
    var (observation, time) = try folder.look(at: world)
    var failure: PolicyFailure?
    var understanding: Understanding?

    do {
      var agent = try Agent(driver, for: scene, seed: seed, book: book)
      var answers = 0
      asking: while world.step < steps, !world.hasMotorFault,
        !(stopsOnSuccess && world.verdict.success)
      {
        // Ask; the answer may be good for several steps.
        try Task.checkCancellation()
        var watch = Stopwatch()
        let response = try await agent.act(on: observation, in: world)
        time.policy = watch.lap()
        time.calls = book.takeLatencies()
        if response.isUnderstood != nil {
          understanding = understanding ?? Understanding()
          understanding?.count(response)
        }

        let actions = response.answer.actions.prefix(steps - world.step)
        for (index, action) in actions.enumerated() {
          // Carry out one action, keep what it did, and look again.
          try Task.checkCancellation()
          let before = world
          watch.restart()
          let report = world.advance(action)
          time.world = watch.lap()
          successEver = successEver || world.verdict.success
          let interruption = Interruption(report, openingBefore: before.opening, after: world)
          let isOver = interruption != nil && response.answer.words != nil
          let record = StepRecord(
            answer: answers, response: index == 0 ? response : nil, observation: observation,
            before: before, report: report, after: world, interruption: interruption,
            dropped: isOver ? actions.count - index - 1 : 0)
          try folder.add(record, time: time)
          (observation, time) = try folder.look(at: world)
          stepped(world.step)
          if stopsOnSuccess && world.verdict.success || world.hasMotorFault { break asking }
          // Whoever spoke could not know, and is asked again.
          if isOver { break }
        }
        answers += 1
      }
    } catch let error as PolicyFailure {
      // What a cancelled policy says is no fault of it.
      try Task.checkCancellation()
      failure = error
    }

    try book.close()
    let result = EpisodeResult(
      seed: seed, verdict: world.verdict, successEver: successEver, steps: world.step,
      hadMotorFault: world.hasMotorFault, error: failure?.reason, cost: book.cost,
      understanding: understanding)
    try folder.finish(result, world: world, rate: station.convention.rate)
    return result
  }
}
