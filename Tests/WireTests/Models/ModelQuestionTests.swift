import Foundation
import Language
import Testing

@testable import Wire

@Suite struct ModelQuestionTests {
  static func body(_ wire: ModelWire, _ structure: Structure = .schema) throws -> JSONValue {
    wire.body(of: try .example(structure: structure))
  }

  @Test(
    "A server reads what a client was asked: texts, turns, settings, and pictures to the byte",
    arguments: ModelWire.allCases, Structure.allCases)
  func roundTrip(wire: ModelWire, structure: Structure) throws {
    let question = try ModelQuestion.example(model: "m 1/ü", structure: structure)
    let path = "/" + wire.path(toModel: question.model)
    let received = try wire.question(path: path, body: wire.body(of: question).bytes)
    #expect(received.model == question.model)
    #expect(received.structure == structure)
    #expect(received.tool == (structure == .tool ? "robot_move" : nil))
    #expect(received.request.system == question.request.system)
    #expect(received.request.settings == question.request.settings)
    #expect(received.request.messages.map(\.role) == [.user, .assistant, .user])
    for (came, sent) in zip(received.request.messages, question.request.messages) {
      #expect(came.parts.map(Self.content) == sent.parts.map(Self.content))
    }
  }

  static func content(_ part: ModelRequest.Part) -> [String] {
    switch part {
    case .text(let text): [text]
    case .picture(let picture):
      [picture.sha256, picture.encoding.mediaType, "\(picture.width) \(picture.height)"]
    }
  }

  @Test(
    "A client reads what a server answers, whatever it ends with",
    arguments: ModelWire.allCases, [Structure.text, .schema, .tool])
  func answers(wire: ModelWire, structure: Structure) throws {
    let tool = structure == .tool ? "robot_move" : nil
    let question = ReceivedQuestion(
      model: "m", request: ModelRequest(messages: []), structure: structure, tool: tool)
    let said = ModelReply(
      text: #"{"action":"up"}"#, ending: .complete, usage: .init(input: 12, output: 3), model: "m-2"
    )
    let reply = try wire.reply(
      status: 200, body: wire.body(of: said, to: question, id: "1").bytes)
    #expect(reply.text == said.text && reply.ending == .complete && reply.model == "m-2")
    #expect(reply.usage.input == 12 && reply.usage.output == 3)

    let cut = ModelReply(text: "mo", ending: .cut)
    let short = try wire.reply(status: 200, body: wire.body(of: cut, to: question, id: "1").bytes)
    #expect(short.text == "mo" && short.ending == .cut)

    let error = wire.errorBody(status: 429, type: "rate_limit_exceeded", message: "Slow down")
    let fault = try #require(ModelFaultTests.fault(wire, 429, error.text))
    #expect(fault.description == "status 429, rate_limit_exceeded: Slow down")
  }

  @Test("What is asked for is where each provider looks for it")
  func places() throws {
    let chat = try Self.body(.chat)
    #expect(chat["max_completion_tokens"] == 500 && chat["max_tokens"] == nil)
    #expect(chat["response_format"]?["json_schema"]?["strict"] == true)
    #expect(chat["messages"]?.elements[0]["role"] == "system")
    let compatible = try Self.body(.compatible)
    #expect(compatible["max_tokens"] == 500 && compatible["max_completion_tokens"] == nil)
    let responses = try Self.body(.responses)
    #expect(responses["instructions"] != nil && responses["max_output_tokens"] == 500)
    #expect(responses["text"]?["format"]?["name"] == "robot_move")
    #expect(responses["store"] == false)
    let messages = try Self.body(.messages)
    #expect(messages["system"] != nil && messages["max_tokens"] == 500)
    #expect(messages["output_config"]?["format"]?["type"] == "json_schema")
    let gemini = try Self.body(.gemini)
    #expect(gemini["generationConfig"]?["responseJsonSchema"] != nil)
    #expect(gemini["contents"]?.elements[1]["role"] == "model")
  }

  @Test("What was not asked for is not sent, but for the limit that Anthropic requires")
  func silence() throws {
    for wire in ModelWire.allCases {
      var question = try ModelQuestion.example(structure: .text)
      question.request.settings = .init()
      let text = wire.body(of: question).text
      for word in ["temperature", "schema", "tool", "top_p", "seed", "stream"] {
        #expect(!text.contains("\"\(word)"), "\(wire) \(word)")
      }
      #expect(text.contains("max_tokens") == (wire == .messages), "\(wire)")
    }
  }

  @Test("Anthropic's schema has no limits that it refuses, and says them in words")
  func limits() throws {
    let text = try Self.body(.messages)["output_config"]?.text ?? ""
    for word in ["minimum", "maximum", "minItems", "maxItems"] {
      #expect(!text.contains("\"\(word)\""))
    }
    #expect(text.contains("minimum 1, maximum 9"))
    #expect(try Self.body(.chat).text.contains("\"maxItems\":7"))
  }

  @Test("A record has digests in the pictures' places, and differs from the body in nothing else")
  func digests() throws {
    let question = try ModelQuestion.example()
    for wire in ModelWire.allCases {
      var text = wire.body(of: question, pictures: .digests).text
      for case .picture(let picture) in question.request.messages.flatMap(\.parts) {
        let digest = "sha256:" + picture.sha256
        #expect(text.contains(digest))
        text = text.replacing(digest, with: Data(picture.bytes).base64EncodedString())
      }
      #expect(text == wire.body(of: question).text)
    }
  }

