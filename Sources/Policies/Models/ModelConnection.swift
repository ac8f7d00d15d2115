import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import NIOSSL
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

  /// A file of the certificates that are trusted, in place of the system's; nil for those.
  var roots = ModelConnection.rootsOfProcess

  /// What `SSL_CERT_FILE` says, which most clients heed.
  private static let rootsOfProcess: String? = {
    let path = ProcessInfo.processInfo.environment["SSL_CERT_FILE"] ?? ""
    return path.isEmpty ? nil : path
  }()

  /// The largest answer that is read.
  static let answerLimit = 16 << 20

  /// Throws `PolicyError`, ``ModelError/unusableProxy``, or `CancellationError` soon after the task is cancelled.
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
    let ready = request
    let route = Route(proxy: try proxies.proxy(for: address), roots: secureRoots)
    do {
      let client = try Self.client(route, for: address)
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

  private var secureRoots: String? { address.origin.hasPrefix("https:") ? roots : nil }

  /// What sets one client apart from another.
  private struct Route: Hashable {
    var proxy: ProxyRule.Server?
    var roots: String?
  }

  /// A client for each route, kept open: connections are used again.
  private static let clients = Mutex<[Route: HTTPClient]>([:])

  private static func client(_ route: Route, for address: ServerAddress) throws -> HTTPClient {
    try clients.withLock { clients in
      if let known = clients[route] { return known }
      let client = try makeClient(route, for: address)
      clients[route] = client
      return client
    }
  }

  private static func makeClient(_ route: Route, for address: ServerAddress) throws -> HTTPClient {
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
    if let roots = route.roots {
      guard let certificates = try? NIOSSLCertificate.fromPEMFile(roots), !certificates.isEmpty
      else {
        throw PolicyError.untrusted(
          server: address.root,
          because: "no certificate can be read from \(roots), which SSL_CERT_FILE names")
      }
      var tls = TLSConfiguration.makeClientConfiguration()
      tls.trustRoots = .certificates(certificates)
      configuration.tlsConfiguration = tls
    }
    configuration.proxy = route.proxy.map { proxy in
      .server(
        host: proxy.host, port: proxy.port,
        authorization: proxy.credentials.map { .basic(credentials: $0) })
    }
    return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
  }
}
