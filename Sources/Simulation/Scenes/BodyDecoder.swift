import Geometry
import Rendering
import StrictYAML

/// Reads bodies and their parts.
enum BodyDecoder {
  static func body(_ name: String, _ value: Value) -> Body? {
    guard let fields = value.mapping() else { return nil }
    let placement = placement(fields)
    let grasp = fields.optional.vector("grasp", count: 3, in: -10...10).map(Vector3.init)
    let parts = (fields.list("parts") ?? []).map { $0.mapping().flatMap(part) }
    guard let placement, parts.allSatisfy({ $0 != nil }) else { return nil }
    return Body(name: name, placement: placement, grasp: grasp, parts: parts.compactMap(\.self))
  }

  /// Fixed in the base, or sliding in another body.
  private static func placement(_ fields: Fields) -> Body.Placement? {
    guard fields.has("slides") else {
      let turn = Rotation(about: [0, 0, 1], by: radians(fields.optional.number("yaw_deg") ?? 0))
      return fields.vector("at", count: 3, in: -10...10).map { .fixed(Pose(turn, Vector3($0))) }
    }
    guard let slide = fields.mapping("slides") else { return nil }
    let carrier = slide.string("in")
    let axis = slide.vector("along", count: 3, in: -1...1).map(Vector3.init)
    let range = slide.vector("range", count: 2, in: -10...10)
    let start = slide.number("start")
    guard let carrier, let axis, let range, let start else { return nil }
    guard axis.length > 0.1, range[0] < range[1], (range[0]...range[1]).contains(start) else {
      slide.fail("a slide needs a direction, and a start within its range. Mend one of them.")
      return nil
    }
    let joint = SlideJoint(axis: axis.normalized, range: range[0]...range[1], start: start)
    return .slides(in: carrier, joint)
  }

  private static func part(_ fields: Fields) -> Body.Part? {
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
      shape: shape, X_BP: Pose(R_BP, at), material: material, isSolid: isSolid,
      castsShadow: castsShadow)
  }

  /// The one shape a part has.
  private static func shape(_ fields: Fields) -> Shape? {
    let lengths = 1e-5...10.0
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

  static func radians(_ degrees: Double) -> Double { degrees * .pi / 180 }
}

/// Reads colours and surfaces.
enum LookDecoder {
  /// Three numbers 0...255, sRGB.
  static func colour(_ value: Value) -> SIMD3<Float>? {
    value.vector(count: 3, in: 0...255).map { SIMD3($0.map { Float($0) / 255 }) }
  }

  static func material(_ fields: Fields) -> Material? {
    let colour = fields.value("rgb").flatMap(colour)
    let specular = fields.optional.number("specular", in: 0...1) ?? 0.05
    let pattern = fields.optional.choice("pattern", from: ["wood": Pattern.wood()])
    return colour.map { Material(colour: $0, specular: Float(specular), pattern: pattern) }
  }
}
