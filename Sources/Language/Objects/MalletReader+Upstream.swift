import Foundation

extension MalletReader {
  /// What MALLET's own server made of a reply, faults included, so that a past result can be
  /// explained: the first fence that closes, every key with three elements, any magnitude, the
  /// median of the data added, tilt in roll's place, and no roll at all.
  static func readAsUpstream(_ text: Folded, with mapping: Mapping) throws(Diagnosis) -> Reading {
    if text.isBlank {
      throw Diagnosis(.empty, "nothing is said; \(mapping.hint)", at: 0..<text.count)
    }
    guard let fence = Fence.contents(of: text).first,
      let start = fence.first(where: { text.bytes[$0] == UInt8(ascii: "{") })
    else {
      throw Diagnosis(
        .badSchema,
        "no fence with an object, without which upstream's server fails; \(mapping.hint)",
        at: 0..<text.count)
    }
    switch LooseJSON.read(text, from: start, to: fence.upperBound) {
    case .truncated:
      throw Diagnosis(.truncated, "an object that is cut off", at: start..<fence.upperBound)
    case .malformed:
      throw Diagnosis(.badSchema, "an object that is no JSON", at: start..<fence.upperBound)
    case .value(let object): return try asUpstream(object, text, mapping)
    }
  }

  private static func asUpstream(
    _ object: JSONNode, _ text: Folded, _ mapping: Mapping
  ) throws(Diagnosis) -> Reading {
    var move = Move()
    for axis in Move.Axis.allCases {
      guard let (word, magnitude) = try triple(axis.key, object) else { continue }
      if axis == .roll {
        throw Diagnosis(
          .badSchema, "a roll, at which upstream's server fails; write null", at: word.1)
      }
      guard let rule = mapping.axes[axis] else { continue }
      let name = word.0.replacing("tilt ", with: "").replacing("rotate ", with: "")
      guard rule.positive.contains(name) || rule.negative.contains(name) else {
        throw Diagnosis(.badSchema, "a direction that upstream's server does not know", at: word.1)
      }
      move[axis] =
        rule.offset + (rule.positive.contains(name) ? 1 : -1) * rule.size * magnitude
    }
    guard let (word, _) = try triple("gripper", object) else {
      throw Diagnosis(
        .badSchema, "a gripper that is null, at which upstream's server fails",
        at: object["gripper"]?.span ?? object.span)
    }
    switch word.0 {
    case "open gripper", "open": move.gripper = .open
    case "close gripper", "close": move.gripper = .close
    default: throw Diagnosis(.badSchema, "a gripper that upstream does not know", at: word.1)
    }
    return Reading(
      steps: [.init(deed: .move(move), span: object.span)], ignored: text.around([object.span]))
  }

  /// A key's word and magnitude; nil for null. Throws where there are not three elements.
  private static func triple(
    _ key: String, _ object: JSONNode
  ) throws(Diagnosis) -> (word: (String, Range<Int>), magnitude: Double)? {
    guard let node = object[key], case .list(let nodes) = node.value, nodes.count == 3 else {
      throw Diagnosis(
        .badSchema, "no list of three for \(key), without which upstream's server fails",
        at: object[key]?.span ?? object.span)
    }
    switch nodes[0].value {
    case .null: return nil
    case .string(let word):
      if word.lowercased() == "none" { return nil }
      if key == "gripper" { return ((word.lowercased(), nodes[0].span), 1) }
      if nodes[1].value == .immense {
        throw Diagnosis(.badAmount, "a magnitude that no arm can go", at: nodes[1].span)
      }
      guard case .number(let magnitude) = nodes[1].value else { break }
      return ((word.lowercased(), nodes[0].span), magnitude)
    default: break
    }
    throw Diagnosis(.badSchema, "no direction and magnitude for \(key)", at: node.span)
  }
}

extension Mapping {
  /// A deed as MALLET's object, on one line, magnitudes in hundredths; without its roll, at which
  /// upstream's server fails, unless that is wanted.
  func object(_ deed: Deed, withRoll: Bool) -> String {
    guard case .move(var move) = deed else { return "{}" }
    if !withRoll { move[.roll] = 0 }
    var members = Move.Axis.allCases.map { axis in
      let (word, magnitude) = entry(axis, move)
      return "\"\(axis.key)\": [\(word), \(magnitude), \"\"]"
    }
    let word = move.gripper.map { "\"\(grips[$0]?.first ?? $0.rawValue) gripper\"" } ?? "null"
    members.append("\"gripper\": [\(word), \(move.gripper == nil ? 0 : 1), \"\"]")
    let object = "{" + members.joined(separator: ", ") + "}"
    return form == .malletAsUpstream ? "```json\n\(object)\n```" : object
  }

  private func entry(_ axis: Move.Axis, _ move: Move) -> (word: String, magnitude: String) {
    guard let rule = axes[axis], rule.size != 0, move[axis] != 0 else { return ("null", "0") }
    let share = (move[axis] - rule.offset) / rule.size
    let limit = form == .mallet ? 1 : 1e4
    let hundredths = Int((min(abs(share), limit) * 100).rounded())
    if hundredths == 0, rule.offset == 0 { return ("null", "0") }
    let word = (share < 0 && hundredths > 0 ? rule.negative : rule.positive).first ?? ""
    let verb = axis.isLength ? "" : Verb(axis).rawValue + " "
    return ("\"\(verb)\(word)\"", "\(Double(hundredths) / 100)")
  }
}
