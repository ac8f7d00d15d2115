/// Members that say how far or how often, of an object that has its move in words: they are no part of
/// a sentence.
enum AmountBeside {
  /// What their names are made of.
  private static let words: Set<Substring> = [
    "amount", "distance", "magnitude", "length", "angle", "repeat", "repeats", "repetitions",
    "times", "count", "step", "steps", "size", "value", "unit", "units", "move", "by", "cm", "mm",
    "m",
    "centimeters", "centimetres", "meters", "metres", "deg", "degrees", "rad", "radians",
  ]

  /// The names of what a call is made with.
  private static let containers: Set<String> = [
    "params", "parameters", "param", "parameter", "args", "arguments", "kwargs", "inputs", "input",
  ]

  static func isOne(_ member: JSONNode.Member) -> Bool {
    guard member.node.value != .null else { return false }
    let name = member.name.lowercased()
    if containers.contains(name) { return holdsOne(member.node) }
    let parts = name.split { $0 == "_" || $0 == " " || $0 == "-" }
    guard !parts.isEmpty, parts.allSatisfy(words.contains) else { return false }
    switch member.node.value {
    case .list, .object: return holdsOne(member.node)
    // "move" may be another answer.
    case .string where parts == ["move"]: return false
    default: return true
    }
  }

  /// Whether there is a number in it, or a member that is an amount.
  private static func holdsOne(_ node: JSONNode) -> Bool {
    switch node.value {
    case .null, .bool: false
    case .number, .immense: true
    case .string(let text): text.contains { $0.isNumber }
    case .list(let nodes): nodes.contains(where: holdsOne)
    case .object(let members): members.contains { isOne($0) || holdsOne($0.node) }
    }
  }
}
