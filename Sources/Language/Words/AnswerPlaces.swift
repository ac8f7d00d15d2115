/// Where in a reply its answer stands, as far as marks tell: a code fence, a member of an object.
enum AnswerPlaces {
  /// The pieces to read in order, better places first: what no command is found in is given up for
  /// the next. Throws `truncated` and `badSchema` for a reply that is an object and holds no answer.
  static func found(in text: Folded) throws(Diagnosis) -> [[Range<Int>]] {
    let whole = Thoughts.rest(of: text)
    let fences = Fence.contents(of: text).filter { whole.contains($0.lowerBound) }
    guard let fence = fences.last else { return [try opened(whole, text)] }
    return [try opened(fence, text), [whole]]
  }

  /// The words in an object or a list, of several objects the last that is complete and has them; else
  /// the region itself.
  private static func opened(
    _ region: Range<Int>, _ text: Folded
  ) throws(Diagnosis) -> [Range<Int>] {
    guard let first = region.first(where: { text.bytes[$0] > 0x20 }),
      text.bytes[first] == UInt8(ascii: "{")
        || text.bytes[first] == UInt8(ascii: "[") && isList(text, after: first, in: region)
    else { return [region] }
    var found: [Range<Int>]?
    var empty: Range<Int>?
    var next: Int? = first
    while let start = next {
      switch LooseJSON.read(text, from: start, to: region.upperBound) {
      case .value(let node):
        if let words = words(in: node) { found = words } else { empty = empty ?? node.span }
        next = region.clamped(to: node.span.upperBound..<text.count)
          .first { text.bytes[$0] > 0x20 }.flatMap {
            text.bytes[$0] == UInt8(ascii: "{") ? $0 : nil
          }
      case .truncated:
        if let found { return found }
        throw Diagnosis(
          .truncated, "an object that is cut off; give all of it", at: start..<region.upperBound)
      case .malformed:
        next = nil
        if found == nil, empty == nil { return [region] }
      }
    }
    if let found { return found }
    throw Diagnosis(
      .badSchema, "an object without its move; give it as \"action\", in words",
      at: empty ?? region)
  }

  private static func isList(_ text: Folded, after first: Int, in region: Range<Int>) -> Bool {
    let next = region[(first + 1)...].first { text.bytes[$0] > 0x20 }
    return next.map { [0x22, 0x27, 0x7B].contains(text.bytes[$0]) } ?? false
  }

  private static let keys: Set<String> = [
    "action", "actions", "answer", "command", "commands", "move", "moves", "movement", "output",
    "plan", "response", "final_answer", "next_action", "next_move", "executable_plan",
  ]

  private static func words(in node: JSONNode) -> [Range<Int>]? {
    switch node.value {
    case .string: return [node.inside]
    case .list(let nodes):
      let all = nodes.map(words)
      return all.isEmpty || all.contains { $0 == nil }
        ? nil : all.compactMap(\.self).flatMap(\.self)
    case .object(let members):
      return members.last { keys.contains($0.name.lowercased()) }.flatMap { words(in: $0.node) }
    default: return nil
    }
  }
}

/// What some models write before they answer, between `<think>` and `</think>`.
enum Thoughts {
  private static let tags = ["think", "thinking", "thought"].map { name in
    (start: Array("<\(name)>".utf8), end: Array("</\(name)>".utf8))
  }

  /// What follows the last that is closed; what comes before one that is left open.
  static func rest(of text: Folded) -> Range<Int> {
    var (start, open): (Int, Int?) = (0, nil)
    for at in 0..<text.count where text.bytes[at] == UInt8(ascii: "<") {
      for tag in tags {
        if text.bytes[at...].starts(with: tag.end) { (start, open) = (at + tag.end.count, nil) }
        if text.bytes[at...].starts(with: tag.start) { open = open ?? at }
      }
    }
    return start..<max(start, open ?? text.count)
  }
}

/// What stands between three backticks and the next three.
enum Fence {
  /// The last may be left open. Those without anything in them are left out, and the language named
  /// at the beginning is no content.
  static func contents(of text: Folded) -> [Range<Int>] {
    var contents: [Range<Int>] = []
    var open: Int?
    var at = 0
    while at < text.count {
      guard text.bytes[at] == UInt8(ascii: "`") else {
        at += 1
        continue
      }
      let start = at
      while at < text.count, text.bytes[at] == UInt8(ascii: "`") { at += 1 }
      guard at - start >= 3 else { continue }
      if let from = open {
        contents.append(content(from..<start, text))
        open = nil
      } else {
        open = at
      }
    }
    if let from = open { contents.append(content(from..<text.count, text)) }
    return contents.filter { $0.contains { text.bytes[$0] > 0x20 } }
  }

  private static func content(_ range: Range<Int>, _ text: Folded) -> Range<Int> {
    guard let line = range.first(where: { text.bytes[$0] == 0x0A }) else { return range }
    let rest = (line + 1)..<range.upperBound
    return rest.contains { text.bytes[$0] > 0x20 } ? rest : range
  }
}
