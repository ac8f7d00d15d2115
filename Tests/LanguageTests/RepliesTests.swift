import Foundation
import Language
import Testing

@Suite struct RepliesTests {
  @Test("Replies as models write them give what each must", arguments: vocabularies)
  func replies(name: String) throws {
    let mapping = vocabulary(name)
    let replies = try Reply.all(of: name)
    #expect(replies.count > 10)
    for reply in replies {
      let found = reply.found(with: mapping)
      if found != reply.expected {
        Issue.record("line \(reply.line): \(reply.text.debugDescription) gives \(found)")
      }
    }
  }

  @Test("There are 1000 replies and more")
  func count() throws {
    let counts = try vocabularies.map { try Reply.all(of: $0).count }
    #expect(counts.reduce(0, +) >= 1000)
  }

  @Test(
    "What had no say is told: prose, conditions, other places of answer, what was taken back",
    arguments: [
      ("ecot-scaled", "Sure! Move left.", ["Sure!"]),
      ("ecot-scaled", "move down until you touch the drawer", ["until you touch the drawer"]),
      ("ecot-scaled", "move left 2 cm if possible", ["if possible"]),
      ("ecot-scaled", "move left. Sorry, I meant right.", ["left. Sorry, I meant"]),
      ("ecot-scaled", "move left, no, right", ["left, no"]),
      ("ecot-scaled", "move left. Scratch that. Move up.", ["left. Scratch that."]),
      ("ecot-scaled", "{\"action\": \"left\"}\nmove right", ["{\"action\": \"left\"}"]),
      ("ecot-scaled", "<think>right</think>left", ["<think>right</think>"]),
      ("ecot-scaled", "move left slowly toward the cup by 3 cm", ["slowly toward the cup"]),
      ("mallet", "{\"x\": [\"forward\", 1, \"\"]} I hope so.", ["I hope so."]),
    ])
  func ignored(name: String, reply: String, told: [String]) throws {
    #expect(try vocabulary(name).read(reply).ignored.map(\.text) == told)
  }

  @Test(
    "What is told to a model that is to try again has an answer that is right",
    arguments: vocabularies)
  func hints(name: String) throws {
    let mapping = vocabulary(name)
    for reply in ["hello", "", "I cannot do that.", "Should I move left?"] {
      let diagnosis = #expect(throws: Diagnosis.self) { try mapping.read(reply) }
      let message = try #require(diagnosis).message
      #expect(!message.contains("\n"))
      let quoted = message.firstMatch(
        of: /(?:answer with such as |say one such as ")(.*?)(?:", or "stop")?$/)
      let example = String(try #require(quoted).output.1)
      #expect(try !mapping.translate(example, from: .home()).actions.isEmpty, "\(message)")
    }
  }
}

/// A reply of `Tests/Reference/replies`, and what it must give.
struct Reply {
  var text: String
  var expected: String
  var line: Int

  static func all(of name: String) throws -> [Reply] {
    let file = testsFolder.appending(path: "Reference/replies/\(name).txt")
    let lines = try String(contentsOf: file, encoding: .utf8).split(
      separator: "\n", omittingEmptySubsequences: false)
    return lines.enumerated().compactMap { index, line in
      guard !line.hasPrefix("#"), let arrow = line.range(of: " => ", options: .backwards) else {
        return nil
      }
      return Reply(
        text: unescaped(line[..<arrow.lowerBound]),
        expected: unescaped(line[arrow.upperBound...]), line: index + 1)
    }
  }

  /// The words as understood, or the diagnosis and the text that caused it.
  func found(with mapping: Mapping) -> String {
    do {
      let translation = try mapping.translate(text, from: .home())
      let reading = translation.reading
      return mapping.words(of: reading) + (reading.isDone ? " (done)" : "")
    } catch {
      let scalars = Array(text.unicodeScalars)
      var cause = String.UnicodeScalarView()
      cause.append(contentsOf: scalars[error.span])
      return "!\(error.kind.rawValue) \(String(cause))"
    }
  }

  /// "\n" and "\u00a0" are written as in JSON.
  private static func unescaped(_ text: Substring) -> String {
    var result = String(text)
    for (mark, meant) in [("\\n", "\n"), ("\\r", "\r"), ("\\t", "\t")] {
      result = result.replacingOccurrences(of: mark, with: meant)
    }
    while let range = result.range(of: "\\\\u[0-9a-f]{4}", options: .regularExpression),
      let value = UInt32(result[range].dropFirst(2), radix: 16),
      let scalar = Unicode.Scalar(value)
    {
      result.replaceSubrange(range, with: String(scalar))
    }
    return result
  }
}
