import Geometry

/// The light of a scene as the inner loop needs it, in linear light.
struct Light {
  /// What comes from sky and ground together, and what comes with the cosine against the zenith.
  private let middle, half: SIMD3<Float>

  /// The lamp that every scene has.
  private let lamp: Beam

  /// Those that nothing shades.
  private let fills: [Beam]

  /// The ray of a pixel in the world: `first + column * alongX + row * alongY`.
  private let first, alongX, alongY: SIMD3<Float>

  /// A distant lamp.
  struct Beam {
    /// Towards it, of unit length.
    let direction: SIMD3<Float>
    let colour: SIMD3<Float>
  }

  init(_ lighting: Lighting, _ camera: Camera) {
    let scale = lighting.exposure
    middle = 0.5 * scale * (lighting.sky + lighting.ground)
    half = 0.5 * scale * (lighting.sky - lighting.ground)
    lamp = Beam(
      direction: narrowed(lighting.direction.normalized),
      colour: SIMD3(repeating: scale * lighting.diffuse))
    fills = lighting.fills.filter { !$0.castsShadow || !lighting.shadow }
      .map { Beam($0, exposure: scale) }
    let R_WC = camera.X_WC.rotation
    first = narrowed(
      R_WC * Vector3((0.5 - camera.cx) / camera.fx, (0.5 - camera.cy) / camera.fy, 1))
    alongX = narrowed(R_WC.xAxis / camera.fx)
    alongY = narrowed(R_WC.yAxis / camera.fy)
  }

  /// The light that comes back from a matte surface at a level of the lamp, 0...1.
  func matte(_ colour: SIMD3<Float>, level: Float) -> SIMD3<Float> {
    colour * (middle + lamp.colour * level)
  }

  /// Whether the lamp shines on the front of any of four points.
  @inline(__always) func reaches(_ normal: Triple) -> Bool { lamp.reaches(normal) }

  /// The light that comes back from four points of a surface: the lamp's, as far as it is `lit`, and
  /// of what comes from all around, as far as the points are `open`.
  @inline(__always) func reflected(
    by surface: Surface, _ tint: Triple, _ n: Triple, columns: SIMD4<Float>, row: Float,
    _ lit: SIMD4<Float>, open: SIMD4<Float>
  ) -> Triple {
    var (red, green, blue) = (
      middle.x + half.x * n.z, middle.y + half.y * n.z, middle.z + half.z * n.z
    )
    for fill in fills {
      let cosine = atLeastZero(n.dot(fill.direction))
      red += cosine * fill.colour.x
      green += cosine * fill.colour.y
      blue += cosine * fill.colour.z
    }
    let direct = reflected(from: lamp, by: surface, tint, n, columns: columns, row: row, lit)
    return Triple(
      x: surface.colour.x * tint.x * (red * open) + direct.x,
      y: surface.colour.y * tint.y * (green * open) + direct.y,
      z: surface.colour.z * tint.z * (blue * open) + direct.z)
  }

  /// The light of one lamp that comes back.
  @inline(__always) func reflected(
    from beam: Beam, by surface: Surface, _ tint: Triple, _ n: Triple, columns: SIMD4<Float>,
    row: Float, _ lit: SIMD4<Float>
  ) -> Triple {
    let direct = atLeastZero(n.dot(beam.direction)) * lit
    var glint = SIMD4<Float>(repeating: 0)
    if surface.specular > 0 {
      let start = first + row * alongY
      let ray = Triple(
        x: start.x + columns * alongX.x, y: start.y + columns * alongX.y,
        z: start.z + columns * alongX.z
      ).normalized
      let halfway = Triple(
        x: beam.direction.x - ray.x, y: beam.direction.y - ray.y, z: beam.direction.z - ray.z
      ).normalized
      glint = direct * surface.glint(n.dot(halfway), atLeastZero(halfway.dot(beam.direction)))
    }
    return Triple(
      x: (surface.colour.x * tint.x * direct + glint) * beam.colour.x,
      y: (surface.colour.y * tint.y * direct + glint) * beam.colour.y,
      z: (surface.colour.z * tint.z * direct + glint) * beam.colour.z)
  }
}

extension Light.Beam {
  init(_ lamp: Lighting.Lamp, exposure: Float) {
    self.init(
      direction: narrowed(lamp.direction.normalized), colour: exposure * lamp.diffuse)
  }

  /// Whether it shines on the front of any of four points.
  @inline(__always) func reaches(_ normal: Triple) -> Bool {
    // Any sign bit that is not set.
    let cosines = unsafeBitCast(normal.dot(direction), to: SIMD2<UInt64>.self)
    return cosines.x & cosines.y & 0x8000_0000_8000_0000 != 0x8000_0000_8000_0000
  }
}

/// Four vectors, by component.
struct Triple {
  var x, y, z: SIMD4<Float>

  @inline(__always) func dot(_ v: SIMD3<Float>) -> SIMD4<Float> { x * v.x + y * v.y + z * v.z }
  @inline(__always) func dot(_ v: Triple) -> SIMD4<Float> { x * v.x + y * v.y + z * v.z }

  @inline(__always) static func + (a: Triple, b: Triple) -> Triple {
    Triple(x: a.x + b.x, y: a.y + b.y, z: a.z + b.z)
  }

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
