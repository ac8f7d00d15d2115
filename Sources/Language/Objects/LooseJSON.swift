/// A value of an object that a model wrote, and where it stands.
struct JSONNode: Hashable {
  enum Value: Hashable {
    case null
    case bool(Bool)
    case number(Double)
    /// A number that no machine holds, or none: `1e999`, `NaN`.
    case immense
    case string(String)
    case list([JSONNode])
    case object([Member])
  }

  struct Member: Hashable {
    var name: String
    var node: JSONNode
  }

  var value: Value
  var span: Range<Int>

  /// Of a string, without its quotation marks.
  var inside: Range<Int> { (span.lowerBound + 1)..<max(span.lowerBound + 1, span.upperBound - 1) }

  /// Of a name that comes twice the last, as in Python.
  subscript(_ name: String) -> JSONNode? {
    guard case .object(let members) = value else { return nil }
    return members.last { $0.name.lowercased() == name }?.node
  }
}

/// Reads JSON as models write it: also Python's literals and quotation marks, trailing commas,
/// comments, and full-width signs.
struct LooseJSON {
  enum Outcome: Hashable {
    case value(JSONNode)
    /// The text ends before the value does, which began as JSON if it is underway.
    case truncated(isUnderway: Bool)
    /// It is no JSON, though it began as such if it is underway; and where to look on.
    case malformed(next: Int, isUnderway: Bool)
  }

  private static let deepest = 12

  private let text: Folded
  private let end: Int
  private var at: Int
  /// Whether a first member or element was read, and where it begins.
  private var isUnderway = false
  private var first: Int?

  /// The value that begins at `from`, which is not white space.
  static func read(_ text: Folded, from: Int, to end: Int) -> Outcome {
    var reader = LooseJSON(text: text, end: end, at: from)
    do { return .value(try reader.value(depth: 0)) } catch {
      if error == .end { return .truncated(isUnderway: reader.isUnderway) }
      // What a list begins with may be another.
      let isList = text.bytes[from] == UInt8(ascii: "[") && !reader.isUnderway
      let next = isList ? reader.first ?? reader.at : reader.at
      return .malformed(next: max(next, from + 1), isUnderway: reader.isUnderway)
    }
  }

  /// The objects and lists of a text, in order.
  struct Found {
    var complete: [JSONNode] = []
    /// The last that is cut off.
    var truncated: Range<Int>?
    /// Whether more than its bracket tells that it is one.
    var isUnderway = false
    /// The last that goes on as no JSON does.
    var malformed: Range<Int>?
  }

  /// All objects and lists of a region that are not within others. Nothing of one that is cut off or
  /// malformed counts, and one that begins in a fence ends in it.
  static func found(in text: Folded, _ region: Range<Int>) -> Found {
    var found = Found()
    var fences = Fence.ranges(of: text)[...]
    var at = region.lowerBound
    while at < region.upperBound {
      while let fence = fences.first, fence.upperBound <= at { fences.removeFirst() }
      let fence = fences.first.flatMap { $0.contains(at) ? $0 : nil }
      let end = min(fence?.upperBound ?? region.upperBound, region.upperBound)
      guard [UInt8(ascii: "{"), UInt8(ascii: "[")].contains(text.bytes[at]) else {
        at += 1
        continue
      }
      switch read(text, from: at, to: end) {
      case .value(let node):
        found.complete.append(node)
        at = node.span.upperBound
      case .truncated(let isUnderway):
        (found.truncated, found.isUnderway) = (at..<end, isUnderway)
        at = end
      case .malformed(let next, let isUnderway):
        if isUnderway { found.malformed = at..<min(next + 1, end) }
        at = isUnderway ? close(text, from: at, to: end) : next
      }
    }
    return found
  }

  /// Behind the bracket that closes the one at `from`, whatever stands between them; else the end.
  private static func close(_ text: Folded, from: Int, to end: Int) -> Int {
    var depth = 0
    for at in from..<end {
      switch text.bytes[at] {
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
      default: break
      }
      if depth == 0 { return at + 1 }
    }
    return end
  }

  private enum Fault: Error { case end, wrong }

  private var next: UInt8? { at < end ? text.bytes[at] : nil }

