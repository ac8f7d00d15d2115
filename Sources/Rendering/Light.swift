/// The cosines of four points' normals with the lamp, the zenith and the highlight's direction.
typealias Cosines = (lamp: SIMD4<Float>, zenith: SIMD4<Float>, glint: SIMD4<Float>)

extension Face {
  /// At four columns of a row, where it is so deep.
  @inline(__always) func cosines(
    _ columns: SIMD4<Float>, _ row: Float, _ depth: SIMD4<Float>
  ) -> Cosines {
    let (x, y) = (columns - anchor.x, row - anchor.y)
    let start = value + y * down
    return (
      (start.y + x * across.y) * depth, (start.z + x * across.z) * depth,
      (start.w + x * across.w) * depth
    )
  }
}

/// The light of a scene as the inner loop needs it: in steps of `SRGB.codes`.
struct Light {
  /// What comes from sky and ground together, and what comes with the cosine against the zenith.
  private let middle, half: SIMD3<Float>
  private let lamp: Float

  init(_ lighting: Lighting) {
    let scale = lighting.exposure * Float(SRGB.steps - 1)
    middle = 0.5 * scale * (lighting.sky + lighting.ground)
    half = 0.5 * scale * (lighting.sky - lighting.ground)
    lamp = scale * lighting.diffuse
  }

  /// The light that comes back from four points of a surface, as indices of `SRGB.codes`.
  @inline(__always) func reflected(
    by surface: Surface, _ tint: SIMD4<Float>, _ cosines: Cosines, _ lit: SIMD4<Float>
  ) -> (red: SIMD4<UInt32>, green: SIMD4<UInt32>, blue: SIMD4<UInt32>) {
    // Slivers overshoot, and backs are turned on the lamp.
    let direct = lamp * lit
    let diffuse = direct * clamped(cosines.lamp, from: 0)
    let zenith = clamped(cosines.zenith, from: -1)
    var glint = SIMD4<Float>(repeating: 0)
    if surface.specular > 0 {
      glint = clamped(cosines.glint, from: 0)
      for _ in 0..<5 { glint *= glint }
      glint *= surface.specular * direct
      glint.replace(with: SIMD4(repeating: 0), where: cosines.lamp .<= SIMD4(repeating: 0))
    }
    @inline(__always) func steps(_ channel: Int) -> SIMD4<UInt32> {
      let ambient = middle[channel] + half[channel] * zenith
      return index(surface.colour[channel] * tint * (ambient + diffuse) + glint)
    }
    return (steps(0), steps(1), steps(2))
  }

  @inline(__always) private func clamped(_ v: SIMD4<Float>, from least: Float) -> SIMD4<Float> {
    let (low, high) = (SIMD4(repeating: least), SIMD4<Float>(repeating: 1))
    return v.replacing(with: low, where: v .< low).replacing(with: high, where: v .> high)
  }

  /// The nearest whole number, not above the last step.
  @inline(__always) private func index(_ steps: SIMD4<Float>) -> SIMD4<UInt32> {
    let last = SIMD4(repeating: Float(SRGB.steps - 1))
    // Adding 2^23 leaves the whole number in the low bits.
    let sum = steps.replacing(with: last, where: steps .> last) + 8_388_608
    return unsafeBitCast(sum, to: SIMD4<UInt32>.self) & UInt32(SRGB.steps - 1)
  }
}
