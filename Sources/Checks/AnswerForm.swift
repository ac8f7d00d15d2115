import Foundation
import Language

/// What an answer must look like, and how it is read: strictly, so that an answer that names everything
/// says nothing.
enum AnswerForm: Hashable, Sendable {
  case anything
  /// One of some words.
  case choice([String])
  /// A number of so many digits.
  case number(digits: Int)
  /// A JSON object with these members and no other; the whole answer, or the last thing in it that
  /// looks like one.
  case object([Member], isWhole: Bool)

  /// One that is a word of a few.
  struct Member: Hashable, Sendable {
    var name: String
    var choices: [String]
  }

  static func schema(of members: [Member]) -> AnswerSchema {
    AnswerSchema(
      name: "answer",
      root: .object(members.map { .init(name: $0.name, about: "", schema: .choice($0.choices)) }))
  }

  /// What a reply answers; nil where it is not of the form, or leaves open which answer it is.
  func reading(of reply: String) -> String? {
    let text = Self.withoutThoughts(reply)
    switch self {
    case .anything:
      let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
      return trimmed.isEmpty ? nil : trimmed
    case .choice, .number: return final(in: text)
    case .object(let members, let isWhole):
      return Self.object(members, in: isWhole ? text[...] : Self.lastObject(in: text))
    }
  }

  /// What follows the last thought that is closed.
  private static func withoutThoughts(_ reply: String) -> String {
    let end = reply.matches(of: /<\/(think|thinking|thought)>/).last?.range.upperBound
    return String(end.map { reply[$0...] } ?? reply[...])
  }

  // MARK: - Words and numbers

  /// The one that a reply names; of one that names several, what the last sentence or line that names
  /// any says alone, or says to be the answer.
  private func final(in text: String) -> String? {
    let named = Set(names(in: text))
    if let only = named.first, named.count == 1, !Self.denies(text) { return only }
    let sentences = text.split { $0.isNewline || ".!?;".contains($0) }
    guard let last = sentences.last(where: { !names(in: $0).isEmpty }) else { return nil }
    let (said, words) = (names(in: last), Self.words(in: last))
    guard said.count == 1, !Self.denies(last), words.count == 1 || words.contains("answer") else {
      return nil
    }
    return said[0]
  }

  /// All that could be an answer, in their order.
  private func names(in text: some StringProtocol) -> [String] {
    let words = Self.words(in: text)
    switch self {
    case .choice(let choices): return words.filter(choices.contains)
    case .number(let digits):
      return words.filter { $0.count == digits && $0.allSatisfy { "0"..."9" ~= $0 } }
    case .anything, .object: return []
    }
  }

  private static func words(in text: some StringProtocol) -> [String] {
    text.lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "'" && $0 != "\u{2019}" }
      .map { $0.trimmingCharacters(in: ["'", "\u{2019}"]) }.filter { !$0.isEmpty }
  }

  /// Whether it says what is not.
  private static func denies(_ text: some StringProtocol) -> Bool {
    words(in: text).contains {
      ["not", "no", "neither", "cannot", "never"].contains($0) || $0.hasSuffix("n't")
        || $0.hasSuffix("n\u{2019}t")
    }
  }

  // MARK: - Objects

  private static func lastObject(in text: String) -> Substring {
    guard let start = text.lastIndex(of: "{"), let end = text.lastIndex(of: "}"), start < end else {
      return ""
    }
    return text[start...end]
  }

  /// The members' words, in the order asked for.
  private static func object(_ members: [Member], in text: Substring) -> String? {
    guard
      let object = try? JSONDecoder().decode([String: String].self, from: Data(text.utf8)),
      object.count == members.count
    else { return nil }
    let values = members.compactMap { member in
      object[member.name].flatMap { member.choices.contains($0) ? $0 : nil }
    }
    return values.count == members.count ? values.joined(separator: ", ") : nil
  }
}
