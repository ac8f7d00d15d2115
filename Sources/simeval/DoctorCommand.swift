import ArgumentParser
import Checks
import Control
import Evaluation
import Language
import Policies
import Wire

/// What of a model's set-up works.
struct DoctorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Asks a model whether it sees what it is sent, and as it was sent.",
    discussion: """
      About sixteen questions, most of them with a picture, and in the same words whatever the picture: \
      figures at falling sizes, colours, left and right, up and down, mirror images, JSON by a schema, the \
      same three times. What they will cost is said first. Without --model it is the stand-in that needs \
      no key. FAIL means that a model like this is not to drive, and exit status 1; warn that something \
      is worth knowing.
      """)

  @OptionGroup var model: ModelOptions
  @OptionGroup var persona: PersonaOptions

  @Option(parsing: .unconditional, help: "Seconds that the model may take to answer; 120.")
  var timeout: Double?

  @Flag(help: "Print one JSON object instead of text.") var json = false

  func validate() throws {
    if persona.persona != nil, !model.isStandIn {
      throw ValidationError("--persona is the stand-in's, and --model names another")
    }
    if model.prompt != nil {
      throw ValidationError("--prompt is for run, the doctor has questions of its own")
    }
    if let timeout, !(0...86_400).contains(timeout) {
      throw ValidationError("--timeout \(timeout) is not within 0 to 86400 seconds")
    }
  }

  func run() async throws {
    let client = try model.client(timeout: timeout, persona: persona.chosen)
    let endpoint = client.endpoint
    let check = try ModelCheck(
      scenes: SceneFolder.path,
      .init(
        holdsSchema: endpoint.structure != .text,
        takesTemperature: endpoint.wire.takesTemperature(model: endpoint.model)))
    let plan = client.guess(of: try check.questions.map { try $0.request })
    let announcement =
      "\(plan.calls) questions to \(endpoint.model), about \(plan.tokens ?? 0) tokens, "
      + price(of: plan)
    if json { Output.complain(announcement) } else { try Output.print([announcement]) }
    let report = try await ask(check, client)
    let verdicts = [key(endpoint)] + report.verdicts + [price(plan, report)]
    if json {
      try Output.print(summary(endpoint, plan, report, verdicts))
    } else {
      let tokens = report.cost.tokens.map { "\($0) tokens" } ?? "tokens not told"
      try Output.print(
        verdicts.map(\.line) + ["\(report.cost.calls) answers, \(tokens), \(report.cost.price)"])
    }
    if report.limit != nil {
      throw Failure(
        .missed,
        "a limit is reached, after \(report.asked) of \(report.questions) questions, allow more with "
          + "--max-calls, --max-tokens or --max-usd")
    }
    if !report.passes { throw ExitCode(ExitStatus.missed.rawValue) }
  }

  /// Asks; where even the first question is not answered nothing can be told, and its error is thrown.
  private func ask(_ check: ModelCheck, _ client: ModelClient) async throws -> ModelReport {
    var count = 0
    defer { Output.progress("") }
    return try await check.report { request, turn in
      count += 1
      Output.progress("question \(count) of \(check.questions.count)")
      let answered: ModelClient.Answered
      do {
        answered = try await client.ask(request, turn: turn)
      } catch let error as ModelError where error.isServers && count > 1 {
        throw ModelCheck.NoAnswer("\(error)")
      }
      let reply = answered.reply
      return ModelCheck.Reply(
        text: reply.text, ending: reply.ending, model: reply.model, cost: answered.cost,
        latency: answered.latency)
    }
  }
}

// MARK: - What is known without asking

extension DoctorCommand {
  private func key(_ endpoint: ModelEndpoint) -> ModelReport.Verdict {
    let server = endpoint.address.origin
    if model.isStandIn { return .init("key", .ok, "none is needed: the stand-in has no server") }
    if model.exchanges == .replay { return .init("key", .ok, "none is needed: nobody is asked") }
    guard let key = endpoint.key else {
      return .init(
        "key", .ok, "none is sent to \(server); name one with --key-env where it needs one")
    }
    return .init("key", .ok, "\(key.name) is set, and sent to \(server) alone")
  }

  private func price(_ plan: Cost, _ report: ModelReport) -> ModelReport.Verdict {
    if model.isStandIn { return .init("price", .ok, "free: the stand-in") }
    if plan.usd != nil { return .init("price", .ok, "known, of \(model.prices ?? "")") }
    if report.cost.usd != nil { return .init("price", .ok, "told by the provider") }
    return .init("price", .unknown, priceHint)
  }

  /// What is to be paid, before it is known.
  private func price(of plan: Cost) -> String {
    if model.isStandIn { return "free: the stand-in" }
    return plan.usd.map { "about \(JSON.number(rounded($0)).line) USD" }
      ?? "price unknown: \(priceHint)"
  }

  private var priceHint: String {
    model.prices.map { "\($0) has none for today" } ?? "name a file that has it with --prices"
  }

  /// Up, to a tenth of a cent; of less than a cent to a millionth of a dollar.
  private func rounded(_ usd: Double) -> Double {
    let scale = usd < 0.01 ? 1e6 : 1e3
    return (usd * scale).rounded(.up) / scale
  }

  private func summary(
    _ endpoint: ModelEndpoint, _ plan: Cost, _ report: ModelReport,
    _ verdicts: [ModelReport.Verdict]
  ) -> JSON {
    [
      "model": .string(endpoint.model), "answered_as": JSON(report.model),
      "server": .string(endpoint.address.root), "wire": .string(endpoint.wire.rawValue),
      "structure": .string(endpoint.structure.rawValue), "key": JSON(endpoint.key?.name),
      "passes": .bool(report.passes && report.limit == nil),
      "expected": [
        "calls": .integer(plan.calls), "tokens": JSON(plan.tokens), "usd": JSON(plan.usd),
      ],
      "asked": .integer(report.asked), "calls": .integer(report.cost.calls),
      "tokens": JSON(report.cost.tokens), "usd": JSON(report.cost.usd),
      "probes": .array(verdicts.map(\.json)),
    ]
  }
}
