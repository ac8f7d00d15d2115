import Geometry
import StrictYAML

/// The bodies of a scene by name, to read what the file says of them elsewhere.
struct ThingNames {
  let bodies: [Body]

  private var joints: [String] { bodies.filter { $0.joint != nil }.map(\.name) }

  /// Reports bodies that slide in something that is not there, or comes after them.
  func checkCarriers(_ file: Fields) {
    for (index, body) in bodies.enumerated() {
      guard case .slides(let carrier, _) = body.placement else { continue }
      let earlier = bodies[..<index].filter { $0.joint == nil }.map(\.name)
      if !earlier.contains(carrier) {
        file.fail(
          "bodies",
          "'\(body.name)' slides in '\(carrier)', which is no fixed body above it. "
            + "Name one of: \(earlier.joined(separator: ", ")).")
      }
    }
  }

  func scatter(_ name: String, _ value: Value) -> (body: String, Scene.Scatter)? {
    guard let fields = value.mapping() else { return nil }
    let xy = fields.optional.number("xy", in: 0...1) ?? 0
    let yaw = fields.optional.number("yaw_deg", in: 0...180) ?? 0
    let joint = fields.optional.number("joint", in: 0...1) ?? 0
    guard bodies.contains(where: { $0.name == name }) else {
      value.fail("no body '\(name)' to scatter. Bodies: \(list(bodies.map(\.name))).")
      return nil
    }
    return (name, Scene.Scatter(xy: xy, yaw: BodyDecoder.radians(yaw), joint: joint))
  }

  func milestone(_ value: Value) -> Milestone? {
    guard let fields = value.mapping() else { return nil }
    let name = fields.string("name")
    let condition = condition(fields)
    guard let name, let condition else { return nil }
    return Milestone(name: name, condition: condition)
  }

  func condition(_ fields: Fields) -> Condition? {
    switch fields.only(of: ["joint", "touched"]) {
    case "joint":
      let body = body("joint", of: fields, among: joints)
      let kind = fields.only(of: ["at_least", "at_most"])
      guard let body, let kind, let position = fields.number(kind) else { return nil }
      return kind == "at_least"
        ? .jointAtLeast(body: body, position) : .jointAtMost(body: body, position)
    case "touched":
      return body("touched", of: fields, among: bodies.map(\.name)).map { .touched(body: $0) }
    default:
      return nil
    }
  }

  private func body(_ key: String, of fields: Fields, among names: [String]) -> String? {
    guard let name = fields.string(key) else { return nil }
    if names.contains(name) { return name }
    fields.fail(key, "no '\(name)' here. Choose one of: \(list(names)).")
    return nil
  }

  private func list(_ names: [String]) -> String { names.joined(separator: ", ") }
}
