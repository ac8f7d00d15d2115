import Control
import Foundation
import Geometry
import Language
import Testing
import Wire

@testable import Policies

@Suite struct ModelPolicyTests {
  static let scenes = URL(filePath: #filePath).appending(path: "../../../../scenes")
    .standardizedFileURL.path

  static func inquiry() throws -> ModelPolicy.Inquiry {
    let prompt = try Prompt(
      text: """
        ---
        format: 1
        title: Test
        source: ours
        version: 1
        mapping: ecot
        settings: {max_tokens: 300}
        ---
        # System
        You drive a robot.
        # User
        {{task}}
        {{history}}
        {{outcome}}
        {{contract}}
        {{pictures}}
        """, path: "t.md", name: "t", digest: nil)
    let mapping = try Mapping.load("ecot", folder: scenes + "/vocabularies") { _ in "" }
    return ModelPolicy.Inquiry(
      prompt: prompt, mapping: mapping,
      workplace: Workplace(convention: .autoeval, box: nil, tableHeight: 0, steps: 70),
      arm: ArmState(rule: StepRule(.autoeval), X_WT: .identity, opening: 1), examples: [])
  }

  static func policy(
    _ provider: Provider, seed: UInt64 = 3, book: Book = Book()
  ) throws -> ModelPolicy {
    ModelPolicy(try provider.client(), try inquiry(), seed: seed, book: book)
  }

  /// The texts of a body's last question, joined.
  static func texts(_ post: ModelPost) throws -> String {
    let body = try JSONValue(post.body)
    let messages = body["messages"]?.elements ?? []
    return messages.map { message in
      message["content"]?.string
        ?? (message["content"]?.elements ?? []).compactMap { $0["text"]?.string }
        .joined(separator: "\n")
    }.joined(separator: "\n--\n")
  }

  @Test("A model's words are passed on, and it is told what became of them")
  func words() async throws {
    let provider = Provider { index, _ in .says(index == 0 ? "move forward" : "stop") }
    let book = Book()
    var policy = try Self.policy(provider, book: book)
    let first = try await policy.act(.example(step: 0))
    #expect(first == Answer(saying: "move forward"))
    _ = try await policy.act(.example(step: 1))
    let (one, two) = (try Self.texts(provider.posts[0]), try Self.texts(provider.posts[1]))
    #expect(one.contains("öffne \"the\" drawer") && !one.contains("move forward\"."))
    #expect(two.contains("you said \"move forward") && two.contains("Outcome of your last answer"))
    #expect(
      book.exchanges.map(\.cost)
        == [Cost](repeating: Cost(calls: 1, tokens: 12, usd: nil), count: 2))
    #expect(book.exchanges.allSatisfy { $0.pictures.count == 1 && $0.latency != nil })
    #expect(try JSONValue(provider.posts[0].body)["max_completion_tokens"] == 300)
  }