  @Test("One value of a pixel, one byte of a text, and every setting make another record")
  func differences() throws {
    let one = try ModelQuestion.example()
    var others = [try ModelQuestion.example(shade: 91), try .example(model: "m-2")]
    others += [try .example(structure: .tool)]
    var changed = one
    changed.request.system? += " "
    others.append(changed)
    changed = one
    changed.request.settings.temperature = 0.25
    others.append(changed)
    changed = one
    changed.request.settings.maxTokens = 501
    others.append(changed)
    changed = one
    changed.request.schema = nil
    others.append(changed)
    for wire in ModelWire.allCases {
      let record = wire.body(of: one, pictures: .digests).text
      for (index, other) in others.enumerated() where !(wire == .gemini && index == 1) {
        #expect(wire.body(of: other, pictures: .digests).text != record, "\(wire) \(index)")
      }
    }
  }

  @Test(
    "A model's name decides its wire, and how it is held to a schema",
    arguments: [
      ("gpt-4o", .chat, .schema), ("gpt-4-turbo", .chat, .text),
      ("gpt-4.1-mini", .chat, .schema), ("gpt-5", .responses, .schema),
      ("o4-mini", .responses, .schema),
      ("claude-sonnet-4-5", .messages, .schema), ("claude-3-7-sonnet-20250219", .messages, .tool),
      ("claude-sonnet-4-20250514", .messages, .tool), ("gemini-2.5-pro", .gemini, .schema),
      ("gpt-oss-20b", nil, .text), ("qwen2.5-vl", nil, .text),
    ] as [(String, ModelWire?, Structure)])
  func names(model: String, wire: ModelWire?, structure: Structure) {
    #expect(ModelWire(ofModel: model) == wire)
    #expect((wire ?? .compatible).structure(ofModel: model) == structure)
  }

  @Test("A temperature goes only to models that take one")
  func temperature() {
    #expect(ModelWire.chat.takesTemperature(model: "gpt-4o"))
    #expect(!ModelWire.chat.takesTemperature(model: "gpt-5"))
    #expect(!ModelWire.responses.takesTemperature(model: "o4-mini"))
    #expect(ModelWire.messages.takesTemperature(model: "claude-3-7-sonnet-20250219"))
    #expect(!ModelWire.messages.takesTemperature(model: "claude-opus-5"))
    #expect(ModelWire.compatible.takesTemperature(model: "gpt-oss-20b"))
  }

  @Test(
    "A server says what is wrong with a request",
    arguments: [
      (ModelWire.chat, "[]", "the body is a list, not an object"),
      (.chat, "{", "the body is not JSON"),
      (.chat, #"{"messages":[{"role":"user","content":"x"}]}"#, "'model' is required"),
      (.chat, #"{"model":"m","messages":[]}"#, "'messages' must be a list with something in it"),
      (
        .chat, #"{"model":"m","messages":[{"role":"user","content":[]}]}"#,
        "a message without content"
      ),
      (
        .compatible,
        #"{"model":"m","messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"http://x/y"}}]}]}"#,
        "a picture must be a data URL"
      ),
      (
        .responses, #"{"model":"m","input":"x","max_output_tokens":0}"#,
        "'max_output_tokens' must be a whole number from 1"
      ),
      (
        .messages, #"{"model":"m","messages":[{"role":"user","content":"x"}]}"#,
        "'max_tokens' is required"
      ),
      (
        .messages,
        #"{"model":"m","max_tokens":1,"messages":[{"role":"user","content":[{"type":"image","source":{"type":"base64","media_type":"image/webp","data":""}}]}]}"#,
        "pictures are taken as image/png and image/jpeg"
      ),
      (
        .messages,
        #"{"model":"m","max_tokens":1,"stream":true,"messages":[{"role":"user","content":"x"}]}"#,
        "'stream' is not served here; leave it out"
      ),
      (.gemini, #"{"contents":[{"parts":[{}]}]}"#, "a part must have 'text' or 'inlineData'"),
    ])
  func refusals(wire: ModelWire, body: String, text: String) {
    #expect(throws: QuestionError(text)) {
      try wire.question(path: "/v1beta/models/m:generateContent", body: Array(body.utf8))
    }
  }

  /// As the google-genai package sends them.
  @Test("Pictures in the base64 of URLs are read as well")
  func urlSafe() throws {
    let question = try ModelQuestion.example(structure: .text)
    let text = ModelWire.gemini.body(of: question).text
    let pictures = question.request.messages.flatMap(\.parts).compactMap { part in
      if case .picture(let picture) = part {
        Data(picture.bytes).base64EncodedString()
      } else {
        nil
      }
    }
    var safe = text
    for picture in pictures {
      let other = picture.replacing("+", with: "-").replacing("/", with: "_")
      safe = safe.replacing(picture, with: other)
    }
    #expect(safe != text)
    let path = "/v1/models/m-1:generateContent"
    let received = try ModelWire.gemini.question(path: path, body: Array(safe.utf8))
    #expect(received == (try ModelWire.gemini.question(path: path, body: Array(text.utf8))))
  }
}
