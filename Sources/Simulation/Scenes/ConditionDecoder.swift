import Geometry
import StrictYAML

/// Reads what can hold of a world, by the names of a scene's bodies.
struct ConditionDecoder {
  /// Every body of the file; nil for those with a problem.
  let bodies: [String: Body?]

  /// How deep conditions lie in one another, at most.
  private static let deepest = 8

  private static let kinds = [
    "all", "any", "not", "joint", "touched", "held", "released", "still", "reached", "lifted",
    "upright", "over", "inside", "touches_only", "tool", "moved", "folded",
  ]

  func condition(_ fields: Fields, depth: Int = 0) -> Condition? {
    switch fields.only(of: Self.kinds) {
    case "all": list("all", fields, depth).map { .all($0) }
    case "any": list("any", fields, depth).map { .any($0) }
    case "not": fields.mapping("not").flatMap { nested($0, depth) }.map { .not($0) }
    case "joint": joint(fields)
    case "touched": body("touched", fields).map { .touched(body: $0) }
    case "held":
      loose("held", fields).map { name in
        .held(body: name, steps: fields.optional.integer("steps", in: 1...10_000) ?? 1)
      }
    case "moved":
      free("moved", fields).flatMap { name in
        fields.number("by", in: 0...10).map { .moved(body: name, by: $0) }
      }
    case "released": body("released", fields).map { .released(body: $0) }
    case "still": loose("still", fields).map { .still(body: $0) }
    case "reached":
      body("reached", fields).flatMap { name in
        fields.number("within", in: 0...10).map { .reached(body: name, within: $0) }
      }
    case "tool": fields.mapping("tool").map { .tool(in: SceneDecoder.box($0)) }
    case "lifted":
      free("lifted", fields).flatMap { name in
        fields.number("by", in: 0...10).map { .lifted(body: name, by: $0) }
      }
    case "upright":
      free("upright", fields).flatMap { name in
        fields.number("within_deg", in: 0...180).map { .upright(body: name, within: radians($0)) }
      }
    case "over": over(fields)
    case "inside": inside(fields)
    case "touches_only": touchesOnly(fields)
    case "folded": folded(fields)
    default: nil
    }
  }

  private func nested(_ fields: Fields, _ depth: Int) -> Condition? {
    guard depth < Self.deepest else {
      fields.fail("conditions deeper than \(Self.deepest) in one another. Write them flat.")
      return nil
    }
    return condition(fields, depth: depth + 1)
  }

  private func list(_ key: String, _ fields: Fields, _ depth: Int) -> [Condition]? {
    guard let values = fields.list(key) else { return nil }
    if values.isEmpty { fields.fail(key, "no condition. Add one.") }
    let read = values.map { $0.mapping().flatMap { nested($0, depth) } }
    return values.isEmpty || read.contains { $0 == nil } ? nil : read.compactMap { $0 }
  }

  private func body(_ key: String, _ fields: Fields) -> String? {
    (fields.choice(key, from: bodies) ?? nil)?.name
  }

  /// A body with a mass; one with a problem counts as right.
  private func free(_ key: String, _ fields: Fields) -> String? {
    let free = bodies.filter { $0.value == nil || $0.value?.mass != nil }
    return (fields.choice(key, from: free) ?? nil)?.name
  }

  /// A body with a mass, or a cloth.
  private func loose(_ key: String, _ fields: Fields) -> String? {
    let loose = bodies.filter { $0.value == nil || $0.value?.mass != nil || $0.value?.cloth != nil }
    return (fields.choice(key, from: loose) ?? nil)?.name
  }

  private func folded(_ fields: Fields) -> Condition? {
    let cloths = bodies.filter { $0.value == nil || $0.value?.cloth != nil }
    let name = (fields.choice("folded", from: cloths) ?? nil)?.name
    let (from, to) = (corner("from", fields), corner("to", fields))
    let within = fields.number("within", in: 0...10)
    let covers = range("covers", fields)
    guard let name, let from, let to, let within, let covers else { return nil }
    if from == to { fields.fail("to", "the corner that it comes from. Write another.") }
    return .folded(
      body: name, ClothCorners(from: from, to: to), within: within, covers: covers)
  }

  private func corner(_ key: String, _ fields: Fields) -> SIMD2<Double>? {
    guard let signs = fields.vector(key, count: 2, in: -1...1) else { return nil }
    if signs.allSatisfy({ abs($0) == 1 }) { return SIMD2(signs[0], signs[1]) }
    fields.fail(key, "no corner. Write the signs of its x and y, such as [1, -1].")
    return nil
  }

  /// Metres of what slides, degrees of what turns.
  private func joint(_ fields: Fields) -> Condition? {
    let moving = bodies.filter { $0.value == nil || $0.value?.joint != nil }
    let body = fields.choice("joint", from: moving) ?? nil
    let turns = body?.joint?.turns ?? (fields.has("at_least_deg") || fields.has("at_most_deg"))
    let kinds = turns ? ["at_least_deg", "at_most_deg"] : ["at_least", "at_most"]
    guard let kind = fields.only(of: kinds) else { return nil }
    let limits = turns ? body?.joint?.degrees : body?.joint?.range
    guard let number = fields.number(kind, in: limits), let name = body?.name else { return nil }
    let position = turns ? radians(number) : number
    return kind == kinds[0]
      ? .jointAtLeast(body: name, position) : .jointAtMost(body: name, position)
  }

  private func over(_ fields: Fields) -> Condition? {
    let name = free("over", fields)
    let other = body("of", fields)
    let within = fields.number("within", in: 0...10)
    let height = range("height", fields)
    guard let name, let other, let within, let height else { return nil }
    return .over(body: name, other: other, within: within, height: height)
  }

  private func inside(_ fields: Fields) -> Condition? {
    let name = free("inside", fields)
    let other = body("of", fields)
    let lower = fields.vector("lower", count: 3, in: -10...10).map(Vector3.init)
    let upper = fields.vector("upper", count: 3, in: -10...10).map(Vector3.init)
    if let lower, let upper, any(lower .>= upper) {
      fields.fail("upper", "a corner that is not beyond the lower one. Make each number greater.")
      return nil
    }
    guard let name, let other, let lower, let upper else { return nil }
    return .inside(body: name, other: other, lower: lower, upper: upper)
  }

  private func touchesOnly(_ fields: Fields) -> Condition? {
    let name = free("touches_only", fields)
    guard let values = fields.list("of") else { return nil }
    let others = values.map { $0.choice(from: bodies) ?? nil }
    guard let name, others.allSatisfy({ $0 != nil }) else { return nil }
    return .touchesOnly(body: name, others: others.compactMap { $0?.name })
  }

  private func range(_ key: String, _ fields: Fields) -> ClosedRange<Double>? {
    guard let ends = fields.vector(key, count: 2, in: -10...10) else { return nil }
    if ends[0] < ends[1] { return ends[0]...ends[1] }
    fields.fail(key, "a range that ends where it begins, or before. Write the lower end first.")
    return nil
  }
}
