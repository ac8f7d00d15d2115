import AsyncHTTPClient
import NIOCore
import NIOHTTP1

/// A server that is asked by `POST`, over one connection that is kept open between requests.
struct PolicyServer: Sendable {
  /// The largest answer that is read.
  static let answerLimit = 16 << 20

  /// The hours after which no connection is hoped for any more, whatever the exchange's limit.
  static let patience: Int64 = 24 * 365

  let address: ServerAddress

  /// How long one exchange may take, from the look-up of the name to the answer's last byte; nil for
  /// as long as it likes, which is what AutoEval's client grants.
  let timeout: Duration?

  struct Reply: Sendable {
    var status: Int
    var body: [UInt8]
  }

  /// All policies' connections. AutoEval's servers count idle connections against their limit of
  /// two, so the next episode must take over the connection of the last one: one client for all.
  /// It is closed with the process.
  private static let client: HTTPClient = {
    var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
    configuration.httpVersion = .http1Only
    // Inflates an answer at most 25-fold.
    configuration.decompression = HTTPClient.Configuration.singletonConfiguration.decompression
    // The exchange's own limit is the only one; by itself the client gives up after 10 s.
    configuration.timeout.connect = .hours(Self.patience)
    // Shorter than uvicorn's 5 s, so that we never write to a connection it is closing.
    configuration.connectionPool.idleTimeout = .seconds(4)
    configuration.connectionPool.retryConnectionEstablishment = false
    // Beyond any number of episodes at once: a request in a queue would spend its time-out there.
    configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 256
    return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
  }()

  /// Sends JSON, or nothing at all, to one of the server's paths. Throws `PolicyError`, or
  /// `CancellationError` soon after the task is cancelled.
  func post(_ path: String, json: [UInt8]?) async throws -> Reply {
    let url = address.url(path)
    let request = request(url, json: json)
    do {
      return try await within(timeout, of: url) {
        try await Self.exchange(request)
      }
    } catch {
      try Task.checkCancellation()
      throw PolicyError(error, address: address, url: url)
    }
  }

  private func request(_ url: String, json: [UInt8]?) -> HTTPClientRequest {
    var request = HTTPClientRequest(url: url)
    request.method = .POST
    request.headers.add(name: "User-Agent", value: "simeval")
    request.headers.add(name: "Accept-Encoding", value: "gzip, deflate")
    request.headers.add(name: "Accept", value: "*/*")
    request.headers.add(name: "Connection", value: "keep-alive")
    if let authorization = address.authorization {
      request.headers.add(name: "Authorization", value: authorization)
    }
    if let json {
      request.headers.add(name: "Content-Type", value: "application/json")
      request.body = .bytes(ByteBuffer(bytes: json))
    } else {
      request.headers.add(name: "Content-Length", value: "0")
    }
    return request
  }

  /// Sends the request, and again to wherever on its host a redirect sends it whole.
  private static func exchange(_ request: HTTPClientRequest) async throws -> Reply {
    var request = request
    for _ in 0...Redirect.limit {
      let response = try await client.execute(request, deadline: .distantFuture)
      let status = Int(response.status.code)
      // Read whatever it is, so that the connection can be used again.
      let body = try await response.body.collect(upTo: answerLimit)
      guard Redirect.statuses.contains(status),
        let location = response.headers.first(name: "Location")
      else { return Reply(status: status, body: Array(body.readableBytesView)) }
      let redirect = try Redirect(from: request.url, status: status, to: location)
      if !redirect.keepsAuthorization { request.headers.remove(name: "Authorization") }
      request.url = redirect.url
    }
    throw PolicyError.redirectedTooOften(url: request.url, limit: Redirect.limit)
  }
}
