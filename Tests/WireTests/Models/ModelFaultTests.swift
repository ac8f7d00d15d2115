import Language
import Testing

@testable import Wire

/// What comes in place of an answer.
@Suite struct ModelFaultTests {
  static func fault(_ wire: ModelWire, _ status: Int, _ body: String) -> ModelFault? {
    do {
      _ = try wire.reply(status: status, body: Array(body.utf8))
      return nil
    } catch { return error }
  }

  @Test(
    "Each provider's and server's error is told for what it is",
    arguments: [
      (
        ModelWire.chat, 401,
        #"{"error":{"message":"Bad key","type":"invalid_request_error","param":null,"code":"invalid_api_key"}}"#,
        401, "status 401, invalid_api_key: Bad key"
      ),
      (
        .chat, 429, #"{"error":{"message":"Slow","type":"requests","code":"rate_limit_exceeded"}}"#,
        429, "status 429, rate_limit_exceeded: Slow"
      ),
      // OpenRouter, status 200.
      (
        .compatible, 200, #"{"error":{"code":502,"message":"Upstream","metadata":{}}}"#, 502,
        "status 502: Upstream"
      ),
      (
        .compatible, 200,
        #"{"choices":[{"error":{"code":429,"message":"Slow"},"message":{"content":""}}]}"#, 429,
        "status 429: Slow"
      ),
      (
        .responses, 200,
        #"{"status":"failed","error":{"code":"server_error","message":"Oops"},"output":[]}"#, 500,
        "status 500, server_error: Oops"
      ),
      (
        .messages, 529,
        #"{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"},"request_id":"q"}"#,
        529, "status 529, overloaded_error: Overloaded"
      ),
      (
        .messages, 200, #"{"type":"error","error":{"type":"rate_limit_error","message":"Slow"}}"#,
        429, "status 429, rate_limit_error: Slow"
      ),
      (
        .gemini, 403,
        #"{"error":{"code":403,"message":"No","status":"PERMISSION_DENIED"}}"#, 403,
        "status 403, PERMISSION_DENIED: No"
      ),
      (
        .gemini, 503, #"[{"error":{"code":503,"message":"Busy","status":"UNAVAILABLE"}}]"#, 503,
        "status 503, UNAVAILABLE: Busy"
      ),
      // vLLM, older and newer; FastAPI; Ollama.
      (
        .compatible, 400,
        #"{"object":"error","message":"too long","type":"BadRequestError","param":null,"code":400}"#,
        400, "status 400, BadRequestError: too long"
      ),
      (.compatible, 404, #"{"detail":"Not Found"}"#, 404, "status 404: Not Found"),
      (
        .compatible, 404, #"{"error":"model 'x' not found"}"#, 404,
        "status 404: model 'x' not found"
      ),
      (.compatible, 500, #"{"what":"else"}"#, 500, #"status 500: {"what":"else"}"#),
      (
        .compatible, 502, "<html>Bad Gateway</html>", 502,
        "status 502, the server answered a web page, not JSON: <html>Bad Gateway</html>"
      ),
      (.chat, 200, "", 200, "the server answered nothing"),
      (
        .chat, 200, #"{"choices":[{"message""#, 200,
        #"the server's JSON stops after 22 bytes: {"choices":[{"message""#
      ),
      (
        .chat, 200, #"{"output":"move up"}"#, 200,
        #"an answer without 'choices', as of another kind of server: {"output":"move up"}"#
      ),
      (
        .messages, 200, #"{"choices":[]}"#, 200,
        #"an answer without 'content', as of another kind of server: {"choices":[]}"#
      ),
      (.gemini, 200, "{}", 200, "an answer without 'candidates', as of another kind of server: {}"),
      (.chat, 301, #"{"moved":1}"#, 301, #"status 301: {"moved":1}"#),
    ])
  func told(wire: ModelWire, status: Int, body: String, meant: Int, text: String) throws {
    let fault = try #require(Self.fault(wire, status, body))
    #expect(fault.status == meant)
    #expect(fault.description == text)
  }

  @Test("Gemini's delay is read from the body; an empty account is told from a busy provider")
  func details() throws {
    let busy =
      #"{"error":{"code":429,"message":"m","status":"RESOURCE_EXHAUSTED","details":[{"@type":"#
      + #""type.googleapis.com/google.rpc.Help"},{"@type":"type.googleapis.com/google.rpc.RetryInfo","#
      + #""retryDelay":"17.5s"}]}}"#
    let fault = try #require(Self.fault(.gemini, 429, busy))
    #expect(fault.delay == .milliseconds(17_500) && !fault.isOutOfCredit)
    let empty =
      #"{"error":{"message":"m","type":"insufficient_quota","code":"insufficient_quota"}}"#
    #expect(try #require(Self.fault(.chat, 429, empty)).isOutOfCredit)
    #expect(try #require(Self.fault(.compatible, 402, #"{"error":"pay"}"#)).isOutOfCredit)
  }

  @Test("A million levels, a million values and long texts end in one short line")
  func hostile() throws {
    let deep = String(repeating: "[", count: 1_000_000)
    let wide = "[" + String(repeating: "0,", count: 1_000_000) + "0]"
    let long = #"{"error":{"message":"\#(String(repeating: "la\\n ", count: 100_000))"}}"#
    for (status, body) in [(200, deep), (200, wide), (500, long)] {
      let text = try #require(Self.fault(.chat, status, body)).description
      #expect(text.count < 400 && !text.contains("\n"))
    }
  }
}
