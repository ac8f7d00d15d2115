import Language

/// OpenAI's chat completions, and how others speak them. Source: the types of openai 3.52.0.
enum ChatWire {
  static func body(
    of question: ModelQuestion, _ pictures: ModelQuestion.Pictures, isCompatible: Bool
  ) -> JSONValue {
    let (request, settings) = (question.request, question.request.settings)
    let system = request.system.map { ["role": "system", "content": .string($0)] as JSONValue }
    let messages = request.messages.map { message(of: $0, pictures) }
    let limit = settings.maxTokens.map { JSONValue.number($0) }
    let tool = question.schema(by: .tool)
    return .object([
      "model": .string(question.model),
      "messages": .array((system.map { [$0] } ?? []) + messages),
      "max_completion_tokens": isCompatible ? nil : limit,
      "max_tokens": isCompatible ? limit : nil,
      "temperature": settings.temperature.map { .number($0) },
      "response_format": question.schema(by: .schema).map { name, schema in
        [
          "type": "json_schema",
          "json_schema": ["name": .string(name), "schema": schema, "strict": true],
        ]
      },
      "tools": tool.map { name, schema in
        [
          [
            "type": "function",
            "function": [
              "name": .string(name), "description": .string(ModelQuestion.toolPurpose),
              "parameters": schema, "strict": true,
            ],
          ]
        ]
      },
      "tool_choice": tool.map { name, _ in
        ["type": "function", "function": ["name": .string(name)]]
      },
    ])
  }

  private static func message(
    of message: ModelRequest.Message, _ pictures: ModelQuestion.Pictures
  ) -> JSONValue {
    let role = JSONValue.string(message.role.rawValue)
    guard message.hasPictures else { return ["role": role, "content": .string(message.text)] }
    let parts = message.parts.map { part -> JSONValue in
      switch part {
      case .text(let text): ["type": "text", "text": .string(text)]
      case .picture(let picture):
        ["type": "image_url", "image_url": ["url": .string(picture.dataURL(pictures))]]
      }
    }
    return ["role": role, "content": .array(parts)]
  }

  /// What came back. Throws `ModelFault` for what is no answer.
  static func reply(_ body: JSONValue) throws(ModelFault) -> ModelReply {
    guard case .array(let choices)? = body["choices"] else { throw .shapeless("choices", body) }
    let model = body["model"]?.string
    guard let choice = choices.first else {
      return ModelReply(text: "", ending: .other("no choices"), usage: usage(body), model: model)
    }
    if let fault = ModelFault(within: choice, status: 200) { throw fault }
    guard let message = choice["message"] else { throw .shapeless("choices[0].message", body) }
    let refusal = message["refusal"]?.string ?? Self.refusal(in: message["content"])
    let said = text(of: message["content"])
    let text = said.isEmpty ? arguments(of: message) ?? "" : said
    var ending = ending(choice["finish_reason"]?.string)
    if let refusal, !refusal.isEmpty, text.isEmpty {
      return ModelReply(text: refusal, ending: .refused, usage: usage(body), model: model)
    }
    if text.isEmpty, ending == .complete { ending = .other("no content") }
    return ModelReply(text: text, ending: ending, usage: usage(body), model: model)
  }

  /// A text, or the texts of parts.
  private static func text(of content: JSONValue?) -> String {
    content?.string
      ?? (content?.elements ?? []).compactMap { $0["text"]?.string ?? $0.string }.joined()
  }

  private static func refusal(in content: JSONValue?) -> String? {
    (content?.elements ?? []).compactMap { $0["refusal"]?.string }.first
  }

  /// A tool's input: a string of JSON, or, from servers that know no better, an object.
  private static func arguments(of message: JSONValue) -> String? {
    guard let arguments = message["tool_calls"]?.elements.first?["function"]?["arguments"] else {
      return nil
    }
    return arguments.string ?? arguments.text
  }

