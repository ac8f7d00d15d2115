import Control
package import Language
import Wire

/// Asks a model, as often as it must and no oftener than it may; keeps what came back.
package struct ModelClient: Sendable {
  package let endpoint: ModelEndpoint

  /// Sends one attempt; throws `PolicyError` or `CancellationError`.
  typealias Send = @Sendable (ModelPost) async throws -> ModelResponse

  private let options: Options
  private let limiter: RateLimiter
  private let budget: Budget
  private let time: Timekeeper
  private let send: Send

  /// How questions are asked, beside where.
  package struct Options: Sendable {
    /// How long an attempt may take; nil for as long as it likes.
    package var timeout: Duration? = .seconds(120)
    package var retries = RetryRule()
    package var limits = RateLimiter.Limits()
    package var budget = Budget(.init())
    package var cassette: Cassette?

    /// What a million tokens cost; nil where that is not known.
    package var price: ModelPrices.Price?

    package init() {}
  }

  package init(_ endpoint: ModelEndpoint, _ options: Options) {
    let connection = ModelConnection(address: endpoint.address, timeout: options.timeout)
    self.init(endpoint, options, time: .real) { try await connection.post($0) }
  }

  init(
    _ endpoint: ModelEndpoint, _ options: Options, time: Timekeeper, send: @escaping Send
  ) {
    (self.endpoint, self.options, self.time, self.send) = (endpoint, options, time, send)
    limiter = RateLimiter(options.limits, time: time)
    budget = options.budget
  }

  /// A request as it is asked: all that decides the answer but which of several it is.
  func asked(_ request: ModelRequest, turn: ExchangeRecord.Turn) -> ExchangeRecord.Asked {
    ExchangeRecord.Asked(
      wire: endpoint.wire, url: endpoint.url, model: endpoint.model, turn: turn,
      body: endpoint.wire.body(of: question(request), pictures: .digests))
  }

  func question(_ request: ModelRequest) -> ModelQuestion {
    var request = request
    if !endpoint.wire.takesTemperature(model: endpoint.model) { request.settings.temperature = nil }
    return ModelQuestion(model: endpoint.model, request: request, structure: endpoint.structure)
  }

  /// The answer to a request, looked up or asked, and kept in the book.
  ///
  /// - Parameter past: what an earlier attempt at the same episode got to this very question.
  /// Throws ``ModelError``, a failed exchange being kept too, `LimitReached`, `NotKept` or
  /// `CancellationError`.
  func answer(
    _ request: ModelRequest, as asked: ExchangeRecord.Asked, past: ExchangeRecord?,
    book: any ExchangeBook
  ) async throws -> ModelReply {
    let (start, pictures) = (time.now(), Self.pictures(of: request))
    if let record = try past ?? recorded(asked) {
      let reply = try reply(in: record)
      try book.keep(exchange(record, reply, pictures))
      if past != nil { try options.cassette?.keepPast(record, pictures) }
      return reply
    }
    if endpoint.key?.isIn(asked.body.text) == true { throw ModelError.keyInQuestion }
    let (record, charge, failure) = try await ask(question(request), asked)
    let reply = failure == nil ? try reply(in: record) : nil
    var exchange = exchange(record, reply, pictures)
    (exchange.charge, exchange.latency) = (charge, reply.map { _ in time.now() - start })
    try book.keep(exchange)
    if let failure { throw failure }
    try options.cassette?.keep(record, pictures)
    return try reply ?? self.reply(in: record)
  }

  /// Whether a line is an exchange as a run keeps it, and whole.
  package static func isExchange(_ line: String) -> Bool { ExchangeRecord(line: line.utf8) != nil }

  /// What the cassette has; nil where it is to be asked.
  private func recorded(_ asked: ExchangeRecord.Asked) throws(ModelError) -> ExchangeRecord? {
    guard let cassette = options.cassette, cassette.isRead else { return nil }
    let record = try cassette.find(asked)
    if record == nil, cassette.mode == .replay {
      throw .notRecorded(folder: cassette.folder, differences: cassette.differences(of: asked))
    }
    return record
  }

  private func reply(in record: ExchangeRecord) throws(ModelError) -> ModelReply {
    do {
      return try endpoint.wire.reply(status: record.status, body: Array(record.reply.utf8))
    } catch {
      throw .refused(url: endpoint.url, attempts: 1, error)
    }
  }

  private func exchange(
    _ record: ExchangeRecord, _ reply: ModelReply?, _ pictures: [EncodedPicture]
  ) -> Exchange {
    Exchange(
      line: record.line,
      pictures: pictures.map { .init(name: $0.fileName, bytes: $0.bytes) },
      cost: reply.map { cost(of: $0, usd: record.usd) } ?? .none, latency: nil)
  }

  private func cost(of reply: ModelReply, usd: Double?) -> Cost {
    Cost(calls: 1, tokens: reply.usage.tokens, usd: usd)
  }

  private static func pictures(of request: ModelRequest) -> [EncodedPicture] {
    request.messages.flatMap(\.parts).compactMap { part in
      if case .picture(let picture) = part { picture } else { nil }
    }
  }
}

// MARK: - Attempts

