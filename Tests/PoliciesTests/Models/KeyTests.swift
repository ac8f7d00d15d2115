import Control
import Language
import Testing
import Wire

@testable import Policies

@Suite struct KeyTests {
  static let environment = [
    "OPENAI_API_KEY": "sk-canary-openai-1", "ANTHROPIC_API_KEY": "sk-canary-anthropic-2",
    "GEMINI_API_KEY": "AIza-canary-3", "OPENROUTER_API_KEY": "sk-or-canary-4", "MINE": "mine-5",
  ]

  @Test(
    "A key goes to its own provider's server in its own header, and nowhere else",
    arguments: [
      ("gpt-4o", nil, nil, nil, "Authorization: Bearer sk-canary-openai-1"),
      ("gpt-5", nil, nil, nil, "Authorization: Bearer sk-canary-openai-1"),
      ("claude-sonnet-4-5", nil, nil, nil, "x-api-key: sk-canary-anthropic-2"),
      ("gemini-2.5-pro", nil, nil, nil, "x-goog-api-key: AIza-canary-3"),
      ("x/y", nil, "https://openrouter.ai/api/v1", nil, "Authorization: Bearer sk-or-canary-4"),
      ("x", nil, "http://127.0.0.1:11434/v1", nil, ""),
      ("gpt-4o", .chat, "https://proxy.example/v1", nil, ""),
      ("gpt-4o", nil, "http://api.openai.com/v1", nil, ""),
      ("gpt-4o", nil, "https://api.openai.com:8443/v1", nil, ""),
      ("gpt-4o", nil, "https://api.openai.com.evil.example/v1", nil, ""),
      ("claude-x", .messages, "https://evil.example", nil, "anthropic-version: 2023-06-01"),
      ("x", nil, "https://proxy.example/v1", "MINE", "Authorization: Bearer mine-5"),
      (
        "gpt-4o", nil, "https://API.OpenAI.com:443/v1", nil,
        "Authorization: Bearer sk-canary-openai-1"
      ),
    ] as [(String, ModelWire?, String?, String?, String)])
  func places(
    model: String, wire: ModelWire?, base: String?, name: String?, header: String
  ) throws {
    let endpoint = try ModelEndpoint(
      model: model, wire: wire, baseURL: base, keyName: name, environment: Self.environment)
    let headers = endpoint.headers.map { "\($0.name): \($0.value)" }
    #expect(headers.contains(header) || header.isEmpty && headers.isEmpty)
    let secrets = headers.filter { line in Self.environment.values.contains { line.contains($0) } }
    #expect(secrets.count == (header.isEmpty || header.hasPrefix("anthropic") ? 0 : 1))
    #expect(!endpoint.url.contains("canary"))
  }

