import Geometry

/// Looks the shadow map up for places in the picture.
struct ShadowLookup {
  /// Texel column, row and reach of a point:
  /// `atEye + depth * (first + column * alongX + row * alongY)`.
  private let atEye, first, alongX, alongY: SIMD4<Float>

  /// The side of a texel, metres.
  private let texel: Float

  init(_ map: ShadowMap, _ camera: Camera) {
    texel = Float(map.texel)
    let X_LC = Pose(map.R_WL.inverse) * camera.X_WC
    func inTexels(_ v: Vector3) -> SIMD4<Float> {
      SIMD4(Float(v.x / map.texel), Float(v.y / map.texel), Float(v.z), 0)
    }
    let ray = Vector3((0.5 - camera.cx) / camera.fx, (0.5 - camera.cy) / camera.fy, 1)
    // The centre of the first texel is at 0 here.
    atEye = inTexels(X_LC.translation - map.p_LO) - [0.5, 0.5, 0, 0]
    first = inTexels(X_LC.rotation * ray)
    alongX = inTexels(X_LC.rotation.xAxis / camera.fx)
    alongY = inTexels(X_LC.rotation.yAxis / camera.fy)
  }

  /// How much of the lamp's light reaches what four pixels of a row show, 0...1, by the four texels
  /// around each. A face that rises by `slope` per texel's width must not shade itself.
  @inline(__always) func light(
    _ columns: SIMD4<Float>, _ row: Float, _ depth: SIMD4<Float>, slope: Float,
    in texels: Span<Float>
  ) -> SIMD4<Float> {
    // The outermost texels are empty, so what lies aside of the map is lit.
    let start = first + row * alongY
    let x = kept(atEye.x + depth * (start.x + columns * alongX.x))
    let y = kept(atEye.y + depth * (start.y + columns * alongX.y))
    var reach = atEye.z + depth * (start.z + columns * alongX.z) + texel * (slope + 0.5)
    reach.replace(with: SIMD4(repeating: 0), where: reach .< SIMD4(repeating: 0))

    // The texel before each place; on one, either neighbour will do.
    let (left, above) = (x - 0.5 + 8_388_608, y - 0.5 + 8_388_608)
    let (toRight, toBelow) = (x - (left - 8_388_608), y - (above - 8_388_608))
    let mask = UInt32(0x7F_FFFF)
    let at =
      (unsafeBitCast(above, to: SIMD4<UInt32>.self) & mask) &* UInt32(ShadowMap.stride)
      &+ (unsafeBitCast(left, to: SIMD4<UInt32>.self) & mask)
    var (a, b, c, d) = (reach, reach, reach, reach)
    for lane in 0..<4 {
      let k = Int(at[lane])
      (a[lane], b[lane]) = (texels[unchecked: k], texels[unchecked: k &+ 1])
      (c[lane], d[lane]) = (
        texels[unchecked: k &+ ShadowMap.stride], texels[unchecked: k &+ ShadowMap.stride &+ 1]
      )
    }
    @inline(__always) func isLit(_ texel: SIMD4<Float>) -> SIMD4<Float> {
      SIMD4(repeating: 1).replacing(with: SIMD4(repeating: 0), where: texel .> reach)
    }
    let top = isLit(a) + toRight * (isLit(b) - isLit(a))
    let bottom = isLit(c) + toRight * (isLit(d) - isLit(c))
    return top + toBelow * (bottom - top)
  }

  /// No further out than the first or the last texel.
  @inline(__always) private func kept(_ places: SIMD4<Float>) -> SIMD4<Float> {
    // What is not a number becomes the first.
    let (low, high) = (SIMD4<Float>(repeating: 1), SIMD4(repeating: Float(ShadowMap.size - 1)))
    return low.replacing(with: places, where: places .> low)
      .replacing(with: high, where: places .> high)
  }
}
