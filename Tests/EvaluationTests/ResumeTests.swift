import Control
import Foundation
import Language
import Synchronization
import Testing

@testable import Evaluation

/// A run that asks a model, cut off and gone on with.
@Suite struct ResumeTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  /// A model that counts what it is paid for, and stops after so many answers.
  final class Model: Sendable {
    private let paid = Mutex<[String]>([])
    let most: Int

    init(most: Int = .max) { self.most = most }

    var questions: [String] { paid.withLock { $0 } }

    func answer(_ question: String) throws -> String {
      try paid.withLock { paid in
        guard paid.count < most else { throw LimitReached("stopped") }
        paid.append(question)
        return "move \(question.utf8.reduce(0) { $0 &+ Int($1) } % 2 == 0 ? "left" : "up")"
      }
    }
  }

  /// Asks the model unless its book has the answer, as a client does.
  struct Asker: Policy {
    let model: Model
    let seed: UInt64
    let book: any ExchangeBook
    var calls = 0

    mutating func act(_ observation: Observation) async throws -> Answer {
      let question = "\(seed) \(observation.step)"
      defer { calls += 1 }
      let past = book.past(calls).map { String($0.split(separator: "|")[1]) }
      let words = try past ?? model.answer(question)
      try book.keep(
        Exchange(
          line: "\(question)|\(words)",
          pictures: [
            .init(name: "abc.png", bytes: [1, 2]), .init(name: "\(seed).png", bytes: [3]),
          ],
          cost: Cost(calls: 1, tokens: 100, usd: 0.25),
          charge: past == nil ? Cost(calls: 1, tokens: 100, usd: 0.25) : nil,
          latency: past == nil ? .milliseconds(40) : nil))
      return Answer(saying: words)
    }
  }

  func plan(_ model: Model, episodes: Int = 3, jobs: Int = 1) throws -> Run {
    let mapping = try Mapping.load("ecot", folder: scenes + "/vocabularies") { _ in "" }
    let driver = Driver.speaker(Interpreter(mapping: mapping, repairs: 1)) { seed, book in
      Asker(model: model, seed: seed, book: book)
    }
    return try run(driver, episodes: episodes, steps: 3, jobs: jobs)
  }

  /// Everything under `episodes/` but the times, and the pictures.
  func bytes(of folder: String) throws -> [String: Data] {
    var files: [String: Data] = [:]
    for name in scratch.files() where name.hasPrefix(folder + "/") {
      let kept = name.contains("/episodes/") || name.contains("/pictures/")
      guard kept, !name.hasSuffix("timing.jsonl") else { continue }
      files[String(name.dropFirst(folder.count))] = FileManager.default.contents(
        atPath: "\(scratch.path)/\(name)")
    }
    return files
  }

  @Test(
    "Cut off after any call and resumed, a run has the same bytes and no call is paid for twice")
  func anywhere() async throws {
    let whole = Model()
    let folder = try RunFolder(at: scratch.path + "/whole")
    _ = try await plan(whole).execute(in: folder)
    let truth = try bytes(of: "whole")
    #expect(whole.questions.count == 9 && truth.keys.contains("/pictures/abc.png"))
    for cut in 0..<9 {
      let first = Model(most: cut)
      let path = "\(scratch.path)/cut\(cut)"
      let report = try await plan(first, jobs: 2).execute(in: RunFolder(at: path))
      #expect(report.limit == "stopped" && report.wasInterrupted)
      // What was paid for in episodes that did not end counts too.
      let paid = Cost(calls: cut, tokens: 100 * cut, usd: 0.25 * Double(cut))
      #expect(report.summary.spent == paid)
      // The last line was being written when the machine went down.
      let torn = "\(path)/episodes/0001/exchanges.jsonl"
      let isFinished = scratch.has("cut\(cut)/episodes/0001/episode.json")
      if !isFinished, let data = FileManager.default.contents(atPath: torn) {
        try (data + Data("1 9|mo".utf8)).write(to: URL(filePath: torn))
      }
      let second = Model()
      let rest = try plan(second, jobs: 2)
      let folder = try RunFolder(resuming: path, for: rest)
      #expect(folder.spent == paid)
      let end = try await rest.execute(in: folder)
      #expect(end.limit == nil && !end.wasInterrupted && end.summary.results.count == 3)
      #expect(Set(first.questions + second.questions) == Set(whole.questions))
      #expect(first.questions.count + second.questions.count == 9)
      #expect(try bytes(of: "cut\(cut)") == truth, "\(cut)")
      #expect(end.summary.cost == Cost(calls: 9, tokens: 900, usd: 2.25))
      #expect(end.summary.spent == end.summary.cost)
      #expect(end.summary.latencies == Array(repeating: 0.04, count: 9))
    }
  }

  @Test("What is finished is not done again, and what errored is")
  func errors() async throws {
    let path = scratch.path + "/run"
    let broken = ToyPolicy.driver { index in
      if index == 1 { throw ServerGone() }
      return .forward
    }
    let before = try run(broken, episodes: 2, steps: 3)
    let first = try await before.execute(in: RunFolder(at: path))
    #expect(first.summary.count(.errored) == 2)
    let after = try run(ToyPolicy.driver { _ in .forward }, episodes: 2, steps: 3)
    let second = try await after.execute(in: RunFolder(resuming: path, for: after))
    #expect(second.summary.count(.errored) == 0 && second.summary.results.count == 2)
    let third = try run(ToyPolicy.driver { _ in throw ServerGone() }, episodes: 2, steps: 3)
    let end = try await third.execute(in: RunFolder(resuming: path, for: third))
    #expect(end.summary.results == second.summary.results)
  }

  @Test("A run that was started otherwise is not resumed, nor is a folder without one")
  func others() async throws {
    let path = scratch.path + "/run"
    let plan = try plan(Model())
    _ = try await plan.execute(in: RunFolder(at: path))
    var other = plan
    other.first.steps = 4
    other.policy = ["name": "toy", "model": "x"]
    let error = #expect(throws: RunFolderError.self) { try RunFolder(resuming: path, for: other) }
    #expect(error?.description.contains("differs in policy.model, steps, resume it with") == true)
    let none = #expect(throws: RunFolderError.self) {
      try RunFolder(resuming: scratch.path + "/none", for: plan)
    }
    #expect(none?.description.contains("holds no run to resume") == true)
    // Killed as soon as it had a folder.
    try FileManager.default.createDirectory(
      atPath: scratch.path + "/young", withIntermediateDirectories: true)
    let young = try RunFolder(resuming: scratch.path + "/young", for: plan)
    #expect(try await plan.execute(in: young).summary.results.count == 3)
  }

  @Test("A run that is being written is not resumed, and is once its writer is gone")
  func oneAtATime() async throws {
    let path = scratch.path + "/run"
    let plan = try plan(Model())
    do {
      let folder = try RunFolder(at: path)
      for _ in 0..<2 {
        let error = #expect(throws: RunFolderError.self) {
          try RunFolder(resuming: path, for: plan)
        }
        #expect(error?.description.contains("is written by another simeval") == true)
      }
      _ = try await plan.execute(in: folder)
    }
    let names = try FileManager.default.contentsOfDirectory(atPath: path).sorted()
    #expect(names == ["episodes", "pictures", "run.json", "spent.jsonl", "summary.json"])
    _ = try RunFolder(resuming: path, for: plan)
  }

  @Test("A damaged line is told with its place, and one that was cut off at the end is no damage")
  func damage() async throws {
    let path = scratch.path + "/run"
    let plan = try plan(Model(), episodes: 2)
    _ = try await plan.execute(in: RunFolder(at: path))
    let exchanges = path + "/episodes/0001/exchanges.jsonl"
    let good = try scratch.read("run/episodes/0001/exchanges.jsonl")
    func found() throws -> [String] {
      try RunFolder(resuming: path, for: plan).checkExchanges { $0.contains("|") }
    }
    #expect(try found().isEmpty)
    try Disk.write(good + "1 9|mo", to: exchanges)
    #expect(try found() == [exchanges])
    try Disk.write(good.replacing("1 1|", with: "1 1#"), to: exchanges)
    let error = #expect(throws: RunFolderError.self) { try found() }
    #expect(error?.description.hasPrefix("\(exchanges):2:1: error: ") == true)
    for line in [
      "{}", #"{"episode":0,"tokens":9223372036854775807,"latency_s":0}"#,
      #"{"episode":0,"usd":-1,"latency_s":0}"#, #"{"episode":0,"usd":1e400,"latency_s":0}"#,
    ] {
      try Disk.write(line + "\n", to: path + "/spent.jsonl")
      let ledger = #expect(throws: RunFolderError.self) { try found() }
      #expect(ledger?.description.hasPrefix("\(path)/spent.jsonl:1:1: error: ") == true)
    }
  }

  @Test("Costs are of the episode and the run, times with the steps, and nobody's where none asked")
  func costs() async throws {
    let report = try await plan(Model(), episodes: 1).execute(
      in: RunFolder(at: scratch.path + "/run"))
    let episode = try parsed(try scratch.read("run/episodes/0000/episode.json"))
    #expect(episode["calls"] as? Int == 3 && episode["tokens"] as? Int == 300)
    #expect(episode["usd"] as? Double == 0.75)
    let timing = try scratch.lines("run/episodes/0000/timing.jsonl")
    #expect(timing.map { $0["calls_ms"] as? [Double] } == [[40], [40], [40]])
    #expect(report.summary.latency(50) == 0.04)
    let idle = try run(ToyPolicy.driver { _ in .forward }, episodes: 1, steps: 1)
    let free = try await idle.execute(in: RunFolder(at: scratch.path + "/free"))
    #expect(free.summary.cost == nil && !scratch.has("free/episodes/0000/exchanges.jsonl"))
  }
}
