import Control
import Testing
import Wire

@testable import Policies

@Suite struct AutoEvalPolicyTests {
  @Test("An observation that cannot be sent is refused before anything is sent")
  func refusedObservation() async throws {
    // Port 9 has no server; a request would end as unreachable.
    var policy = try AutoEvalPolicy(server: ServerAddress("127.0.0.1:9"))
    var blind = Observation.example()
    blind.views = []
    await #expect(throws: WireError.noPicture) { try await policy.act(blind) }
  }

  @Test("Where an exchange has no limit, connecting has none below a day either")
  func patience() { #expect(PolicyServer.patience > 24) }

  @Test(
    "Every error is one line that names the place",
    arguments: [
      (
        PolicyError.unreachable(server: "http://h:1", because: "connection refused"),
        "cannot reach http://h:1: connection refused. Is the policy server running there, "
          + "and the port right?"
      ),
      (
        .timedOut(url: "http://h:1/act", after: .seconds(60)),
        "no complete answer from http://h:1/act within 60 s. Allow more time, or look at the server"
      ),
      (
        .timedOut(url: "http://h:1/act", after: .milliseconds(250)),
        "no complete answer from http://h:1/act within 0.25 s. "
          + "Allow more time, or look at the server"
      ),
      (
        .nonsense(url: "http://h:1/act", status: 200, .wrongShape([6])),
        "http://h:1/act: the server answered 6 numbers; an action has 7"
      ),
      (
        .nonsense(url: "http://h:1/act", status: 500, .detail("no GPU")),
        "http://h:1/act: the server answered an error: no GPU (status 500)"
      ),
      (
        .resetRefused(url: "http://h:1/reset", status: 503, ""),
        "http://h:1/reset answered status 503. It must answer 200, "
          + "or 404 if there is nothing to reset"
      ),
      (
        .answerTooLarge(url: "http://h:1/act", limit: 16 << 20),
        "the answer of http://h:1/act is larger than 16 MiB; an action is 7 numbers"
      ),
      (
        .redirected(url: "http://h:1/act", status: 301, to: "https://h/act"),
        "http://h:1/act redirects (status 301) to https://h/act, where a client asks without what "
          + "it posted. Name the address it redirects to"
      ),
      (
        .redirected(url: "http://h:1/act", status: 307, to: "http://g/act"),
        "http://h:1/act redirects (status 307) to http://g/act, another host. "
          + "Name the address it redirects to"
      ),
      (
        .timedOut(url: "https://h/act", after: .seconds(60)),
        "no complete answer from https://h/act within 60 s. "
          + "Allow more time, look at the server, or try http:// if it does not speak https"
      ),
    ])
  func wording(error: PolicyError, text: String) {
    #expect(error.description == text)
  }
}
