import ArgumentParser
import Control
import Evaluation
import Foundation
import Language
import Policies
import Simulation

/// Which policy drives the arm, and what it needs.
struct PolicyOptions: ParsableArguments {
  enum Choice: String, ExpressibleByArgument, CaseIterable {
    case oracle, model, replay, hold, random, autoeval
  }

  @Option(help: "What drives the arm; the oracle needs no key and no server.")
  var policy = Choice.oracle

  @Option(help: "The policy server's address, such as http://127.0.0.1:8000 (autoeval).")
  var server: String?

  @Option(
    parsing: .unconditional,
    help: """
      Seconds that the server may take to answer, 60, of a model 120; 0 for no limit (autoeval, \
      model).
      """)
  var timeout: Double?

  @Option(help: "A recording, CSV of seven numbers a line (replay).", completion: .file())
  var actions: String?

  @Option(
    help: "Recorded words in place of actions, a JSON string a line (replay).", completion: .file())
  var replies: String?

  @Option(
    help: """
      The vocabulary that words are of, by name or file; ecot, of a model the prompt's (oracle, model, \
      replay --replies).
      """,
    completion: .file())
  var mapping: String?

  @Option(
    name: .customLong("repair"), parsing: .unconditional,
    help: """
      How often a reply that is not understood goes back with what is wrong with it, 1; then the arm \
      holds still (model, replay --replies).
      """)
  var repairs: Int?

  @OptionGroup var model: ModelOptions

  mutating func validate() throws {
    if let option = model.given { try keep(true, option, for: .model) }
    if policy == .autoeval, server == nil {
      throw ValidationError("--policy autoeval needs --server")
    }
    if policy == .replay, (actions == nil) == (replies == nil) {
      throw ValidationError("--policy replay needs either --actions or --replies")
    }
    try keep(server != nil, "--server", for: .autoeval)
    if policy != .model { try keep(timeout != nil, "--timeout", for: .autoeval) }
    try keep(actions != nil, "--actions", for: .replay)
    try keep(replies != nil, "--replies", for: .replay)
    if replies == nil, policy != .model {
      try keep(mapping != nil, "--mapping", for: .oracle)
      if repairs != nil { throw ValidationError("--repair is for words, such as of --replies") }
    }
    if let repairs, !(0...100).contains(repairs) {
      throw ValidationError("--repair \(repairs) is not within 0 to 100")
    }
    if replies == "" { throw ValidationError("--replies is empty, name a file") }
    if actions == "" { throw ValidationError("--actions is empty, name a file") }
    if let timeout, !(0...86_400).contains(timeout) {
      throw ValidationError("--timeout \(timeout) is not within 0 to 86400 seconds")
    }
  }

  private func keep(_ isGiven: Bool, _ option: String, for choice: Choice) throws {
    if isGiven, policy != choice {
      throw ValidationError("\(option) is for --policy \(choice), not for \(policy)")
    }
  }

  /// What drives the arm and what run.json says of it. Reads what the policy needs, so that bad input
  /// is found before anything is run. `budget` is what a model may cost.
  func driver(
    for scene: Scene, at station: Station, steps: Int, _ budget: Budget
  ) throws -> (Driver, description: JSON, hints: Hints.Kinds) {
    if policy == .model { return try asker(for: scene, at: station, steps: steps, budget) }
    let (driver, description) = try seer(for: scene)
    return (driver, description, [])
  }

  /// One without a model.
  private func seer(for scene: Scene) throws -> (Driver, description: JSON) {
    let name = JSON.string(policy.rawValue)
    switch policy {
    case .model: throw Failure(.fault, "a model is asked otherwise, in simeval, please report it")
    case .oracle:
      let mapping = try MappingFile.load(mapping ?? "ecot")
      let oracle = try Oracle(for: scene, mapping: mapping)
      return (.expert { _ in oracle }, ["name": name, "mapping": mapping.description])
    case .hold: return (.policy { _ in HoldPolicy() }, ["name": name])
    case .random: return (.policy { RandomPolicy(seed: $0) }, ["name": name])
    case .replay where replies != nil: return try reciter
    case .replay:
      let recording = try Recording(file: actions ?? "")
      return (
        .policy { _ in ReplayPolicy(recording) },
        ["name": name, "actions": JSON(actions), "digest": JSON(recording.digest)]
      )
    case .autoeval:
      let address = try ServerAddress(server ?? "")
      let seconds = timeout ?? 60
      let policy = AutoEvalPolicy(
        server: address, timeout: seconds > 0 ? .seconds(seconds) : nil)
      return (
        .policy { _ in policy },
        ["name": name, "server": .string(address.root), "timeout_s": .number(seconds)]
      )
    }
  }

  /// Recorded words, and how they are understood.
  private var reciter: (Driver, description: JSON) {
    get throws {
      let replies = try Replies(file: replies ?? "")
      let mapping = try MappingFile.load(mapping ?? "ecot")
      let interpreter = Interpreter(mapping: mapping, repairs: repairs ?? 1)
      return (
        .speaker(interpreter) { _, _ in RecitingPolicy(replies) },
        [
          "name": .string(policy.rawValue), "replies": JSON(self.replies),
          "digest": .string(replies.digest), "mapping": mapping.description,
          "repairs": .integer(interpreter.repairs),
        ]
      )
    }
  }

  /// A model, what it is asked, and how its words are understood.
  private func asker(
    for scene: Scene, at station: Station, steps: Int, _ budget: Budget
  ) throws -> (Driver, description: JSON, hints: Hints.Kinds) {
    let client = try model.client(timeout: timeout, budget)
    let inquiry = try model.inquiry(mapping, scene, station, steps: steps)
    let interpreter = Interpreter(mapping: inquiry.mapping, repairs: repairs ?? 1)
    let driver = Driver.speaker(interpreter) { seed, book in
      ModelPolicy(client, inquiry, seed: seed, book: book)
    }
    let description: JSON = [
      "name": .string(policy.rawValue),
      "model": model.description(of: client.endpoint, inquiry.prompt),
      "mapping": inquiry.mapping.description, "repairs": .integer(interpreter.repairs),
    ]
    return (driver, description, inquiry.prompt.hints)
  }

  /// A policy server has one memory, so episodes take turns; all others may go side by side.
  var canShare: Bool { policy != .autoeval }
}

extension Mapping {
  /// What run.json says of it.
  fileprivate var description: JSON {
    ["name": .string(name), "version": .integer(version), "digest": JSON(digest)]
  }
}
