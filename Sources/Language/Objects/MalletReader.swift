/// Reads the objects of MALLET's prompt: for each axis a direction or null, a magnitude 0...1 and a
/// reason.
struct MalletReader {
  private let mapping: Mapping
  private let text: Folded

  /// The last complete object that is one; what is wrong with the last where none is.
  static func read(_ text: Folded, with mapping: Mapping) throws(Diagnosis) -> Reading {
    let reader = MalletReader(mapping: mapping, text: text)
    return try SentenceReader.read(lastObjectOf: text, with: mapping, among: \.objects) {
      object throws(Diagnosis) in try reader.reading(of: object)
    }
  }

  private func reading(of object: JSONNode) throws(Diagnosis) -> Reading {
    let keys = Move.Axis.allCases.map(\.key) + ["gripper"]
    guard keys.contains(where: { object[$0] != nil }) else {
      throw bad("an object without any of \(keys.joined(separator: ", ")); give them", object)
    }
    if let twin = object.twin(among: keys) {
      throw bad("a key that comes twice; give each once", twin)
    }
    var move = Move()
    var reading = Reading(steps: [])
    for axis in Move.Axis.allCases {
      guard let node = object[axis.key] else {
        reading.notes.append("no \(axis.key): it stays")
        continue
      }
      guard let (word, magnitude) = try entry(node), let rule = mapping.axes[axis] else { continue }
      let sign = try self.sign(of: word, axis, rule)
      move[axis] = sign * rule.size * (try self.magnitude(magnitude, node))
      if axis == .roll { reading.rollSpan = node.span }
    }
    if let node = object["gripper"] {
      if let (word, magnitude) = try entry(node) {
        move.gripper = try gripper(word)
        if let share = try share(ofGripper: magnitude, node), share != 0, share != 1 {
          reading.notes.append("gripper by \(share): it opens or shuts all the way")
        }
      }
    } else {
      reading.notes.append("no gripper: it stays")
    }
    reading.steps = [.init(deed: .move(move), span: object.span)]
    reading.ignored = text.around([object.span])
    return reading
  }

  /// The direction and the magnitude; nil where there is none.
  private func entry(
    _ node: JSONNode
  ) throws(Diagnosis) -> (word: JSONNode, magnitude: JSONNode?)? {
    if node.value == .null { return nil }
    guard case .list(let nodes) = node.value, 1...3 ~= nodes.count else {
      throw bad(
        "no list of direction, magnitude and reason; give such as [\"left\", 0.5, \"\"]", node)
    }
    switch nodes[0].value {
    case .null: return nil
    case .string(let word):
      if ["", "none", "null"].contains(word.lowercased()) { return nil }
      return (nodes[0], nodes.count > 1 ? nodes[1] : nil)
    default:
      throw bad("a direction that is no text; write it in quotation marks, or null", nodes[0])
    }
  }

  /// A direction may be said with its axis's own verb: "tilt up", "rotate clockwise".
  private func sign(
    of word: JSONNode, _ axis: Move.Axis, _ rule: Mapping.AxisRule
  ) throws(Diagnosis) -> Double {
    var said = words(word)
    if said.count > 1, said[0] == Verb(axis).rawValue { said.removeFirst() }
    let ways: [(Double, [String])] = [(1, rule.positive), (-1, rule.negative)]
    for (sign, words) in ways where words.contains(where: { Self.names($0, said) }) { return sign }
    let known = [rule.positive.first, rule.negative.first].compactMap(\.self)
    throw bad("a direction that this axis has not; write \(known.joined(separator: " or "))", word)
  }

  private func gripper(_ word: JSONNode) throws(Diagnosis) -> Move.Gripper {
    let said = words(word).filter { $0 != "gripper" && $0 != "the" }
    for told in Move.Gripper.allCases
    where mapping.grips[told, default: []].contains(where: { Self.names($0, said) }) { return told }
    throw bad("nothing that a gripper does; write open gripper or close gripper", word)
  }

  private static func names(_ word: String, _ said: [String]) -> Bool {
    said == word.split(separator: " ").map(String.init)
  }

  private func words(_ node: JSONNode) -> [String] {
    Lexer.tokens(text, in: node.inside).compactMap { token in
      if case .word(let word) = token.kind { word } else { nil }
    }
  }

  private func magnitude(_ node: JSONNode?, _ entry: JSONNode) throws(Diagnosis) -> Double {
    var value: Double?
    switch node?.value {
    case .number(let number): value = number
    case .string: value = node.flatMap { share(text.ascii($0.inside)) }
    default: break
    }
    guard let value, 0...1 ~= value else {
      throw Diagnosis(
        .badAmount, "a magnitude that is not a number from 0 to 1; write such as 0.5",
        at: node?.span ?? entry.span)
    }
    return value
  }

  /// A gripper needs no magnitude; one that is there has to be one.
  private func share(ofGripper node: JSONNode?, _ entry: JSONNode) throws(Diagnosis) -> Double? {
    switch node?.value {
    case nil, .null: nil
    case .string(let text) where !text.contains(where: \.isNumber): nil
    default: try magnitude(node, entry)
    }
  }

  /// "0.5", "0,5", "50%".
  private func share(_ text: String) -> Double? {
    var letters = Array(text.utf8.filter { $0 > 0x20 })
    let isPercent = letters.last == UInt8(ascii: "%")
    if isPercent { letters.removeLast() }
    guard letters.allSatisfy({ Folded.isDigit($0) || $0 == 0x2E || $0 == 0x2C }) else { return nil }
    return Decimal.value(letters).map { isPercent ? $0 / 100 : $0 }
  }

  private func bad(_ message: String, _ node: JSONNode) -> Diagnosis {
    Diagnosis(.badSchema, message, at: node.span)
  }
}

extension JSONNode {
  /// The second of the first of some members that comes twice.
  fileprivate func twin(among keys: [String]) -> JSONNode? {
    guard case .object(let members) = value else { return nil }
    var seen: Set<String> = []
    return members.first { member in
      let name = member.name.lowercased()
      return keys.contains(name) && !seen.insert(name).inserted
    }?.node
  }

  /// This, if it is one, and all objects within, in the order in which they begin.
  var objects: [JSONNode] {
    switch value {
    case .object(let members): [self] + members.flatMap(\.node.objects)
    case .list(let nodes): nodes.flatMap(\.objects)
    default: []
    }
  }
}

extension Folded {
  /// What stands around some places, where it says anything.
  func around(_ places: [Range<Int>]) -> [Excerpt] {
    let starts = [0] + places.map(\.upperBound)
    let ends = places.map(\.lowerBound) + [count]
    return zip(starts, ends).compactMap { start, end in
      var (from, to) = (start, max(start, end))
      while from < to, !isOfWords(from) { from += 1 }
      while to > from, !isOfWords(to - 1), bytes[to - 1] <= 0x20 || bytes[to - 1] == 0x60 {
        to -= 1
      }
      return from < to ? Excerpt(text: text(from..<to), span: from..<to) : nil
    }
  }

  private func isOfWords(_ at: Int) -> Bool {
    Folded.isLetter(bytes[at]) || Folded.isDigit(bytes[at])
  }
}

extension Move.Axis {
  /// MALLET's name for it.
  var key: String {
    switch self {
    case .x: "x"
    case .y: "y"
    case .z: "z"
    case .tilt: "tilt"
    case .roll: "roll"
    case .rotation: "rotation"
    }
  }
}
