/// Where in a reply its answer stands, as far as marks tell: a code fence, a tag, a box, a member of an
/// object.
struct AnswerPlaces {
  /// The pieces to read in order, better places first: what no command is found in is given up for
  /// the next.
  private(set) var places: [[Range<Int>]] = []

  /// What follows the last place that is marked off.
  private(set) var rest: Range<Int>?

  /// What is wrong with an object that holds no answer.
  private(set) var fault: Diagnosis?

  init(in text: Folded) {
    let whole = Thoughts.rest(of: text)
    let fences = Fence.contents(of: text).filter { whole.contains($0.lowerBound) }
      .map { $0.clamped(to: whole) }
    let marked = ([fences.last] + Tags.contents(of: text, whole)).compactMap(\.self)
    guard let place = marked.max(by: { $0.lowerBound < $1.lowerBound }) else {
      open(whole, text)
      return
    }
    open(place, text)
    places.append(Choices(in: text, whole).pieces)
    rest = place.upperBound..<whole.upperBound
  }

  /// The words in an object or a list, of several objects the last that is complete and has them; else
  /// the region itself.
  private mutating func open(_ region: Range<Int>, _ text: Folded) {
    let start = region.first { text.bytes[$0] > 0x20 } ?? region.lowerBound
    let found = LooseJSON.found(in: text, region)
    let choices = Choices(in: text, region)
    places = [choices.named.map { [$0] }, choices.pieces].compactMap(\.self)
    rest = choices.rest
    for node in found.complete.reversed() {
      let isWhole = node.span.lowerBound == start
      guard isWhole || text.bytes[node.span.lowerBound] == UInt8(ascii: "{") else { continue }
      do {
        guard let words = try Self.words(in: node) else { continue }
        places = [words]
      } catch { fault = error }
      // Objects behind it are no words.
      let words = node.span.upperBound..<region.upperBound
      rest =
        words.lowerBound..<(words.first { text.bytes[$0] == UInt8(ascii: "{") } ?? words.upperBound)
      return
    }
    if let cut = found.truncated, found.isUnderway || cut.lowerBound == start {
      fault = Diagnosis(.truncated, "an object that is cut off; give all of it", at: cut)
    } else if let first = found.complete.first, first.span.lowerBound == start, first.isObject {
      fault = Diagnosis(
        .badSchema, "an object without its move; give it as \"action\", in words", at: first.span)
      rest = first.span.upperBound..<region.upperBound
    }
  }

  /// The members of an object that hold an answer, those first that have it where there are others.
  private static let keys = [
    "action", "actions", "final_answer", "answer", "command", "commands", "executable_plan", "move",
    "moves", "movement", "next_action", "next_move", "output", "response", "plan",
  ]

  private static let ranks = Dictionary(
    uniqueKeysWithValues: keys.enumerated().map { ($1, $0) })

  /// The member that has an object's answer; of a name that comes twice the last, as in Python.
  static func answer(among members: [JSONNode.Member]) -> JSONNode.Member? {
    var best: (rank: Int, member: JSONNode.Member)?
    for member in members where member.node.value != .null {
      guard let rank = ranks[member.name.lowercased()], rank <= best?.rank ?? rank else { continue }
      best = (rank, member)
    }
    return best?.member
  }

  private static func words(in node: JSONNode) throws(Diagnosis) -> [Range<Int>]? {
    switch node.value {
    case .string: return [node.inside]
    case .list(let nodes):
      var all: [Range<Int>] = []
      for node in nodes {
        guard let words = try words(in: node) else { return nil }
        all += words
      }
      return all.isEmpty ? nil : all
    case .object(let members):
      guard let answer = answer(among: members), let named = try words(in: answer.node) else {
        return nil
      }
      var gripper: [Range<Int>] = []
      if let member = members.last(where: { $0.name.lowercased() == "gripper" }) {
        gripper = try words(in: member.node) ?? []
      }
      if let amount = members.last(where: { $0 != answer && AmountBeside.isOne($0) }) {
        throw Diagnosis(
          .badAmount, "an amount beside the move; write it in the move's words",
          at: amount.node.span)
      }
      return named + gripper
    default: return nil
    }
  }
}

extension JSONNode {
  /// Whether it has members, or is a list of such.
  fileprivate var isObject: Bool {
    switch value {
    case .object: true
    case .list(let nodes): nodes.contains { $0.isObject }
    default: false
    }
  }
}

/// What stands in `<answer>` and the like, and in LaTeX's `\boxed{}`.
enum Tags {
  private static let names = ["answer", "final_answer", "action", "command", "move", "output"]
  private static let pairs = names.map {
    (open: Array("<\($0)>".utf8), close: Array("</\($0)>".utf8))
  }
  private static let box = Array("\\boxed{".utf8)

  /// The last of each; one that is left open goes on to the end.
  static func contents(of text: Folded, _ region: Range<Int>) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var open: (pair: Int, from: Int)?
    var depth = 0
    var boxed: Int?
    for at in region {
      switch text.bytes[at] {
      case UInt8(ascii: "<"):
        if let tag = open, text.bytes[at..<region.upperBound].starts(with: pairs[tag.pair].close) {
          found.append(tag.from..<at)
          open = nil
        } else if let pair = pairs.firstIndex(where: {
          text.bytes[at..<region.upperBound].starts(with: $0.open)
        }) {
          open = (pair, at + pairs[pair].open.count)
        }
      case UInt8(ascii: "\\") where text.bytes[at..<region.upperBound].starts(with: box):
        (boxed, depth) = (at + box.count, 0)
      case UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "}"):
        depth -= 1
        if let from = boxed, depth == 0 {
          found.append(from..<at)
          boxed = nil
        }
      default: break
      }
    }
    if let open { found.append(open.from..<region.upperBound) }
    return found.filter { $0.contains { text.bytes[$0] > 0x20 } }
  }
}

/// What some models write before they answer, between `<think>` and `</think>`, or in brackets.
enum Thoughts {
  private static let tags =
    ["think", "thinking", "thought", "thoughts", "reasoning", "analysis", "reflection"].map {
      (start: Array("<\($0)>".utf8), end: Array("</\($0)>".utf8))
    } + [(start: Array("[think]".utf8), end: Array("[/think]".utf8))]

  /// What follows the last that is closed; what comes before one that is left open.
  static func rest(of text: Folded) -> Range<Int> {
    var (start, open): (Int, Int?) = (0, nil)
    for at in 0..<text.count
    where text.bytes[at] == UInt8(ascii: "<") || text.bytes[at] == UInt8(ascii: "[") {
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
    ranges(of: text).map { content($0, text) }.filter { $0.contains { text.bytes[$0] > 0x20 } }
  }

  /// All that is between the marks, whatever it is.
  static func ranges(of text: Folded) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
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
        ranges.append(from..<start)
        open = nil
      } else {
        open = at
      }
    }
    if let from = open { ranges.append(from..<text.count) }
    return ranges
  }

  private static func content(_ range: Range<Int>, _ text: Folded) -> Range<Int> {
    guard let line = range.first(where: { text.bytes[$0] == 0x0A }) else { return range }
    let rest = (line + 1)..<range.upperBound
    return rest.contains { text.bytes[$0] > 0x20 } ? rest : range
  }
}