  @Test("A reply that was not understood is answered with why, in the same conversation")
  func correction() async throws {
    let provider = Provider { index, _ in .says(["sideways", "", "move left", "stop"][index]) }
    var policy = try Self.policy(provider)
    var observation = Observation.example()
    _ = try await policy.act(observation)
    observation.correction = "no such word"
    _ = try await policy.act(observation)
    observation.correction = "nothing said"
    #expect(try await policy.act(observation).words == "move left")
    let body = try JSONValue(provider.posts[2].body)
    let messages = body["messages"]?.elements ?? []
    #expect(
      messages.map { $0["role"]?.string } == [
        "system", "user", "assistant", "user", "assistant", "user",
      ])
    let said = messages.dropFirst(2).map { $0["content"]?.string ?? "" }
    #expect(said[0] == "sideways" && said[1].contains("no such word"))
    #expect(said[2] == "(no answer)" && said[3].contains("nothing said"))
    // And the next picture begins anew.
    _ = try? await policy.act(.example(step: 1))
    #expect(try JSONValue(provider.posts[3].body)["messages"]?.elements.count == 2)
  }

  @Test(
    "An answer that was cut off, refused or kept back is passed on as such, and moved nothing",
    arguments: [
      (ModelReply.Ending.cut, Answer.Fault?.some(.cut)), (.refused, .refused),
      (.filtered("content_filter"), .refused), (.complete, nil),
    ])
  func endings(ending: ModelReply.Ending, fault: Answer.Fault?) async throws {
    let provider = Provider { _, _ in .says("move forward", ending: ending) }
    var policy = try Self.policy(provider)
    #expect(try await policy.act(.example(step: 0)).fault == fault)
    _ = try await policy.act(.example(step: 1))
    let texts = try Self.texts(provider.posts[1])
    #expect(texts.contains("Asked: nowhere.") == (fault != nil))
  }

  @Test("The same question again is another one, in an episode and in another episode")
  func repeats() async throws {
    let provider = Provider { _, _ in .says("stop") }
    var keys: [String] = []
    for seed: UInt64 in [0, 1] {
      let book = Book()
      var policy = try Self.policy(provider, seed: seed, book: book)
      // Answered with the same, a model that is asked with a correction is asked the same again.
      var observation = Observation.example()
      _ = try await policy.act(observation)
      observation.correction = "what"
      _ = try await policy.act(observation)
      keys += book.records.map { "\($0.question.turn) \($0.question.key)" }
    }
    #expect(Set(keys).count == 4)
  }

  @Test("What an earlier attempt got is not asked again; what it failed at is")
  func resumed() async throws {
    let provider = Provider { index, _ in index == 1 ? .error(400) : .says("move left") }
    let book = Book()
    var policy = try Self.policy(provider, book: book)
    _ = try await policy.act(.example(step: 0))
    await #expect(throws: ModelError.self) { try await policy.act(.example(step: 1)) }
    let lines = book.exchanges.map(\.line)
    #expect(lines.count == 2 && provider.posts.count == 2)

    let again = Book(past: lines)
    var second = try Self.policy(provider, book: again)
    _ = try await second.act(.example(step: 0))
    #expect(provider.posts.count == 2 && again.exchanges[0].line == lines[0])
    _ = try await second.act(.example(step: 1))
    #expect(provider.posts.count == 3 && again.records[1].isAnswered)

    var other = try Self.policy(provider, book: Book(past: lines))
    await #expect(throws: ModelError.otherPast(call: 0)) {
      try await other.act(.example(step: 0, width: 5))
    }
  }

  @Test("It is a policy like any other")
  func battery() async throws {
    let provider = Provider { _, _ in .says("move up") }
    var answers: [[Answer]] = []
    for _ in 0..<2 {
      var policy = try Self.policy(provider)
      var said: [Answer] = []
      for step in 0..<5 { said.append(try await policy.act(.example(step: step))) }
      answers.append(said)
    }
    #expect(answers[0] == answers[1])
  }

  @Test("Prices are of the newest day that has come, and of what the provider counted")
  func prices() throws {
    let old = ModelPrices.Price(model: "m", from: "2026-01-01", input: 2, output: 8)
    let new = ModelPrices.Price(
      model: "m", from: "2026-06-01", input: 1, output: 4, cached: 0.5, cacheWritten: 2)
    let prices = ModelPrices(prices: [new, old])
    #expect(prices.price(of: "m", on: "2026-03-01") == old)
    #expect(prices.price(of: "m", on: "2026-06-01") == new)
    #expect(prices.price(of: "m", on: "2025-12-31") == nil)
    #expect(prices.price(of: "n", on: "2026-06-01") == nil)
    let usage = ModelReply.Usage(input: 1000, cached: 400, cacheWritten: 100, output: 50)
    // 500 at 1, 400 at 0.5, 100 at 2 and 50 at 4 dollars a million.
    #expect(new.cost(of: usage) == 0.0011)
    #expect(new.cost(of: .init(input: 5)) == nil)
  }

  @Test("A file of prices is read, and all that is wrong with one is told with its place")
  func priceFile() throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "prices-\(UUID()).yaml")
    defer { try? FileManager.default.removeItem(at: path) }
    func read(_ text: String) throws -> ModelPrices {
      try Data(text.utf8).write(to: path)
      return try ModelPrices(file: path.path)
    }
    let good = try read(
      """
      format: 1
      prices:
        - {model: m, from: "2026-01-31", input: 2, output: 8.5, cached_input: 0.5, source: a page}
      """)
    #expect(
      good.prices == [
        .init(model: "m", from: "2026-01-31", input: 2, output: 8.5, cached: 0.5)
      ])
    let bad = """
      format: 1
      prices:
        - {model: m, from: "January", input: -2, output: 8, extra: 1}
      """
    do {
      _ = try read(bad)
      Issue.record("a bad file is read")
    } catch {
      let text = "\(error)"
      for word in ["prices-", ":3:", "no day", "-2", "extra"] {
        #expect(text.contains(word), "\(text)")
      }
    }
    #expect(throws: LanguageError.self) { try ModelPrices(file: "/nowhere.yaml") }

    func line(_ from: String) -> String {
      "\n  - {model: m, from: \"\(from)\", input: 2, output: 8}"
    }
    func refusal(_ text: String) -> String {
      do { return "taken: \(try read(text))" } catch { return "\(error)" }
    }
    for day in ["2026-02-31", "2025-02-29", "1900-02-29", "2026-13-01", "2026-00-10", "2026-04-31"]
    {
      #expect(refusal("format: 1\nprices:" + line(day)).contains(":3:22: error: no day"), "\(day)")
    }
    #expect(
      try read("format: 1\nprices:" + line("2028-02-29") + line("2000-02-29")).prices.count == 2)
    let twice = refusal("format: 1\nprices:" + line("2026-01-31") + line("2026-01-31"))
    #expect(twice.contains(":4:5: error: 'm' has a price from 2026-01-31 above."), "\(twice)")
    #expect(refusal("").contains("is empty; start from a copy of one that comes"))
    #expect(refusal("format: 1\nprices: []").contains("no price in it"))
  }
}
