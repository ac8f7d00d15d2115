import Geometry
import Rendering
import StrictYAML

/// Reads a scene's lamps, sky and ground, under `light`.
enum LightDecoder {
  /// The most lamps beside the first, and the most of them that cast shadows: each of these has a
  /// map of its own.
  private static let mostLamps = 8
  private static let mostShadows = 3

  static func lighting(_ fields: Fields) -> Lighting? {
    let towards = towards(fields)
    let lamp = fields.number("lamp", in: 0...10)
    let sky = fields.vector("sky", count: 3, in: 0...10)
    let ground = fields.vector("ground", count: 3, in: 0...10)
    let lamps = lamps(fields)
    let contact = fields.optional.mapping("contact").map(contact)
    guard let towards, let lamp, let sky, let ground, let lamps else { return nil }
    return Lighting(
      direction: towards, diffuse: Float(lamp), fills: lamps,
      sky: SIMD3(sky.map(Float.init)), ground: SIMD3(ground.map(Float.init)),
      contact: contact ?? nil)
  }

  private static func lamps(_ fields: Fields) -> [Lighting.Lamp]? {
    guard let value = fields.optional.value("lamps") else { return [] }
    guard let list = value.list() else { return nil }
    guard list.count <= mostLamps else {
      fields.fail("lamps", "\(list.count) lamps, more than \(mostLamps). Leave some out.")
      return nil
    }
    let lamps = list.compactMap { $0.mapping().flatMap(lamp) }
    guard lamps.count == list.count else { return nil }
    guard lamps.count(where: \.castsShadow) <= mostShadows else {
      fields.fail("lamps", "more than \(mostShadows) with shadows. Leave casts_shadow out of some.")
      return nil
    }
    return lamps
  }

  private static func lamp(_ fields: Fields) -> Lighting.Lamp? {
    let towards = towards(fields)
    let light = fields.vector("light", count: 3, in: 0...10)
    let castsShadow = fields.optional.boolean("casts_shadow") ?? false
    guard let towards, let light else { return nil }
    return Lighting.Lamp(
      direction: towards, diffuse: SIMD3(light.map(Float.init)), castsShadow: castsShadow)
  }

  private static func towards(_ fields: Fields) -> Vector3? {
    guard let towards = fields.vector("towards", count: 3, in: -100...100).map(Vector3.init) else {
      return nil
    }
    if towards.length >= 0.1 { return towards }
    fields.fail("towards", "no direction. Write one, such as [0, 0, 1] for straight above.")
    return nil
  }

  private static func contact(_ fields: Fields) -> Lighting.Contact? {
    let height = fields.number("height", in: -10...10)
    let reach = fields.optional.number("reach", in: 0.002...0.2) ?? 0.03
    let strength = fields.optional.number("strength", in: 0...1) ?? 0.7
    return height.map { .init(height: $0, reach: reach, strength: Float(strength)) }
  }
}
