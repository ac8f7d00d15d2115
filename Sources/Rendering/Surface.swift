import Geometry

/// What shading needs to know of a drawable, in linear light and seen from the camera.
struct Surface {
  /// Linear RGB.
  let colour: SIMD3<Float>

  /// The strength of the highlight.
  let specular: Float

  /// The fourth power of the roughness, and what a highlight is divided by for it.
  private let spread, division: Float

  let label: UInt8

  /// Where its pattern begins among all texels; negative where it has none.
  let pattern: Int

  /// Where a point is on the pattern, in texels:
  /// `atEye + depth * (first + column * alongX + row * alongY)`.
  private let atEye, first, alongX, alongY: SIMD2<Float>

  /// What is where nothing is.
  static let background = {
    var none: [Float] = []
    let nothing = Material(colour: .zero)
    let camera = Camera(width: 1, height: 1, fx: 1, fy: 1, cx: 0, cy: 0, X_WC: .identity)
    return Surface(
      Drawable(mesh: Mesh(), material: nothing, label: 0), colour: .zero, camera,
      texels: &none)
  }()

  /// Adds the pattern's texels, if there is one, to those of all.
  init(
    _ drawable: Drawable, colour: SIMD3<Float>, _ camera: Camera, texels: inout [Float]
  ) {
    self.colour = colour
    specular = drawable.material.specular
    let roughness = min(1, max(0.1, drawable.material.roughness))
    spread = roughness * roughness * roughness * roughness
    division = 4 * (roughness + 0.5)
    label = drawable.label
    pattern = drawable.material.pattern == nil ? -1 : texels.count
    if let all = drawable.material.pattern?.texels {
      if texels.isEmpty { texels = all } else { texels += all }
    }
    let X_MC = drawable.X_WM.inverse * camera.X_WC
    let ray = Vector3((0.5 - camera.cx) / camera.fx, (0.5 - camera.cy) / camera.fy, 1)
    func inTexels(_ v: Vector3) -> SIMD2<Float> {
      SIMD2(Float(v.x * Pattern.perMetre.x), Float(v.y * Pattern.perMetre.y))
    }
    atEye = inTexels(X_MC.translation)
    first = inTexels(X_MC.rotation * ray)
    alongX = inTexels(X_MC.rotation.xAxis / camera.fx)
    alongY = inTexels(X_MC.rotation.yAxis / camera.fy)
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

  /// The place on the pattern of what a pixel shows at a depth, in texels.
  @inline(__always) func place(_ column: Float, _ row: Float, _ depth: Float) -> SIMD2<Float> {
    atEye + depth * (first + column * alongX + row * alongY)
  }
}
