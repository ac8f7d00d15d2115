import Control
import Foundation
import Language
import Synchronization
import Testing
import Wire

@testable import Policies

/// A model's client against a server on loopback that misbehaves in every way that is known.
@Suite(.serialized) struct ModelServerLiveTests {
  static func ask(
    _ root: String, _ name: String, timeout: Duration = .seconds(20), attempts: Int = 2,
    key: String? = nil, book: Kept = Kept()
  ) async throws -> ModelReply {
    let endpoint = try ModelEndpoint(
      model: "m-1", baseURL: "\(root)/\(name)/v1", keyName: key == nil ? nil : "KEY",
      environment: key.map { ["KEY": $0] } ?? [:])
    var options = ModelClient.Options()
    options.timeout = timeout
    options.retries = RetryRule(attempts: attempts)
    let client = ModelClient(endpoint, options)
    let request = ModelRequest(messages: [.init(.user, [.text("What next?")])])
    return try await client.answer(
      request, as: client.asked(request, turn: .init(seed: 0, index: 0)), past: nil, book: book)
  }

  /// A book in memory.
  final class Kept: ExchangeBook {
    private let kept = Mutex<[Exchange]>([])
    func past(_ index: Int) -> String? { nil }
    func keep(_ exchange: Exchange) throws { kept.withLock { $0.append(exchange) } }
    var lines: [String] { kept.withLock { $0.map(\.line) } }
  }

  static func failure(
    _ root: String, _ name: String, timeout: Duration = .seconds(20), attempts: Int = 1,
    key: String? = nil, book: Kept = Kept()
  ) async -> String {
    do {
      let reply = try await ask(
        root, name, timeout: timeout, attempts: attempts, key: key, book: book)
      return "answered \(reply.text)"
    } catch { return "\(error)" }
  }

  @Test("Answers in every form are read")
  func answers() async throws {
    let answers: [(String, String, ModelReply.Ending)] = [
      ("ok", "move up", .complete), ("null", "", .other("no content")),
      ("parts", "move up", .complete),
      ("fences", "```json\n{\"move\": \"up\"}\n```\nThat should do.", .complete),
      ("prose", "{\"move\": \"up\"} is what I would do.", .complete), ("cut", "mov", .cut),
      ("refusal", "I will not.", .refused), ("blocked", "", .filtered("content_filter")),
      ("empty", "", .other("no choices")), ("gzip", "move up", .complete),
      ("chunked", "move up", .complete), ("charset", "höher", .complete),
      ("twice", "move up", .complete), ("nan", "move up", .complete),
      ("once_429_retry-after_0.1", "move up", .complete),
      ("once_429_retry-after-ms_100", "move up", .complete),
      ("once_429_retry-after_0", "move up", .complete),
      ("once_429_retry-after_-7", "move up", .complete), ("once_529", "move up", .complete),
      ("once_503", "move up", .complete),
    ]
    try await withPythonServer("model_server.py") { root in
      for (name, text, ending) in answers {
        let reply = try await Self.ask(root, name)
        #expect(reply.text == text && reply.ending == ending, "\(name)")
      }
    }
  }

  @Test("Each kind of failure is told for what it is, in one line")
  func failures() async throws {
    let sayings = [
      "error_in_200": "status 400: no such model. Look at what was sent",
      "always_429_retry-after_999999": "asks to wait for 999999 s: status 429, rate_limit: slow",
      "always_529": "status 529, rate_limit: slow down. Try again later",
      "bomb": "broke before its answer was complete: the compressed answer is broken",
      "header": "broke before its answer was complete",
      "reset": "broke before its answer was complete: ",
      "deep": "the server's JSON is more than 64 levels deep",
      "utf16": "the server's answer is not JSON (byte 0)",
      "moved": "status 307: {}. Name the address it redirects to",
      "none": "status 404: no such behaviour. Look at the model's name and at --base-url",
    ]
    try await withPythonServer("model_server.py") { root in
      for (name, saying) in sayings.sorted(by: { $0.key < $1.key }) {
        let text = await Self.failure(root, name)
        #expect(text.contains(saying), "\(name): \(text)")
        #expect(!text.contains("\n"))
      }
      let start = ContinuousClock.now
      let text = await Self.failure(root, "drip", timeout: .milliseconds(500))
      #expect(text.contains("within 0.5 s"), "\(text)")
      #expect(.now - start < .seconds(10))
    }
    let text = await Self.failure("http://127.0.0.1:9", "x")
    #expect(text.contains("cannot reach http://127.0.0.1:9/x/v1: connection refused."), "\(text)")
  }

