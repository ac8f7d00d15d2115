import ArgumentParser
import Chance
import Evaluation
import Foundation
import Language
import Policies
import Sight
import Simulation
import Wire

extension ModelWire: ExpressibleByArgument {}
extension Structure: ExpressibleByArgument {}
extension Cassette.Mode: ExpressibleByArgument {}

/// Which model is asked, where, how, and what that may cost.
struct ModelOptions: ParsableArguments {
  @Option(
    help: """
      The model's name, as its provider knows it; without one, a stand-in that needs no key and \
      costs nothing looks at the pictures, whatever keys there are (model).
      """)
  var model: String?

  @Option(
    name: .customLong("base-url"),
    help: "The server that has the model, such as http://127.0.0.1:11434/v1 (model).")
  var baseURL: String?

  @Option(
    help: """
      Whose API is spoken: chat, responses, messages, gemini or compatible; by the model's name, and \
      compatible with --base-url (model).
      """)
  var wire: ModelWire?

  @Option(help: "The environment's variable that has the key; the provider's own (model).")
  var keyEnv: String?

  @Option(help: "How the model is asked, by a prompt's name or file; grounded (model).")
  var prompt: String?

  @Option(
    help: """
      How answers are held to the prompt's schema: schema, tool or text; by what is known of the \
      model (model).
      """)
  var structure: Structure?

  @Option(parsing: .unconditional, help: "Attempts at a question, the first included, 5 (model).")
  var attempts: Int?

  @Option(help: "Questions a minute; what the provider says it allows (model).")
  var rpm: Double?

  @Option(help: "Tokens a minute; what the provider says it allows (model).")
  var tpm: Double?

  @Option(parsing: .unconditional, help: "Questions at once, 8 (model).")
  var concurrency: Int?

  @Option(help: "What models cost, a file (model).", completion: .file(extensions: ["yaml"]))
  var prices: String?

  @Option(
    name: .customLong("max-usd"), parsing: .unconditional,
    help: "Stop when the run, before --resume too, has spent so many US dollars (model).")
  var maxUSD: Double?

  @Option(
    parsing: .unconditional,
    help: "Stop after so many questions, those before --resume too (model).")
  var maxCalls: Int?

  @Option(
    parsing: .unconditional, help: "Stop when so many tokens are used, before --resume too (model)."
  )
  var maxTokens: Int?

  @Option(help: "A folder in which exchanges are kept and found again (model).")
  var cassette: String?

  @Option(
    help: """
      With --cassette: live asks, record asks and keeps, replay only looks up, auto looks up and asks \
      for what is not there; auto (model).
      """)
  var exchanges: Cassette.Mode?

  /// The first option that is given, for an error where none belongs.
  var given: String? {
    let options: [(String, Bool)] = [
      ("--model", model != nil), ("--base-url", baseURL != nil), ("--wire", wire != nil),
      ("--key-env", keyEnv != nil), ("--prompt", prompt != nil), ("--structure", structure != nil),
      ("--attempts", attempts != nil), ("--rpm", rpm != nil), ("--tpm", tpm != nil),
      ("--concurrency", concurrency != nil), ("--prices", prices != nil),
      ("--max-usd", maxUSD != nil), ("--max-calls", maxCalls != nil),
      ("--max-tokens", maxTokens != nil), ("--cassette", cassette != nil),
      ("--exchanges", exchanges != nil),
    ]
    return options.first { $0.1 }?.0
  }

  /// Whether nobody is asked but the stand-in.
  var isStandIn: Bool { model == nil }

