package import Wire

/// Why a policy has no action to give: what happened, where, and what to do, in one line.
///
/// Addresses are shown without user and password; what a server said is an excerpt.
package enum PolicyError: Error, Hashable, Sendable {
  /// An address no request can be sent to, and why. The caller's mistake, not a server's.
  case unusableAddress(String, because: String)
  /// No connection, and why.
  case unreachable(server: String, because: String)
  /// A server that cannot show that it is the one asked for, and why.
  case untrusted(server: String, because: String)
  /// No complete answer within the time allowed.
  case timedOut(url: String, after: Duration)
  /// The connection broke before the answer was complete, or the answer was no HTTP.
  case connectionLost(url: String, because: String)
  /// A body beyond the limit, in bytes; the rest was not read.
  case answerTooLarge(url: String, limit: Int)
  /// The server sent elsewhere: to another host, or so that a request loses its body.
  case redirected(url: String, status: Int, to: String)
  /// The server sent from place to place without end.
  case redirectedTooOften(url: String, limit: Int)
  /// `/reset` had an answer other than 200 and 404.
  case resetRefused(url: String, status: Int, String)
  /// The answer holds no action.
  case nonsense(url: String, status: Int, WireError)
}

extension PolicyError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .unusableAddress(let text, let reason):
      "'\(text)' is no server's address: \(reason). Write it as http://HOST:PORT"
    case .unreachable(let server, let reason):
      "cannot reach \(server): \(reason). Is the policy server running there, and the port right?"
    case .untrusted(let server, let reason):
      "cannot reach \(server) safely: \(reason). Look at the address, and at the certificates that "
        + "this machine trusts"
    case .timedOut(let url, let limit):
      "no complete answer from \(url) within \(limit.formattedSeconds) s. "
        + (url.hasPrefix("https:")
          ? "Allow more time, look at the server, or try http:// if it does not speak https"
          : "Allow more time, or look at the server")
    case .connectionLost(let url, let reason):
      "the connection to \(url) broke before its answer was complete: \(reason). "
        + "Look at the server's log"
    case .answerTooLarge(let url, let limit):
      "the answer of \(url) is larger than \(limit >> 20) MiB; an action is 7 numbers"
    case .redirected(let url, let status, let target):
      "\(url) redirects (status \(status)) to \(target), "
        + (status == 307 || status == 308
          ? "another host. " : "where a client asks without what it posted. ")
        + "Name the address it redirects to"
    case .redirectedTooOften(let url, let limit):
      "\(url) redirects for ever; \(limit) times were followed. Name the address of the server"
    case .resetRefused(let url, let status, let text):
      "\(url) answered status \(status)\(text.isEmpty ? "" : ": \(text)"). "
        + "It must answer 200, or 404 if there is nothing to reset"
    case .nonsense(let url, let status, let error):
      "\(url): \(error)\(status == 200 ? "" : " (status \(status))")"
    }
  }
}

extension Duration {
  /// Seconds with no more digits than needed: `60`, `0.25`.
  fileprivate var formattedSeconds: String {
    let seconds = Double(components.seconds) + Double(components.attoseconds) * 1e-18
    let whole = Int64(exactly: seconds)
    return whole.map(String.init) ?? "\(seconds)"
  }
}
