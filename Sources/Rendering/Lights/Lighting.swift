package import Geometry

/// The light of a scene: a distant lamp that casts shadows, other distant lamps that may, and a sky
/// and a ground that glow.
package struct Lighting: Hashable, Sendable {
  /// Towards the lamp, in the world; of any length but zero.
  package var direction: Vector3

  /// What the lamp adds to a white surface that faces it; linear, 1 being the brightest pixel.
  package var diffuse: Float

  /// More lamps: windows and other lights that fill shadows in, or cast shadows of their own.
  package var fills: [Lamp]

  /// What a white surface gets that faces straight up, or straight down; linear RGB.
  package var sky, ground: SIMD3<Float>

  /// Whether surfaces keep the lamps' light from one another.
  package var shadow: Bool

  /// Whether shadows fade at their edges, over about three texels of a map of 1024 that covers all
  /// that casts one.
  package var softShadow: Bool

  /// How much darker it is where things stand on a surface; nil for no darker.
  package var contact: Contact?

  /// A factor on everything but the background.
  package var exposure: Float

  /// A distant lamp.
  package struct Lamp: Hashable, Sendable {
    /// Towards it, in the world; of any length but zero.
    package var direction: Vector3

    /// What it adds to a white surface that faces it; linear RGB.
    package var diffuse: SIMD3<Float>

    /// Whether things shade its light, as they do the first lamp's. Each lamp that does so costs about
    /// as much as the first. Nothing has a highlight of a lamp that does not.
    package var castsShadow: Bool

    package init(direction: Vector3, diffuse: SIMD3<Float>, castsShadow: Bool = false) {
      self.direction = direction
      self.diffuse = diffuse
      self.castsShadow = castsShadow
    }
  }

  /// Darkening where things are close to a level surface such as a table top: there less of what
  /// glows all around gets in. Only things that cast shadows count.
  package struct Contact: Hashable, Sendable {
    /// Where the surface is in the world's z. Metres.
    package var height: Double

    /// How far from a thing its darkening reaches, along the surface and up the thing. Metres.
    package var reach: Double

    /// The part of the light from all around that is lost right beneath a thing, 0...1; at its edge
    /// it is about half of that.
    package var strength: Float

    package init(height: Double, reach: Double = 0.03, strength: Float = 0.7) {
      self.height = height
      self.reach = reach
      self.strength = strength
    }
  }

  package init(
    direction: Vector3 = [-0.3, 0.4, 1], diffuse: Float = 0.65, fills: [Lamp] = [],
    sky: SIMD3<Float> = [0.38, 0.39, 0.42], ground: SIMD3<Float> = [0.16, 0.15, 0.13],
    shadow: Bool = true, softShadow: Bool = true, contact: Contact? = nil, exposure: Float = 1
  ) {
    self.direction = direction
    self.diffuse = diffuse
    self.fills = fills
    self.sky = sky
    self.ground = ground
    self.shadow = shadow
    self.softShadow = softShadow
    self.contact = contact
    self.exposure = exposure
  }

  /// Whether a chalky surface looks the same whichever way up it is and wherever it is, but for the
  /// lamp's light.
  var isUniform: Bool { sky == ground && fills.isEmpty && contact == nil }

  /// The lamps beside the first that cast shadows.
  var shadowLamps: [Lamp] { shadow ? fills.filter(\.castsShadow) : [] }
}
