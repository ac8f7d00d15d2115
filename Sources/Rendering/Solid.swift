import Geometry

/// Four points or directions, one in each lane.
struct Quad: Sendable {
  private(set) var x = SIMD4<Float>.zero, y = SIMD4<Float>.zero, z = SIMD4<Float>.zero

  /// Up to four vectors, the last one in all lanes that are left.
  init(_ vectors: ArraySlice<Vector3>) {
    for lane in 0..<4 {
      guard let v = vectors.dropFirst(lane).first ?? vectors.last else { continue }
      (x[lane], y[lane], z[lane]) = (Float(v.x), Float(v.y), Float(v.z))
    }
  }
}

/// A mesh as the inner loops want it: in single precision, its corners apart from their normals.
struct Solid: Sendable {
  let mesh: Mesh

  /// Its corners, and their normals.
  let points, normals: [Quad]

  /// The corners of its box; none where one is not finite.
  let corners: [Vector3]

  /// Where its triangles are on a texture, if it has one.
  let drape: Drape?

  init(_ drawable: Drawable) {
    let mesh = drawable.mesh
    drape = drawable.material.texture.map { Drape($0, on: mesh) }
    func quads(_ vectors: [Vector3]) -> [Quad] {
      stride(from: 0, to: vectors.count, by: 4).map {
        Quad(vectors[$0..<min($0 + 4, vectors.count)])
      }
    }
    self.mesh = mesh
    points = quads(mesh.positions)
    normals = quads(mesh.normals)
    let finite = mesh.positions.filter { ($0.x + $0.y + $0.z).isFinite }
    guard let box = Mesh(positions: finite).bounds else {
      corners = []
      return
    }
    corners = (0..<8).map { k in
      Vector3(
        k & 1 == 0 ? box.lower.x : box.upper.x, k & 2 == 0 ? box.lower.y : box.upper.y,
        k & 4 == 0 ? box.lower.z : box.upper.z)
    }
  }
}

extension Solid {
  /// Whether it is a drawable's.
  func suits(_ drawable: Drawable) -> Bool {
    guard mesh == drawable.mesh else { return false }
    guard let texture = drawable.material.texture else { return drape == nil }
    return drape?.suits(texture) ?? false
  }
}

/// A linear map from a mesh's frame to a grid, in 1/256 pixel, as its columns.
struct GridMap {
  let x, y, z, origin: SIMD4<Float>

  /// A pinhole camera's: column and row times depth, and depth.
  init(_ camera: Camera, _ X_CM: Pose) {
    func column(_ v: Vector3) -> SIMD4<Float> {
      SIMD4(
        Float(256 * (camera.fx * v.x + camera.cx * v.z)),
        Float(256 * (camera.fy * v.y + camera.cy * v.z)), Float(v.z), 0)
    }
    x = column(X_CM.rotation.xAxis)
    y = column(X_CM.rotation.yAxis)
    z = column(X_CM.rotation.zAxis)
    origin = column(X_CM.translation)
  }

  /// A distant lamp's: column, row, and reach, from a frame L in which its grid begins at `p_LO`.
  init(texel: Double, p_LO: Vector3, _ X_LM: Pose) {
    func column(_ v: Vector3) -> SIMD4<Float> {
      SIMD4(Float(256 * v.x / texel), Float(-256 * v.y / texel), Float(v.z), 0)
    }
    x = column(X_LM.rotation.xAxis)
    y = column(X_LM.rotation.yAxis)
    z = column(X_LM.rotation.zAxis)
    origin = column(X_LM.translation - p_LO)
  }

  @inline(__always) func apply(_ p: Vector3) -> SIMD4<Float> {
    x * Float(p.x) + y * Float(p.y) + (z * Float(p.z) + origin)
  }

  /// Column, row and depth of four points.
  @inline(__always) func apply(
    _ p: Quad
  ) -> (x: SIMD4<Float>, y: SIMD4<Float>, z: SIMD4<Float>) {
    (
      x.x * p.x + y.x * p.y + (z.x * p.z + origin.x),
      x.y * p.x + y.y * p.y + (z.y * p.z + origin.y),
      x.z * p.x + y.z * p.y + (z.z * p.z + origin.z)
    )
  }
}

/// The nearest whole number, for floats up to 2^22.
@inline(__always) func rounded(_ v: Float) -> Int32 {
  // Adding 1.5 * 2^23 leaves the whole number in the low bits.
  Int32(bitPattern: (v + 12_582_912).bitPattern) &- 0x4B40_0000
}

extension Vertex {
  /// How far from the first pixel a corner may lie without being cut off, in 1/256 pixel.
  static let reach: Float = 4_000_000

  /// Writes four points that a map took to columns and rows, in 1/256 pixel, where they are near
  /// enough; the others have no place.
  @inline(__always) static func write(
    _ x: SIMD4<Float>, _ y: SIMD4<Float>, _ nearness: SIMD4<Float>, _ level: SIMD4<Float>,
    to out: UnsafeMutablePointer<Vertex>
  ) -> SIMD4<Float> {
    let nowhere = SIMD4<Float>(repeating: -1), none = SIMD4<Float>(repeating: 0)
    let reach = SIMD4(repeating: Self.reach)
    var near = nowhere.replacing(with: nearness, where: magnitude(x) .< reach)
    near = nowhere.replacing(with: near, where: magnitude(y) .< reach)
    let columns = rounded(none.replacing(with: x, where: near .>= none))
    let rows = rounded(none.replacing(with: y, where: near .>= none))
    let (n, l) = (
      unsafeBitCast(near, to: SIMD4<Int32>.self), unsafeBitCast(level, to: SIMD4<Int32>.self)
    )
    out[0].lanes = SIMD4(columns[0], rows[0], n[0], l[0])
    out[1].lanes = SIMD4(columns[1], rows[1], n[1], l[1])
    out[2].lanes = SIMD4(columns[2], rows[2], n[2], l[2])
    out[3].lanes = SIMD4(columns[3], rows[3], n[3], l[3])
    return near
  }
}

@inline(__always) private func magnitude(_ v: SIMD4<Float>) -> SIMD4<Float> {
  unsafeBitCast(
    unsafeBitCast(v, to: SIMD4<UInt32>.self) & 0x7FFF_FFFF, to: SIMD4<Float>.self)
}

@inline(__always) private func rounded(_ v: SIMD4<Float>) -> SIMD4<Int32> {
  unsafeBitCast(v + 12_582_912, to: SIMD4<Int32>.self) &- 0x4B40_0000
}
