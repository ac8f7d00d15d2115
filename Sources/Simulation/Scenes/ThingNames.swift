import Geometry
import Rendering
import StrictYAML

/// The bodies of a scene by name, to read what the file says of them elsewhere.
///
/// What is wrong with a body is told once: what else the file says of it then counts as right.
struct ThingNames {
  /// A picture's labels count to 255 and the arm takes one.
  static let mostBodies = 250

  /// What a picture and a look for contact take grows with them.
  static let mostParts = 1000

  /// What a picture takes grows with them, and memory does.
  static let mostTriangles = 4_000_000

  /// Texels of their textures: each takes 16 bytes.
  static let mostTexels = 16_000_000

  /// Those without a problem, in the order of the file.
  private(set) var bodies: [Body] = []

  /// All of them; nil for those with a problem.
  private var byName: [String: Body?] = [:]

  /// How many parts the bodies have.
  private(set) var parts = 0

  /// And how many triangles are drawn of them.
  private(set) var triangles = 0

  /// And what is on them.
  private(set) var textures: Set<Texture> = []

  /// Reads `bodies`; nil when there are none, or too many.
  init?(_ file: Fields) {
    guard let entries = file.entries("bodies") else { return nil }
    guard (1...Self.mostBodies).contains(entries.count) else {
      let most = Self.mostBodies
      file.fail(
        "bodies",
        entries.isEmpty
          ? "no body. Add one." : "\(entries.count) bodies, more than \(most). Join some.")
      return nil
    }
    for (name, value) in entries {
      let body = BodyDecoder(above: self).body(name, value)
      byName.updateValue(body, forKey: name)
      if let body { bodies.append(body) }
      parts += body?.parts.count ?? 0
      triangles += body?.parts.reduce(0) { $0 + $1.mesh.triangles.count } ?? 0
      textures.formUnion(body?.parts.compactMap(\.material.texture) ?? [])
    }
  }

  /// The names that something may be on a joint of.
  var fixed: [String: String] {
    let names = byName.filter { $0.value?.joint == nil }.keys
    return Dictionary(uniqueKeysWithValues: names.map { ($0, $0) })
  }

  /// A fixed body strays over the table, one on a joint along that.
  func scatter(_ fields: Fields) -> [(body: String, Scene.Scatter)] {
    for name in byName.keys.sorted() { _ = fields.has(name) }
    return bodies.compactMap { body in
      guard let most = fields.optional.mapping(body.name)?.optional else { return nil }
      if let joint = body.joint {
        let most =
          joint.turns
          ? radians(most.number("joint_deg", in: 0...180) ?? 0)
          : most.number("joint", in: 0...1) ?? 0
        return (body.name, Scene.Scatter(xy: 0, yaw: 0, tilt: nil, joint: most))
      }
      let (xy, yaw) = (most.number("xy", in: 0...1) ?? 0, most.number("yaw_deg", in: 0...180) ?? 0)
      let (z, tilt) = (most.number("z", in: 0...1), most.number("tilt_deg", in: 0...180))
      let isTilted = z != nil || tilt != nil
      return (
        body.name,
        Scene.Scatter(
          xy: xy, yaw: radians(yaw), tilt: isTilted ? (z ?? 0, radians(tilt ?? 0)) : nil, joint: 0)
      )
    }
  }

  /// Each says where some bodies are in place of where they were read to be.
  func variants(_ list: [Value]) -> [Scene.Variant] {
    list.compactMap { $0.mapping().map(variant) }
  }

  func variant(_ fields: Fields) -> Scene.Variant {
    for name in byName.keys.sorted() { _ = fields.has(name) }
    var placements: [String: Pose] = [:]
    var joints: [String: Double] = [:]
    for body in bodies {
      guard let place = fields.optional.mapping(body.name) else { continue }
      if let joint = body.joint {
        joints[body.name] =
          joint.turns
          ? place.number("start_deg", in: joint.degrees).map(radians)
          : place.number("start", in: joint.range)
      } else {
        placements[body.name] = BodyDecoder.pose(place)
      }
    }
    return Scene.Variant(placements: placements, joints: joints)
  }

  /// Each has a name of its own: what becomes of it is told by that.
  func milestones(_ list: [Value]) -> [Milestone] {
    var names: Set<String> = []
    return list.compactMap { value in
      guard let fields = value.mapping() else { return nil }
      let name = fields.line("name")
      if let name, !names.insert(name).inserted {
        fields.fail("name", "the name of a milestone above. Choose another.")
      }
      let condition = condition(fields)
      guard let name, let condition else { return nil }
      return Milestone(name: name, condition: condition)
    }
  }

  func condition(_ fields: Fields) -> Condition? {
    ConditionDecoder(bodies: byName).condition(fields)
  }
}

extension Fields {
  /// A text that says something.
  func text(_ key: String) -> String? {
    guard let text = string(key) else { return nil }
    if text.contains(where: { !$0.isWhitespace }) { return text }
    fail(key, "an empty text. Write what it is.")
    return nil
  }

  /// The same on one line, to be printed and sent as it is.
  func line(_ key: String) -> String? {
    guard let text = text(key) else { return nil }
    let isPlain = text.unicodeScalars.allSatisfy {
      switch $0.properties.generalCategory {
      case .control, .lineSeparator, .paragraphSeparator: false
      default: true
      }
    }
    if isPlain { return text }
    fail(key, "a text of more than one line, or with invisible characters. Write one line.")
    return nil
  }
}
