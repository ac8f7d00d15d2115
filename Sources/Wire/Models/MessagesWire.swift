import Language

/// Anthropic's Messages. Source: the types of anthropic 2.11.0.
enum MessagesWire {
  static func body(
    of question: ModelQuestion, _ pictures: ModelQuestion.Pictures
  ) -> JSONValue {
    let (request, settings) = (question.request, question.request.settings)
    let tool = question.schema(by: .tool)
    return .object([
      "model": .string(question.model),
      "max_tokens": .number(settings.maxTokens ?? ModelQuestion.tokensWhenOpen),
      "system": request.system.map { .string($0) },
      "messages": .array(request.messages.map { message(of: $0, pictures) }),
      "temperature": settings.temperature.map { .number($0) },
      "output_config": question.schema(by: .schema).map { _, schema in
        ["format": ["type": "json_schema", "schema": schema.withoutLimits]]
      },
      "tools": tool.map { name, schema in
        [
          [
            "name": .string(name), "description": .string(ModelQuestion.toolPurpose),
            "input_schema": schema,
          ]
        ]
      },
      "tool_choice": tool.map { name, _ in ["type": "tool", "name": .string(name)] },
    ])
  }

  private static func message(
    of message: ModelRequest.Message, _ pictures: ModelQuestion.Pictures
  ) -> JSONValue {
    let parts = message.parts.map { part -> JSONValue in
      switch part {
      case .text(let text): ["type": "text", "text": .string(text)]
      case .picture(let picture):
        [
          "type": "image",
          "source": [
            "type": "base64", "media_type": .string(picture.encoding.mediaType),
            "data": .string(picture.data(pictures)),
          ],
        ]
      }
    }
    return ["role": .string(message.role.rawValue), "content": .array(parts)]
  }

  /// What came back. Throws `ModelFault` for what is no answer.
  static func reply(_ body: JSONValue) throws(ModelFault) -> ModelReply {
    let blocks: [JSONValue]
    switch body["content"] {
    case .array(let content)?: blocks = content
    case .null?: blocks = []
    default: throw .shapeless("content", body)
    }
    let said = blocks.filter { $0["type"]?.string == "text" }
      .compactMap { $0["text"]?.string }.joined()
    let called = blocks.first { $0["type"]?.string == "tool_use" }?["input"]
    let text = called?.text ?? said
    var ending = ending(body["stop_reason"]?.string)
    if text.isEmpty, ending == .complete { ending = .other("no content") }
    return ModelReply(text: text, ending: ending, usage: usage(body), model: body["model"]?.string)
  }

  private static func ending(_ reason: String?) -> ModelReply.Ending {
    switch reason {
    case nil, "end_turn", "stop_sequence", "tool_use": .complete
    case "max_tokens", "model_context_window_exceeded": .cut
    case "refusal": .refused
    case let reason?: .other(excerpt(of: Array(reason.utf8), limit: 40))
    }
  }

  /// `input_tokens` leaves out what went into the cache and what came from it.
  private static func usage(_ body: JSONValue) -> ModelReply.Usage {
    let usage = body["usage"]
    let (read, written) = (
      usage?.count("cache_read_input_tokens"), usage?.count("cache_creation_input_tokens")
    )
    return ModelReply.Usage(
      input: usage?.count("input_tokens").map { $0 + (read ?? 0) + (written ?? 0) },
      cached: read, cacheWritten: written, output: usage?.count("output_tokens"))
  }
}

extension JSONValue {
  /// A schema without what this provider takes no limits of: the size of numbers and of lists. What
  /// they were is said in words, as its own SDK does.
  fileprivate var withoutLimits: JSONValue {
    switch self {
    case .array(let elements): return .array(elements.map(\.withoutLimits))
    case .object(let members):
      let limits = members.filter { Self.limits.contains($0.key) && $0.value.number != nil }
      var kept = members.filter { !limits.contains($0) }.map {
        Member(key: $0.key, value: $0.value.withoutLimits)
      }
      guard !limits.isEmpty else { return .object(kept) }
      let words = limits.map { "\($0.key) \($0.value.text)" }.joined(separator: ", ")
      let about = kept.value("description")?.string.map { $0 + " (\(words))" } ?? words
      kept.removeAll { $0.key == "description" }
      return .object(kept + [Member(key: "description", value: .string(about))])
    default: return self
    }
  }

  private static let limits: Set<String> = ["minimum", "maximum", "minItems", "maxItems"]
}

// MARK: - A server's side

extension MessagesWire {
  static func question(_ body: JSONValue) throws(QuestionError) -> ReceivedQuestion {
    var messages: [ModelRequest.Message] = []
    for message in try QuestionReader.list("messages", body) {
      let parts = try QuestionReader.parts(message["content"], part)
      messages.append(try QuestionReader.message(message["role"], parts))
    }
    guard body["max_tokens"] != nil else { throw QuestionError("'max_tokens' is required") }
    let texts = (body["system"]?.elements ?? []).compactMap { $0["text"]?.string }
    let tool = body["tool_choice"]?["name"]?.string
    let isSchema = body["output_config"]?["format"] != nil
    return ReceivedQuestion(
      model: try QuestionReader.model(body),
      request: ModelRequest(
        system: body["system"]?.string ?? (texts.isEmpty ? nil : texts.joined(separator: "\n")),
        messages: messages, settings: try QuestionReader.settings(body, limits: ["max_tokens"])),
      structure: tool != nil ? .tool : isSchema ? .schema : .text, tool: tool)
  }

  private static func part(_ part: JSONValue) throws(QuestionError) -> ModelRequest.Part {
    switch part["type"]?.string {
    case "text": return .text(part["text"]?.string ?? "")
    case "image":
      let source = part["source"]
      guard source?["type"] == "base64" else {
        throw QuestionError("a picture's source must be of type base64")
      }
      return try QuestionReader.picture(
        type: source?["media_type"]?.string, data: source?["data"]?.string)
    default: throw QuestionError("a block's 'type' must be text or image")
    }
  }

  /// The body of an answer.
  static func body(of reply: ModelReply, to question: ReceivedQuestion, id: String) -> JSONValue {
    var block: JSONValue = ["type": "text", "text": .string(reply.text)]
    let input = try? JSONReader.read(Array(reply.text.utf8))
    if let tool = question.tool, let input, reply.ending != .refused {
      block = ["type": "tool_use", "id": "toolu_0", "name": .string(tool), "input": input]
    }
    let reason: JSONValue =
      switch reply.ending {
      case .cut: "max_tokens"
      case .refused, .filtered: "refusal"
      default: block["type"] == "tool_use" ? "tool_use" : "end_turn"
      }
    return [
      "id": .string("msg_" + id), "type": "message", "role": "assistant",
      "model": .string(reply.model ?? question.model),
      "content": reply.text.isEmpty ? [] : [block], "stop_reason": reason, "stop_sequence": .null,
      "usage": [
        "input_tokens": .number(reply.usage.input ?? 0),
        "output_tokens": .number(reply.usage.output ?? 0),
      ],
    ]
  }
}
