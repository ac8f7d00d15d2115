import Control
import Foundation
import Simulation
import Testing

@testable import Evaluation

@Suite struct RunTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  @Test("A run's folder has what the design says, and no draft is left")
  func content() async throws {
    let folder = try RunFolder(at: scratch.path + "/a/run")
    let report = try await run(ToyPolicy.driver { _ in .forward }, episodes: 2, steps: 2)
      .execute(in: folder)
    #expect(!report.wasInterrupted)
    let names = ["episode.json", "rollout.png", "sheet.png", "steps.jsonl", "timing.jsonl"]
    for file in names { #expect(scratch.has("a/run/episodes/0001/\(file)")) }
    #expect(scratch.has("a/run/summary.json"))
    #expect(!scratch.files().contains { $0.hasSuffix(".part") })
    let record = try parsed(scratch.read("a/run/run.json"))
    #expect(record["finished"] is String)
    #expect(record["interrupted"] as? Bool == false)
    #expect(record["box"] as? String == "eval")
    #expect((record["seeds"] as? [String: Int]) == ["first": 0, "count": 2])
    let summary = try parsed(scratch.read("a/run/summary.json"))
    #expect(summary["episodes"] as? Int == 2)
    #expect(summary["run"] as? String == folder.path)
  }

  @Test("One worker and three leave the same bytes in everything but the times")
  func workers() async throws {
    for jobs in [1, 3] {
      let folder = try RunFolder(at: "\(scratch.path)/\(jobs)")
      _ = try await run(
        .policy { seed in ToyPolicy { _ in Answer([.hold(opening: seed % 2 == 0 ? 0 : 1)]) } },
        episodes: 5, steps: 3, jobs: jobs
      ).execute(in: folder)
    }
    let files = scratch.files().filter { $0.contains("episodes/") && !$0.hasSuffix("timing.jsonl") }
    let one = files.filter { $0.hasPrefix("1/") }
    #expect(one.count * 2 == files.count)
    for name in one {
      let other = "3" + name.dropFirst()
      #expect(
        FileManager.default.contentsEqual(
          atPath: "\(scratch.path)/\(name)", andPath: "\(scratch.path)/\(other)"),
        "\(name) differs")
    }
  }

  @Test("Results come in the order of their seeds, whichever episode ends first")
  func order() async throws {
    let folder = try RunFolder(at: scratch.path + "/run")
    // Of three at once the first has the most steps to go before its policy gives up.
    let driver = Driver.policy { seed in
      ToyPolicy { question in
        if question == 3 - Int(seed) { throw ServerGone() }
        return .forward
      }
    }
    let report = try await run(driver, episodes: 3, steps: 9, jobs: 3).execute(in: folder)
    #expect(report.summary.results.map(\.seed) == [0, 1, 2])
    #expect(report.summary.results.map(\.steps) == [3, 2, 1])
  }

  @Test("A cancelled run counts what had finished and says that it was interrupted")
  func interrupted() async throws {
    let folder = try RunFolder(at: scratch.path + "/run")
    // Seed 2 never answers before it is cancelled.
    let stuck = Driver.policy { seed in
      ToyPolicy { _ in
        if seed == 2 {
          let (never, _) = AsyncStream<Never>.makeStream()
          for await _ in never {}
        }
        return .forward
      }
    }
    let plan = try run(stuck, episodes: 4, steps: 2)
    let (finished, note) = AsyncStream<Int>.makeStream()
    let task = Task {
      try await plan.execute(in: folder) {
        if case .finished(let episode, _) = $0 { note.yield(episode) }
      }
    }
    for await episode in finished where episode == 1 { break }
    task.cancel()
    let report = try await task.value
    #expect(report.wasInterrupted)
    #expect(report.summary.results.map(\.seed) == [0, 1])
    let summary = try parsed(scratch.read("run/summary.json"))
    #expect(summary["episodes"] as? Int == 2)
    #expect(summary["interrupted"] as? Bool == true)
    let record = try parsed(scratch.read("run/run.json"))
    #expect(record["interrupted"] as? Bool == true)
    #expect(record["planned_episodes"] as? Int == 4)
    #expect(!scratch.has("run/episodes/0002/episode.json"))
    #expect(!scratch.has("run/episodes/0003"))
  }

  @Test("A station that keeps to no box has none in run.json, whatever was chosen")
  func noBox() throws {
    var plan = try run(ToyPolicy.driver { _ in .forward }, episodes: 1, steps: 1)
    plan.first.station = try Station(named: "bridge", box: .eval, for: plan.first.scene)
    #expect(plan.description(started: Date(), finished: nil, interrupted: nil)["box"] == .null)
  }

  @Test("A disk that fails ends the run with the disk's error")
  func disk() async throws {
    let folder = try RunFolder(at: scratch.path + "/run")
    try Disk.write("in the way", to: folder.path + "/episodes")
    let plan = try run(ToyPolicy.driver { _ in .forward }, episodes: 2, steps: 2)
    await #expect(throws: DiskError.self) { try await plan.execute(in: folder) }
  }
}
