import ArgumentParser
import Language
import Policies
import Serving
import Sight

/// The servers.
struct ServeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "Starts a server on loopback.",
    subcommands: [ServeModelCommand.self])
}

/// The stand-in for a model's API.
struct ServeModelCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "vlm",
    abstract: "Serves a model that needs no key: it answers by what it sees in the pictures.",
    discussion: """
      It speaks OpenAI's chat completions and Responses, Anthropic's Messages and Gemini's \
      generateContent. It knows AutoEval's drawer and sink, and nothing but what is in the request.
      """)

  @Option(help: "The port, 0 for any that is free.") var port = 8001
  @Flag(name: .customLong("public"), help: "Listen beyond loopback.") var isPublic = false

  @OptionGroup var persona: PersonaOptions

  func validate() throws {
    guard (0...65_535).contains(port) else {
      throw ValidationError("--port \(port) is not within 0 to 65535")
    }
  }

  func run() async throws {
    let server = ModelServer(StandIn(try Sight.ofScenes(), persona: persona.chosen))
    let http = try await HTTPServer.start(port: port, isPublic: isPublic) {
      await server.response(to: $0)
    }
    let root = "http://\(isPublic ? "0.0.0.0" : "127.0.0.1"):\(http.port)"
    try Output.print([
      "serving model \(StandIn.model) at \(root) (Anthropic, Gemini) and \(root)/v1 (OpenAI)"
    ])
    try await http.run()
    if Task.isCancelled {
      throw Failure(.interrupted, lines: ["interrupted, nothing is served at \(root) any more"])
    }
  }
}

extension Persona.Habit: ExpressibleByArgument {}

/// How the stand-in misbehaves.
struct PersonaOptions: ParsableArguments {
  @Option(
    help: """
      How the stand-in misbehaves, of \
      \(Persona.Habit.allCases.map(\.rawValue).joined(separator: ", ")).
      """)
  var persona: Persona.Habit?

  @Option(help: "In what share of its answers, 0 to 1; 1.") var rate: Double?
  @Option(help: "The seed that decides which; 0.") var seed: UInt64?

  var chosen: Persona? { persona.map { Persona($0, rate: rate ?? 1, seed: seed ?? 0) } }

  func validate() throws {
    if persona == nil, rate != nil || seed != nil {
      throw ValidationError("--rate and --seed are for --persona, name one")
    }
    if let rate, !(0...1).contains(rate) {
      throw ValidationError("--rate \(rate) is not within 0 to 1")
    }
  }
}

extension Sight {
  /// One that knows the vocabularies that come with the scenes.
  static func ofScenes() throws -> Sight {
    Sight(vocabularies: try MappingFile.names.map(MappingFile.load))
  }
}
