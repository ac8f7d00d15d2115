import Control
import Language
import Synchronization
import Testing
import Wire

@testable import Policies

/// Retries, waits and limits. The provider is in memory, and so is time.
@Suite struct MannersTests {
  @Test(
    "What may pass is tried again until it does, and each attempt is kept",
    arguments: [408, 409, 429, 500, 502, 503, 504, 529])
  func passing(status: Int) async throws {
    let provider = Provider { index, _ in index < 2 ? .error(status) : .says("up") }
    let book = Book()
    #expect(try await provider.client().ask(.example(), book: book) == "up")
    #expect(provider.posts.count == 3)
    #expect(book.records.count == 1 && book.records[0].isAnswered)
    #expect(book.records[0].failedAttempts == Array(repeating: "status \(status), e: no", count: 2))
  }

  @Test(
    "What will not pass is not tried again, and says what to do",
    arguments: [
      (400, "Look at what was sent"), (401, "Look at the key"), (402, "credit"), (403, "key"),
      (404, "--base-url"), (413, "smaller or fewer"), (422, "what was sent"), (301, "redirects to"),
    ])
  func lasting(status: Int, advice: String) async throws {
    let provider = Provider { _, _ in .error(status) }
    let book = Book()
    let error = await #expect(throws: ModelError.self) {
      try await provider.client().ask(.example(), book: book)
    }
    #expect(error?.description.contains(advice) == true)
    #expect(provider.posts.count == 1)
    #expect(book.records.map(\.isAnswered) == [false] && book.records[0].status == status)
  }

  @Test("An empty account is told at once; five attempts are enough; a header overrules")
  func ends() async throws {
    let body = #"{"error":{"message":"m","code":"insufficient_quota"}}"#
    let empty = Provider { _, _ in .init(status: 429, body: Array(body.utf8)) }
    await #expect(throws: ModelError.self) { try await empty.client().ask(.example()) }
    #expect(empty.posts.count == 1)
    let broken = Provider { _, _ in .error(500) }
    await #expect(throws: ModelError.self) { try await broken.client().ask(.example()) }
    #expect(broken.posts.count == 5)
    let firm = Provider { _, _ in .error(500, ["x-should-retry": "false"]) }
    await #expect(throws: ModelError.self) { try await firm.client().ask(.example()) }
    #expect(firm.posts.count == 1)
    let kind = Provider { index, _ in
      index == 0 ? .error(400, ["x-should-retry": "true"]) : .says("up")
    }
    #expect(try await kind.client().ask(.example()) == "up")
  }

  @Test("Time-outs, lost connections and answers cut on their way are tried again")
  func network() async throws {
    let provider = Provider { index, post in
      switch index {
      case 0: throw PolicyError.timedOut(url: post.url, after: .seconds(1))
      case 1: throw PolicyError.connectionLost(url: post.url, because: "connection reset")
      case 2: .init(status: 200, body: Array(#"{"choices":[{"mess"#.utf8))
      case 3: .init(status: 200, body: [])
      default: .says("up")
      }
    }
    let book = Book()
    #expect(try await provider.client().ask(.example(), book: book) == "up")
    #expect(book.records[0].failedAttempts.count == 4)
    let large = Provider { _, post in throw PolicyError.answerTooLarge(url: post.url, limit: 1) }
    await #expect(throws: ModelError.self) { try await large.client().ask(.example()) }
    #expect(large.posts.count == 1)
  }

  @Test(
    "A wait that is asked for is waited, with up to a tenth more, and a long one is refused",
    arguments: [
      (["retry-after": "20"], 20.0...22), (["retry-after-ms": "20000"], 20...22),
      (["retry-after": "0"], 0.375...0.5), (["retry-after": "-5"], 0.375...0.5), ([:], 0.375...0.5),
    ])
  func waits(headers: [String: String], range: ClosedRange<Double>) async throws {
    let provider = Provider { index, _ in index == 0 ? .error(429, headers) : .says("up") }
    _ = try await provider.client().ask(.example())
    let gap = (provider.times[1] - provider.times[0]) / .seconds(1)
    #expect(range.contains(gap), "\(gap)")
  }

  @Test("A wait beyond the limit is not waited for")
  func longWaits() async throws {
    let provider = Provider { _, _ in .error(429, ["retry-after": "999999"]) }
    let error = await #expect(throws: ModelError.self) {
      try await provider.client().ask(.example())
    }
    #expect(error?.description.contains("asks to wait for 999999 s") == true)
    #expect(provider.posts.count == 1)
  }

  @Test("Waits double to eight seconds, shortened by chance, and Gemini's body is heeded")
  func rule() {
    let rule = RetryRule(attempts: 100)
    func wait(_ attempt: Int, _ chance: Double, delay: Duration? = nil) -> RetryRule.Decision {
      let fault = ModelFault(status: 429, kind: .refused(type: "", message: ""), delay: delay)
      return rule.decision(
        after: attempt, .fault(fault, wait: nil, shouldRetry: nil), chance: chance)
    }
    #expect(wait(1, 0) == .wait(.milliseconds(500)) && wait(2, 0) == .wait(.seconds(1)))
    #expect(wait(5, 0) == .wait(.seconds(8)) && wait(99, 0) == .wait(.seconds(8)))
    #expect(wait(2, 1) == .wait(.milliseconds(750)))
    #expect(wait(1, 0, delay: .seconds(17)) == .wait(.seconds(17)))
    #expect(wait(1, 0, delay: .seconds(121)) == .tooLong(.seconds(121)))
  }

  @Test("How many ask at once grows with answers, and is halved by a refusal")
  func concurrency() async throws {
    var options = ModelClient.Options()
    options.limits.concurrency = 6
    let time = VirtualTime(sleepers: 60)
    let provider = Provider(time: time.keeper) { index, _ in
      await time.sleep(.seconds(1))
      return index == 50 ? .error(429) : .says("up")
    }
    let client = try provider.client(options)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for index in 0..<60 {
        group.addTask {
          _ = try await client.ask(.example("\(index)"))
          time.done()
        }
      }
      try await group.waitForAll()
    }
    #expect(provider.mostOpen == 6)
    // Six at a time at first, after the refusal no more than four.
    func open(at time: Duration) -> Int {
      provider.times.count { $0 <= time && $0 > time - .seconds(1) }
    }
    #expect(open(at: provider.times[40]) == 6)
    #expect(open(at: provider.times[57]) <= 4)
  }

  /// What a provider has left of a minute's requests and tokens, and when that was so. They fill
  /// evenly, as theirs do.
  final class Allowance: Sendable {
    private let requests: Double
    private let tokens: Double
    private let left: Mutex<(requests: Double, tokens: Double, at: Duration)>

    init(requests: Double, tokens: Double) {
      (self.requests, self.tokens) = (requests, tokens)
      left = Mutex((requests, tokens, .zero))
    }

    func takes(_ count: Int, at now: Duration) -> Bool {
      left.withLock { left in
        let minutes = (now - left.at) / .seconds(60)
        left.requests = min(requests, left.requests + minutes * requests)
        left.tokens = min(tokens, left.tokens + minutes * tokens)
        left.at = now
        guard left.requests >= 1, left.tokens >= Double(count) else { return false }
        left.requests -= 1
        left.tokens -= Double(count)
        return true
      }
    }

    var headers: [String: String] {
      [
        "x-ratelimit-limit-requests": "\(Int(requests))",
        "x-ratelimit-limit-tokens": "\(Int(tokens))",
      ]
    }
  }

  @Test(
    "Of 60 requests and 10,000 tokens a minute nine tenths are used, and nothing is refused",
    arguments: [100, 400], [true, false])
  func allowance(each: Int, isTold: Bool) async throws {
    let time = VirtualTime(sleepers: 8)
    let allowance = Allowance(requests: 60, tokens: 10_000)
    let provider = Provider(time: time.keeper) { _, _ in
      await time.sleep(.milliseconds(2500))
      let isTaken = allowance.takes(each, at: time.now)
      var answer = isTaken ? ModelResponse.says("up", tokens: (each - 10, 10)) : .error(429)
      answer.headers = allowance.headers
      return answer
    }
    // From the user, or learnt from the headers.
    var options = ModelClient.Options()
    if isTold { (options.limits.requests, options.limits.tokens) = (60, 10_000) }
    let client = try provider.client(options)
    let minutes = 10
    let end = Duration.seconds(60 * minutes)
    let answered = try await withThrowingTaskGroup(of: [(Duration, refused: Int)].self) { group in
      for worker in 0..<8 {
        group.addTask {
          defer { time.done() }
          var done: [(Duration, refused: Int)] = []
          while time.now < end {
            let book = Book()
            _ = try await client.ask(.example("\(worker) \(done.count)"), book: book)
            done.append((time.now, book.records[0].failedAttempts.count))
          }
          return done
        }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
    #expect(answered.allSatisfy { $0.refused == 0 })
    // The first minute is left out, in which the limits are learnt.
    let counted = answered.count { $0.0 > .seconds(60) && $0.0 <= end }
    let possible = min(60, 10_000 / Double(each)) * Double(minutes - 1)
    #expect(Double(counted) >= 0.9 * possible, "\(counted) of \(possible)")
  }

  @Test("One that refuses and tells nothing is asked ever slower, until it answers")
  func untold() async throws {
    let time = VirtualTime(sleepers: 8)
    let allowance = Allowance(requests: 60, tokens: 1e9)
    let provider = Provider(time: time.keeper) { _, _ in
      await time.sleep(.milliseconds(50))
      return allowance.takes(1, at: time.now) ? .says("up") : .error(429)
    }
    let client = try provider.client(ModelClient.Options())
    let end = Duration.seconds(600)
    let answered = try await withThrowingTaskGroup(of: [Duration].self) { group in
      for worker in 0..<8 {
        group.addTask {
          defer { time.done() }
          var done: [Duration] = []
          while time.now < end {
            // Throws where five attempts were refused.
            _ = try await client.ask(.example("\(worker) \(done.count)"))
            done.append(time.now)
          }
          return done
        }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
    // After the first minute, which has the burst: most of what is allowed, and few in vain.
    let counted = answered.count { $0 > .seconds(60) && $0 <= end }
    let asked = provider.times.count { $0 > .seconds(60) && $0 <= end }
    #expect(Double(counted) >= 0.6 * 540, "\(counted) of 540")
    #expect(Double(asked - counted) <= 0.2 * Double(asked), "\(asked - counted) of \(asked)")
  }

  @Test("A budget is kept to, and what is looked up costs nothing")
  func budget() async throws {
    var options = ModelClient.Options()
    options.budget = Budget(.init(calls: 3))
    let provider = Provider { _, _ in .says("up", tokens: (90, 10)) }
    let calls = try provider.client(options)
    for index in 0..<3 { _ = try await calls.ask(.example("\(index)")) }
    await #expect(throws: LimitReached.self) { try await calls.ask(.example("4")) }

    options.budget = Budget(.init(tokens: 250))
    let tokens = try provider.client(options)
    for index in 0..<3 { _ = try await tokens.ask(.example("\(index)")) }
    await #expect(throws: LimitReached.self) { try await tokens.ask(.example("4")) }

    options.budget = Budget(.init(usd: 0.00025))
    options.price = .init(model: "gpt-4o", from: "2026-01-01", input: 1, output: 1)
    let usd = try provider.client(options)
    let book = Book()
    for index in 0..<3 { _ = try await usd.ask(.example("\(index)"), book: book) }
    await #expect(throws: LimitReached.self) { try await usd.ask(.example("4")) }
    #expect(book.exchanges.map(\.cost.usd) == [0.0001, 0.0001, 0.0001])
    #expect(book.exchanges.map(\.charge) == book.exchanges.map(\.cost))
  }

  @Test("What an earlier attempt at the run paid for counts against every limit")
  func resumedBudget() async throws {
    let provider = Provider { _, _ in .says("up", tokens: (90, 10)) }
    for limits in [Budget.Limits(usd: 0.0003), .init(calls: 3), .init(tokens: 300)] {
      var options = ModelClient.Options()
      options.price = .init(model: "gpt-4o", from: "2026-01-01", input: 1, output: 1)
      options.budget = Budget(limits)
      await options.budget.count(Cost(calls: 2, tokens: 200, usd: 0.0002))
      let client = try provider.client(options)
      _ = try await client.ask(.example("1"))
      await #expect(throws: LimitReached.self) { try await client.ask(.example("2")) }
    }
    #expect(provider.posts.count == 3)
  }

  @Test("A question that is more than a minute's tokens is refused, and not waited for")
  func smallAllowance() async throws {
    var options = ModelClient.Options()
    options.limits.tokens = 1
    let provider = Provider { _, _ in .says("up") }
    let error = await #expect(throws: LimitReached.self) {
      try await provider.client(options).ask(.example())
    }
    #expect(error?.description.contains(/about \d+ tokens is more than --tpm 1 lets/) == true)
    #expect(provider.posts.isEmpty && provider.time.now() == .zero)
  }

  @Test("An answer that does not say what it took is counted as it was guessed")
  func silentUsage() async throws {
    var options = ModelClient.Options()
    options.price = .init(model: "gpt-4o", from: "2026-01-01", input: 1, output: 1)
    let reply = """
      {"choices": [{"index": 0, "message": {"role": "assistant", "content": "up"},
      "finish_reason": "stop"}]}
      """
    let provider = Provider { _, _ in ModelResponse(status: 200, body: Array(reply.utf8)) }
    // A guess is of 100 tokens at least, for the answer alone.
    for limits in [Budget.Limits(usd: 0.0002), Budget.Limits(tokens: 200)] {
      options.budget = Budget(limits)
      let client = try provider.client(options)
      let book = Book()
      await #expect(throws: LimitReached.self) {
        for index in 0..<3 { _ = try await client.ask(.example("\(index)"), book: book) }
      }
      #expect(book.exchanges.allSatisfy { $0.cost.tokens == nil && $0.charge?.tokens != nil })
    }
  }
}
