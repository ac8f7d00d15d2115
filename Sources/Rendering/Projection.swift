import Geometry

/// A corner of a mesh as the camera sees it.
struct Vertex {
  /// In the camera's frame, metres.
  var p_C: Vector3

  /// In the picture, in 1/256 pixel.
  var point: SIMD2<Int32>

  /// Whether `point` means anything: not too near and not too far aside.
  var isSafe: Bool

  /// What is interpolated over a face: 1, and the cosines of the normal with the lamp, the zenith
  /// and the direction halfway between the lamp and the eye.
  var attributes: SIMD4<Double>
}

/// A visible face: its attributes over depth, which are linear over the picture, counted from a
/// pixel of its own so that the numbers stay small.
struct Face {
  /// At the anchor's centre, and the gain with each column and row.
  var value, across, down: SIMD4<Float>
  var anchor: SIMD2<Float>

  /// How much deeper than the shadow map says a lit point may lie, per texel.
  var slope: Float

  /// Whose it is, counted over the drawables.
  var surface: Int32

  /// What pixels belong to that nothing covers. Its attributes are never used.
  static let background = Face(
    value: .one, across: .zero, down: .zero, anchor: .zero, slope: 0, surface: 0)
}

/// Turns meshes into faces and patches of the picture.
struct Projection {
  let camera: Camera

  /// Towards the lamp, and the directions of the shadow map L in the camera's frame.
  let lamp_W: Vector3
  let R_LC: Rotation

  /// Nothing nearer than this is drawn, metres.
  static let near = 0.01

  /// How far from the first pixel a corner may lie without being cut off, pixels.
  static let reach = 16_384.0

  /// Sees the corners of a mesh.
  func place(_ drawable: Drawable, into vertices: inout [Vertex]) {
    let X_CM = camera.X_WC.inverse * drawable.X_WM
    let R_MW = drawable.X_WM.rotation.inverse
    let (lamp_M, up_M, eye_M) = (R_MW * lamp_W, R_MW * [0, 0, 1], X_CM.inverse.translation)
    let isShiny = drawable.material.specular > 0
    vertices.removeAll(keepingCapacity: true)
    for (position, normal) in zip(drawable.mesh.positions, drawable.mesh.normals) {
      let p_C = X_CM * position
      let (u, v) = (camera.fx * p_C.x / p_C.z + camera.cx, camera.fy * p_C.y / p_C.z + camera.cy)
      let isSafe = p_C.z >= Self.near && abs(u) < Self.reach && abs(v) < Self.reach
      let highlight =
        isShiny ? normal.dot((lamp_M + (eye_M - position).normalized).normalized) : 0
      vertices.append(
        Vertex(
          p_C: p_C, point: isSafe ? snap(u, v) : .zero, isSafe: isSafe,
          attributes: [1, normal.dot(lamp_M), normal.dot(up_M), highlight]))
    }
  }

  /// Adds the faces of the mesh whose vertices were placed, and the patches they fill.
  func cover(
    _ triangles: [SIMD3<UInt32>], _ vertices: [Vertex], surface: Int32, faces: inout [Face],
    patches: inout [Patch]
  ) {
    for triangle in triangles {
      let (a, b, c) = (
        vertices[Int(triangle.x)], vertices[Int(triangle.y)], vertices[Int(triangle.z)]
      )
      if a.isSafe, b.isSafe, c.isSafe {
        guard let box = visibleBox(a.point, b.point, c.point, camera.width, camera.height) else {
          continue
        }
        guard let plane = Plane(a, b, c, camera) else { continue }
        faces.append(plane.face(at: box, R_LC: R_LC, surface: surface))
        patches.append(plane.patch(a.point, b.point, c.point, owner: UInt32(faces.count - 1)))
      } else {
        clip(a, b, c, surface: surface, faces: &faces, patches: &patches)
      }
    }
  }

