import Geometry

/// Looks the shadow map up for places in the picture.
struct ShadowLookup {
  /// Texel column, row and reach of a point:
  /// `atEye + depth * (first + column * alongX + row * alongY)`.
  private let atEye, first, alongX, alongY: SIMD4<Float>

  /// Whether shadows have soft edges, and by how much a point may lie deeper than the map, metres.
  private let isSoft: Bool
  private let slack: Float

  init(_ map: ShadowMap, _ camera: Camera) {
    isSoft = map.isSoft
    slack = Float(map.texel) * (isSoft ? 1.5 : 1)
    let X_LC = Pose(map.R_WL.inverse) * camera.X_WC
    func inTexels(_ v: Vector3) -> SIMD4<Float> {
      SIMD4(Float(v.x / map.texel), Float(-v.y / map.texel), Float(v.z), 0)
    }
    let ray = Vector3((0.5 - camera.cx) / camera.fx, (0.5 - camera.cy) / camera.fy, 1)
    // The centre of the first texel is at 0 here.
    atEye = inTexels(X_LC.translation - map.p_LO) - [0.5, 0.5, 0, 0]
    first = inTexels(X_LC.rotation * ray)
    alongX = inTexels(X_LC.rotation.xAxis / camera.fx)
    alongY = inTexels(X_LC.rotation.yAxis / camera.fy)
  }

  /// Texel columns, rows and reaches of four points.
  @inline(__always) func places(
    _ columns: SIMD4<Float>, _ row: Float, _ depth: SIMD4<Float>
  ) -> (x: SIMD4<Float>, y: SIMD4<Float>, reach: SIMD4<Float>) {
    let (x, y, z) = (
      first.x + row * alongY.x, first.y + row * alongY.y, first.z + row * alongY.z
    )
    return (
      atEye.x + depth * (x + columns * alongX.x), atEye.y + depth * (y + columns * alongX.y),
      atEye.z + slack + depth * (z + columns * alongX.z)
    )
  }

  /// How much of the lamp's light reaches what four pixels of a row show, 0...1.
  @inline(__always) func light(
    _ columns: SIMD4<Float>, _ row: Float, _ depth: SIMD4<Float>,
    in texels: UnsafeBufferPointer<Float>
  ) -> SIMD4<Float> {
    var (x, y, reach) = places(columns, row, depth)
    x = kept(x)
    y = kept(y)
    if isSoft { return soft(x, y, reach, texels) }
    let (column, line) = (x + wholeNumber, y + wholeNumber)
    let at = index(column, line)
    var texel = SIMD4<Float>(repeating: 0)
    (texel[0], texel[1]) = (texels[first(at.x)], texels[second(at.x)])
    (texel[2], texel[3]) = (texels[first(at.y)], texels[second(at.y)])
    return SIMD4(repeating: 1).replacing(with: SIMD4(repeating: 0), where: texel .> reach)
  }

  @inline(__always) private func first(_ pair: UInt64) -> Int {
    Int(truncatingIfNeeded: pair & 0xFFFF_FFFF)
  }
  @inline(__always) private func second(_ pair: UInt64) -> Int {
    Int(truncatingIfNeeded: pair >> 32)
  }

  /// The numbers of texels, two in a word.
  @inline(__always) private func index(
    _ column: SIMD4<Float>, _ line: SIMD4<Float>
  ) -> SIMD2<UInt64> {
    let (c, l) = (
      unsafeBitCast(column, to: SIMD4<UInt32>.self) & 0x7F_FFFF,
      unsafeBitCast(line, to: SIMD4<UInt32>.self) & 0x7F_FFFF
    )
    // Rows are 1040 texels apart.
    return unsafeBitCast((l &<< 10) &+ (l &<< 4) &+ c, to: SIMD2<UInt64>.self)
  }

  /// By the sixteen texels around each place, those at the rim counting by how near they are: the
  /// light fades over three texels.
  @inline(__always) private func soft(
    _ x: SIMD4<Float>, _ y: SIMD4<Float>, _ reach: SIMD4<Float>,
    _ texels: UnsafeBufferPointer<Float>
  ) -> SIMD4<Float> {
    let (left, above) = (x - 0.5 + wholeNumber, y - 0.5 + wholeNumber)
    let (toRight, toBelow) = (x - (left - wholeNumber), y - (above - wholeNumber))
    let at = index(left, above)
    let corner =
      SIMD4<Int>(first(at.x), second(at.x), first(at.y), second(at.y)) &- (ShadowMap.stride + 1)
    var sum = SIMD4<Float>(repeating: 0)
    let (one, none) = (SIMD4<Float>(repeating: 1), SIMD4<Float>(repeating: 0))
    for row in 0..<4 {
      let from = corner &+ row &* ShadowMap.stride
      @inline(__always) func lit(_ k: Int) -> SIMD4<Float> {
        let texel = SIMD4(
          texels[from[0] &+ k], texels[from[1] &+ k], texels[from[2] &+ k], texels[from[3] &+ k])
        return one.replacing(with: none, where: texel .> reach)
      }
      let line = (1 - toRight) * lit(0) + lit(1) + lit(2) + toRight * lit(3)
      sum += row == 0 ? (1 - toBelow) * line : row == 3 ? toBelow * line : line
    }
    return sum * (1.0 / 9)
  }

  /// No further out than the second or the last but one texel: those and all beyond are empty.
  @inline(__always) private func kept(_ places: SIMD4<Float>) -> SIMD4<Float> {
    // What is not a number becomes the first.
    let (low, high) = (SIMD4<Float>(repeating: 2), SIMD4(repeating: Float(ShadowMap.size - 3)))
    return low.replacing(with: places, where: places .> low)
      .replacing(with: high, where: places .> high)
  }
}
