import Geometry

/// What shading needs to know of a drawable, in linear light.
struct Surface {
  /// Linear RGB.
  let colour: SIMD3<Float>

  /// The strength of the highlight.
  let specular: Float

  /// The fourth power of the roughness, and what a highlight is divided by for it.
  private let spread, division: Float

  let label: UInt8

  /// Its texture's levels among all; none: an empty range.
  let levels: Range<Int32>

  /// What is where nothing is.
  static let background = Surface(
    Drawable(mesh: Mesh(), material: Material(colour: .zero), label: 0), colour: .zero,
    levels: 0..<0)

  init(_ drawable: Drawable, colour: SIMD3<Float>, levels: Range<Int32>) {
    self.colour = colour
    specular = drawable.material.specular
    let roughness = min(1, max(0.1, drawable.material.roughness))
    spread = roughness * roughness * roughness * roughness
    division = 4 * (roughness + 0.5)
    label = drawable.label
    self.levels = levels
  }

  /// How much brighter than what a white surface scatters the lamp's reflection is, given the cosines
  /// of normal and lamp with the direction halfway between lamp and eye.
  ///
  /// GGX's distribution, with a simple fit for Smith's visibility and Schlick's rise at grazing
  /// angles. (Walter et al., Microfacet models for refraction through rough surfaces, 2007.)
  @inline(__always) func glint(_ nh: SIMD4<Float>, _ lh: SIMD4<Float>) -> SIMD4<Float> {
    let peak = nh * nh * (spread - 1) + 1
    let away = 1 - lh
    let square = away * away
    let mirror = specular + (1 - specular) * (square * square * away)
    let depth = lh * lh + 0.05
    return mirror * spread / (peak * peak * depth * division)
  }
}
