import Geometry

/// The light of a scene as the inner loop needs it, in linear light.
struct Light {
  /// What comes from sky and ground together, and what comes with the cosine against the zenith.
  private let middle, half: SIMD3<Float>
  private let lamp: Float
  private let towardsLamp: SIMD3<Float>
  private let fills: [(direction: SIMD3<Float>, colour: SIMD3<Float>)]

  /// The ray of a pixel in the world: `first + column * alongX + row * alongY`.
  private let first, alongX, alongY: SIMD3<Float>

  init(_ lighting: Lighting, _ camera: Camera) {
    let scale = lighting.exposure
    middle = 0.5 * scale * (lighting.sky + lighting.ground)
    half = 0.5 * scale * (lighting.sky - lighting.ground)
    lamp = scale * lighting.diffuse
    towardsLamp = narrowed(lighting.direction.normalized)
    fills = lighting.fills.map { (narrowed($0.direction.normalized), scale * $0.diffuse) }
    let R_WC = camera.X_WC.rotation
    first = narrowed(
      R_WC * Vector3((0.5 - camera.cx) / camera.fx, (0.5 - camera.cy) / camera.fy, 1))
    alongX = narrowed(R_WC.xAxis / camera.fx)
    alongY = narrowed(R_WC.yAxis / camera.fy)
  }

  /// The light that comes back from a matte surface at a level of the lamp, 0...1.
  func matte(_ colour: SIMD3<Float>, level: Float) -> SIMD3<Float> {
    colour * (middle + SIMD3(repeating: lamp * level))
  }

  /// Whether the lamp shines on the front of any of four points.
  @inline(__always) func reaches(_ normal: Triple) -> Bool {
    // Any sign bit that is not set.
    let cosines = unsafeBitCast(normal.dot(towardsLamp), to: SIMD2<UInt64>.self)
    return cosines.x & cosines.y & 0x8000_0000_8000_0000 != 0x8000_0000_8000_0000
  }

  /// The light that comes back from four points of a surface.
  @inline(__always) func reflected(
    by surface: Surface, _ tint: Triple, _ n: Triple, columns: SIMD4<Float>, row: Float,
    _ lit: SIMD4<Float>
  ) -> Triple {
    let cosine = atLeastZero(n.dot(towardsLamp))
    let direct = cosine * lit * lamp
    var glint = SIMD4<Float>(repeating: 0)
    if surface.specular > 0 {
      let start = first + row * alongY
      let ray = Triple(
        x: start.x + columns * alongX.x, y: start.y + columns * alongX.y,
        z: start.z + columns * alongX.z
      ).normalized
      let halfway = Triple(
        x: towardsLamp.x - ray.x, y: towardsLamp.y - ray.y, z: towardsLamp.z - ray.z
      ).normalized
      glint = direct * surface.glint(n.dot(halfway), atLeastZero(halfway.dot(towardsLamp)))
    }
    var (red, green, blue) = (
      middle.x + half.x * n.z + direct, middle.y + half.y * n.z + direct,
      middle.z + half.z * n.z + direct
    )
    for fill in fills {
      let cosine = atLeastZero(n.dot(fill.direction))
      red += cosine * fill.colour.x
      green += cosine * fill.colour.y
      blue += cosine * fill.colour.z
    }
    return Triple(
      x: surface.colour.x * tint.x * red + glint, y: surface.colour.y * tint.y * green + glint,
      z: surface.colour.z * tint.z * blue + glint)
  }
}

/// Four vectors, by component.
struct Triple {
  var x, y, z: SIMD4<Float>

  @inline(__always) func dot(_ v: SIMD3<Float>) -> SIMD4<Float> { x * v.x + y * v.y + z * v.z }
  @inline(__always) func dot(_ v: Triple) -> SIMD4<Float> { x * v.x + y * v.y + z * v.z }

  /// Of length 1; the zenith where there is no length.
  @inline(__always) var normalized: Triple {
    let square = dot(self)
    let least = SIMD4<Float>(repeating: 1e-20)
    let scale = 1 / square.replacing(with: least, where: square .< least).squareRoot()
    return Triple(x: x * scale, y: y * scale, z: z * scale)
  }
}

@inline(__always) func atLeastZero(_ v: SIMD4<Float>) -> SIMD4<Float> {
  let zero = SIMD4<Float>(repeating: 0)
  return v.replacing(with: zero, where: v .< zero)
}

@inline(__always) func narrowed(_ v: Vector3) -> SIMD3<Float> {
  SIMD3(Float(v.x), Float(v.y), Float(v.z))
}
