// Thin things: cloth and wire.
extension Mesh {
  /// A sheet through a grid of points, given row by row, and half of `thickness` to either side of
  /// it: a cloth.
  ///
  /// `columns` is how many points a row has, at least 2, and there are at least two rows. Seen with
  /// the rows running to the right and each next row above the last, one looks at its upper side.
  /// A sheet may fold over itself; points of one square in one place turn it to no direction.
  package static func sheet(_ points: [Vector3], columns: Int, thickness: Double) -> Mesh {
    precondition(columns >= 2 && points.count >= 2 * columns && points.count % columns == 0)
    let rows = points.count / columns
    let count = points.count
    let up = gridNormals(points, columns: columns)
    var mesh = Mesh()
    mesh.positions = zip(points, up).map { $0 + 0.5 * thickness * $1 }
    mesh.positions += zip(points, up).map { $0 - 0.5 * thickness * $1 }
    mesh.normals = up + up.map { -$0 }
    for a in 0..<count - columns where a % columns < columns - 1 {
      mesh.addQuad(a, a + 1, a + columns + 1, a + columns)
      mesh.addQuad(count + a, count + a + columns, count + a + columns + 1, count + a + 1)
    }
    // The rim, counter-clockwise seen from above.
    let south = (0..<columns - 1).map { $0 }
    let east = (0..<rows - 1).map { $0 * columns + columns - 1 }
    let north = (1..<columns).reversed().map { (rows - 1) * columns + $0 }
    let west = (1..<rows).reversed().map { $0 * columns }
    let rim = south + east + north + west
    for (i, a) in rim.enumerated() {
      let b = rim[(i + 1) % rim.count]
      let corners = [count + a, count + b, b, a].map { mesh.positions[$0] }
      let outward = (points[b] - points[a]).cross(up[a] + up[b])
      mesh.addFace(corners, normal: outward == .zero ? up[a].perpendicular : outward.normalized)
    }
    return mesh
  }

  /// One side of a rectangle in z = 0, about the origin, that faces z: a decal. A picture on it is
  /// upright with x to the right and y up.
  package static func rectangle(_ size: SIMD2<Double>) -> Mesh {
    let (x, y) = (0.5 * size.x, 0.5 * size.y)
    return Mesh(
      positions: [[-x, -y, 0], [x, -y, 0], [x, y, 0], [-x, y, 0]],
      normals: Array(repeating: [0, 0, 1], count: 4),
      uvs: [[0, 1], [1, 1], [1, 0], [0, 0]], triangles: [[0, 1, 2], [0, 2, 3]])
  }

  /// A basket of round wire, open at the top: its floor in z = 0, the wires' middles on its walls.
  ///
  /// `floor` and `rim` are whole lengths along x and y at the bottom and at the top, `height` the
  /// rim's. The wires stand about `spacing` apart, at least one along each side. Every bar is a
  /// closed surface of its own; they meet inside one another.
  package static func basket(
    floor: SIMD2<Double>, rim: SIMD2<Double>, height: Double, wire: Double, spacing: Double
  ) -> Mesh {
    func steps(_ length: Double) -> Int {
      Int(min(max((length / spacing).rounded(), 1), 64))
    }
    let (nx, ny, nz) = (steps(rim.x), steps(rim.y), steps(height))
    func point(_ x: Double, _ y: Double, _ z: Double) -> Vector3 {
      let size = floor + z * (rim - floor)
      return Vector3((x - 0.5) * size.x, (y - 0.5) * size.y, z * height)
    }
    func parts(_ n: Int) -> [Double] { (0...n).map { Double($0) / Double(n) } }
    var mesh = Mesh()
    for z in parts(nz) {
      let ring = [point(0, 0, z), point(1, 0, z), point(1, 1, z), point(0, 1, z)]
      for i in 0..<4 { mesh.addBar(from: ring[i], to: ring[(i + 1) % 4], wire) }
    }
    for x in parts(nx) {
      for y in [0.0, 1] { mesh.addBar(from: point(x, y, 0), to: point(x, y, 1), wire) }
    }
    for x in parts(nx).dropFirst().dropLast() {
      mesh.addBar(from: point(x, 0, 0), to: point(x, 1, 0), wire)
    }
    for y in parts(ny).dropFirst().dropLast() {
      for x in [0.0, 1] { mesh.addBar(from: point(x, y, 0), to: point(x, y, 1), wire) }
      mesh.addBar(from: point(0, y, 0), to: point(1, y, 0), wire)
    }
    return mesh
  }

  /// A round bar whose flat ends lie half its diameter beyond two places.
  package mutating func addBar(
    from p: Vector3, to q: Vector3, _ diameter: Double, segments: Int = 8
  ) {
    let along = q - p
    let z = along.length > 0 ? along.normalized : Vector3(0, 0, 1)
    let x = z.perpendicular
    let turn = Rotation(xAxis: x, yAxis: z.cross(x), zAxis: z)
    let bar = Shape.cylinder(radius: 0.5 * diameter, length: along.length + diameter)
    append(bar.mesh(segments: segments), at: Pose(turn, 0.5 * (p + q)))
  }

  /// The direction away from the upper side at each point of a grid: at right angles to the lines
  /// between its neighbours.
  private static func gridNormals(_ points: [Vector3], columns: Int) -> [Vector3] {
    points.indices.map { i in
      let column = i % columns
      let right = points[column + 1 < columns ? i + 1 : i] - points[column > 0 ? i - 1 : i]
      let above = points[i + columns < points.count ? i + columns : i]
      let ahead = above - points[i >= columns ? i - columns : i]
      let normal = right.cross(ahead)
      return normal.length > 0 ? normal.normalized : Vector3(0, 0, 1)
    }
  }
}
