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
    let mass = fields.optional.number("mass", in: 0.001...100)
    let friction = fields.optional.number("friction", in: 0...2)
    let look = fields.optional.mapping("look").map(LookDecoder.look) ?? LookDecoder.Look()
    let parts = look.hasBadTexture ? nil : parts(fields, look)
    if look.hasBadTexture { _ = fields.has("parts") }
    if mass != nil { checkFree(fields, parts) }
    if let parts { checkCloth(fields, parts) }
    guard let placement, let parts else { return nil }
    return Body(
      name: name, placement: placement, grasp: grasp, parts: parts, mass: mass,
      friction: friction ?? Body.friction)
  }

  /// Reports a free body that nothing can touch, or that has a joint as well.
  private func checkFree(_ fields: Fields, _ parts: [Body.Part]?) {
    for key in ["slides", "turns"] where fields.has(key) {
      fields.fail("mass", "a mass on what \(key), which does not fall. Leave one of them out.")
    }
    if let parts, parts.allSatisfy({ $0.shape == nil }) {
      fields.fail("mass", "a mass and no solid part: nothing would hold it. Make a part solid.")
    }
  }

  /// Reports a cloth that is not a body of its own.
  private func checkCloth(_ fields: Fields, _ parts: [Body.Part]) {
    guard parts.contains(where: { $0.cloth != nil }) else { return }
    if parts.count > 1 || fields.has("mass") || fields.has("slides")
      || fields.has("turns")
    {
      fields.fail(
        "parts", "a cloth in a body with more parts, a mass or a joint. Make it a body of its own.")
    }
  }

  /// Fixed in the base, or on a joint of another body.
  private func placement(_ fields: Fields) -> Body.Placement? {
    if fields.has("slides"), fields.has("turns") {
      fields.fail("turns", "a hinge on what slides. Leave one of them out.")
      return nil
    }
    if fields.has("slides") { return fields.mapping("slides").flatMap(slide) }
    if fields.has("turns") { return fields.mapping("turns").flatMap(turn) }
    return Self.pose(fields).map { .fixed($0) }
  }

  /// A standing body's pose in the arm's base.
  static func pose(_ fields: Fields) -> Pose? {
    let yaw = fields.optional.number("yaw_deg", in: -360...360) ?? 0
    let turn = Rotation(about: [0, 0, 1], by: radians(yaw))
    return fields.vector("at", count: 3, in: -10...10).map { Pose(turn, Vector3($0)) }
  }

  /// A drawer.
  private func slide(_ fields: Fields) -> Body.Placement? {
    let carrier = fields.choice("in", from: above.fixed)
    let axis = direction("along", fields)
    let travel = travel(fields, unit: "", in: -10...10)
    guard let carrier, let axis, let travel else { return nil }
    return .jointed(
      to: carrier, BodyJoint(.slides(along: axis), range: travel.range, start: travel.start))
  }

  /// A door or a lid.
  private func turn(_ fields: Fields) -> Body.Placement? {
    let carrier = fields.choice("in", from: above.fixed)
    let axis = direction("about", fields)
    let pivot = fields.vector("through", count: 3, in: -10...10).map(Vector3.init)
    let travel = travel(fields, unit: "_deg", in: -360...360)
    guard let carrier, let axis, let pivot, let travel else { return nil }
    let range = radians(travel.range.lowerBound)...radians(travel.range.upperBound)
    return .jointed(
      to: carrier,
      BodyJoint(.turns(about: axis, through: pivot), range: range, start: radians(travel.start)))
  }

  /// A direction of unit length.
  private func direction(_ key: String, _ fields: Fields) -> Vector3? {
    let axis = fields.vector(key, count: 3, in: -1...1).map(Vector3.init)
    guard let axis, axis.length < 0.1 else { return axis?.normalized }
    fields.fail(key, "no direction. Write one of length 1, such as [1, 0, 0].")
    return nil
  }

  /// The stops of a joint and where it stands between them, in the file's own unit.
  private func travel(
    _ fields: Fields, unit: String, in limits: ClosedRange<Double>
  ) -> (range: ClosedRange<Double>, start: Double)? {
    let ends = fields.vector("range\(unit)", count: 2, in: limits)
    guard let ends, ends[0] < ends[1] else {
      if ends != nil { fields.fail("range\(unit)", "a range that ends where it begins. Widen it.") }
      _ = fields.number("start\(unit)")
      return nil
    }
    return fields.number("start\(unit)", in: ends[0]...ends[1]).map { (ends[0]...ends[1], $0) }
  }

  private func parts(_ fields: Fields, _ look: LookDecoder.Look) -> [Body.Part]? {
    guard let list = fields.list("parts") else { return nil }
    if list.isEmpty { fields.fail("parts", "no part. Add one.") }
    guard above.parts + list.count <= ThingNames.mostParts else {
      fields.fail(
        "parts", "more than \(ThingNames.mostParts) parts in the file. Leave some out.")
      return nil
    }
    var parts: [Body.Part] = []
    var areGood = true
    for value in list {
      // A mesh file gives a part for each colour.
      if let read = value.mapping().flatMap({ part($0, look) }) {
        parts += read
      } else {
        areGood = false
      }
      guard fits(parts, fields) else { return nil }
    }
    return areGood ? parts : nil
  }

  /// Reports parts that are too many, or too finely made, for one scene.
  private func fits(_ parts: [Body.Part], _ fields: Fields) -> Bool {
    let triangles = parts.reduce(above.triangles) { $0 + $1.mesh.triangles.count }
    guard triangles <= ThingNames.mostTriangles else {
      let most = ThingNames.mostTriangles
      fields.fail("parts", "more than \(most) triangles in the file. Make its meshes coarser.")
      return false
    }
    let textures = above.textures.union(parts.compactMap(\.material.texture))
    guard textures.reduce(0, { $0 + $1.texelCount }) <= ThingNames.mostTexels else {
      fields.fail("parts", "textures too large for one scene. Make their pictures smaller.")
      return false
    }
    guard above.parts + parts.count <= ThingNames.mostParts else {
      let most = ThingNames.mostParts
      fields.fail("parts", "more than \(most) parts, with each colour of a mesh. Leave some out.")
      return false
    }
    return true
  }

  private func part(_ fields: Fields, _ look: LookDecoder.Look) -> [Body.Part]? {
    let name = fields.optional.line("name")
    let form = FormDecoder.form(fields)
    let at = fields.optional.vector("at", count: 3, in: -10...10).map(Vector3.init) ?? .zero
    let turn = fields.optional.vector("rpy_deg", count: 3, in: -360...360) ?? [0, 0, 0]
    let isSolid = fields.optional.boolean("solid") ?? form?.shape.map { _ in true } ?? false
    let castsShadow = fields.optional.boolean("casts_shadow") ?? form?.castsShadow ?? true
    let materials = form?.surfaces.map { LookDecoder.material(fields, of: $0, in: look) }
    guard let form, let materials, materials.allSatisfy({ $0 != nil }) else {
      if form == nil { _ = LookDecoder.material(fields, of: nil, in: look) }
      return nil
    }
    let R_BP = Rotation(
      roll: radians(turn[0]), pitch: radians(turn[1]), yaw: radians(turn[2]))
    let X_BP = Pose(R_BP, R_BP * form.center + at)
    return zip(form.surfaces, materials).enumerated().compactMap { i, part in
      part.1.map { material in
        Body.Part(
          name: name, shape: isSolid && i == 0 ? form.shape ?? .box(size: form.size) : nil,
          mesh: part.0.mesh, X_BP: X_BP, material: material, castsShadow: castsShadow,
          cloth: form.cloth)
      }
    }
  }
}

func radians(_ degrees: Double) -> Double { degrees * .pi / 180 }
