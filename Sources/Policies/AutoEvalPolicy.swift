package import Control
import Wire

/// Asks a policy server that speaks AutoEval's protocol, the way AutoEval's own client does.
///
/// Before its first action it posts to `/reset`, which a server may not have (404); then to `/act`
/// once per step. No action is asked for twice: a server that a robot could not rely on shows here.
/// As upstream, the status of `/act` does not matter when its body is an action.
package struct AutoEvalPolicy: Policy {
  private let server: PolicyServer
  private var isReset = false

  /// A server and the time each exchange may take; nil for as long as it likes, which is what
  /// AutoEval grants. Connects to nothing yet.
  package init(server: ServerAddress, timeout: Duration? = .seconds(60)) {
    self.server = PolicyServer(address: server, timeout: timeout)
  }

  /// One action. Throws `PolicyError` with what the server did instead, `WireError` for an
  /// observation that cannot be sent, or `CancellationError`.
  package mutating func act(_ observation: Observation) async throws -> Answer {
    let request = try AutoEval.actRequest(observation)
    if !isReset {
      try await reset()
      isReset = true
    }
    let reply = try await server.post("act", json: request)
    do {
      return Answer([try AutoEval.action(fromReply: reply.body)])
    } catch {
      throw PolicyError.nonsense(
        url: server.address.url("act"), status: reply.status, error)
    }
  }

  private func reset() async throws {
    let reply: PolicyServer.Reply
    do {
      reply = try await server.post("reset", json: nil)
    } catch PolicyError.connectionLost {
      // Kept open by an episode before this one, and closed by the server unannounced, which
      // uvicorn does when a policy crashed. To reset twice is to reset.
      reply = try await server.post("reset", json: nil)
    }
    guard reply.status == 200 || reply.status == 404 else {
      throw PolicyError.resetRefused(
        url: server.address.url("reset"), status: reply.status, excerpt(of: reply.body))
    }
  }
}