  func validate() throws {
    for (option, isGiven) in [
      ("--base-url", baseURL != nil), ("--wire", wire != nil), ("--key-env", keyEnv != nil),
      ("--structure", structure != nil), ("--prices", prices != nil),
    ] where isGiven && isStandIn {
      throw ValidationError("\(option) needs --model")
    }
    for (option, text) in [
      ("--model", model), ("--prompt", prompt), ("--cassette", cassette), ("--key-env", keyEnv),
      ("--base-url", baseURL), ("--prices", prices),
    ] where text == "" {
      throw ValidationError("\(option) is empty")
    }
    for (option, number) in [("--rpm", rpm), ("--tpm", tpm)] {
      if let number, !(1...1e9).contains(number) {
        throw ValidationError("\(option) \(number) is not within 1 to 1000000000")
      }
    }
    for (option, number, most) in [
      ("--attempts", attempts, 100), ("--concurrency", concurrency, 256),
      ("--max-calls", maxCalls, 1_000_000_000), ("--max-tokens", maxTokens, .max),
    ] {
      if let number, !(1...most).contains(number) {
        throw ValidationError("\(option) \(number) is not within 1 to \(most)")
      }
    }
    if let maxUSD, !(maxUSD > 0 && maxUSD.isFinite) {
      throw ValidationError("--max-usd \(maxUSD) is no amount above 0")
    }
    if exchanges != nil, exchanges != .live, cassette == nil {
      throw ValidationError("--exchanges \(exchanges?.rawValue ?? "") needs --cassette")
    }
    if let model, ["sk-", "AIza"].contains(where: model.hasPrefix) {
      throw ValidationError(
        "what --model gives looks like a key, and is not shown, name the model and put the key into "
          + "the environment")
    }
  }
}

// MARK: - What is made of them

extension ModelOptions {
  /// What the user's limits leave.
  var budget: Budget { Budget(.init(usd: maxUSD, calls: maxCalls, tokens: maxTokens)) }

  /// A client for the model, with a budget of its own unless there is one.
  ///
  /// - Parameter persona: of the stand-in, which has none otherwise.
  func client(
    timeout: Double?, _ budget: Budget? = nil, persona: Persona? = nil
  ) throws -> ModelClient {
    let endpoint = try endpoint
    var options = ModelClient.Options()
    options.timeout = timeout == 0 ? nil : .seconds(timeout ?? 120)
    if let attempts { options.retries = RetryRule(attempts: attempts) }
    options.limits = .init(requests: rpm, tokens: tpm, concurrency: concurrency ?? 8)
    options.budget = budget ?? self.budget
    options.cassette = cassette.map { Cassette(folder: $0, mode: exchanges ?? .auto) }
    try options.cassette?.check()
    let today = String(Date().formatted(.iso8601).prefix(10))
    options.price = try prices.flatMap {
      try ModelPrices(file: $0).price(of: endpoint.model, on: today)
    }
    if maxUSD != nil, options.price == nil, !isStandIn {
      throw Failure(
        .usage,
        "no price of \(endpoint.model) for today, \(prices ?? "without --prices"), name a file that "
          + "has one or leave out --max-usd")
    }
    if isStandIn {
      return try ModelClient(StandIn(try Sight.ofScenes(), persona: persona), options)
    }
    return ModelClient(endpoint, options)
  }

  private var endpoint: ModelEndpoint {
    get throws {
      guard let model else { return try ModelEndpoint.standIn() }
      return try ModelEndpoint(
        model: model, wire: wire, baseURL: baseURL, keyName: keyEnv, structure: structure,
        isReplayed: exchanges == .replay, environment: ProcessInfo.processInfo.environment)
    }
  }

  /// The prompt, and the words it asks for.
  func inquiry(
    _ mapping: String?, _ scene: Scene, _ station: Station, steps: Int
  ) throws -> ModelPolicy.Inquiry {
    let prompt = try Prompt.load(prompt ?? "grounded", folder: SceneFolder.path + "/prompts") {
      Chance.digest(of: $0)
    }
    let mapping = try MappingFile.load(mapping ?? prompt.mapping)
    let examples = try Example.rollouts(
      prompt.exampleCount, of: scene, at: station, in: mapping, steps: scene.steps,
      hints: prompt.hints)
    let world = World(scene, station: station, seed: 0)
    return ModelPolicy.Inquiry(
      prompt: prompt, mapping: mapping, workplace: world.workplace(steps: steps),
      arm: world.armState, examples: examples)
  }

  /// What run.json says of the model and of how it was asked.
  func description(of endpoint: ModelEndpoint, _ prompt: Prompt) -> JSON {
    [
      "name": .string(endpoint.model), "wire": .string(endpoint.wire.rawValue),
      "server": .string(endpoint.address.root), "structure": .string(endpoint.structure.rawValue),
      "prompt": [
        "name": .string(prompt.name), "version": .integer(prompt.version),
        "digest": JSON(prompt.digest), "oracle": .bool(!prompt.hints.isEmpty),
      ],
      "cassette": JSON(cassette),
      "exchanges": .string(cassette == nil ? "live" : (exchanges ?? .auto).rawValue),
    ]
  }
}