  /// The same for one triangle that is partly too near or too far aside: what remains of it is a
  /// convex polygon, which is filled as a fan. Its plane is still that of the whole triangle.
  private func clip(
    _ a: Vertex, _ b: Vertex, _ c: Vertex, surface: Int32, faces: inout [Face],
    patches: inout [Patch]
  ) {
    guard let plane = Plane(a, b, c, camera) else { return }
    let points = clipped([a.p_C, b.p_C, c.p_C]).map { p in
      snap(camera.fx * p.x / p.z + camera.cx, camera.fy * p.y / p.z + camera.cy)
    }
    guard points.count >= 3 else { return }
    var hasFace = false
    for k in 2..<points.count {
      let (p, q, r) = (points[0], points[k - 1], points[k])
      guard let box = visibleBox(p, q, r, camera.width, camera.height) else { continue }
      if !hasFace { faces.append(plane.face(at: box, R_LC: R_LC, surface: surface)) }
      hasFace = true
      patches.append(plane.patch(p, q, r, owner: UInt32(faces.count - 1)))
    }
  }

  /// What remains of a polygon in front of the near plane and within reach.
  ///
  /// Sutherland and Hodgman's way, one plane after another. A cut is always reckoned from the end
  /// that stays, so that the two faces at an edge cut it at the same point.
  private func clipped(_ polygon: [Vector3]) -> [Vector3] {
    let reach = Self.reach - 1
    let insides: [@Sendable (Vector3) -> Double] = [
      { $0.z - Self.near },
      { [camera] in (reach - camera.cx) * $0.z - camera.fx * $0.x },
      { [camera] in (reach + camera.cx) * $0.z + camera.fx * $0.x },
      { [camera] in (reach - camera.cy) * $0.z - camera.fy * $0.y },
      { [camera] in (reach + camera.cy) * $0.z + camera.fy * $0.y },
    ]
    return insides.reduce(polygon) { polygon, inside in
      var kept: [Vector3] = []
      for (p, q) in zip(polygon, polygon.dropFirst() + polygon.prefix(1)) {
        let (ofP, ofQ) = (inside(p), inside(q))
        if ofP >= 0 { kept.append(p) }
        if ofP >= 0, ofQ < 0 { kept.append(p + (ofP / (ofP - ofQ)) * (q - p)) }
        if ofP < 0, ofQ >= 0 { kept.append(q + (ofQ / (ofQ - ofP)) * (p - q)) }
      }
      return kept
    }
  }
}

/// A place in pixels as a whole number of 1/256 pixel, to the nearest. Not beyond 2^22 pixels.
@inline(__always) func snap(_ u: Double, _ v: Double) -> SIMD2<Int32> {
  // Adding 1.5 * 2^52 leaves the whole number in the low bits.
  let magic = 6_755_399_441_055_744.0
  return SIMD2(
    Int32(truncatingIfNeeded: (256 * u + magic).bitPattern),
    Int32(truncatingIfNeeded: (256 * v + magic).bitPattern))
}

/// The columns and rows whose centres a triangle's box holds; nil where there are none, and where
/// the triangle shows its back.
@inline(__always) func visibleBox(
  _ a: SIMD2<Int32>, _ b: SIMD2<Int32>, _ c: SIMD2<Int32>, _ width: Int, _ height: Int
) -> (x: Int, y: Int, endX: Int, endY: Int)? {
  let (p, q) = (b &- a, c &- a)
  if Int(p.x) * Int(q.y) >= Int(p.y) * Int(q.x) { return nil }
  let x = max(0, firstCentre(from: min(a.x, b.x, c.x)))
  let y = max(0, firstCentre(from: min(a.y, b.y, c.y)))
  let endX = min(width, firstCentre(from: max(a.x, b.x, c.x)))
  let endY = min(height, firstCentre(from: max(a.y, b.y, c.y)))
  return x < endX && y < endY ? (x, y, endX, endY) : nil
}
