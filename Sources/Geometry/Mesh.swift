/// A box with its sides along the axes, the least one around something. Metres.
package struct Bounds: Hashable, Sendable {
  /// The corners with the least and the greatest coordinates.
  package var lower, upper: Vector3

  package init(lower: Vector3, upper: Vector3) {
    self.lower = lower
    self.upper = upper
  }

  /// The point in the middle.
  package var center: Vector3 { 0.5 * (lower + upper) }

  /// The lengths of the sides.
  package var size: Vector3 { upper - lower }

  /// Whether a point lies inside, or outside by at most `slack` metres along every axis.
  package func contains(_ point: Vector3, slack: Double = 0) -> Bool {
    all(point .>= lower - slack) && all(point .<= upper + slack)
  }

  /// The least box around two.
  package func union(_ other: Bounds) -> Bounds {
    Bounds(
      lower: pointwiseMin(lower, other.lower), upper: pointwiseMax(upper, other.upper))
  }
}

/// A surface made of triangles, for drawing. Metres, in the frame of whatever carries it.
///
/// Where two faces meet at a sharp edge the corner is listed once for each, with its own normal;
/// along a curved side neighbours share it.
package struct Mesh: Hashable, Sendable {
  /// The corners.
  package var positions: [Vector3]

  /// The outward direction at each corner, of unit length: as many as `positions`.
  package var normals: [Vector3]

  /// Where each corner is on a picture, (0, 0) being its upper left corner and (1, 1) its lower
  /// right one: as many as `positions`, or none.
  package var uvs: [SIMD2<Double>]

  /// Three indices into `positions` each, counter-clockwise seen from outside.
  package var triangles: [SIMD3<UInt32>]

  package init(
    positions: [Vector3] = [], normals: [Vector3] = [], uvs: [SIMD2<Double>] = [],
    triangles: [SIMD3<UInt32>] = []
  ) {
    self.positions = positions
    self.normals = normals
    self.uvs = uvs
    self.triangles = triangles
  }

  /// The least box around the corners; nil where there are none.
  package var bounds: Bounds? {
    guard let first = positions.first else { return nil }
    return positions.reduce(into: Bounds(lower: first, upper: first)) { box, point in
      box.lower = pointwiseMin(box.lower, point)
      box.upper = pointwiseMax(box.upper, point)
    }
  }

  /// Both surfaces, which share a frame.
  package static func + (a: Mesh, b: Mesh) -> Mesh {
    var sum = a
    sum.append(b)
    return sum
  }

  /// Adds a surface whose frame M sits at `X_SM` in this one's frame S.
  package mutating func append(_ other: Mesh, at X_SM: Pose = .identity) {
    let base = UInt32(positions.count)
    if !uvs.isEmpty || !other.uvs.isEmpty {
      uvs += Array(repeating: .zero, count: positions.count - uvs.count)
      uvs += other.uvs + Array(repeating: .zero, count: other.positions.count - other.uvs.count)
    }
    positions += other.positions.map { X_SM * $0 }
    normals += other.normals.map { X_SM.rotation * $0 }
    triangles += other.triangles.map { $0 &+ base }
  }
}
