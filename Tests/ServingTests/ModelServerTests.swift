import Imaging
import Language
import Policies
import Sight
import Testing
import Wire

@testable import Serving

@Suite struct ModelServerTests {
  private func server(_ persona: Persona? = nil) -> ModelServer {
    ModelServer(StandIn(Sight(vocabularies: []), persona: persona))
  }

  private func question(_ wire: ModelWire) throws -> ModelQuestion {
    let picture = try EncodedPicture(Image(width: 64, height: 64), as: .png)
    return ModelQuestion(
      model: "sight",
      request: ModelRequest(
        system: "You drive a robot.",
        messages: [.init(.user, [.text("Open the drawer."), .picture(picture)])]),
      structure: .text)
  }

  private func reply(
    _ wire: ModelWire, from server: ModelServer
  ) async throws -> (response: HTTPServer.Response, reply: ModelReply) {
    let question = try question(wire)
    let prefix = [.chat, .compatible, .responses].contains(wire) ? "/v1/" : "/"
    let response = await server.response(
      to: .init(
        method: "POST", path: prefix + wire.path(toModel: "sight"),
        body: wire.body(of: question).bytes))
    return (response, try wire.reply(status: response.status, body: response.body))
  }

  @Test("Every wire is understood and answered in its own form", arguments: ModelWire.allCases)
  func wires(wire: ModelWire) async throws {
    let (response, reply) = try await reply(wire, from: server())
    #expect(response.status == 200)
    // A black picture shows no gripper.
    #expect(reply.text == "stop")
    #expect(reply.ending == .complete)
    #expect(reply.usage.input != nil && reply.usage.output == 1)
  }

  @Test("A refusal is one in every wire", arguments: ModelWire.allCases)
  func refusal(wire: ModelWire) async throws {
    let (_, reply) = try await reply(wire, from: server(Persona(.refuses)))
    // Gemini has no refusal but what its filters keep back.
    #expect(reply.ending == (wire == .gemini ? .filtered("SAFETY") : .refused))
  }

  @Test("A busy one answers 429 and when to come again", arguments: ModelWire.allCases)
  func busy(wire: ModelWire) async throws {
    let server = server(Persona(.busy))
    await #expect(throws: ModelFault.self) { try await reply(wire, from: server) }
    let response = await server.response(
      to: .init(
        method: "POST", path: "/" + wire.path(toModel: "sight"),
        body: wire.body(of: try question(wire)).bytes))
    #expect(response.status == 429)
    #expect(response.headers.contains { $0.name == "retry-after" && Int($0.value) != nil })
  }

  @Test(
    "What is no question is answered 400, and an unknown path 404",
    arguments: ["", "{", "[]", "{\"model\":\"m\"}", "{\"model\":\"m\",\"messages\":[]}"])
  func hostile(body: String) async {
    let server = server()
    for (path, status) in [("/v1/chat/completions", 400), ("/v1/messages", 400), ("/v2", 404)] {
      let response = await server.response(
        to: .init(method: "POST", path: path, body: Array(body.utf8)))
      #expect(response.status == status, "\(path)")
    }
  }

  @Test("It lists its one model")
  func list() async throws {
    let response = await server().response(to: .init(method: "GET", path: "/v1/models", body: []))
    #expect(response.status == 200)
    let list = try JSONValue(response.body)
    #expect(list["data"]?.elements.first?["id"] == "sight")
  }
}
