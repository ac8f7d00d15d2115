/// What a vision-language model is asked, in no provider's form: any client can send it.
///
/// Equal requests hold the same bytes, so that an answer can be kept by its request.
package struct ModelRequest: Hashable, Sendable {
  /// What is said before the conversation; nil for nothing.
  package var system: String?

  /// The conversation in order, the user's message first.
  package var messages: [Message]

  /// What the answer must be, where the model can be held to that; nil for free text.
  package var schema: AnswerSchema?

  package var settings: Settings

  package init(
    system: String? = nil, messages: [Message], schema: AnswerSchema? = nil,
    settings: Settings = Settings()
  ) {
    (self.system, self.messages, self.schema) = (system, messages, schema)
    self.settings = settings
  }

  package struct Message: Hashable, Sendable {
    package var role: Role

    /// In the order in which the model reads them; two texts never follow one another.
    package var parts: [Part]

    package init(_ role: Role, _ parts: [Part]) { (self.role, self.parts) = (role, parts) }
  }

  package enum Role: String, Hashable, Sendable {
    case user, assistant
  }

  package enum Part: Hashable, Sendable {
    case text(String)
    case picture(EncodedPicture)
  }

  /// What else is asked of the model. What is nil is left to it.
  package struct Settings: Hashable, Sendable {
    /// The most tokens of an answer, those it thinks with included.
    package var maxTokens: Int?

    /// 0 for always the likeliest word ... 2.
    package var temperature: Double?

    package init(maxTokens: Int? = nil, temperature: Double? = nil) {
      (self.maxTokens, self.temperature) = (maxTokens, temperature)
    }
  }
}

/// A picture as it is sent.
package struct EncodedPicture: Hashable, Sendable {
  /// The file.
  package let bytes: [UInt8]

  package let encoding: PictureEncoding

  /// Of `bytes`, 64 hexadecimal digits.
  package let sha256: String

  /// In pixels.
  package let width, height: Int
}
