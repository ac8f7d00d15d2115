import Control
import Simulation
import Testing

@testable import Evaluation

@Suite struct EpisodeTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  @Test("A policy that answers for ever is stopped after the steps it was given")
  func endless() async throws {
    let result = try await episode(ToyPolicy.driver { _ in .forward }, steps: 5)
      .run(in: scratch.path)
    #expect(result.outcome == .failed)
    #expect(result.steps == 5)
    #expect(try scratch.lines("steps.jsonl").map { $0["index"] as? Int } == [0, 1, 2, 3, 4])
    #expect(try scratch.lines("timing.jsonl").count == 5)
    #expect(scratch.files().count { $0.hasSuffix("/0005.png") } == 1)
    #expect(scratch.files().count { $0.hasSuffix("/0006.png") } == 0)
  }

  @Test("An answer's actions are carried out one step each, and no more than there are steps")
  func chunks() async throws {
    let chunk = Answer([Action](repeating: .hold(opening: 1), count: 4))
    let result = try await episode(ToyPolicy.driver { _ in chunk }, steps: 10)
      .run(in: scratch.path)
    let lines = try scratch.lines("steps.jsonl")
    #expect(result.steps == 10)
    #expect(lines.map { $0["answer"] as? Int } == [0, 0, 0, 0, 1, 1, 1, 1, 2, 2])
  }

  @Test("Words are with the first step of the answer that they came with")
  func words() async throws {
    // Down into the box of the evaluation, where nothing cuts them off any more.
    let driver = ToyPolicy.driver { question in
      Answer([Action](repeating: .hold(opening: 1), count: 3), words: "stop \(question)")
    }
    _ = try await episode(driver, steps: 8).run(in: scratch.path)
    let lines = try scratch.lines("steps.jsonl")
    let answers = lines.map { $0["answer"] as? Int ?? -1 }
    for (index, line) in lines.enumerated() {
      let isFirst = index == 0 || answers[index] != answers[index - 1]
      #expect(line["words"] as? String == (isFirst ? "stop \(answers[index])" : nil))
    }
    #expect(answers.last.map { $0 < 7 } == true)
  }

  @Test("A policy that throws makes the episode errored, and its finished steps stay")
  func throwing() async throws {
    let driver = ToyPolicy.driver { question in
      if question == 3 { throw ServerGone() }
      return .forward
    }
    let result = try await episode(driver, steps: 10).run(in: scratch.path)
    #expect(result.outcome == .errored)
    #expect(result.steps == 3)
    #expect(result.reason == "the server went away")
    #expect(try scratch.lines("steps.jsonl").count == 3)
    let record = try parsed(scratch.read("episode.json"))
    #expect(record["outcome"] as? String == "errored")
    #expect(record["reason"] as? String == "the server went away")
    #expect(scratch.has("sheet.png"))
    #expect(scratch.has("rollout.png"))
  }

  @Test(
    "An answer without actions or with a number that is not finite makes the episode errored",
    arguments: [[], [Action(translation: [.nan, 0, 0], opening: 1)], [.hold(opening: .infinity)]])
  func nonsense(actions: [Action]) async throws {
    let driver = ToyPolicy.driver { $0 == 0 ? .forward : Answer(actions) }
    let result = try await episode(driver, steps: 4).run(in: scratch.path)
    #expect(result.outcome == .errored)
    #expect(result.steps == 1)
  }

  @Test("An action that the station does not take ends the episode where it was answered, errored")
  func refused() async throws {
    let velocity = try #require(Action([0, 0, 0, 0, 0, 0, 1], in: .cartesianVelocity))
    let driver = ToyPolicy.driver { $0 == 0 ? .forward : Answer([velocity]) }
    let result = try await episode(driver, steps: 4).run(in: scratch.path)
    #expect(result.outcome == .errored)
    #expect(result.steps == 1)
    #expect(result.reason.contains("cartesian_velocity, which station 'autoeval'"))
  }

  @Test("A policy that cannot even be made leaves an errored episode of no steps")
  func unmade() async throws {
    let result = try await episode(.policy { _ in throw ServerGone() }, steps: 4)
      .run(in: scratch.path)
    #expect(result.outcome == .errored)
    #expect(result.steps == 0)
    #expect(try scratch.lines("steps.jsonl").isEmpty)
  }

  @Test("A cancelled episode keeps its finished steps and has no episode.json")
  func cancelled() async throws {
    let path = scratch.path
    let episode = try episode(
      ToyPolicy.driver { question in
        if question == 2 { cancelSelf() }
        return .forward
      }, steps: 10)
    let task = Task { try await episode.run(in: path) }
    await #expect(throws: CancellationError.self) { try await task.value }
    #expect(try scratch.lines("steps.jsonl").count == 2)
    #expect(!scratch.has("episode.json"))
  }

  @Test("What a policy throws because it was cancelled does not make the episode errored")
  func cancelledPolicy() async throws {
    let path = scratch.path
    let episode = try episode(
      ToyPolicy.driver { _ in
        cancelSelf()
        throw ServerGone()
      }, steps: 10)
    let task = Task { try await episode.run(in: path) }
    await #expect(throws: CancellationError.self) { try await task.value }
    #expect(!scratch.has("episode.json"))
  }

  @Test("A step's line says what was asked and applied and how things stood before it")
  func line() async throws {
    _ = try await episode(ToyPolicy.driver { _ in .forward }, steps: 2).run(in: scratch.path)
    let line = try #require(try scratch.lines("steps.jsonl").first)
    #expect(line["space"] as? String == "tool_step")
    #expect(line["asked"] as? [Double] == [0.01, 0, 0, 0, 0, 0, 1])
    #expect((line["applied"] as? [Double])?.count == 7)
    let tool = try #require(line["tool"] as? [String: [Double]])
    #expect(tool["position"]?.count == 3)
    #expect(tool["quaternion"]?.count == 4)
    for key in ["proprio", "joints", "bodies", "adjustments", "contacts", "events", "progress"] {
      #expect(line[key] != nil, "\(key) is missing")
    }
  }

  @Test("The oracle succeeds, and stops at its first success when it is told to")
  func oracle() async throws {
    let driver = Driver.expert { try Oracle(for: $0) }
    let result = try await episode(driver, steps: 70, stopsOnSuccess: true).run(in: scratch.path)
    #expect(result.outcome == .succeeded)
    #expect(result.steps < 70)
    let lines = try scratch.lines("steps.jsonl")
    #expect(lines.count == result.steps)
    #expect(lines.dropLast().allSatisfy { $0["success"] as? Bool == false })
    #expect((lines.last?["events"] as? [String])?.contains("success") == true)
  }
}
