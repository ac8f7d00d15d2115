import Control
package import Language
package import Sight
package import Wire

/// The keyless stand-in behind a provider's API, in bytes: what a server of the provider's would send
/// back, sockets left out.
package struct StandIn: Sendable {
  private let sight: Sight

  /// With a persona it matters which request comes first.
  private let sitting: Sitting?

  /// By which it is asked, and by which it answers where no name was asked for.
  package static let model = "sight"

  package init(_ sight: Sight, persona: Persona? = nil) {
    self.sight = sight
    sitting = persona.map { Sitting(Sitter(sight, persona: $0)) }
  }

  /// What is sent back.
  package struct Response: Sendable {
    /// HTTP's.
    package var status: Int

    /// By lower-case names.
    package var headers: [(name: String, value: String)] = []

    /// JSON.
    package var body: [UInt8]

    /// How long it takes over it. Seconds.
    package var delay = 0.0
  }

  /// The answer to a body that came to a path of the wire's.
  package func response(_ wire: ModelWire, path: String, body: [UInt8]) async -> Response {
    let question: ReceivedQuestion
    do {
      question = try wire.question(path: path, body: body)
    } catch {
      return Self.refusal(
        wire, status: 400, type: wire.faultTypes.invalid, message: error.description)
    }
    let utterance: Utterance
    if let sitting {
      utterance = await sitting.answer(to: question.request)
    } else {
      utterance = Utterance(text: sight.reply(to: question.request))
    }
    if case .busy(let seconds) = utterance.ending {
      var busy = Self.refusal(
        wire, status: 429, type: wire.faultTypes.busy, message: "too many requests, wait a little")
      busy.headers = [("retry-after", "\(Int(seconds.rounded(.up)))")]
      return busy
    }
    let reply = ModelReply(
      text: utterance.text, ending: utterance.ending.ofReply,
      usage: Self.usage(of: question.request, utterance.text), model: question.model)
    // The same question has the same answer, its name included.
    let id = String(SHA256.digest(of: body).prefix(24))
    return Response(
      status: 200, body: wire.body(of: reply, to: question, id: id).bytes, delay: utterance.delay)
  }

  private static func refusal(
    _ wire: ModelWire, status: Int, type: String, message: String
  ) -> Response {
    Response(
      status: status,
      body: wire.errorBody(status: status, type: type, message: message).bytes)
  }

  /// Four letters a token and a thousand a picture, roughly as providers count.
  private static func usage(of request: ModelRequest, _ text: String) -> ModelReply.Usage {
    let input = request.messages.flatMap(\.parts).reduce((request.system?.utf8.count ?? 0) / 4) {
      switch $1 {
      case .text(let text): $0 + text.utf8.count / 4
      case .picture: $0 + 1000
      }
    }
    return ModelReply.Usage(input: input, output: text.utf8.count / 4)
  }
}

/// A sitter that takes one request after the other.
private actor Sitting {
  private var sitter: Sitter

  init(_ sitter: Sitter) { self.sitter = sitter }

  func answer(to request: ModelRequest) -> Utterance { sitter.answer(to: request) }
}

extension Utterance.Ending {
  /// Of what was said at all.
  fileprivate var ofReply: ModelReply.Ending {
    switch self {
    case .complete, .busy: .complete
    case .cut: .cut
    case .refused: .refused
    }
  }
}

extension ModelWire {
  /// The provider's words for a request that is none, and for one too many.
  fileprivate var faultTypes: (invalid: String, busy: String) {
    self == .gemini
      ? ("INVALID_ARGUMENT", "RESOURCE_EXHAUSTED") : ("invalid_request_error", "rate_limit_error")
  }
}

extension ModelEndpoint {
  /// Where the stand-in is asked that needs no server, no key and no money.
  package static func standIn() throws -> ModelEndpoint {
    try ModelEndpoint(
      model: StandIn.model, wire: .compatible, baseURL: "http://sight.invalid", environment: [:])
  }
}

extension ModelClient {
  /// Asks the stand-in, in this process and for nothing.
  package init(_ standIn: StandIn, _ options: Options) throws {
    let endpoint = try ModelEndpoint.standIn()
    var options = options
    options.price = ModelPrices.Price(model: StandIn.model, from: "", input: 0, output: 0)
    let path = "/" + endpoint.wire.path(toModel: endpoint.model)
    self.init(endpoint, options, time: .real) { post in
      let response = await standIn.response(endpoint.wire, path: path, body: post.body)
      if response.delay > 0 { try await Task.sleep(for: .seconds(response.delay)) }
      return ModelResponse(
        status: response.status,
        headers: Dictionary(response.headers.map { ($0.name, $0.value) }) { first, _ in first },
        body: response.body)
    }
  }
}