  private static func ending(_ reason: String?) -> ModelReply.Ending {
    switch reason {
    case nil, "stop", "tool_calls", "function_call", "eos": .complete
    case "length": .cut
    case "content_filter": .filtered("content_filter")
    case let reason?: .other(excerpt(of: Array(reason.utf8), limit: 40))
    }
  }

  private static func usage(_ body: JSONValue) -> ModelReply.Usage {
    let usage = body["usage"]
    let details = usage?["prompt_tokens_details"]
    return ModelReply.Usage(
      input: usage?.count("prompt_tokens"), cached: details?.count("cached_tokens"),
      output: usage?.count("completion_tokens"),
      thoughts: usage?["completion_tokens_details"]?.count("reasoning_tokens"),
      usd: usage?["cost"]?.number.flatMap { $0.isFinite && $0 >= 0 ? $0 : nil })
  }
}

extension JSONValue {
  /// A number of tokens, 0 to a thousand million; nil for anything else.
  func count(_ key: String) -> Int? {
    self[key]?.whole.flatMap { (0...1_000_000_000).contains($0) ? $0 : nil }
  }
}

// MARK: - A server's side

extension ChatWire {
  static func question(_ body: JSONValue) throws(QuestionError) -> ReceivedQuestion {
    var (system, messages) = ([String](), [ModelRequest.Message]())
    for message in try QuestionReader.list("messages", body) {
      let role = message["role"]
      let parts = try QuestionReader.parts(message["content"], part)
      if role == "system" || role == "developer" {
        system += parts.compactMap { if case .text(let text) = $0 { text } else { nil } }
      } else {
        messages.append(try QuestionReader.message(role, parts))
      }
    }
    let settings = try QuestionReader.settings(
      body, limits: ["max_tokens", "max_completion_tokens"])
    let tool = body["tool_choice"]?["function"]?["name"]?.string
    let isSchema = body["response_format"]?["type"] == "json_schema"
    return ReceivedQuestion(
      model: try QuestionReader.model(body),
      request: ModelRequest(
        system: system.isEmpty ? nil : system.joined(separator: "\n"), messages: messages,
        settings: settings),
      structure: tool != nil ? .tool : isSchema ? .schema : .text, tool: tool)
  }

  private static func part(_ part: JSONValue) throws(QuestionError) -> ModelRequest.Part {
    switch part["type"]?.string {
    case "text": return .text(part["text"]?.string ?? "")
    case "image_url": return try QuestionReader.picture(url: part["image_url"]?["url"])
    default: throw QuestionError("a part's 'type' must be text or image_url")
    }
  }

  /// The body of an answer.
  static func body(of reply: ModelReply, to question: ReceivedQuestion, id: String) -> JSONValue {
    let isRefusal = reply.ending == .refused
    let call = question.tool.map { tool -> JSONValue in
      [
        "id": "call_0", "type": "function",
        "function": ["name": .string(tool), "arguments": .string(reply.text)],
      ]
    }
    let message = JSONValue.object([
      "role": "assistant",
      "content": isRefusal || call != nil ? .null : .string(reply.text),
      "refusal": isRefusal ? .string(reply.text) : .null,
      "tool_calls": isRefusal ? nil : call.map { [$0] },
    ])
    let reason: JSONValue =
      switch reply.ending {
      case .cut: "length"
      case .filtered: "content_filter"
      default: call != nil && !isRefusal ? "tool_calls" : "stop"
      }
    let (input, output) = (reply.usage.input ?? 0, reply.usage.output ?? 0)
    return [
      "id": .string("chatcmpl-" + id), "object": "chat.completion", "created": 0,
      "model": .string(reply.model ?? question.model),
      "choices": [
        ["index": 0, "message": message, "finish_reason": reason, "logprobs": .null]
      ],
      "usage": [
        "prompt_tokens": .number(input), "completion_tokens": .number(output),
        "total_tokens": .number(input + output),
      ],
    ]
  }
}
