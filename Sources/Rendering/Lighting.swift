package import Geometry

/// The light of a scene: a distant lamp that casts shadows, other distant lamps that do not, and a
/// sky and a ground that glow.
package struct Lighting: Hashable, Sendable {
  /// Towards the lamp, in the world; of any length but zero.
  package var direction: Vector3

  /// What the lamp adds to a white surface that faces it; linear, 1 being the brightest pixel.
  package var diffuse: Float

  /// More lamps, which nothing shades: windows and other lights that fill shadows in.
  package var fills: [Lamp]

  /// What a white surface gets that faces straight up, or straight down; linear RGB.
  package var sky, ground: SIMD3<Float>

  /// Whether surfaces keep the lamp's light from one another.
  package var shadow: Bool

  /// Whether shadows fade at their edges, over about three texels of a map of 1024 that covers all
  /// that casts one.
  package var softShadow: Bool

  /// A factor on everything but the background.
  package var exposure: Float

  /// A distant lamp.
  package struct Lamp: Hashable, Sendable {
    /// Towards it, in the world; of any length but zero.
    package var direction: Vector3

    /// What it adds to a white surface that faces it; linear RGB.
    package var diffuse: SIMD3<Float>

    package init(direction: Vector3, diffuse: SIMD3<Float>) {
      self.direction = direction
      self.diffuse = diffuse
    }
  }

  package init(
    direction: Vector3 = [-0.3, 0.4, 1], diffuse: Float = 0.65, fills: [Lamp] = [],
    sky: SIMD3<Float> = [0.38, 0.39, 0.42], ground: SIMD3<Float> = [0.16, 0.15, 0.13],
    shadow: Bool = true, softShadow: Bool = true, exposure: Float = 1
  ) {
    self.direction = direction
    self.diffuse = diffuse
    self.fills = fills
    self.sky = sky
    self.ground = ground
    self.shadow = shadow
    self.softShadow = softShadow
    self.exposure = exposure
  }

  /// Whether a chalky surface looks the same whichever way up it is, but for the lamp's light.
  var isUniform: Bool { sky == ground && fills.isEmpty }
}