  @Test("Only the key of the provider in use is asked for, and one that cannot be sent is refused")
  func missing() throws {
    #expect(throws: ModelError.noKey(variable: "OPENAI_API_KEY", server: "https://api.openai.com"))
    {
      try ModelEndpoint(model: "gpt-4o", environment: ["ANTHROPIC_API_KEY": "a"])
    }
    for bad in ["with space", "line\nfeed", "grün", " "] {
      let error = #expect(throws: ModelError.self) {
        try ModelEndpoint(model: "gpt-4o", environment: ["OPENAI_API_KEY": bad])
      }
      #expect(error?.description.contains("OPENAI_API_KEY") == true)
      #expect(bad == " " || error?.description.contains(bad) == false)
    }
    #expect(throws: ModelError.noServer(model: "mine")) {
      try ModelEndpoint(model: "mine", environment: [:])
    }
    // A key from a file often ends in a line feed.
    let trimmed = try ModelEndpoint(model: "gpt-4o", environment: ["OPENAI_API_KEY": " k-1234\n"])
    #expect(trimmed.headers.map(\.value) == ["Bearer k-1234"])
  }

  @Test("What may be a key is refused without being repeated")
  func pasted() throws {
    let key = "AIzaCanary5f01c2"
    func refusal(base: String? = "https://x.example/v1", name: String? = nil) -> String {
      do {
        _ = try ModelEndpoint(model: "m", baseURL: base, keyName: name, environment: [:])
        return "taken"
      } catch { return "\(error)" }
    }
    let refusals = [
      refusal(name: key), refusal(name: "sk-\(key)"), refusal(name: "\(key) "), refusal(name: ""),
      refusal(base: "https://u:\(key)@x.example/v1"), refusal(base: "\(key)@x.example"),
      refusal(base: "https://x.example/v1?key=\(key)"),
    ]
    for text in refusals { #expect(!text.contains("Canary") && text != "taken", "\(text)") }
    #expect(refusals[0].contains("no variable of the name that --key-env gives"))
    #expect(refusals[1].contains("is no variable's name, and is not shown"))
    #expect(refusals[4].contains("has a user and password"))
  }

  @Test("A question with the key in it is not asked")
  func inQuestion() async throws {
    let provider = Provider { _, _ in .says("up") }
    let book = Book()
    let error = await #expect(throws: ModelError.self) {
      try await provider.client(key: "sk-canary-123").ask(.example("sk-canary-123?"), book: book)
    }
    #expect(error == .keyInQuestion && error?.description.contains("canary") == false)
    #expect(provider.posts.isEmpty && book.exchanges.isEmpty)
  }

  @Test("The keys of an environment are the providers' and the one that is named")
  func all() {
    let keys = ModelKey.all(in: Self.environment, named: "MINE")
    #expect(
      keys.map(\.name) == [
        "ANTHROPIC_API_KEY", "GEMINI_API_KEY", "MINE", "OPENAI_API_KEY", "OPENROUTER_API_KEY",
      ])
    #expect(keys[0].isIn("x sk-canary-anthropic-2 y") && !keys[0].isIn("sk-canary-anthropic-"))
    let key = ModelKey(name: "K", secret: "aabaabaaab")
    for (text, isThere) in [
      ("", false), ("aabaabaaa", false), ("aabaabaaab", true), ("aabaabaabaaab", true),
      ("xaabaabaaab", true), ("aabaabaaabx", true), ("aaaaaaaaaaaaaaaa", false),
      ("ä aabaabaaab", true),
    ] {
      #expect(key.isIn(text) == isThere, "\(text)")
    }
    // Too short to be one.
    #expect(!keys[2].isIn("mine-5"))
    let named = ModelKey.all(in: ["MINE": " 0123456789\n", "GEMINI_API_KEY": " "], named: "MINE")
    #expect(named.map { $0.removed(from: "a 0123456789 b") } == ["a [key] b"])
  }

  @Test(
    "Whatever a server echoes, the key is in no record, answer, picture's name or error",
    arguments: [200, 201, 301, 400, 401, 404, 429, 500])
  func canary(status: Int) async throws {
    let key = "sk-canary-51ab"
    let bodies = [
      #"{"error":{"message":"Bad key \#(key) of \#(key)","type":"\#(key)","code":"\#(key)"}}"#,
      #"{"choices":[{"message":{"content":"say \#(key)"},"finish_reason":"\#(key)"}],"model":"\#(key)"}"#,
      "<html>\(key)</html>", "\(key)", #"{"\#(key)":1}"#, #"{"choices":"\#(key)""#,
      #"{"detail":"\#(key)"}"#,
    ]
    for body in bodies {
      let headers = ["retry-after": key, "x-request-id": key, "location": "https://x/?key=\(key)"]
      let provider = Provider { _, _ in
        .init(status: status, headers: headers, body: Array(body.utf8))
      }
      let book = Book()
      let client = try provider.client(key: key)
      var told = ""
      do { told = try await client.ask(.example(), book: book) } catch {
        told = "\(error) \(client)"
      }
      #expect(!told.contains(key) && !told.contains("51ab"))
      #expect(!book.exchanges.isEmpty)
      for exchange in book.exchanges {
        #expect(!exchange.line.contains(key) && !exchange.line.contains("Bearer"))
      }
      #expect(provider.posts[0].headers.contains { $0.value == "Bearer \(key)" })
    }
  }

  @Test(
    "A key is found as JSON writes it, within strings within strings too",
    arguments: [
      #"Cnry.With/Odd+"C"#, #"Cnry.With\/Odd+\"C"#, #"Cnry.With\\\/Odd+\\\"C"#,
      #"Cnry.\u0057ith\u002fOdd\u002B\u0022C"#, #"Cnry.With\\u002FOdd+\"C"#,
    ])
  func escapedKey(told: String) {
    let key = ModelKey(name: "K", secret: #"Cnry.With/Odd+"C"#)
    #expect(key.removed(from: "a " + told + " b") == "a [key] b")
    #expect(key.removed(from: String(told.dropLast())) == String(told.dropLast()))
  }

  @Test(
    "What a base URL has of the API's path is not said twice",
    arguments: [
      (ModelWire.messages, "http://h", "http://h/v1/messages"),
      (.messages, "http://h/v1", "http://h/v1/messages"),
      (.compatible, "http://h/v1/chat/completions", "http://h/v1/chat/completions"),
      (.compatible, "http://h/api/v1", "http://h/api/v1/chat/completions"),
      (.gemini, "http://h/v1beta/", "http://h/v1beta/models/m:generateContent"),
      (.responses, "http://responses", "http://responses/responses"),
    ])
  func paths(wire: ModelWire, base: String, url: String) throws {
    let endpoint = try ModelEndpoint(model: "m", wire: wire, baseURL: base, environment: [:])
    #expect(endpoint.url == url)
  }

  @Test("A proxy is taken for https, but not for this machine or what the environment excepts")
  func proxies() throws {
    let rule = ProxyRule([
      "HTTPS_PROXY": "http://user:pw@proxy.example:3128",
      "NO_PROXY": "internal.example, .corp, 10.0.0.1",
    ])
    func proxy(_ address: String) throws -> String? {
      try rule.proxy(for: ServerAddress(address)).map { "\($0.host):\($0.port)" }
    }
    #expect(try proxy("https://api.openai.com/v1") == "proxy.example:3128")
    for direct in [
      "http://api.openai.com", "https://localhost:8000", "https://127.0.0.1:1", "https://[::1]:1",
      "https://internal.example", "https://a.internal.example", "https://x.corp",
      "https://10.0.0.1",
    ] {
      #expect(try proxy(direct) == nil, "\(direct)")
    }
    #expect(ProxyRule([:]).server == nil && ProxyRule(["HTTPS_PROXY": "://"]).server == nil)
    #expect(throws: ModelError.unusableProxy) {
      try ModelEndpoint(
        model: "gpt-4o", environment: ["OPENAI_API_KEY": "sk-1", "HTTPS_PROXY": "proxy.example:x"])
    }
    let excepted = ["HTTPS_PROXY": "://", "NO_PROXY": "api.openai.com", "OPENAI_API_KEY": "sk-1"]
    _ = try ModelEndpoint(model: "gpt-4o", environment: excepted)
    #expect(ProxyRule(["https_proxy": "lower:99"]).server?.port == 99)
  }
}
