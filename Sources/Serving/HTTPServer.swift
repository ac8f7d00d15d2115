import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix

/// A small HTTP/1.1 server: whole requests in, whole responses out.
package struct HTTPServer: Sendable {
  /// Makes a response; called for several requests at once.
  package typealias Respond = @Sendable (Request) async -> Response

  private let channel: any Channel

  /// As it was given, or as the system chose it.
  package let port: Int

  /// What a client asks.
  package struct Request: Sendable {
    /// In capitals.
    package var method: String

    /// Of the URL, with what follows `?`.
    package var path: String

    package var body: [UInt8]
  }

  /// What it is sent.
  package struct Response: Sendable {
    package var status: Int
    /// The body's media type.
    package var type = "application/json"
    /// Those beside length, type and connection.
    package var headers: [(name: String, value: String)] = []
    package var body: [UInt8]

    package init(
      status: Int, headers: [(name: String, value: String)] = [], body: [UInt8],
      type: String = "application/json"
    ) {
      (self.status, self.headers, self.body, self.type) = (status, headers, body, type)
    }
  }

  /// The largest body that is read; a larger one is answered with 413.
  package static let bodyLimit = 64 << 20

  /// How long a connection may be silent. Seconds.
  private static let patience: Int64 = 600

  /// Listens on a port, 0 for any that is free; on every address of the machine where it is public,
  /// else on loopback alone. Throws ``ServingError``.
  package static func start(
    port: Int, isPublic: Bool, respond: @escaping Respond
  ) async throws -> HTTPServer {
    let bootstrap = ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .serverChannelOption(.backlog, value: 256)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          let pipeline = channel.pipeline.syncOperations
          try pipeline.addHandler(IdleStateHandler(allTimeout: .seconds(patience)))
          try pipeline.configureHTTPServerPipeline()
          try pipeline.addHandler(Conversation(respond))
        }
      }
    do {
      let channel = try await bootstrap.bind(
        host: isPublic ? "0.0.0.0" : "127.0.0.1", port: port
      ).get()
      return HTTPServer(channel: channel, port: channel.localAddress?.port ?? port)
    } catch {
      let reason = (error as? IOError).map { String(cString: strerror($0.errnoCode)) }
      throw ServingError.port(port, reason?.lowercased() ?? "\(error)")
    }
  }

  /// Returns when it has stopped, or when the task is cancelled.
  package func run() async throws {
    try await withTaskCancellationHandler {
      try await channel.closeFuture.get()
    } onCancel: {
      channel.close(promise: nil)
    }
  }

  /// Takes no more requests. Throws what NIO does where it has stopped before.
  package func stop() async throws { try await channel.close() }
}

/// Why nothing can be served.
package enum ServingError: Error, Hashable, Sendable, CustomStringConvertible {
  case port(Int, String)

  package var description: String {
    switch self {
    case .port(let port, let reason):
      "cannot listen on port \(port), \(reason), choose another --port or 0 for any that is free"
    }
  }
}

/// One connection: collects a request, has it answered, sends the answer.
private final class Conversation: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  private let respond: HTTPServer.Respond
  private var head: HTTPRequestHead?
  private var body: ByteBuffer?
  private var isTooLarge = false

  init(_ respond: @escaping HTTPServer.Respond) { self.respond = respond }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head):
      (self.head, body, isTooLarge) = (head, nil, false)
    case .body(var part):
      if (body?.readableBytes ?? 0) + part.readableBytes > HTTPServer.bodyLimit {
        (isTooLarge, body) = (true, nil)
      } else if !isTooLarge {
        if body == nil { body = part } else { body?.writeBuffer(&part) }
      }
    case .end: answer(context)
    }
  }

  private func answer(_ context: ChannelHandlerContext) {
    guard let head else { return }
    let request = HTTPServer.Request(
      method: head.method.rawValue, path: head.uri,
      body: body.map { Array($0.readableBytesView) } ?? [])
    (self.head, body) = (nil, nil)
    let (respond, isTooLarge, isKept) = (respond, isTooLarge, head.isKeepAlive && !isTooLarge)
    let channel = context.channel
    let future = context.eventLoop.makeFutureWithTask { () -> HTTPServer.Response in
      isTooLarge
        ? HTTPServer.Response(status: 413, body: Array("{\"error\":\"too large\"}".utf8))
        : await respond(request)
    }
    future.whenSuccess { Self.send($0, isKept: isKept, over: channel) }
  }

  private static func send(
    _ response: HTTPServer.Response, isKept: Bool, over channel: any Channel
  ) {
    var headers = HTTPHeaders([
      ("Content-Type", response.type), ("Content-Length", "\(response.body.count)"),
      ("Connection", isKept ? "keep-alive" : "close"),
    ])
    for (name, value) in response.headers { headers.add(name: name, value: value) }
    let head = HTTPResponseHead(
      version: .http1_1, status: HTTPResponseStatus(statusCode: response.status), headers: headers)
    channel.write(HTTPServerResponsePart.head(head), promise: nil)
    let body = channel.allocator.buffer(bytes: response.body)
    channel.write(HTTPServerResponsePart.body(.byteBuffer(body)), promise: nil)
    channel.writeAndFlush(HTTPServerResponsePart.end(nil)).whenComplete { _ in
      if !isKept { channel.close(promise: nil) }
    }
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if event is IdleStateHandler.IdleStateEvent { context.close(promise: nil) }
    context.fireUserInboundEventTriggered(event)
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
  }
}
