import Foundation
import Language

/// Gemini's generateContent. Source: the types of google-genai 3.4.0.
enum GeminiWire {
  static func body(
    of question: ModelQuestion, _ pictures: ModelQuestion.Pictures
  ) -> JSONValue {
    let (request, settings) = (question.request, question.request.settings)
    let (schema, tool) = (question.schema(by: .schema)?.schema, question.schema(by: .tool))
    let generation = JSONValue.object([
      "maxOutputTokens": settings.maxTokens.map { .number($0) },
      "temperature": settings.temperature.map { .number($0) },
      "responseMimeType": schema.map { _ in "application/json" },
      "responseJsonSchema": schema,
    ])
    return .object([
      "systemInstruction": request.system.map { ["parts": [["text": .string($0)]]] },
      "contents": .array(request.messages.map { content(of: $0, pictures) }),
      "tools": tool.map { name, schema in
        [
          [
            "functionDeclarations": [
              [
                "name": .string(name), "description": .string(ModelQuestion.toolPurpose),
                "parametersJsonSchema": schema,
              ]
            ]
          ]
        ]
      },
      "toolConfig": tool.map { name, _ in
        ["functionCallingConfig": ["mode": "ANY", "allowedFunctionNames": [.string(name)]]]
      },
      "generationConfig": generation == .object([]) ? nil : generation,
    ])
  }

  private static func content(
    of message: ModelRequest.Message, _ pictures: ModelQuestion.Pictures
  ) -> JSONValue {
    let parts = message.parts.map { part -> JSONValue in
      switch part {
      case .text(let text): ["text": .string(text)]
      case .picture(let picture):
        [
          "inlineData": [
            "mimeType": .string(picture.encoding.mediaType),
            "data": .string(picture.data(pictures)),
          ]
        ]
      }
    }
    return ["role": message.role == .user ? "user" : "model", "parts": .array(parts)]
  }

  /// What came back. Throws `ModelFault` for what is no answer.
  static func reply(_ body: JSONValue) throws(ModelFault) -> ModelReply {
    let model = body["modelVersion"]?.string
    guard let candidate = body["candidates"]?.elements.first else {
      let blocked = body["promptFeedback"]?["blockReason"]?.string
      guard blocked != nil || body["candidates"] != nil || body["usageMetadata"] != nil else {
        throw .shapeless("candidates", body)
      }
      let ending = blocked.map { ModelReply.Ending.filtered(Self.word($0)) }
      return ModelReply(
        text: "", ending: ending ?? .other("no candidates"), usage: usage(body), model: model)
    }
    let parts = (candidate["content"]?["parts"]?.elements ?? []).filter {
      $0["thought"]?.isTrue != true
    }
    let said = parts.compactMap { $0["text"]?.string }.joined()
    let called = parts.compactMap { $0["functionCall"]?["args"] }.first
    let text = said.isEmpty ? called?.text ?? "" : said
    var ending = ending(candidate["finishReason"]?.string)
    if text.isEmpty, ending == .complete { ending = .other("no content") }
    return ModelReply(text: text, ending: ending, usage: usage(body), model: model)
  }

  private static let filters: Set<String> = [
    "SAFETY", "RECITATION", "BLOCKLIST", "PROHIBITED_CONTENT", "SPII", "IMAGE_SAFETY",
    "IMAGE_PROHIBITED_CONTENT", "IMAGE_RECITATION",
  ]

  private static func ending(_ reason: String?) -> ModelReply.Ending {
    switch reason {
    case nil, "STOP", "FINISH_REASON_UNSPECIFIED": .complete
    case "MAX_TOKENS": .cut
    case let reason? where filters.contains(reason): .filtered(reason)
    case let reason?: .other(word(reason))
    }
  }

  private static func word(_ text: String) -> String { excerpt(of: Array(text.utf8), limit: 40) }

  private static func usage(_ body: JSONValue) -> ModelReply.Usage {
    let usage = body["usageMetadata"]
    let thoughts = usage?.count("thoughtsTokenCount")
    let output = usage?.count("candidatesTokenCount")
    return ModelReply.Usage(
      input: usage?.count("promptTokenCount"), cached: usage?.count("cachedContentTokenCount"),
      output: output == nil && thoughts == nil ? nil : (output ?? 0) + (thoughts ?? 0),
      thoughts: thoughts)
  }
}

// MARK: - A server's side

extension GeminiWire {
  static func question(
    _ body: JSONValue, path: String
  ) throws(QuestionError) -> ReceivedQuestion {
    guard let start = path.range(of: "/models/"),
      let end = path.range(of: ":generateContent", range: start.upperBound..<path.endIndex)
    else { throw QuestionError("the path must end in models/MODEL:generateContent") }
    let name = String(path[start.upperBound..<end.lowerBound])
    var messages: [ModelRequest.Message] = []
    for content in try QuestionReader.list("contents", body) {
      let parts = try QuestionReader.parts(content["parts"], part)
      messages.append(try QuestionReader.message(content["role"] ?? "user", parts))
    }
    let instruction = body["systemInstruction"] ?? body["system_instruction"]
    let texts = (instruction?["parts"]?.elements ?? []).compactMap { $0["text"]?.string }
    let generation = body["generationConfig"] ?? body["generation_config"]
    let calling = body["toolConfig"]?["functionCallingConfig"]
    let tool =
      calling?["mode"] == "ANY" ? calling?["allowedFunctionNames"]?.elements.first?.string : nil
    let isSchema = generation?["responseMimeType"] == "application/json"
    return ReceivedQuestion(
      model: name.removingPercentEncoding ?? name,
      request: ModelRequest(
        system: texts.isEmpty ? nil : texts.joined(separator: "\n"), messages: messages,
        settings: try QuestionReader.settings(generation, limits: ["maxOutputTokens"])),
      structure: tool != nil ? .tool : isSchema ? .schema : .text, tool: tool)
  }

  private static func part(_ part: JSONValue) throws(QuestionError) -> ModelRequest.Part {
    if let text = part["text"]?.string { return .text(text) }
    guard let data = part["inlineData"] ?? part["inline_data"] else {
      throw QuestionError("a part must have 'text' or 'inlineData'")
    }
    let type = data["mimeType"] ?? data["mime_type"]
    return try QuestionReader.picture(type: type?.string, data: data["data"]?.string)
  }

  /// The body of an answer.
  static func body(of reply: ModelReply, to question: ReceivedQuestion, id: String) -> JSONValue {
    var part: JSONValue = ["text": .string(reply.text)]
    let input = try? JSONReader.read(Array(reply.text.utf8))
    if let tool = question.tool, let input, reply.ending == .complete {
      part = ["functionCall": ["name": .string(tool), "args": input]]
    }
    let reason: JSONValue =
      switch reply.ending {
      case .cut: "MAX_TOKENS"
      case .refused: "SAFETY"
      case .filtered(let why): .string(why)
      default: "STOP"
      }
    let (read, written) = (reply.usage.input ?? 0, reply.usage.output ?? 0)
    return [
      "candidates": [
        ["content": ["role": "model", "parts": [part]], "finishReason": reason, "index": 0]
      ],
      "usageMetadata": [
        "promptTokenCount": .number(read), "candidatesTokenCount": .number(written),
        "totalTokenCount": .number(read + written),
      ],
      "modelVersion": .string(reply.model ?? question.model), "responseId": .string(id),
    ]
  }
}
