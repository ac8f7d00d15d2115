import Control
import Foundation
import Simulation

/// Episodes of one scene with one policy: what to do, before it is done.
package struct Run: Sendable {
  /// The first episode; the others differ in their seeds, which count up from it.
  package var first: Episode

  package var episodes: Int

  /// How many episodes go on at once. Nothing but time depends on it.
  package var jobs: Int

  /// What `run.json` says of the policy; its `name` is the summary's.
  package var policy: JSON

  /// The workspace box that was chosen, by its word on the command line; `run.json` has it as null
  /// where the station keeps to none.
  package var box: String

  package init(first: Episode, episodes: Int, jobs: Int, policy: JSON, box: String) {
    precondition(episodes > 0 && jobs > 0, "a run has an episode and a worker")
    precondition(first.seed <= .max - UInt64(episodes - 1), "the last seed does not fit 64 bits")
    self.first = first
    self.episodes = episodes
    self.jobs = jobs
    self.policy = policy
    self.box = box
  }

  /// What happens while it runs.
  package enum Event: Sendable {
    case stepped(episode: Int, steps: Int)
    case finished(episode: Int, EpisodeResult)
  }

  /// What came of it.
  package struct Report: Sendable {
    package var summary: Summary
    /// Whether the task was cancelled before every episode had finished.
    package var wasInterrupted: Bool { summary.wasInterrupted }
    /// Which limit of the user's ended it, and what to do; nil where none did.
    package var limit: String?
  }

  /// Runs the episodes and keeps them in `folder`, `summary.json` last. When the task is cancelled, or
  /// a limit reached, what is finished by then is kept and counted. In a folder that is resumed,
  /// episodes that are finished without an error are left as they are. Throws `DiskError`.
  package func execute(
    in folder: RunFolder, event: @escaping @Sendable (Event) -> Void = { _ in }
  ) async throws -> Report {
    let (started, clock) = (Date(), ContinuousClock.now)
    defer { withExtendedLifetime(folder.lock) {} }
    try folder.write(description(started: started, finished: nil, interrupted: nil), as: "run.json")

    let pictures = RunPictures(in: folder.path)
    let ends = try await withThrowingTaskGroup(of: (Int, End).self) { group in
      var ends = [End?](repeating: nil, count: episodes)
      for index in 0..<episodes {
        // Take one in for one that comes out, once all workers are busy.
        if index >= jobs, let done = try await group.next() { ends[done.0] = done.1 }
        if Task.isCancelled || ends.contains(where: { $0?.limit != nil }) { break }
        group.addTask {
          (index, try await one(index, in: folder, pictures: pictures, event: event))
        }
      }
      for try await (index, end) in group { ends[index] = end }
      return ends.compactMap(\.self)
    }

    let limit = ends.compactMap(\.limit).first
    let results = ends.compactMap(\.result)
    let interrupted = results.count < episodes
    let summary = Summary(
      run: folder.path, scene: first.scene.name, policy: policyName,
      station: first.station.convention.name, results: results, wall: .now - clock,
      spent: folder.spent, latencies: folder.ledger.latencies, wasInterrupted: interrupted)
    try folder.write(
      description(started: started, finished: Date(), interrupted: interrupted), as: "run.json")
    try folder.write(summary.json, as: "summary.json")
    return Report(summary: summary, limit: limit)
  }

  /// What one episode came to.
  private struct End: Sendable {
    /// Nil where it was cut off.
    var result: EpisodeResult?
    var limit: String?
  }

  private func one(
    _ index: Int, in folder: RunFolder, pictures: RunPictures, event: @Sendable (Event) -> Void
  ) async throws -> End {
    var episode = first
    episode.seed += UInt64(index)
    let path = RunFolder.episode(index, of: folder.path)
    if folder.isResumed, let result = EpisodeResult(in: path), result.outcome != .errored {
      event(.finished(episode: index, result))
      return End(result: result)
    }
    if folder.isResumed { EpisodeFolder.clear(path) }
    do {
      try Disk.makeFolder(path)
      let book = try EpisodeBook(
        in: path, episode: index, pictures: pictures, ledger: folder.ledger)
      let result = try await episode.run(in: path, book: book) {
        event(.stepped(episode: index, steps: $0))
      }
      event(.finished(episode: index, result))
      return End(result: result)
    } catch is CancellationError {
      return End()
    } catch let limit as LimitReached {
      return End(limit: "\(limit)")
    }
  }

  private var policyName: String {
    if case .string(let name) = policy["name"] { name } else { "unnamed" }
  }
}
