import Geometry

/// A mesh as the inner loops want it: in single precision, its corners apart from their normals.
struct Solid: Sendable {
  let mesh: Mesh

  /// x, y and z of each corner, and of its normal.
  let points, normals: [SIMD4<Float>]

  /// The corners of its box; none where one is not finite.
  let corners: [Vector3]

  /// Where its triangles are on a texture, if it has one.
  let drape: Drape?

  init(_ drawable: Drawable) {
    let mesh = drawable.mesh
    drape = drawable.material.texture.map { Drape($0, on: mesh) }
    func single(_ v: Vector3) -> SIMD4<Float> { SIMD4(Float(v.x), Float(v.y), Float(v.z), 1) }
    self.mesh = mesh
    points = mesh.positions.map(single)
    normals = mesh.normals.map(single)
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

  @inline(__always) func apply(_ p: SIMD4<Float>) -> SIMD4<Float> {
    x * p.x + y * p.y + (z * p.z + origin)
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

  /// Where a point that a camera's map took somewhere is in its picture.
  @inline(__always) init(seen m: SIMD4<Float>, level: Float) {
    let nearness = 1 / m.z
    let (u, v) = (m.x * nearness, m.y * nearness)
    let isSafe = m.z >= Projection.near && abs(u) < Self.reach && abs(v) < Self.reach
    self.init(
      x: rounded(isSafe ? u : 0), y: rounded(isSafe ? v : 0), nearness: isSafe ? nearness : -1,
      level: level)
  }

  /// The same for a lamp's map.
  @inline(__always) init(lit m: SIMD4<Float>) {
    let isSafe = abs(m.x) < Self.reach && abs(m.y) < Self.reach && m.z >= 0
    self.init(
      x: rounded(isSafe ? m.x : 0), y: rounded(isSafe ? m.y : 0), nearness: isSafe ? m.z : -1,
      level: 0)
  }
}
