import Geometry

/// How the attributes of a triangle go over the picture.
///
/// A point of it is sum(l_i p_i) with sum(l_i) = 1, and it is also depth * ray. So l_i / depth is
/// the i-th row of the inverse of (p_0 p_1 p_2) times the ray: linear in the pixel's place, with no
/// need of a projected corner, so a corner behind the camera does no harm.
/// (Olano and Greer, Triangle scan conversion using 2D homogeneous coordinates, 1997.)
struct Plane {
  /// Attributes over depth at the centre of the first pixel, and the gain with each column and row.
  private let origin, across, down: SIMD4<Double>

  /// The limits of 1 / depth.
  private let least, most: Double

  /// Towards the outside, of any length, in the camera's frame.
  private let normal: Vector3

  /// Nil where the camera lies in the triangle's plane.
  @inline(__always) init?(_ a: Vertex, _ b: Vertex, _ c: Vertex, _ camera: Camera) {
    let (forA, forB, forC) = (b.p_C.cross(c.p_C), c.p_C.cross(a.p_C), a.p_C.cross(b.p_C))
    let volume = a.p_C.dot(forA)
    guard volume != 0, volume.isFinite else { return nil }
    let scale = 1 / volume
    let (ka, kb, kc) = (scale * a.attributes, scale * b.attributes, scale * c.attributes)
    across = (ka * forA.x + kb * forB.x + kc * forC.x) / camera.fx
    down = (ka * forA.y + kb * forB.y + kc * forC.y) / camera.fy
    origin =
      ka * forA.z + kb * forB.z + kc * forC.z + (0.5 - camera.cx) * across
      + (0.5 - camera.cy) * down
    // A corner behind the near plane is nearer than any point that is drawn.
    least = 1 / max(a.p_C.z, b.p_C.z, c.p_C.z)
    most = 1 / max(Projection.near, min(a.p_C.z, b.p_C.z, c.p_C.z))
    normal = forA + forB + forC
  }

  @inline(__always) func patch(
    _ a: SIMD2<Int32>, _ b: SIMD2<Int32>, _ c: SIMD2<Int32>, owner: UInt32
  ) -> Patch {
    Patch(
      a: a, b: b, c: c, origin: origin.x, across: across.x, down: down.x, least: Float(least),
      most: Float(most), owner: owner)
  }

  /// The face, anchored in the middle of its box.
  @inline(__always) func face(
    at box: (x: Int, y: Int, endX: Int, endY: Int), R_LC: Rotation, surface: Int32
  ) -> Face {
    let (x, y) = ((box.x + box.endX) / 2, (box.y + box.endY) / 2)
    let normal_L = R_LC * normal
    let slope = (abs(normal_L.x) + abs(normal_L.y)) / max(abs(normal_L.z), 1e-30)
    return Face(
      value: narrowed(origin + Double(x) * across + Double(y) * down), across: narrowed(across),
      down: narrowed(down), anchor: [Float(x), Float(y)], slope: Float(min(slope, 6)),
      surface: surface)
  }
}

/// To single precision, lane by lane: the generic initialiser is slow.
@inline(__always) private func narrowed(_ v: SIMD4<Double>) -> SIMD4<Float> {
  SIMD4(Float(v.x), Float(v.y), Float(v.z), Float(v.w))
}
