import Language

/// OpenAI's Responses. Source: the types of openai 3.52.0.
enum ResponsesWire {
  static func body(
    of question: ModelQuestion, _ pictures: ModelQuestion.Pictures
  ) -> JSONValue {
    let (request, settings) = (question.request, question.request.settings)
    let tool = question.schema(by: .tool)
    return .object([
      "model": .string(question.model),
      "instructions": request.system.map { .string($0) },
      "input": .array(request.messages.map { message(of: $0, pictures) }),
      "max_output_tokens": settings.maxTokens.map { .number($0) },
      "temperature": settings.temperature.map { .number($0) },
      "text": question.schema(by: .schema).map { name, schema in
        [
          "format": [
            "type": "json_schema", "name": .string(name), "schema": schema, "strict": true,
          ]
        ]
      },
      "tools": tool.map { name, schema in
        [
          [
            "type": "function", "name": .string(name),
            "description": .string(ModelQuestion.toolPurpose), "parameters": schema,
            "strict": true,
          ]
        ]
      },
      "tool_choice": tool.map { name, _ in ["type": "function", "name": .string(name)] },
      // Nothing is kept for later by the provider.
      "store": false,
    ])
  }

  private static func message(
    of message: ModelRequest.Message, _ pictures: ModelQuestion.Pictures
  ) -> JSONValue {
    let role = JSONValue.string(message.role.rawValue)
    guard message.role == .user else { return ["role": role, "content": .string(message.text)] }
    let parts = message.parts.map { part -> JSONValue in
      switch part {
      case .text(let text): ["type": "input_text", "text": .string(text)]
      case .picture(let picture):
        [
          "type": "input_image", "image_url": .string(picture.dataURL(pictures)),
          "detail": "auto",
        ]
      }
    }
    return ["role": role, "content": .array(parts)]
  }

  /// What came back. Throws `ModelFault` for what is no answer.
  static func reply(_ body: JSONValue) throws(ModelFault) -> ModelReply {
    guard case .array(let output)? = body["output"] else { throw .shapeless("output", body) }
    let content = output.filter { $0["type"]?.string == "message" }.flatMap {
      $0["content"]?.elements ?? []
    }
    let said = content.compactMap { $0["text"]?.string }.joined()
    let called = output.first { $0["type"]?.string == "function_call" }?["arguments"]
    let refusal = content.compactMap { $0["refusal"]?.string }.first
    let text = said.isEmpty ? called.map { $0.string ?? $0.text } ?? "" : said
    var ending = ending(body)
    if text.isEmpty, let refusal, !refusal.isEmpty {
      return ModelReply(
        text: refusal, ending: .refused, usage: usage(body), model: body["model"]?.string)
    }
    if text.isEmpty, ending == .complete { ending = .other("no content") }
    return ModelReply(text: text, ending: ending, usage: usage(body), model: body["model"]?.string)
  }

  private static func ending(_ body: JSONValue) -> ModelReply.Ending {
    guard body["status"]?.string == "incomplete" else { return .complete }
    switch body["incomplete_details"]?["reason"]?.string {
    case "max_output_tokens": return .cut
    case "content_filter": return .filtered("content_filter")
    case let reason: return .other(excerpt(of: Array((reason ?? "incomplete").utf8), limit: 40))
    }
  }

  private static func usage(_ body: JSONValue) -> ModelReply.Usage {
    let usage = body["usage"]
    return ModelReply.Usage(
      input: usage?.count("input_tokens"),
      cached: usage?["input_tokens_details"]?.count("cached_tokens"),
      output: usage?.count("output_tokens"),
      thoughts: usage?["output_tokens_details"]?.count("reasoning_tokens"))
  }
}

// MARK: - A server's side

extension ResponsesWire {
  static func question(_ body: JSONValue) throws(QuestionError) -> ReceivedQuestion {
    var messages: [ModelRequest.Message] = []
    if let text = body["input"]?.string {
      messages = [.init(.user, [.text(text)])]
    } else {
      for message in try QuestionReader.list("input", body) {
        let parts = try QuestionReader.parts(message["content"], part)
        messages.append(try QuestionReader.message(message["role"], parts))
      }
    }
    let tool = body["tool_choice"]?["name"]?.string
    let isSchema = body["text"]?["format"]?["type"] == "json_schema"
    return ReceivedQuestion(
      model: try QuestionReader.model(body),
      request: ModelRequest(
        system: body["instructions"]?.string, messages: messages,
        settings: try QuestionReader.settings(body, limits: ["max_output_tokens"])),
      structure: tool != nil ? .tool : isSchema ? .schema : .text, tool: tool)
  }

  private static func part(_ part: JSONValue) throws(QuestionError) -> ModelRequest.Part {
    switch part["type"]?.string {
    case "input_text", "output_text": return .text(part["text"]?.string ?? "")
    case "input_image": return try QuestionReader.picture(url: part["image_url"])
    default: throw QuestionError("a part's 'type' must be input_text or input_image")
    }
  }

  /// The body of an answer.
  static func body(of reply: ModelReply, to question: ReceivedQuestion, id: String) -> JSONValue {
    let isRefusal = reply.ending == .refused
    let content: JSONValue =
      isRefusal
      ? ["type": "refusal", "refusal": .string(reply.text)]
      : ["type": "output_text", "text": .string(reply.text), "annotations": []]
    let item: JSONValue
    if let tool = question.tool, !isRefusal {
      item = [
        "type": "function_call", "id": "fc_0", "call_id": "call_0", "status": "completed",
        "name": .string(tool), "arguments": .string(reply.text),
      ]
    } else {
      item = [
        "type": "message", "id": "msg_0", "status": "completed", "role": "assistant",
        "content": [content],
      ]
    }
    let reason: JSONValue? =
      switch reply.ending {
      case .cut: "max_output_tokens"
      case .filtered: "content_filter"
      default: nil
      }
    let (input, output) = (reply.usage.input ?? 0, reply.usage.output ?? 0)
    return [
      "id": .string("resp_" + id), "object": "response", "created_at": 0,
      "status": reason == nil ? "completed" : "incomplete", "error": .null,
      "incomplete_details": reason.map { ["reason": $0] } ?? .null, "instructions": .null,
      "metadata": [:] as JSONValue, "model": .string(reply.model ?? question.model),
      "output": [item],
      "parallel_tool_calls": true, "temperature": .null, "tool_choice": "auto", "tools": [],
      "top_p": .null,
      "usage": [
        "input_tokens": .number(input), "input_tokens_details": ["cached_tokens": 0],
        "output_tokens": .number(output), "output_tokens_details": ["reasoning_tokens": 0],
        "total_tokens": .number(input + output),
      ],
    ]
  }
}
