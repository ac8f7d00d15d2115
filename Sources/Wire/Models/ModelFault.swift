package import Language

/// What a provider, or whoever stands in between, sent in place of an answer.
package struct ModelFault: Error, Hashable, Sendable {
  /// HTTP's, or, of an error inside an answer of status 200, the one that the error stands for.
  package var status: Int

  package var kind: Kind

  /// How long to wait before asking again, as the body says it; nil where it does not.
  package var delay: Duration?

  package init(status: Int, kind: Kind, delay: Duration?) {
    (self.status, self.kind, self.delay) = (status, kind, delay)
  }

  package enum Kind: Hashable, Sendable {
    /// The provider's own word for the error, and what it says.
    case refused(type: String, message: String)
    /// An answer without what an answer must have.
    case shapeless(missing: String, String)
    /// No JSON.
    case unreadable(WireError)
  }

  /// A JSON answer that lacks something.
  static func shapeless(_ missing: String, _ body: JSONValue) -> ModelFault {
    ModelFault(
      status: 200, kind: .shapeless(missing: missing, excerpt(of: body.bytes)), delay: nil)
  }

  /// Whether no wait will help: the account is empty.
  package var isOutOfCredit: Bool {
    guard case .refused(let type, _) = kind else { return status == 402 }
    return status == 402 || type == "insufficient_quota"
  }
}

extension ModelFault: CustomStringConvertible {
  package var description: String {
    switch kind {
    case .refused(let type, let message):
      "status \(status)" + (type.isEmpty ? "" : ", \(type)")
        + (message.isEmpty ? "" : ": \(message)")
    case .shapeless(let missing, let text):
      "an answer without '\(missing)', as of another kind of server: \(text)"
    case .unreadable(let error):
      (status == 200 ? "" : "status \(status), ") + error.finding
    }
  }
}

extension ModelWire {
  /// The answer in what came back. Throws ``ModelFault``.
  package func reply(status: Int, body: [UInt8]) throws(ModelFault) -> ModelReply {
    let value: JSONValue
    do {
      value = try JSONReader.read(body)
    } catch {
      throw ModelFault(status: status, kind: .unreadable(error), delay: nil)
    }
    if let fault = ModelFault(within: value, status: status) { throw fault }
    guard (200..<300).contains(status) else {
      let text = excerpt(of: body, limit: 300)
      throw ModelFault(status: status, kind: .refused(type: "", message: text), delay: nil)
    }
    return switch self {
    case .chat, .compatible: try ChatWire.reply(value)
    case .responses: try ResponsesWire.reply(value)
    case .messages: try MessagesWire.reply(value)
    case .gemini: try GeminiWire.reply(value)
    }
  }
}

extension ModelFault {
  /// The error inside a body, in whichever provider's form; nil where there is none.
  init?(within body: JSONValue, status: Int) {
    // Gemini streams a list of one, and some proxies pass it on so.
    if case .array(let elements) = body {
      guard elements.count == 1, elements[0]["error"] != nil else { return nil }
      self.init(within: elements[0], status: status)
      return
    }
    let isError = body["object"]?.string == "error" || body["type"]?.string == "error"
    let detail = status >= 400 ? body["detail"] ?? body["message"].map { _ in body } : nil
    guard let error = body["error"] ?? (isError ? body : nil) ?? detail else { return nil }
    let type = error["status"]?.string ?? error["code"]?.string ?? error["type"]?.string ?? ""
    let message = error["message"]?.string ?? error.string ?? error.text
    let code = error["code"]?.whole ?? 0
    self.init(
      status: status >= 300 ? status : (400...599).contains(code) ? code : Self.status(of: type),
      kind: .refused(
        type: excerpt(of: Array(type.utf8), limit: 60),
        message: excerpt(of: Array(message.utf8), limit: 300)),
      delay: Self.delay(in: error))
  }

  /// What a provider's word for an error would be over HTTP.
  private static func status(of type: String) -> Int {
    let type = type.lowercased()
    if type.contains("rate_limit") || type.contains("resource_exhausted") { return 429 }
    if type.contains("overloaded") { return 529 }
    let faults = ["server_error", "api_error", "internal", "unavailable", "timeout"]
    return faults.contains(where: type.contains) ? 500 : 400
  }

  /// Gemini's `retryDelay`, such as "17s".
  private static func delay(in error: JSONValue) -> Duration? {
    let info = (error["details"]?.elements ?? []).first { $0["retryDelay"] != nil }
    return info?["retryDelay"]?.string.flatMap(WaitText.duration)
  }
}
