import Geometry

/// What shading needs to know of a drawable, in linear light and seen from the camera.
struct Surface {
  /// Linear RGB.
  let colour: SIMD3<Float>

  /// The strength of the highlight.
  let specular: Float

  let label: UInt8

  /// Where its pattern begins among all texels; negative where it has none.
  let pattern: Int

  /// Where a point is on the pattern, in texels:
  /// `atEye + depth * (first + column * alongX + row * alongY)`.
  private let atEye, first, alongX, alongY: SIMD2<Float>

  /// Adds the pattern's texels, if there is one, to those of all.
  init(_ drawable: Drawable, _ camera: Camera, texels: inout [Float]) {
    let linear = SRGB.linear(drawable.material.colour)
    colour = linear
    specular = drawable.material.specular
    label = drawable.label
    pattern = drawable.material.pattern == nil ? -1 : texels.count
    texels += drawable.material.pattern?.texels ?? []
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

  /// The place on the pattern of what a pixel shows at a depth, in texels.
  @inline(__always) func place(_ column: Float, _ row: Float, _ depth: Float) -> SIMD2<Float> {
    atEye + depth * (first + column * alongX + row * alongY)
  }
}
