/// How a model's provider is spoken to: whose bytes.
package enum ModelWire: String, CaseIterable, Hashable, Sendable {
  /// OpenAI's chat completions.
  case chat
  /// OpenAI's Responses.
  case responses
  /// Anthropic's Messages.
  case messages
  /// Gemini's generateContent.
  case gemini
  /// Chat completions as vLLM, Ollama, llama.cpp, LM Studio and OpenRouter speak them.
  case compatible

  /// The wire that a model of a known provider is asked by; nil for an unknown name.
  package init?(ofModel name: String) {
    func begins(_ stems: String...) -> Bool { stems.contains { name.hasPrefix($0) } }
    // Open models have OpenAI's name on them, and other people's servers.
    if begins("gpt-oss") { return nil }
    if begins("gpt-3", "gpt-4", "chatgpt-") {
      self = .chat
    } else if begins("gpt-", "o1", "o3", "o4") {
      self = .responses
    } else if begins("claude-") {
      self = .messages
    } else if begins("gemini-") {
      self = .gemini
    } else {
      return nil
    }
  }

  /// The provider's own server, as its SDK names it; nil where everyone has their own.
  package var home: String? {
    switch self {
    case .chat, .responses: "https://api.openai.com/v1"
    case .messages: "https://api.anthropic.com"
    case .gemini: "https://generativelanguage.googleapis.com"
    case .compatible: nil
    }
  }

  /// What follows the server's address, without a slash before it.
  package func path(toModel name: String) -> String {
    switch self {
    case .chat, .compatible: "chat/completions"
    case .responses: "responses"
    case .messages: "v1/messages"
    case .gemini: "v1beta/models/\(Self.segment(name)):generateContent"
    }
  }

  /// The headers that a key goes in, and those that come with every request.
  package func headers(key: String?) -> [(name: String, value: String)] {
    switch self {
    case .chat, .responses, .compatible:
      key.map { [("Authorization", "Bearer " + $0)] } ?? []
    case .messages:
      [("anthropic-version", "2023-06-01")] + (key.map { [("x-api-key", $0)] } ?? [])
    case .gemini: key.map { [("x-goog-api-key", $0)] } ?? []
    }
  }

  /// How a model of this wire can be held to a schema; text where that is not known of it.
  package func structure(ofModel name: String) -> Structure {
    func begins(_ stems: String...) -> Bool { stems.contains { name.hasPrefix($0) } }
    switch self {
    case .chat, .responses:
      let lacksIt =
        begins("gpt-3", "chatgpt-", "o1-mini", "o1-preview")
        || begins("gpt-4") && !begins("gpt-4o", "gpt-4.")
      return lacksIt ? .text : .schema
    case .messages:
      if begins("claude-2", "claude-instant") { return .text }
      return begins("claude-3", "claude-opus-4-0", "claude-opus-4-2", "claude-sonnet-4-0")
        || begins("claude-sonnet-4-2") ? .tool : .schema
    case .gemini: return begins("gemini-1.0") ? .text : .schema
    case .compatible: return .text
    }
  }

  /// Whether a model of this wire takes a temperature: not OpenAI's that reason, nor Anthropic's newer
  /// ones, whose requests have no place for it any more.
  package func takesTemperature(model name: String) -> Bool {
    func begins(_ stems: String...) -> Bool { stems.contains { name.hasPrefix($0) } }
    switch self {
    case .chat: return ModelWire(ofModel: name) != .responses
    case .responses: return begins("gpt-4")
    case .messages:
      return begins("claude-2", "claude-3", "claude-opus-4", "claude-sonnet-4", "claude-haiku-4")
    case .gemini, .compatible: return true
    }
  }

  /// A name as one part of a path: letters, digits and `-._~:@` as they are.
  private static func segment(_ name: String) -> String {
    name.utf8.map { byte in
      let letter = Character(Unicode.Scalar(byte))
      if letter.isASCII, letter.isLetter || letter.isNumber || "-._~:@".contains(letter) {
        return String(letter)
      }
      return "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }.joined()
  }
}

/// How an answer is held to a schema.
package enum Structure: String, CaseIterable, Hashable, Sendable {
  /// The provider's JSON schema.
  case schema
  /// A tool that must be called, with the schema as its input.
  case tool
  /// Not at all, but by what the prompt says.
  case text
}
