import Control
import Foundation
import Language
import Testing
import Wire

@testable import Policies

@Suite struct CassetteTests {
  /// A folder that is gone afterwards.
  func withFolder(_ body: (String) async throws -> Void) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "cassette-\(UUID())").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try await body(folder)
  }

  func client(
    _ provider: Provider, _ folder: String, _ mode: Cassette.Mode, model: String = "gpt-4o"
  ) throws -> ModelClient {
    var options = ModelClient.Options()
    options.cassette = Cassette(folder: folder, mode: mode)
    return try provider.client(options, model: model)
  }

  @Test("What was recorded is played back without a question asked, the same line kept")
  func playback() async throws {
    try await withFolder { folder in
      let provider = Provider { index, _ in .says("answer \(index)") }
      let (recorded, replayed) = (Book(), Book())
      let recorder = try client(provider, folder, .record)
      for index in 0..<3 { _ = try await recorder.ask(.example(), index: index, book: recorded) }
      let player = try client(provider, folder, .replay)
      for index in [2, 0, 1] {
        #expect(try await player.ask(.example(), index: index, book: replayed) == "answer \(index)")
      }
      #expect(provider.posts.count == 3)
      #expect(Set(replayed.exchanges.map(\.line)) == Set(recorded.exchanges.map(\.line)))
      #expect(replayed.exchanges.allSatisfy { $0.latency == nil && $0.cost.calls == 1 })
      #expect(replayed.exchanges[0].pictures == recorded.exchanges[0].pictures)
      let pictures = try FileManager.default.contentsOfDirectory(atPath: folder + "/pictures")
      #expect(pictures == [recorded.exchanges[0].pictures[0].name])
    }
  }

  @Test("A change of anything misses, and the miss says what differs")
  func misses() async throws {
    try await withFolder { folder in
      let provider = Provider { _, _ in .says("up") }
      _ = try await client(provider, folder, .record).ask(.example(), book: Book())
      let player = try client(provider, folder, .replay)
      func miss(_ difference: String, _ body: () async throws -> String) async {
        let error = await #expect(throws: ModelError.self) { try await body() }
        let text = error.map { "\($0)" } ?? ""
        #expect(text.contains("the likest differs in \(difference)."), "\(text)")
      }
      await miss("messages[0].content[1].image_url.url") {
        try await player.ask(.example(shade: 10))
      }
      await miss("messages[0].content[0].text") { try await player.ask(.example("What next? ")) }
      await miss("repeat (0 there)") { try await player.ask(.example(), index: 1) }
      await miss("seed (0 there)") { try await player.ask(.example(), seed: 7) }
      var warm = try ModelRequest.example()
      warm.settings.temperature = 0.5
      await miss("temperature") { try await player.ask(warm) }
      await miss("model (gpt-4o there)") {
        try await client(provider, folder, .replay, model: "gpt-4o-mini").ask(.example())
      }
      #expect(provider.posts.count == 1)
      let empty = try client(provider, folder + "/none", .replay)
      let error = await #expect(throws: ModelError.self) { try await empty.ask(.example()) }
      #expect(error?.description.contains("it is empty") == true)
    }
  }

  @Test("auto asks once; record asks again; live keeps nothing; failures are not kept")
  func modes() async throws {
    try await withFolder { folder in
      let provider = Provider { index, _ in index == 0 ? .error(400) : .says("answer \(index)") }
      let auto = try client(provider, folder, .auto)
      await #expect(throws: ModelError.self) { try await auto.ask(.example()) }
      #expect(try await auto.ask(.example()) == "answer 1")
      #expect(try await auto.ask(.example()) == "answer 1")
      #expect(try await client(provider, folder, .record).ask(.example()) == "answer 2")
      #expect(try await auto.ask(.example()) == "answer 2")
      #expect(try await client(provider, folder, .live).ask(.example()) == "answer 3")
      #expect(try await auto.ask(.example()) == "answer 2")
    }
  }

  @Test("A file that holds something else is an error, not an answer")
  func damaged() async throws {
    try await withFolder { folder in
      let provider = Provider { _, _ in .says("up") }
      let player = try client(provider, folder, .auto)
      _ = try await player.ask(.example())
      let names = FileManager.default.enumerator(atPath: folder + "/exchanges")
      let name = try #require(names?.compactMap { $0 as? String }.first { $0.hasSuffix(".json") })
      for text in ["", "{}", "[[[["] {
        try Data(text.utf8).write(to: URL(filePath: "\(folder)/exchanges/\(name)"))
        let error = await #expect(throws: ModelError.self) { try await player.ask(.example()) }
        let text = error?.description ?? ""
        #expect(text.contains("\(name) is damaged, it holds no such exchange. Remove it, and "))
      }
      try FileManager.default.removeItem(atPath: "\(folder)/exchanges/\(name)")
      #expect(try await player.ask(.example()) == "up" && provider.posts.count == 2)
    }
  }

  @Test("A folder that cannot be written to is found before a question is asked")
  func unwritable() async throws {
    try await withFolder { folder in
      try Data("x".utf8).write(to: URL(filePath: folder))
      for mode in [Cassette.Mode.record, .auto] {
        let cassette = Cassette(folder: folder + "/tape", mode: mode)
        let error = #expect(throws: NotKept.self) { try cassette.check() }
        #expect(error?.description.contains(": Not a directory, choose another") == true)
      }
      // What is only played is not written to, but has to be there.
      #expect(throws: ModelError.noCassette(folder: folder + "/tape")) {
        try Cassette(folder: folder + "/tape", mode: .replay).check()
      }
      try Cassette(folder: folder, mode: .replay).check()
    }
    try await withFolder { folder in
      try Cassette(folder: folder, mode: .auto).check()
      let left = FileManager.default.enumerator(atPath: folder)?.compactMap { "\($0)" }.sorted()
      #expect(left == ["exchanges", "pictures"])
    }
  }

  @Test("An answer that the cassette cannot keep is kept in the run first, and ends it")
  func fullLater() async throws {
    try await withFolder { folder in
      let provider = Provider { _, _ in .says("up") }
      let player = try client(provider, folder, .auto)
      try FileManager.default.createDirectory(
        atPath: folder + "/pictures", withIntermediateDirectories: true)
      try Data().write(to: URL(filePath: folder + "/exchanges"))
      let book = Book()
      let error = await #expect(throws: NotKept.self) {
        try await player.ask(.example(), book: book)
      }
      #expect(error?.description.contains("\(folder)/exchanges/") == true)
      #expect(book.records.map(\.isAnswered) == [true])

      // When there is room again, the run that goes on hands it in, and nobody is asked.
      try FileManager.default.removeItem(atPath: folder + "/exchanges")
      let request = try ModelRequest.example()
      let asked = player.asked(request, turn: .init(seed: 0, index: 0))
      let again = Book()
      _ = try await player.answer(request, as: asked, past: book.records[0], book: again)
      #expect(try await client(provider, folder, .replay).ask(request) == "up")
      #expect(provider.posts.count == 1 && again.exchanges[0].charge == nil)
    }
  }

  @Test("Of 10,000 entries one is found in less than 5 ms")
  func speed() async throws {
    try await withFolder { folder in
      let cassette = Cassette(folder: folder, mode: .auto)
      let body = JSONValue.object([
        .init(key: "text", value: .string(String(repeating: "w ", count: 200)))
      ])
      func asked(_ index: Int) -> ExchangeRecord.Asked {
        .init(
          wire: .chat, url: "https://x", model: "m", turn: .init(seed: 0, index: index), body: body)
      }
      for index in 0..<10_000 {
        let record = ExchangeRecord(
          question: asked(index), failedAttempts: [], status: 200,
          reply: String(decoding: ModelResponse.says("\(index)").body, as: UTF8.self),
          isAnswered: true)
        try cassette.keep(record, [])
      }
      let clock = ContinuousClock()
      var times: [Duration] = []
      for index in stride(from: 0, to: 10_000, by: 97) {
        times.append(
          try clock.measure {
            let found = try cassette.find(asked(index))
            #expect(found?.reply.contains("\"\(index)\"") == true)
          })
      }
      let median = times.sorted()[times.count / 2]
      #expect(median < .milliseconds(5), "\(median)")
    }
  }
}
