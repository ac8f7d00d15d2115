import Imaging
import Rendering
import StrictYAML

/// Reads colours, surfaces and textures.
enum LookDecoder {
  /// Three numbers 0...255, sRGB.
  static func colour(_ value: Value) -> SIMD3<Float>? {
    value.vector(count: 3, in: 0...255).map { SIMD3($0.map { Float($0) / 255 }) }
  }

  /// What parts look like, as far as it is said.
  struct Look {
    var colour: SIMD3<Float>?
    var specular: Double?
    var roughness: Double?
    var texture: Dress?

    /// Whether what is said of the texture is wrong.
    var hasBadTexture = false
  }

  /// Reads the keys of a part, or of a body's `look`.
  static func look(_ fields: Fields) -> Look {
    let fields = fields.optional
    var look = Look()
    look.colour = fields.value("rgb").flatMap(colour)
    look.specular = fields.number("specular", in: 0...1)
    look.roughness = fields.number("roughness", in: 0.1...1)
    if let value = fields.value("texture") {
      look.texture = texture(value)
      look.hasBadTexture = look.texture == nil
    }
    return look
  }

  /// What a part says of its look, and else its surface, and else its body.
  static func material(_ fields: Fields, of surface: Form.Surface?, in body: Look) -> Material? {
    let own = look(fields)
    let texture = own.texture ?? surface?.texture ?? body.texture
    var colour = own.colour
    if !fields.has("rgb") {
      // A picture has colours of its own; of one that is wrong no more is asked.
      let isColoured = texture?.hasColours == true || own.hasBadTexture
      colour = surface?.colour ?? body.colour ?? (isColoured ? .one : nil)
      if colour == nil { _ = fields.value("rgb") }
    }
    guard let colour, !own.hasBadTexture else { return nil }
    return Material(
      colour: colour, specular: Float(own.specular ?? body.specular ?? 0.05),
      roughness: Float(own.roughness ?? body.roughness ?? 0.5), texture: texture?.picture)
  }

  // MARK: - Textures

  /// A texture, and whether it says all of the colour or only varies it.
  struct Dress {
    var picture: Texture
    var hasColours: Bool

    init(picture: Texture, hasColours: Bool) {
      (self.picture, self.hasColours) = (picture, hasColours)
    }

    /// The picture that a mesh's file holds, a PNG or a JPEG; nil for one of another sort than
    /// textures are made of. Throws `ImagingError`.
    init?(embedded bytes: [UInt8]) throws {
      let image = bytes.first == 0xFF ? try Image(jpeg: bytes) : try Image(png: bytes)
      guard image.format != .grey16, let texture = Texture(image, mapping: .mesh) else {
        return nil
      }
      self.init(picture: texture, hasColours: true)
    }
  }

  /// The materials that a word names, each made once when it is first asked for.
  private static let wood = Texture.wood()
  private static let brushedMetal = Texture.brushedMetal()
  private static let cloth = Texture.wovenCloth()
  private static let speckle = Texture.speckle()

  private static let plain: [String: @Sendable () -> Texture] = [
    "wood": { wood }, "brushed_metal": { brushedMetal }, "cloth": { cloth },
    "speckle": { speckle },
  ]

  /// The same as a seed and a contrast make them.
  private static let made: [String: @Sendable (UInt64, Float?, Fields) -> Texture] = [
    "wood": { seed, contrast, fields in
      let stains = fields.optional.number("stains", in: 0...1) ?? 0
      return .wood(seed: seed, contrast: contrast ?? 0.3, stains: Float(stains))
    },
    "brushed_metal": { seed, contrast, _ in
      .brushedMetal(seed: seed, contrast: contrast ?? 0.25)
    },
    "cloth": { seed, contrast, _ in .wovenCloth(seed: seed, contrast: contrast ?? 0.35) },
    "speckle": { seed, contrast, _ in .speckle(seed: seed, contrast: contrast ?? 0.3) },
  ]

  private static func texture(_ value: Value) -> Dress? {
    guard value.isMapping else {
      return value.choice(from: plain).map { Dress(picture: $0(), hasColours: false) }
    }
    guard let fields = value.mapping(),
      let kind = fields.only(of: made.keys.sorted() + ["label", "picture"]),
      let details = fields.mapping(kind)
    else { return nil }
    switch kind {
    case "label": return label(details).map { Dress(picture: $0, hasColours: true) }
    case "picture": return picture(details).map { Dress(picture: $0, hasColours: true) }
    default: return made[kind].flatMap { material(details, $0) }
    }
  }

  private static func material(
    _ fields: Fields, _ make: (UInt64, Float?, Fields) -> Texture
  ) -> Dress? {
    let seed = seed(fields)
    let contrast = fields.optional.number("contrast", in: 0...1).map(Float.init)
    let own = fields.has("mapping")
    let mapping = own ? mapping(fields) : nil
    if own, mapping == nil { return nil }
    let texture = make(seed, contrast, fields)
    return Dress(picture: mapping.map(texture.mapped) ?? texture, hasColours: false)
  }

  private static func seed(_ fields: Fields) -> UInt64 {
    UInt64(fields.optional.integer("seed", in: 0...1_000_000) ?? 1)
  }

  private static func label(_ fields: Fields) -> Texture? {
    let text = fields.line("text")
    let height = fields.number("height", in: 1e-4...10)
    let seed = seed(fields)
    let colours = ["paper_rgb", "band_rgb", "patch_rgb", "ink_rgb"].map {
      fields.value($0).flatMap(colour)
    }
    guard let text, let height, let paper = colours[0], let band = colours[1],
      let patch = colours[2], let ink = colours[3]
    else { return nil }
    return .canLabel(
      text, .init(paper: paper, band: band, patch: patch, ink: ink), height: height, seed: seed)
  }

  private static func picture(_ fields: Fields) -> Texture? {
    let image = fields.picture("file", as: [.rgb8, .rgba8, .grey8])
    let mapping = mapping(fields)
    guard let image, let mapping else { return nil }
    let texture = Texture(image, mapping: mapping)
    if texture == nil {
      let most = Texture.mostTexels
      fields.fail("file", "a picture with a side of more than \(most) pixels. Make it smaller.")
    }
    return texture
  }

  /// How a texture is put on: `mesh`, `{flat: [w, h]}`, `{box: [w, h]}` or `{around: h}`.
  private static func mapping(_ fields: Fields) -> Texture.Mapping? {
    guard let value = fields.value("mapping") else { return nil }
    guard value.isMapping else { return value.choice(from: ["mesh": .mesh]) }
    guard let ways = value.mapping(), let way = ways.only(of: ["flat", "box", "around"]) else {
      return nil
    }
    let lengths = 1e-4...100.0
    if way == "around" { return ways.number(way, in: lengths).map { .cylinder(height: $0) } }
    return ways.vector(way, count: 2, in: lengths).map { sides in
      let size = SIMD2(sides[0], sides[1])
      return way == "box" ? .box(size: size) : .planar(size: size)
    }
  }
}
