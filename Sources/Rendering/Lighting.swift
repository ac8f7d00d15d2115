package import Geometry

/// The light of a scene: a distant lamp, and a sky and a ground that glow.
package struct Lighting: Hashable, Sendable {
  /// Towards the lamp, in the world; of any length but zero.
  package var direction: Vector3

  /// What the lamp adds to a white surface that faces it; linear, 1 being the brightest pixel.
  package var diffuse: Float

  /// What a white surface gets that faces straight up, or straight down; linear RGB.
  package var sky, ground: SIMD3<Float>

  /// Whether surfaces keep the lamp's light from one another.
  package var shadow: Bool

  /// A factor on everything but the background.
  package var exposure: Float

  package init(
    direction: Vector3 = [-0.3, 0.4, 1], diffuse: Float = 0.65,
    sky: SIMD3<Float> = [0.38, 0.39, 0.42], ground: SIMD3<Float> = [0.16, 0.15, 0.13],
    shadow: Bool = true, exposure: Float = 1
  ) {
    self.direction = direction
    self.diffuse = diffuse
    self.sky = sky
    self.ground = ground
    self.shadow = shadow
    self.exposure = exposure
  }
}
