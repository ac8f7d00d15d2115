import Geometry

/// A visible face whose pixels are lit one by one: its normal over depth, which is linear over the
/// picture, counted from a pixel of its own so that the numbers stay small.
struct Face: Sendable {
  /// 1 / depth and the normal in the world over depth, at the anchor's centre, and the gain with
  /// each column and row.
  var value, across, down: SIMD4<Float>
  var anchor: SIMD2<Float>

  /// The way the triangle itself faces, in the world.
  var facing: SIMD3<Float>

  /// Whose it is: the number of its drawable, in its `Word`'s place.
  var look: UInt32

  /// The number of its `UVPlane`; -1 without a texture.
  var uv: Int32 = -1
}

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
  private let least, most: Float

  /// The way the triangle faces.
  private let facing: SIMD3<Float>

  /// Nil where the camera lies in the triangle's plane, or behind it.
  @inline(__always) init?(
    _ mesh: Mesh, _ triangle: SIMD3<UInt32>, _ X_CM: Pose, _ R_WM: Rotation, _ camera: Camera,
    nearest: (least: Float, most: Float)?
  ) {
    let (i, j, k) = (Int(triangle.x), Int(triangle.y), Int(triangle.z))
    let (a, b, c) = (X_CM * mesh.positions[i], X_CM * mesh.positions[j], X_CM * mesh.positions[k])
    let (forA, forB, forC) = (b.cross(c), c.cross(a), a.cross(b))
    let volume = a.dot(forA)
    guard volume < 0, volume.isFinite else { return nil }
    let scale = 1 / volume
    @inline(__always) func attributes(_ n: Vector3) -> SIMD4<Double> {
      let n = R_WM * n
      return SIMD4(scale, scale * n.x, scale * n.y, scale * n.z)
    }
    let (ka, kb, kc) = (
      attributes(mesh.normals[i]), attributes(mesh.normals[j]), attributes(mesh.normals[k])
    )
    across = (ka * forA.x + kb * forB.x + kc * forC.x) / camera.fx
    down = (ka * forA.y + kb * forB.y + kc * forC.y) / camera.fy
    let middle = ka * forA.z + kb * forB.z + kc * forC.z
    origin = middle + (0.5 - camera.cx) * across + (0.5 - camera.cy) * down
    facing = narrowed(
      R_WM
        * (mesh.positions[j] - mesh.positions[i]).cross(mesh.positions[k] - mesh.positions[i])
        .normalized)
    // A corner behind the near plane is nearer than any point that is drawn.
    least = nearest?.least ?? Float(1 / max(a.z, b.z, c.z))
    most = nearest?.most ?? Float(1 / max(Double(Projection.near), min(a.z, b.z, c.z)))
  }

  /// What a triangle of it fills, given its corners in 1/256 pixel; nil where it holds no sample.
  @inline(__always) func patch(
    _ a: SIMD2<Int32>, _ b: SIMD2<Int32>, _ c: SIMD2<Int32>, base: UInt32, margin: Int32,
    _ width: Int, _ height: Int
  ) -> Patch? {
    let (p, q) = (b &- a, c &- a)
    if Int(p.x) * Int(q.y) >= Int(p.y) * Int(q.x) { return nil }
    let x = max(0, firstCentre(from: min(a.x, b.x, c.x) &- margin))
    let y = max(0, firstCentre(from: min(a.y, b.y, c.y) &- margin))
    let endX = min(width, firstCentre(from: max(a.x, b.x, c.x) &+ margin))
    let endY = min(height, firstCentre(from: max(a.y, b.y, c.y) &+ margin))
    guard x < endX, y < endY else { return nil }
    return Patch(
      a: a, b: b, c: c, x: x, y: y, endX: endX, endY: endY,
      origin: origin.x + Double(x) * across.x + Double(y) * down.x, across: across.x,
      down: down.x, least: least, most: most,
      isThin: isSliver(
        abs(Int(p.x) * Int(q.y) - Int(p.y) * Int(q.x)),
        abs(Int(p.x)) + abs(Int(p.y)) + abs(Int(q.x)) + abs(Int(q.y))), base: base)
  }

  /// The face, anchored in the middle of its box.
  @inline(__always) func face(at box: Box, look: UInt32) -> Face {
    let (x, y) = ((box.x &+ box.endX) / 2, (box.y &+ box.endY) / 2)
    return Face(
      value: narrowed(origin + Double(x) * across + Double(y) * down), across: narrowed(across),
      down: narrowed(down), anchor: [Float(x), Float(y)], facing: facing, look: look)
  }
}

/// To single precision, lane by lane: the generic initialiser is slow.
@inline(__always) private func narrowed(_ v: SIMD4<Double>) -> SIMD4<Float> {
  SIMD4(Float(v.x), Float(v.y), Float(v.z), Float(v.w))
}
