package import Wire

/// Why there is no answer of a model: what happened, where, and what to do, in one line.
package enum ModelError: Error, Hashable, Sendable {
  /// The environment has no key where a provider wants one.
  case noKey(variable: String, server: String)
  /// There is no variable of the name that the user gave, which is not repeated: it may be a key.
  case noNamedKey(server: String)
  /// What the user gave is no variable's name.
  case noVariable
  /// What would be asked, and kept, has the key in it.
  case keyInQuestion
  /// An address with user and password in it.
  case credentials
  /// What the environment says of the proxy is no address.
  case unusableProxy
  /// The key is none that can be sent.
  case unusableKey(variable: String)
  /// A model of no provider that is known, and no server named.
  case noServer(model: String)
  /// The provider, or a server in between, did not answer the question.
  case refused(url: String, attempts: Int, ModelFault)
  /// It asks for more patience than there is.
  case busy(url: String, wait: Duration, ModelFault)
  /// It could not be asked, or did not answer in time.
  case unreachable(url: String, attempts: Int, PolicyError)
  /// The cassette has no such exchange: what differs from the likest one.
  case notRecorded(folder: String, differences: String)
  /// A cassette's file is of no use: what is wrong with it.
  case cassette(path: String, String)
  /// There is no cassette to play.
  case noCassette(folder: String)
  /// The run to be resumed asked something else.
  case otherPast(call: Int)
}

extension ModelError {
  /// Whether a server is to blame, and not what was asked for.
  package var isServers: Bool {
    switch self {
    case .refused, .busy, .unreachable: true
    case .noKey, .noNamedKey, .noVariable, .keyInQuestion, .credentials, .unusableProxy,
      .unusableKey, .noServer, .notRecorded, .noCassette, .cassette, .otherPast:
      false
    }
  }
}

extension ModelError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .noKey(let variable, let server):
      "no key for \(server): the environment has no \(variable). Set it, or name another "
        + "variable with --key-env"
    case .noNamedKey(let server):
      "no key for \(server): the environment has no variable of the name that --key-env gives. Set it"
    case .noVariable:
      "what --key-env gives is no variable's name, and is not shown, for it may be a key. Put the key "
        + "into a variable and give its name, of letters, digits and _"
    case .keyInQuestion:
      "the question has the key in it, and is not asked, for it would be kept. Look at the prompt"
    case .credentials:
      "the address that --base-url gives has a user and password before an '@', and is not shown. "
        + "Leave them out, and name a variable that holds the key with --key-env"
    case .unusableProxy:
      "what HTTPS_PROXY says is no address, and is not shown, for it may hold a password. Write it as "
        + "http://HOST:PORT, or except the server with NO_PROXY"
    case .unusableKey(let variable):
      "the key in \(variable) has spaces or letters beyond ASCII in it. Set it again"
    case .noServer(let model):
      "'\(excerpt(of: Array(model.utf8), limit: 60))' is no model of a provider known here. "
        + "Name its server with --base-url, or its --wire"
    case .refused(let url, let attempts, let fault):
      "\(url) did not answer the question\(Self.times(attempts)): \(fault). \(Self.advice(fault))"
    case .busy(let url, let wait, let fault):
      "\(url) asks to wait for \(Int(wait / .seconds(1))) s: \(fault). Try again then"
    case .unreachable(let url, let attempts, let error):
      Self.unreachable(url, attempts, error)
    case .notRecorded(let folder, let differences):
      "the cassette \(folder) has no such exchange: \(differences). Record it with "
        + "--exchanges auto, or ask the same"
    case .cassette(let path, let reason):
      "the cassette's \(path) \(reason). Remove it, and --exchanges auto or record asks for that "
        + "answer anew, or choose another --cassette"
    case .noCassette(let folder):
      "no cassette in \(folder), check the path, or record one there with --exchanges record"
    case .otherPast(let call):
      "the run to be resumed asked something else at call \(call) of this episode. Start anew"
    }
  }

  private static func times(_ attempts: Int) -> String {
    attempts > 1 ? " in \(attempts) attempts" : ""
  }

  private static func advice(_ fault: ModelFault) -> String {
    switch fault.status {
    case 401, 403: "Look at the key, and at what it may be used for"
    case 404: "Look at the model's name and at --base-url"
    case 413: "Send smaller or fewer pictures"
    case _ where fault.isOutOfCredit: "Look at the account's credit"
    case 429: "Ask less often, with --rpm, --tpm or -j"
    case 400, 422: "Look at what was sent, in exchanges.jsonl"
    case 300..<400: "Name the address it redirects to"
    case 200..<300: "Look at --wire and --base-url"
    default: "Try again later"
    }
  }

  private static func unreachable(
    _ url: String, _ attempts: Int, _ error: PolicyError
  ) -> String {
    switch error {
    case .unreachable(let server, let reason):
      "cannot reach \(server)\(times(attempts)): \(reason). Is the server running there, and is "
        + "HTTPS_PROXY right?"
    case .untrusted(let server, let reason):
      "cannot reach \(server) safely: \(reason). Look at --base-url, or name a file of the "
        + "certificates to trust with SSL_CERT_FILE"
    case .answerTooLarge(_, let limit): "the answer of \(url) is larger than \(limit >> 20) MiB"
    default: "\(error)" + (attempts > 1 ? " (\(attempts) attempts)" : "")
    }
  }
}
