import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import Synchronization
import Wire

/// What is sent to a model's server.
struct ModelPost: Sendable {
  var url: String
  var headers: [(name: String, value: String)]
  var body: [UInt8]
}

/// What comes back.
struct ModelResponse: Sendable {
  var status: Int

  /// By lower-case names; of one that comes twice the first.
  var headers: [String: String]

  var body: [UInt8]

  init(status: Int, headers: [String: String] = [:], body: [UInt8]) {
    (self.status, self.headers, self.body) = (status, headers, body)
  }
}

/// Sends questions over HTTPS, through the proxy that the environment names. A redirect is an answer
/// like any other: no key follows it.
struct ModelConnection: Sendable {
  let address: ServerAddress

  /// How long an attempt may take, from the look-up of the name to the answer's last byte; nil for as
  /// long as it likes.
  let timeout: Duration?

  /// Through whom.
  var proxies = ProxyRule.ofProcess

  /// The largest answer that is read.
  static let answerLimit = 16 << 20

  /// Throws `PolicyError`, or `CancellationError` soon after the task is cancelled.
  func post(_ post: ModelPost) async throws -> ModelResponse {
    var request = HTTPClientRequest(url: post.url)
    request.method = .POST
    request.headers.add(name: "User-Agent", value: "simeval")
    request.headers.add(name: "Accept", value: "application/json")
    // Answers are short, and one that repeats itself would look like a bomb.
    request.headers.add(name: "Accept-Encoding", value: "identity")
    request.headers.add(name: "Content-Type", value: "application/json")
    for (name, value) in post.headers { request.headers.add(name: name, value: value) }
    request.body = .bytes(ByteBuffer(bytes: post.body))
    let (ready, client) = (request, Self.client(through: proxies.proxy(for: address)))
    do {
      return try await within(timeout, of: post.url) {
        let response = try await client.execute(ready, deadline: .distantFuture)
        let body = try await response.body.collect(upTo: Self.answerLimit)
        let headers = Dictionary(
          response.headers.map { ($0.name.lowercased(), $0.value) }, uniquingKeysWith: { a, _ in a }
        )
        return ModelResponse(
          status: Int(response.status.code), headers: headers, body: Array(body.readableBytesView))
      }
    } catch {
      try Task.checkCancellation()
      throw PolicyError(error, address: address, url: post.url)
    }
  }

  /// A client for each proxy, kept open: connections are used again.
  private static let clients = Mutex<[ProxyRule.Server?: HTTPClient]>([:])

  private static func client(through proxy: ProxyRule.Server?) -> HTTPClient {
    clients.withLock { clients in
      if let known = clients[proxy] { return known }
      let client = makeClient(proxy: proxy)
      clients[proxy] = client
      return client
    }
  }

  private static func makeClient(proxy: ProxyRule.Server?) -> HTTPClient {
    var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
    configuration.httpVersion = .http1Only
    // Of those who compress although nobody asked; inflates an answer at most 25-fold.
    configuration.decompression =
      HTTPClient.Configuration.singletonConfiguration
      .decompression
    // The attempt's own limit is the only one; by itself the client gives up after 10 s.
    configuration.timeout.connect = .hours(PolicyServer.patience)
    configuration.connectionPool.retryConnectionEstablishment = false
    configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 256
    configuration.proxy = proxy.map { proxy in
      .server(
        host: proxy.host, port: proxy.port,
        authorization: proxy.credentials.map { .basic(credentials: $0) })
    }
    return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
  }
}