  @Test("A proxy is asked to connect to the provider, and gets neither question nor key")
  func proxy() async throws {
    try await withPythonServer("model_server.py") { root in
      let endpoint = try ModelEndpoint(
        model: "gpt-4o", environment: ["OPENAI_API_KEY": "sk-canary-9"])
      var connection = ModelConnection(address: endpoint.address, timeout: .seconds(20))
      connection.proxies = ProxyRule(["HTTPS_PROXY": root.replacing("://", with: "://u:pw@")])
      let (post, ready) = (
        ModelPost(url: endpoint.url, headers: endpoint.headers, body: [1]), connection
      )
      await #expect(throws: PolicyError.self) { try await ready.post(post) }
      let server = PolicyServer(address: try ServerAddress(root), timeout: .seconds(60))
      let seen = String(decoding: try await server.post("seen", json: nil).body, as: UTF8.self)
      #expect(seen.contains("\"path\": \"api.openai.com:443\"") && seen.contains("Basic dTpwdw=="))
      #expect(!seen.contains("canary") && !seen.contains("\"body\""))
    }
  }

  /// Asks a server with a certificate of the tests' own.
  static func askSecurely(
    _ root: String, roots: String?, through proxies: ProxyRule = ProxyRule([:])
  ) async -> String {
    do {
      let endpoint = try ModelEndpoint(
        model: "m-1", baseURL: "\(root)/ok/v1", keyName: "KEY",
        environment: ["KEY": "sk-canary-9"])
      var connection = ModelConnection(address: endpoint.address, timeout: .seconds(20))
      (connection.proxies, connection.roots) = (proxies, roots)
      let post = ModelPost(
        url: endpoint.url, headers: endpoint.headers, body: Array("{}".utf8))
      return String(decoding: try await connection.post(post).body, as: UTF8.self)
    } catch { return "\(error)" }
  }

  static let certificate = Python.folder.appending(path: "servers/tls/certificate.pem").path

  @Test("A certificate that nobody vouches for is refused, and taken where SSL_CERT_FILE has it")
  func certificates() async throws {
    try await withPythonServer("model_server.py", ["tls"]) { root in
      let secure = root.replacing("http://127.0.0.1", with: "https://localhost")
      let refused = await Self.askSecurely(secure, roots: nil)
      #expect(
        refused.contains("cannot reach \(secure)/ok/v1 safely: its certificate is not trusted."),
        "\(refused)")
      // To the user, at the first attempt.
      let told = await Self.failure(secure, "ok", attempts: 3)
      #expect(
        told.contains("not trusted. Look at --base-url, or name a file of the certificates"),
        "\(told)")
      let taken = await Self.askSecurely(secure, roots: Self.certificate)
      #expect(taken.contains("move up"), "\(taken)")
      let other = await Self.askSecurely(
        secure.replacing("localhost", with: "127.0.0.1"), roots: Self.certificate)
      #expect(other.contains("its certificate is for another host"), "\(other)")
      for roots in ["/nowhere.pem", #filePath] {
        let none = await Self.askSecurely(secure, roots: roots)
        #expect(none.contains("no certificate can be read from \(roots), which"), "\(none)")
      }
      let plain = await Self.askSecurely(root, roots: nil)
      #expect(plain.contains("broke before its answer"), "\(plain)")
    }
  }

  @Test("Through a proxy the provider is asked under its own name, and the proxy reads nothing")
  func tunnel() async throws {
    try await withPythonServer("model_server.py", ["tls"]) { provider in
      let port = try #require(provider.split(separator: ":").last)
      try await withPythonServer("model_server.py", ["\(port)"]) { root in
        let text = await Self.askSecurely(
          "https://model.test", roots: Self.certificate,
          through: ProxyRule(["HTTPS_PROXY": root.replacing("://", with: "://u:pw@")]))
        #expect(text.contains("move up"), "\(text)")
        let server = PolicyServer(address: try ServerAddress(root), timeout: .seconds(60))
        let seen = String(decoding: try await server.post("seen", json: nil).body, as: UTF8.self)
        #expect(seen.contains("\"path\": \"model.test:443\"") && seen.contains("Basic dTpwdw=="))
        #expect(!seen.contains("canary") && !seen.contains("\"body\""))
      }
    }
  }

  @Test("After no failure is the key in what is kept or told; it goes in one header alone")
  func canary() async throws {
    let key = "sk-canary-5f01c2"
    let names = [
      "ok", "echo", "error_in_200", "always_429_retry-after_9999", "always_500", "bomb", "header",
      "reset", "deep", "moved", "none",
    ]
    try await withPythonServer("model_server.py") { root in
      for name in names {
        let book = Kept()
        let text = await Self.failure(root, name, attempts: 2, key: key, book: book)
        #expect(!text.contains(key) && !text.contains("5f01c2"), "\(name)")
        #expect(book.lines.count == 1)
        for line in book.lines {
          #expect(!line.contains(key) && !line.contains("5f01c2"), "\(name)")
        }
      }
      let server = PolicyServer(address: try ServerAddress(root), timeout: .seconds(60))
      let seen = String(decoding: try await server.post("seen", json: nil).body, as: UTF8.self)
      // Once for every request, and a redirect was not followed.
      let count = seen.matches(of: #/"path": "/#).count
      #expect(count > names.count && seen.matches(of: #/sk-canary-5f01c2/#).count == count)
    }
  }
}
