import Geometry

/// Where the corners of a mesh's triangles are on its texture, in texels of the finest level: three
/// for each triangle, in order.
struct Drape: Sendable {
  private let mapping: Texture.Mapping
  private let texels: SIMD2<Double>
  private(set) var corners: [SIMD2<Float>] = []

  init(_ texture: Texture, on mesh: Mesh) {
    mapping = texture.mapping
    texels = Self.size(texture)
    corners.reserveCapacity(3 * mesh.triangles.count)
    for triangle in mesh.triangles {
      let places = places(of: triangle, mesh)
      for place in [places.0, places.1, places.2] {
        corners.append(SIMD2(Float(place.x * texels.x), Float(place.y * texels.y)))
      }
    }
  }

  /// Whether it is a texture's, for the mesh that it was made for.
  func suits(_ texture: Texture) -> Bool {
    texture.mapping == mapping && Self.size(texture) == texels
  }

  private static func size(_ texture: Texture) -> SIMD2<Double> {
    SIMD2(Double(texture.levels[0].columnMask + 1), Double(texture.levels[0].rowMask + 1))
  }

  private typealias Places = (SIMD2<Double>, SIMD2<Double>, SIMD2<Double>)

  private func places(of triangle: SIMD3<UInt32>, _ mesh: Mesh) -> Places {
    let (i, j, k) = (Int(triangle.x), Int(triangle.y), Int(triangle.z))
    let (a, b, c) = (mesh.positions[i], mesh.positions[j], mesh.positions[k])
    let facing = (b - a).cross(c - a)
    switch mapping {
    case .mesh:
      guard mesh.uvs.count == mesh.positions.count else { return (.zero, .zero, .zero) }
      return (mesh.uvs[i], mesh.uvs[j], mesh.uvs[k])
    case .planar(let size):
      func place(_ p: Vector3) -> SIMD2<Double> { SIMD2(p.x, -p.y) / size }
      return (place(a), place(b), place(c))
    case .box(let size):
      func place(_ p: Vector3) -> SIMD2<Double> { Self.unfolded(p, facing) / size }
      return (place(a), place(b), place(c))
    case .cylinder(let height):
      return Self.around(a, b, c, facing, height, rim: 0.5 / texels.y)
    }
  }

  /// A point on the side of a box that a face looks to, to the right and down.
  private static func unfolded(_ p: Vector3, _ facing: Vector3) -> SIMD2<Double> {
    let (x, y, z) = (abs(facing.x), abs(facing.y), abs(facing.z))
    if z >= x, z >= y { return facing.z < 0 ? [p.x, p.y] : [p.x, -p.y] }
    if x >= y { return facing.x < 0 ? [-p.y, -p.z] : [p.y, -p.z] }
    return facing.y < 0 ? [p.x, -p.z] : [-p.x, -p.z]
  }

  private static func around(
    _ a: Vector3, _ b: Vector3, _ c: Vector3, _ facing: Vector3, _ height: Double, rim: Double
  ) -> Places {
    if facing.z * facing.z > facing.x * facing.x + facing.y * facing.y {
      let edge = SIMD2(0.5, facing.z > 0 ? rim : 1 - rim)
      return (edge, edge, edge)
    }
    // Corners on the axis are where the others are; those across the seam go on.
    let turns = [a, b, c].map { p in p.x == 0 && p.y == 0 ? nil : turn(p.x, p.y) }
    let first = turns.compactMap { $0 }.first ?? 0
    func place(_ i: Int, _ p: Vector3) -> SIMD2<Double> {
      var u = turns[i] ?? first
      if u - first > 0.5 { u -= 1 }
      if u - first < -0.5 { u += 1 }
      return SIMD2(0.5 + u, 0.5 - p.z / height)
    }
    return (place(0, a), place(1, b), place(2, c))
  }

  /// The angle of a direction from x towards y in whole turns, -0.5...0.5, to 1e-8.
  ///
  /// Source: Abramowitz and Stegun, Handbook of Mathematical Functions, 4.4.49.
  static func turn(_ x: Double, _ y: Double) -> Double {
    let (least, most) = (min(abs(x), abs(y)), max(abs(x), abs(y)))
    guard most > 0, most.isFinite else { return 0 }
    let t = least / most, s = t * t
    let coefficients = [
      0.0028662257, -0.0161657367, 0.0429096138, -0.0752896400, 0.1065626393, -0.1420889944,
      0.1999355085, -0.3333314528, 1,
    ]
    var angle = coefficients.reduce(0) { $0 * s + $1 } * t / (2 * Double.pi)
    if abs(y) > abs(x) { angle = 0.25 - angle }
    if x < 0 { angle = 0.5 - angle }
    return y < 0 ? -angle : angle
  }
}
