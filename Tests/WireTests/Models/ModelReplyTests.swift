import Language
import Testing

@testable import Wire

/// What providers and servers send back, row by row of what clients are known to trip over.
@Suite struct ModelReplyTests {
  static func chat(_ message: String, finish: String = "\"stop\"") -> String {
    #"{"id":"c-1","object":"chat.completion","created":1,"model":"gpt-4o-2024-08-06","choices":[{"#
      + #""index":0,"message":\#(message),"finish_reason":\#(finish)}],"usage":{"prompt_tokens":9,"#
      + #""completion_tokens":4,"total_tokens":13,"prompt_tokens_details":{"cached_tokens":5},"#
      + #""completion_tokens_details":{"reasoning_tokens":2}}}"#
  }

  static func says(_ content: String, finish: String = "\"stop\"") -> String {
    chat(#"{"role":"assistant","content":\#(content),"refusal":null}"#, finish: finish)
  }

  static func responses(
    _ content: String, status: String = "completed", details: String = "null"
  ) -> String {
    #"{"id":"r-1","object":"response","status":"\#(status)","error":null,"#
      + #""incomplete_details":{"reason":\#(details)},"model":"gpt-5","output":["#
      + #"{"type":"reasoning","id":"rs","summary":[]},{"type":"message","role":"assistant","#
      + #""content":[\#(content)]}],"usage":{"input_tokens":9,"input_tokens_details":"#
      + #"{"cached_tokens":5},"output_tokens":4,"output_tokens_details":{"reasoning_tokens":2}}}"#
  }

  static func messages(_ content: String, stop: String = "end_turn") -> String {
    #"{"id":"msg","type":"message","role":"assistant","model":"claude-x","content":[\#(content)],"#
      + #""stop_reason":"\#(stop)","usage":{"input_tokens":2,"cache_read_input_tokens":5,"#
      + #""cache_creation_input_tokens":2,"output_tokens":4}}"#
  }

  static func gemini(_ parts: String, finish: String = "STOP") -> String {
    #"{"candidates":[{"content":{"role":"model","parts":[\#(parts)]},"finishReason":"\#(finish)","#
      + #""index":0}],"usageMetadata":{"promptTokenCount":9,"cachedContentTokenCount":5,"#
      + #""candidatesTokenCount":2,"thoughtsTokenCount":2,"totalTokenCount":13},"#
      + #""modelVersion":"gemini-2.5-pro"}"#
  }

  static let fenced = #""```json\n{\"action\":\"up\"}\n```\nHope that helps!""#

  @Test(
    "Each form of an answer is read for what it says and why it ends",
    arguments: [
      (ModelWire.chat, says(#""move up""#), "move up", ModelReply.Ending.complete),
      (.compatible, says(#""move up""#), "move up", .complete),
      (.chat, says("null"), "", .other("no content")),
      (
        .chat, says(#"[{"type":"text","text":"move "},{"type":"text","text":"up"}]"#), "move up",
        .complete
      ),
      (.compatible, says(#"["move up"]"#), "move up", .complete),
      (.chat, says(fenced), "```json\n{\"action\":\"up\"}\n```\nHope that helps!", .complete),
      (.chat, says(#""move u""#, finish: #""length""#), "move u", .cut),
      (.chat, says("null", finish: #""length""#), "", .cut),
      (.chat, says("null", finish: #""content_filter""#), "", .filtered("content_filter")),
      (
        .chat, chat(#"{"role":"assistant","content":null,"refusal":"I can't."}"#), "I can't.",
        .refused
      ),
      (
        .chat, chat(#"{"role":"assistant","content":[{"type":"refusal","refusal":"No."}]}"#), "No.",
        .refused
      ),
      (
        .chat,
        chat(
          #"{"role":"assistant","content":null,"tool_calls":[{"id":"t","type":"function","#
            + #""function":{"name":"robot_move","arguments":"{\"action\":\"up\"}"}}]}"#,
          finish: #""tool_calls""#), #"{"action":"up"}"#, .complete
      ),
      (
        .compatible,
        chat(
          #"{"content":"","tool_calls":[{"function":{"name":"robot_move","#
            + #""arguments":{"action":"up"}}}]}"#, finish: "null"), #"{"action":"up"}"#, .complete
      ),
      (.chat, #"{"object":"chat.completion","model":"m","choices":[]}"#, "", .other("no choices")),
      (
        .responses, responses(#"{"type":"output_text","text":"move up","annotations":[]}"#),
        "move up", .complete
      ),
      (
        .responses,
        responses(
          #"{"type":"output_text","text":"mo"}"#, status: "incomplete",
          details: #""max_output_tokens""#), "mo", .cut
      ),
      (
        .responses, responses("", status: "incomplete", details: #""content_filter""#), "",
        .filtered("content_filter")
      ),
      (.responses, responses(#"{"type":"refusal","refusal":"No."}"#), "No.", .refused),
      (
        .responses,
        #"{"status":"completed","output":[{"type":"function_call","name":"robot_move","#
          + #""arguments":"{\"action\":\"up\"}"}]}"#, #"{"action":"up"}"#, .complete
      ),
      (.messages, messages(#"{"type":"text","text":"move up"}"#), "move up", .complete),
      (
        .messages,
        messages(#"{"type":"thinking","thinking":"hm"},{"type":"text","text":"move up"}"#),
        "move up", .complete
      ),
      (.messages, messages(#"{"type":"text","text":"mov"}"#, stop: "max_tokens"), "mov", .cut),
      (.messages, messages("", stop: "refusal"), "", .refused),
      (.messages, messages("", stop: "pause_turn"), "", .other("pause_turn")),
      (
        .messages,
        messages(
          #"{"type":"text","text":"Sure."},{"type":"tool_use","id":"t","name":"robot_move","#
            + #""input":{"action":"up","times":2}}"#, stop: "tool_use"),
        #"{"action":"up","times":2}"#, .complete
      ),
      (
        .gemini, gemini(#"{"text":"hm","thought":true},{"text":"move "},{"text":"up"}"#), "move up",
        .complete
      ),
      (.gemini, gemini("", finish: "SAFETY"), "", .filtered("SAFETY")),
      (.gemini, gemini(#"{"text":"mo"}"#, finish: "MAX_TOKENS"), "mo", .cut),
      (
        .gemini, gemini("", finish: "MALFORMED_FUNCTION_CALL"), "",
        .other("MALFORMED_FUNCTION_CALL")
      ),
      (.gemini, #"{"candidates":[],"usageMetadata":{}}"#, "", .other("no candidates")),
      (
        .gemini, #"{"promptFeedback":{"blockReason":"PROHIBITED_CONTENT"}}"#, "",
        .filtered("PROHIBITED_CONTENT")
      ),
      (
        .gemini, gemini(#"{"functionCall":{"name":"robot_move","args":{"action":"up"}}}"#),
        #"{"action":"up"}"#, .complete
      ),
    ])
  func answers(wire: ModelWire, body: String, text: String, ending: ModelReply.Ending) throws {
    let reply = try wire.reply(status: 200, body: Array(body.utf8))
    #expect(reply.text == text)
    #expect(reply.ending == ending)
  }

  @Test(
    "Tokens are counted alike, whatever a provider takes in or leaves out",
    arguments: [
      (ModelWire.chat, says(#""x""#)),
      (.responses, responses(#"{"type":"output_text","text":"x"}"#)),
      (.gemini, gemini(#"{"text":"x"}"#)),
    ])
  func usage(wire: ModelWire, body: String) throws {
    let usage = try wire.reply(status: 200, body: Array(body.utf8)).usage
    #expect(usage == .init(input: 9, cached: 5, output: 4, thoughts: 2))
    #expect(usage.tokens == 13)
  }

  @Test("Anthropic's input tokens are summed of three, and OpenRouter's cost is kept")
  func sums() throws {
    let body = Self.messages(#"{"type":"text","text":"x"}"#)
    let usage = try ModelWire.messages.reply(status: 200, body: Array(body.utf8)).usage
    #expect(usage == .init(input: 9, cached: 5, cacheWritten: 2, output: 4))
    let routed = #"{"choices":[{"message":{"content":"x"}}],"usage":{"cost":0.00125}}"#
    let reply = try ModelWire.compatible.reply(status: 200, body: Array(routed.utf8))
    #expect(reply.usage.usd == 0.00125 && reply.usage.tokens == nil)
  }

  @Test(
    "Numbers that are no counts are no counts",
    arguments: ["NaN", "-1", "1e300", "1.5", "null", "\"9\"", "Infinity"])
  func badCounts(number: String) throws {
    let body =
      #"{"choices":[{"message":{"content":"x"}}],"usage":{"prompt_tokens":\#(number),"cost":\#(number)}}"#
    let usage = try ModelWire.chat.reply(status: 200, body: Array(body.utf8)).usage
    #expect(usage.input == nil)
    #expect(usage.usd == nil || number == "1.5" || number == "1e300")
  }

  @Test("Of a key that comes twice the last counts, as in Python; a wrong charset does no harm")
  func oddities() throws {
    let twice = #"{"choices":[],"choices":[{"message":{"content":"no","content":"move up"}}]}"#
    #expect(try ModelWire.chat.reply(status: 200, body: Array(twice.utf8)).text == "move up")
    let latin =
      Array(#"{"choices":[{"message":{"content":"m"#.utf8) + [0xF6] + Array(#"ve"}}]}"#.utf8)
    #expect(try ModelWire.chat.reply(status: 200, body: latin).text == "m\u{FFFD}ve")
  }
}
