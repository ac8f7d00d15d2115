import Geometry
import Rendering
import StrictYAML

/// Reads one body and its parts, those above it in the file being known.
struct BodyDecoder {
  let above: ThingNames

  func body(_ name: String, _ value: Value) -> Body? {
    guard let fields = value.mapping() else { return nil }
    let placement = placement(fields)
    let grasp = fields.optional.vector("grasp", count: 3, in: -10...10).map(Vector3.init)
    let parts = parts(fields)
    guard let placement, let parts else { return nil }
    return Body(name: name, placement: placement, grasp: grasp, parts: parts)
  }

  /// Fixed in the base, or sliding in another body.
  private func placement(_ fields: Fields) -> Body.Placement? {
    guard !fields.has("slides") else { return fields.mapping("slides").flatMap(slide) }
    return Self.pose(fields).map { .fixed($0) }
  }

  /// A standing body's pose in the arm's base.
  static func pose(_ fields: Fields) -> Pose? {
    let yaw = fields.optional.number("yaw_deg", in: -360...360) ?? 0
    let turn = Rotation(about: [0, 0, 1], by: radians(yaw))
    return fields.vector("at", count: 3, in: -10...10).map { Pose(turn, Vector3($0)) }
  }

  private func slide(_ fields: Fields) -> Body.Placement? {
    let carrier = fields.choice("in", from: above.fixed)
    let axis = fields.vector("along", count: 3, in: -1...1).map(Vector3.init)
    if let axis, axis.length < 0.1 {
      fields.fail("along", "no direction. Write one of length 1, such as [1, 0, 0].")
    }
    let ends = fields.vector("range", count: 2, in: -10...10)
    guard let ends, ends[0] < ends[1] else {
      if ends != nil { fields.fail("range", "a range that ends where it begins. Widen it.") }
      _ = fields.number("start")
      return nil
    }
    let range = ends[0]...ends[1]
    let start = fields.number("start", in: range)
    guard let carrier, let axis, let start else { return nil }
    return .slides(in: carrier, SlideJoint(axis: axis.normalized, range: range, start: start))
  }

  private func parts(_ fields: Fields) -> [Body.Part]? {
    guard let list = fields.list("parts") else { return nil }
    if list.isEmpty { fields.fail("parts", "no part. Add one.") }
    guard above.parts + list.count <= ThingNames.mostParts else {
      fields.fail(
        "parts", "more than \(ThingNames.mostParts) parts in the file. Leave some out.")
      return nil
    }
    let parts = list.map { $0.mapping().flatMap(part) }
    return parts.allSatisfy { $0 != nil } ? parts.compactMap(\.self) : nil
  }

  private func part(_ fields: Fields) -> Body.Part? {
    let name = fields.optional.line("name")
    let shape = shape(fields)
    let at = fields.optional.vector("at", count: 3, in: -10...10).map(Vector3.init) ?? .zero
    let turn = fields.optional.vector("rpy_deg", count: 3, in: -360...360) ?? [0, 0, 0]
    let material = LookDecoder.material(fields)
    let isSolid = fields.optional.boolean("solid") ?? true
    let castsShadow = fields.optional.boolean("casts_shadow") ?? true
    guard let shape, let material else { return nil }
    let R_BP = Rotation(
      roll: radians(turn[0]), pitch: radians(turn[1]), yaw: radians(turn[2]))
    return Body.Part(
      name: name, shape: shape, X_BP: Pose(R_BP, at), material: material, isSolid: isSolid,
      castsShadow: castsShadow)
  }

  /// The one shape a part has.
  private func shape(_ fields: Fields) -> Shape? {
    let lengths = 1e-4...10.0
    switch fields.only(of: ["box", "cylinder", "capsule", "sphere"]) {
    case "box":
      return fields.vector("box", count: 3, in: lengths).map { .box(size: Vector3($0)) }
    case "cylinder", "capsule":
      let kind = fields.has("cylinder") ? "cylinder" : "capsule"
      guard let sizes = fields.mapping(kind) else { return nil }
      let radius = sizes.number("radius", in: lengths)
      let length = sizes.number("length", in: lengths)
      guard let radius, let length else { return nil }
      return kind == "cylinder"
        ? .cylinder(radius: radius, length: length) : .capsule(radius: radius, length: length)
    case "sphere":
      guard let sizes = fields.mapping("sphere") else { return nil }
      return sizes.number("radius", in: lengths).map { .sphere(radius: $0) }
    default:
      return nil
    }
  }
}

func radians(_ degrees: Double) -> Double { degrees * .pi / 180 }

/// Reads colours and surfaces.
enum LookDecoder {
  /// Made once: it takes time, and every part may want it.
  private static let wood = Pattern.wood()

  /// Three numbers 0...255, sRGB.
  static func colour(_ value: Value) -> SIMD3<Float>? {
    value.vector(count: 3, in: 0...255).map { SIMD3($0.map { Float($0) / 255 }) }
  }

  static func material(_ fields: Fields) -> Material? {
    let colour = fields.value("rgb").flatMap(colour)
    let specular = fields.optional.number("specular", in: 0...1) ?? 0.05
    let pattern = fields.optional.choice("pattern", from: ["wood": wood])
    return colour.map { Material(colour: $0, specular: Float(specular), pattern: pattern) }
  }
}
