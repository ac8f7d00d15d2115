import Foundation
package import Policies
import Wire

/// The stand-in for a model as a server that speaks the providers' APIs, chosen by the path.
package struct ModelServer: Sendable {
  private let standIn: StandIn

  /// Answers as it does.
  package init(_ standIn: StandIn) { self.standIn = standIn }

  /// An answer of the API that the path is of, after the time that it takes; 404 where there is none.
  package func response(to request: HTTPServer.Request) async -> HTTPServer.Response {
    let path = String(request.path.prefix { $0 != "?" })
    if request.method == "GET" { return Self.page(path) }
    guard request.method == "POST", let wire = Self.wire(of: path) else {
      return Self.fault(404, "no such path. Post to one of: \(Self.paths.joined(separator: ", "))")
    }
    let response = await standIn.response(wire, path: path, body: request.body)
    if response.delay > 0 { try? await Task.sleep(for: .seconds(response.delay)) }
    return .init(status: response.status, headers: response.headers, body: response.body)
  }

  /// What a path is of, whatever version comes before it: base URLs differ, and so do the releases of
  /// Google's package.
  static func wire(of path: String) -> ModelWire? {
    if path.hasSuffix("/chat/completions") { return .compatible }
    if path.hasSuffix("/responses") { return .responses }
    if path.hasSuffix("/v1/messages") { return .messages }
    if path.contains("/models/"), path.hasSuffix(":generateContent") { return .gemini }
    return nil
  }

  private static let paths = [
    "/v1/chat/completions", "/v1/responses", "/v1/messages",
    "/v1beta/models/\(StandIn.model):generateContent",
  ]

  private static func page(_ path: String) -> HTTPServer.Response {
    guard path.hasSuffix("/models") else {
      return fault(404, "no such page. There is /v1/models")
    }
    let model: JSONValue = [
      "id": .string(StandIn.model), "object": "model", "created": .number(0),
      "owned_by": "simeval",
    ]
    return .init(
      status: 200, body: (["object": "list", "data": [model]] as JSONValue).bytes)
  }

  private static func fault(_ status: Int, _ message: String) -> HTTPServer.Response {
    let body = ModelWire.compatible.errorBody(
      status: status, type: "invalid_request_error", message: message)
    return .init(status: status, body: body.bytes)
  }
}
