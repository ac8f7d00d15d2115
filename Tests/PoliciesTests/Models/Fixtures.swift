import Control
import Foundation
import Imaging
import Language
import Synchronization
import Wire

@testable import Policies

/// A provider in memory: answers by what it is asked for the n-th time, and remembers that.
final class Provider: Sendable {
  struct Seen: Sendable {
    var posts: [ModelPost] = []
    /// When each came, and how many were open at once at most.
    var times: [Duration] = []
    var open = 0
    var mostOpen = 0
  }

  private let seen = Mutex(Seen())
  private let answer: @Sendable (Int, ModelPost) async throws -> ModelResponse
  let time: Timekeeper

  /// `answer` gets how many came before.
  init(
    time: Timekeeper = VirtualTime(sleepers: 1).keeper,
    _ answer: @escaping @Sendable (Int, ModelPost) async throws -> ModelResponse
  ) {
    (self.time, self.answer) = (time, answer)
  }

  var posts: [ModelPost] { seen.withLock { $0.posts } }
  var times: [Duration] { seen.withLock { $0.times } }
  var mostOpen: Int { seen.withLock { $0.mostOpen } }

  @Sendable func send(_ post: ModelPost) async throws -> ModelResponse {
    let now = time.now()
    let index = seen.withLock { seen in
      seen.posts.append(post)
      seen.times.append(now)
      seen.open += 1
      seen.mostOpen = max(seen.mostOpen, seen.open)
      return seen.posts.count - 1
    }
    defer { seen.withLock { $0.open -= 1 } }
    return try await answer(index, post)
  }

  func client(
    _ options: ModelClient.Options = .init(), model: String = "gpt-4o", key: String = "sk-canary-1"
  ) throws -> ModelClient {
    let endpoint = try ModelEndpoint(model: model, environment: ["OPENAI_API_KEY": key])
    return ModelClient(endpoint, options, time: time, send: send)
  }
}

extension ModelResponse {
  /// What chat completions answer.
  static func says(
    _ text: String, ending: ModelReply.Ending = .complete, tokens: (Int, Int) = (10, 2)
  ) -> ModelResponse {
    let body = ModelWire.chat.body(
      of: ModelReply(text: text, ending: ending, usage: .init(input: tokens.0, output: tokens.1)),
      to: ReceivedQuestion(model: "gpt-4o", request: ModelRequest(messages: [])), id: "1")
    return ModelResponse(status: 200, body: body.bytes)
  }

  static func error(_ status: Int, _ headers: [String: String] = [:]) -> ModelResponse {
    let body = ModelWire.chat.errorBody(status: status, type: "e", message: "no")
    return ModelResponse(status: status, headers: headers, body: body.bytes)
  }
}

/// A book in memory.
final class Book: ExchangeBook {
  private let kept = Mutex<[Exchange]>([])
  private let before: [String]

  init(past: [String] = []) { before = past }

  func past(_ index: Int) -> String? { before.indices.contains(index) ? before[index] : nil }
  func keep(_ exchange: Exchange) throws { kept.withLock { $0.append(exchange) } }

  var exchanges: [Exchange] { kept.withLock { $0 } }
  var records: [ExchangeRecord] { exchanges.compactMap { ExchangeRecord(line: $0.line.utf8) } }
}

extension ModelRequest {
  static func example(_ text: String = "What next?", shade: UInt8 = 9) throws -> ModelRequest {
    let image = Image(width: 2, height: 2, bytes: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, shade])
    return ModelRequest(
      messages: [.init(.user, [.text(text), .picture(try EncodedPicture(image, as: .png))])])
  }
}

extension ModelClient {
  /// Asks for the answer of a first turn.
  func ask(
    _ request: ModelRequest, seed: UInt64 = 0, index: Int = 0, book: Book = Book()
  ) async throws -> String {
    let asked = asked(request, turn: .init(seed: seed, index: index))
    return try await answer(request, as: asked, past: nil, book: book).text
  }
}