extension ModelClient {
  /// Asks until there is an answer, which is to be paid for, or no hope of one. Throws `LimitReached` or
  /// `CancellationError`.
  private func ask(
    _ question: ModelQuestion, _ asked: ExchangeRecord.Asked
  ) async throws -> (ExchangeRecord, charge: Cost?, ModelError?) {
    let guess = guess(of: question)
    try await budget.claim(guess)
    do {
      let (record, cost, error) = try await tries(question, asked)
      let charge = cost.map { cost in
        Cost(calls: 1, tokens: cost.tokens ?? guess.tokens, usd: cost.usd ?? guess.usd)
      }
      await budget.settle(guess, as: charge)
      return (record, charge, error)
    } catch {
      await budget.settle(guess, as: nil)
      throw error
    }
  }

  /// What a question will come to, roughly.
  func guess(of question: ModelQuestion) -> Cost {
    let (read, wrote) = (Int(question.tokenGuess), ModelQuestion.answerGuess)
    let usage = ModelReply.Usage(input: read - wrote, output: wrote)
    return Cost(calls: 1, tokens: read, usd: options.price?.cost(of: usage))
  }

  /// Asks as often as it takes; the cost is nil where there is no answer.
  private func tries(
    _ question: ModelQuestion, _ asked: ExchangeRecord.Asked
  ) async throws -> (ExchangeRecord, Cost?, ModelError?) {
    let post = ModelPost(
      url: endpoint.url, headers: endpoint.headers, body: endpoint.wire.body(of: question).bytes)
    var failed: [String] = []
    while true {
      let outcome = try await attempt(post, guess: question.tokenGuess)
      switch outcome.result {
      case .success(let reply):
        let usd = reply.usage.usd ?? options.price?.cost(of: reply.usage)
        let record = ExchangeRecord(
          question: asked, failedAttempts: failed, status: outcome.status, reply: outcome.text,
          isAnswered: true, usd: usd)
        return (record, cost(of: reply, usd: usd), nil)
      case .failure(let failure):
        let attempts = failed.count + 1
        let chance = Double.random(in: 0...1)
        switch options.retries.decision(after: attempts, failure.cause, chance: chance) {
        case .wait(let wait):
          failed.append(failure.cause.text)
          try await time.sleep(wait)
        case .giveUp:
          let record = ExchangeRecord(
            question: asked, failedAttempts: failed, status: outcome.status, reply: outcome.text,
            isAnswered: false)
          return (record, nil, error(failure.cause, attempts: attempts))
        case .tooLong(let wait):
          let record = ExchangeRecord(
            question: asked, failedAttempts: failed, status: outcome.status, reply: outcome.text,
            isAnswered: false)
          guard case .fault(let fault, _, _) = failure.cause else {
            return (record, nil, nil)
          }
          return (record, nil, .busy(url: endpoint.url, wait: wait, fault))
        }
      }
    }
  }

  private func error(_ failure: AttemptFailure, attempts: Int) -> ModelError {
    switch failure {
    case .fault(let fault, _, _): .refused(url: endpoint.url, attempts: attempts, fault)
    case .network(let error): .unreachable(url: endpoint.url, attempts: attempts, error)
    }
  }

  /// One attempt, as it is kept.
  private struct Outcome {
    var status: Int
    var text: String
    var result: Result<ModelReply, Failed>

    struct Failed: Error { var cause: AttemptFailure }
  }

  /// Waits for a place and sends the question once.
  private func attempt(_ post: ModelPost, guess: Double) async throws -> Outcome {
    let place = try await limiter.enter(guess: guess)
    let response: ModelResponse
    do {
      response = try await send(post)
    } catch {
      await limiter.leave(place, used: nil, headers: RateHeaders { _ in nil })
      guard let error = error as? PolicyError else { throw error }
      return Outcome(status: 0, text: "\(error)", result: .failure(.init(cause: .network(error))))
    }
    let (body, headers) = (endpoint.cleaned(response.body), RateHeaders { response.headers[$0] })
    let text = String(decoding: body, as: UTF8.self)
    do {
      let reply = try endpoint.wire.reply(status: response.status, body: body)
      await limiter.leave(place, used: reply.usage.tokens ?? Int(guess), headers: headers)
      return Outcome(status: response.status, text: text, result: .success(reply))
    } catch let fault {
      let wait =
        WaitText.retryAfter(
          milliseconds: response.headers["retry-after-ms"], response.headers["retry-after"],
          now: time.date()) ?? fault.delay
      let should = response.headers["x-should-retry"].flatMap(Bool.init)
      let failure = AttemptFailure.fault(fault, wait: wait, shouldRetry: should)
      if failure.isLimit {
        await limiter.leaveRefused(place, wait: wait, headers: headers)
      } else {
        await limiter.leave(place, used: nil, headers: headers)
      }
      return Outcome(status: response.status, text: text, result: .failure(.init(cause: failure)))
    }
  }
}

extension ModelQuestion {
  /// About how many tokens it comes to, the answer included: four letters of text each, 750 pixels of
  /// a picture, of which each is a thousand at least, and some to answer with.
  var tokenGuess: Double {
    var (letters, pixels) = (request.system?.utf8.count ?? 0, 0)
    for part in request.messages.flatMap(\.parts) {
      switch part {
      case .text(let text): letters += text.utf8.count
      case .picture(let picture): pixels += max(750_000, picture.width * picture.height)
      }
    }
    return Double(letters) / 4 + Double(pixels) / 750 + Double(Self.answerGuess)
  }

  /// About how many tokens of that are the answer.
  static let answerGuess = 100
}
