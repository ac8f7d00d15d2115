import Control
import Foundation
import Language
import Simulation
import Synchronization
import Testing

@testable import Evaluation

@Suite("What a policy says in words is asked for again, and done as far as nothing comes between")
struct InterpreterTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  @Test("A reply that is not understood goes back with what is wrong with it and the same picture")
  func repair() async throws {
    let talk = Talk(["move sideways", "Sorry. Move forward 2 cm."])
    try await play(talk, steps: 1, repairs: 1)
    let asked = talk.questions
    #expect(asked.map(\.step) == [0, 0])
    #expect(asked[0].correction == nil)
    let correction = try #require(asked[1].correction)
    #expect(correction.hasPrefix("no_command, characters 0 to 13: "))
    #expect(correction.hasSuffix(", in 'move sideways'"))

    let line = try scratch.lines("steps.jsonl")[0]
    #expect(line["understood"] as? Bool == true)
    #expect(line["words"] as? String == "move forward 2 cm")
    #expect(line["asked"] as? [Double] == [0.02, 0, 0, 0, 0, 0, 1])
    let replies = try #require(line["replies"] as? [[String: Any]])
    #expect(replies.map { $0["text"] as? String } == talk.replies)
    let diagnosis = replies[0]["diagnosis"] as? [String: Any]
    #expect(diagnosis?["kind"] as? String == "no_command")
    #expect(diagnosis?["span"] as? [Int] == [0, 13])
    #expect(replies[1]["diagnosis"] is NSNull)
  }

  @Test(
    "Words that are cut off, or say why there is no answer, are not carried out",
    arguments: [(Answer.Fault.cut, "truncated"), (.refused, "refusal")])
  func fault(fault: Answer.Fault, kind: String) async throws {
    let talk = Talk(["That is unsafe. Ask a human to move forward 5 cm."], fault: fault)
    try await play(talk, steps: 1, repairs: 1)
    #expect(talk.questions[1].correction?.hasPrefix("\(kind), characters 0 to 49: ") == true)
    let line = try scratch.lines("steps.jsonl")[0]
    #expect(line["understood"] as? Bool == false)
    #expect(line["asked"] as? [Double] == [0, 0, 0, 0, 0, 0, 1])
  }

  @Test(
    "After so many repairs the arm holds, the gripper as it was, and the step says so",
    arguments: [0, 1, 3])
  func safe(repairs: Int) async throws {
    let talk = Talk(["close gripper"] + [String](repeating: "I cannot see the drawer.", count: 9))
    let result = try await play(talk, steps: 2, repairs: repairs)
    #expect(talk.questions.map(\.step) == [0] + [Int](repeating: 1, count: repairs + 1))
    let lines = try scratch.lines("steps.jsonl")
    #expect(lines.map { $0["understood"] as? Bool } == [true, false])
    #expect(lines[1]["asked"] as? [Double] == [0, 0, 0, 0, 0, 0, 0])
    #expect(!(lines[1]["words"] is String))
    #expect((lines[1]["replies"] as? [Any])?.count == repairs + 1)
    #expect(result.outcome == .failed)
    // Told in the episode and in the run, and read back where a run goes on.
    #expect(result.understanding?.repairs == repairs)
    #expect(result.understanding?.failures == [.noCommand: 1])
    let file = try parsed(try scratch.read("episode.json"))
    #expect(file["repairs"] as? Int == repairs)
    #expect(file["not_understood"] as? [String: Int] == ["no_command": 1])
    #expect(EpisodeResult(in: scratch.path) == result)
    let summary = Summary(
      run: "r", scene: "s", policy: "p", station: "autoeval", results: [result, result],
      wall: .zero)
    #expect(summary.json["repairs"] == .integer(2 * repairs))
    #expect(summary.json["not_understood"] == ["no_command": 2])
  }

  @Test("The next observation has no correction")
  func forgets() async throws {
    let talk = Talk(["", "move left", "move right"])
    try await play(talk, steps: 2, repairs: 1)
    #expect(talk.questions.map { $0.correction != nil } == [false, true, false])
  }

  @Test("A speaker may answer with actions, which are done as they are")
  func actions() async throws {
    let driver = Driver.speaker(try interpreter(repairs: 1)) { _, _ in ToyPolicy { _ in .forward } }
    _ = try await episode(driver, steps: 1).run(in: scratch.path)
    let line = try scratch.lines("steps.jsonl")[0]
    #expect(line["words"] as? String == "move forward")
    let file = try parsed(try scratch.read("episode.json"))
    #expect(file["repairs"] is NSNull && file["not_understood"] is NSNull)
    #expect(!(line["understood"] is Bool) && (line["replies"] as? [Any])?.isEmpty == true)
  }

  @Test(
    "A plan is left where it meets something, and the policy asked again",
    arguments: [
      // Home is above the box of the evaluation, which sends the tool down to it.
      (WorkspaceBox.Choice.eval, "move left 1 cm x3", "clipped", 1),
      (.none, "close gripper, then move up 1 cm x3", "closed on nothing", 1),
      // Home is 19 cm above the table.
      (.none, "move down 20 cm, then move up 20 cm", "blocked", 10),
      (.none, "move up 40 cm", "clipped", 20),
    ])
  func interrupted(
    box: WorkspaceBox.Choice, plan: String, why: String, most: Int
  ) async throws {
    let talk = Talk([plan, "stop"])
    try await play(talk, steps: 25, box: box, repairs: 0)
    let lines = try scratch.lines("steps.jsonl")
    let first = lines.filter { $0["answer"] as? Int == 0 }
    #expect(1...most ~= first.count)
    #expect(first.last?["unexpected"] as? String == why)
    #expect(first.dropLast().allSatisfy { !($0["unexpected"] is String) })
    let dropped = try #require(first.last?["dropped_actions"] as? Int)
    #expect(dropped > 0 && first.dropLast().allSatisfy { $0["dropped_actions"] as? Int == 0 })
    #expect(talk.questions[1].step == first.count)
  }

  @Test("A plan that meets nothing is done to its end")
  func uninterrupted() async throws {
    let talk = Talk(["move left 2 cm x3, then move down 1 cm twice", "stop"])
    try await play(talk, steps: 6, box: .none, repairs: 0)
    let lines = try scratch.lines("steps.jsonl")
    #expect(lines.map { $0["answer"] as? Int } == [0, 0, 0, 0, 0, 1])
    #expect(lines.allSatisfy { !($0["unexpected"] is String) })
  }

  @Test("Actions without words are done whatever they meet")
  func chunk() async throws {
    let up = Action(translation: [0, 0, 0.02], opening: 1)
    let driver = ToyPolicy.driver { _ in Answer([Action](repeating: up, count: 4)) }
    _ = try await episode(driver, steps: 8).run(in: scratch.path)
    let lines = try scratch.lines("steps.jsonl")
    #expect(lines.map { $0["answer"] as? Int } == [0, 0, 0, 0, 1, 1, 1, 1])
    #expect(lines.allSatisfy { $0["unexpected"] as? String == "clipped" })
    #expect(lines.allSatisfy { $0["dropped_actions"] as? Int == 0 })
  }

  private func interpreter(repairs: Int) throws -> Interpreter {
    let mapping = try Mapping.load("plan", folder: scenes + "/vocabularies") { _ in "" }
    return Interpreter(mapping: mapping, repairs: repairs)
  }

  @discardableResult
  private func play(
    _ talk: Talk, steps: Int, box: WorkspaceBox.Choice = .none, repairs: Int
  ) async throws -> EpisodeResult {
    let driver = Driver.speaker(try interpreter(repairs: repairs)) { _, _ in Talker(talk: talk) }
    var episode = try episode(driver, steps: steps)
    episode.station = try Station(named: "autoeval", box: box, for: episode.scene)
    return try await episode.run(in: scratch.path)
  }
}

/// What is said, and what was asked.
private final class Talk: Sendable {
  let replies: [String]
  let fault: Answer.Fault?
  private let log = Mutex<[Observation]>([])

  init(_ replies: [String], fault: Answer.Fault? = nil) {
    (self.replies, self.fault) = (replies, fault)
  }

  var questions: [Observation] { log.withLock { $0 } }

  /// The reply to a question; the last one again where there is none left.
  func answer(_ question: Observation) -> String {
    log.withLock { log in
      log.append(question)
      return replies[min(log.count, replies.count) - 1]
    }
  }
}

private struct Talker: Policy {
  let talk: Talk

  func act(_ observation: Observation) -> Answer {
    Answer(saying: talk.answer(observation), fault: talk.fault)
  }
}