  private mutating func value(depth: Int) throws(Fault) -> JSONNode {
    guard depth < Self.deepest else { throw .wrong }
    let start = at
    let value: JSONNode.Value
    switch next {
    case UInt8(ascii: "{"): value = .object(try members(depth))
    case UInt8(ascii: "["), UInt8(ascii: "("): value = .list(try elements(depth))
    case UInt8(ascii: "\""), UInt8(ascii: "'"): value = .string(try string())
    case nil: throw .end
    default: value = try literal()
    }
    return JSONNode(value: value, span: start..<at)
  }

  private mutating func skip() throws(Fault) {
    while let byte = next {
      if byte <= 0x20 {
        at += 1
      } else if byte == UInt8(ascii: "/"), at + 1 < end, text.bytes[at + 1] == byte {
        while let byte = next, byte != 0x0A { at += 1 }
      } else {
        return
      }
    }
    throw .end
  }

  private mutating func elements(_ depth: Int) throws(Fault) -> [JSONNode] {
    let close = next == UInt8(ascii: "(") ? UInt8(ascii: ")") : UInt8(ascii: "]")
    var nodes: [JSONNode] = []
    at += 1
    while true {
      try skip()
      first = first ?? at
      if next == close { break }
      nodes.append(try value(depth: depth + 1))
      isUnderway = isUnderway || depth == 0
      try part(before: close)
    }
    at += 1
    return nodes
  }

  private mutating func members(_ depth: Int) throws(Fault) -> [JSONNode.Member] {
    let close = UInt8(ascii: "}")
    var members: [JSONNode.Member] = []
    at += 1
    while true {
      try skip()
      if next == close { break }
      let name = try self.name()
      try skip()
      guard next == UInt8(ascii: ":") else { throw .wrong }
      at += 1
      isUnderway = isUnderway || depth == 0
      try skip()
      members.append(JSONNode.Member(name: name, node: try value(depth: depth + 1)))
      try part(before: close)
    }
    at += 1
    return members
  }

  /// A comma, which may be the last, or the end of what is listed.
  private mutating func part(before close: UInt8) throws(Fault) {
    try skip()
    if next == UInt8(ascii: ",") { at += 1 } else if next != close { throw .wrong }
  }

  private mutating func name() throws(Fault) -> String {
    if next == UInt8(ascii: "\"") || next == UInt8(ascii: "'") { return try string() }
    let start = at
    while let byte = next, Folded.isLetter(byte) || byte == UInt8(ascii: "_") { at += 1 }
    guard at > start else { throw .wrong }
    return text.text(start..<at)
  }

  private mutating func string() throws(Fault) -> String {
    let quote = next
    at += 1
    let start = at
    var characters = String.UnicodeScalarView()
    var isPlain = true
    while let byte = next, byte != quote || isApostrophe {
      if byte == UInt8(ascii: "\\") {
        characters.append(contentsOf: text.scalars[(isPlain ? start : at)..<at])
        isPlain = false
        at += 1
        guard let escaped = next else { throw .end }
        characters.append(escaped == UInt8(ascii: "n") ? "\n" : text.scalars[at])
      } else if !isPlain {
        characters.append(text.scalars[at])
      }
      at += 1
    }
    guard next != nil else { throw .end }
    if isPlain { characters.append(contentsOf: text.scalars[start..<at]) }
    at += 1
    return String(characters)
  }

  /// Between two letters, in a text between two such marks.
  private var isApostrophe: Bool {
    next == UInt8(ascii: "'") && at + 1 < end && Folded.isLetter(text.bytes[at + 1])
      && Folded.isLetter(text.bytes[at - 1])
  }

  private mutating func literal() throws(Fault) -> JSONNode.Value {
    let start = at
    while let byte = next, Folded.isLetter(byte) || Folded.isDigit(byte) || isOfNumber(byte) {
      at += 1
    }
    guard at > start else { throw .wrong }
    let word = text.ascii(start..<at)
    switch word {
    case "null", "none": return .null
    case "true": return .bool(true)
    case "false": return .bool(false)
    default: break
    }
    if Self.immense.contains(word.drop { $0 == "-" || $0 == "+" }) { return .immense }
    guard Folded.isDigit(text.bytes[start]) || isOfNumber(text.bytes[start]),
      let number = Double(word.hasPrefix("+") ? String(word.dropFirst()) : word)
    else {
      // The text may end within a literal.
      throw at == end ? .end : .wrong
    }
    guard number.isFinite else { return .immense }
    return .number(number)
  }

  private static let immense: Set<Substring> = ["nan", "inf", "infinity"]

  private func isOfNumber(_ byte: UInt8) -> Bool {
    [UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "+")].contains(byte)
  }
}
