import Foundation
import Geometry

/// Triangles as a file lists them, before corners are joined and normals made.
struct Facets {
  /// Finite, and no larger than `largest`.
  private(set) var positions: [Vector3] = []

  /// Directions from the file, of any length.
  private(set) var normals: [Vector3] = []

  /// Places on a picture, (0, 0) being its upper left corner.
  private(set) var uvs: [SIMD2<Double>] = []

  /// Indices into `positions`, all in range.
  private(set) var triangles: [SIMD3<Int32>] = []

  /// Indices into `normals` for each of `triangles`; -1 where the file gives none.
  private(set) var triangleNormals: [SIMD3<Int32>] = []

  /// The same for `uvs`.
  private(set) var triangleUVs: [SIMD3<Int32>] = []

  /// The largest coordinate that is read, in the file's unit.
  static let largest = 1e9

  /// The most corners and normals, each.
  static let mostPoints = 3 * Model.mostTriangles

  static func isOrdinary(_ p: Vector3) -> Bool {
    abs(p.x) <= largest && abs(p.y) <= largest && abs(p.z) <= largest
  }

  mutating func addPosition(_ p: Vector3, at place: MeshError.Place) throws {
    guard Self.isOrdinary(p) else { throw MeshError(.notANumber(Self.text(p)), at: place) }
    guard positions.count < Self.mostPoints else {
      throw MeshError(.tooMany("corners", most: Self.mostPoints), at: place)
    }
    // -0 and 0 are one place.
    positions.append(p + Vector3(0, 0, 0))
  }

  mutating func addNormal(_ n: Vector3, at place: MeshError.Place) throws {
    guard Self.isOrdinary(n) else { throw MeshError(.notANumber(Self.text(n)), at: place) }
    guard normals.count < Self.mostPoints else {
      throw MeshError(.tooMany("normals", most: Self.mostPoints), at: place)
    }
    normals.append(n)
  }

  mutating func addUV(_ uv: SIMD2<Double>, at place: MeshError.Place) throws {
    guard abs(uv.x) <= Self.largest, abs(uv.y) <= Self.largest else {
      throw MeshError(.notANumber("\(uv.x) \(uv.y)"), at: place)
    }
    guard uvs.count < Self.mostPoints else {
      throw MeshError(.tooMany("texture coordinates", most: Self.mostPoints), at: place)
    }
    uvs.append(uv + SIMD2(0, 0))
  }

  /// Adds a triangle over corners, normals and places on a picture already listed.
  mutating func addTriangle(
    _ corners: SIMD3<Int32>, normals: SIMD3<Int32> = SIMD3(repeating: -1),
    uvs: SIMD3<Int32> = SIMD3(repeating: -1), at place: MeshError.Place
  ) throws {
    guard triangles.count < Model.mostTriangles else {
      throw MeshError(.tooMany("triangles", most: Model.mostTriangles), at: place)
    }
    triangles.append(corners)
    triangleNormals.append(normals)
    triangleUVs.append(uvs)
  }

  private static func text(_ p: Vector3) -> String { "\(p.x) \(p.y) \(p.z)" }
}

extension Facets {
  /// Corners that more triangles than this meet in are not smoothed, so that no file costs the
  /// square of its size.
  private static let mostSmoothed = 64

  /// The surface, its corners joined where place, normal and place on the picture are the same.
  func mesh() -> Mesh { meshes(of: [triangles.indices])[0] }

  /// A surface of its own for each range of the triangles.
  func meshes(of ranges: [Range<Int>]) -> [Mesh] {
    let (places, joined) = joinedPositions()
    return ranges.map { mesh(of: $0, places, joined) }
  }

  private func mesh(of range: Range<Int>, _ places: [Vector3], _ joined: [Int32]) -> Mesh {
    var corners: [SIMD3<Int32>] = []
    var across: [Vector3] = []
    var given: [Int] = []
    corners.reserveCapacity(range.count)
    across.reserveCapacity(range.count)
    given.reserveCapacity(range.count)
    for t in range {
      let triangle = triangles[t]
      let c = SIMD3(joined[Int(triangle.x)], joined[Int(triangle.y)], joined[Int(triangle.z)])
      let (p, q, r) = (places[Int(c.x)], places[Int(c.y)], places[Int(c.z)])
      let area = (q - p).cross(r - p)
      // Too small an area has lost its direction to rounding.
      guard area.dot(area) > 1e-30 * (q - p).dot(q - p) * (r - p).dot(r - p),
        area.dot(area) > Double.leastNormalMagnitude
      else { continue }
      corners.append(c)
      across.append(area)
      given.append(t)
    }
    return mesh(places, corners, across, given)
  }

  /// The places without doubles, and for each of `positions` which of them it is.
  private func joinedPositions() -> (places: [Vector3], joined: [Int32]) {
    var index: [Vector3: Int32] = [:]
    index.reserveCapacity(positions.count)
    var places: [Vector3] = []
    let joined = positions.map { p -> Int32 in
      if let known = index[p] { return known }
      let new = Int32(places.count)
      index[p] = new
      places.append(p)
      return new
    }
    return (places, joined)
  }

  private func mesh(
    _ places: [Vector3], _ corners: [SIMD3<Int32>], _ across: [Vector3], _ given: [Int]
  ) -> Mesh {
    // The corners, three to a triangle, that meet in each place.
    var starts = [Int](repeating: 0, count: places.count + 1)
    for c in corners { for k in 0..<3 { starts[Int(c[k]) + 1] += 1 } }
    for i in 0..<places.count { starts[i + 1] += starts[i] }
    var next = starts
    var meeting = [Int](repeating: 0, count: 3 * corners.count)
    for (t, c) in corners.enumerated() {
      for k in 0..<3 {
        meeting[next[Int(c[k])]] = 3 * t + k
        next[Int(c[k])] += 1
      }
    }

    let directions = across.map { $0.normalized }
    var mesh = Mesh()
    let hasUVs = given.contains { triangleUVs[$0].max() >= 0 }
    mesh.triangles = [SIMD3<UInt32>](repeating: .zero, count: corners.count)
    for (place, p) in places.enumerated() {
      let group = meeting[starts[place]..<starts[place + 1]]
      let first = mesh.positions.count
      for corner in group {
        let (t, k) = (corner / 3, corner % 3)
        let normal =
          fileNormal(triangleNormals[given[t]][k])
          ?? Self.smoothed(t, group, across, directions)
        let index = triangleUVs[given[t]][k]
        let uv = index < 0 ? .zero : uvs[Int(index)]
        let seen = mesh.normals[first...].prefix(Self.mostSmoothed).indices.first {
          mesh.normals[$0] == normal && (!hasUVs || mesh.uvs[$0] == uv)
        }
        if seen == nil {
          mesh.positions.append(p)
          mesh.normals.append(normal)
          if hasUVs { mesh.uvs.append(uv) }
        }
        mesh.triangles[t][k] = UInt32(seen ?? mesh.positions.count - 1)
      }
    }
    return mesh
  }

  private func fileNormal(_ index: Int32) -> Vector3? {
    guard index >= 0 else { return nil }
    let n = normals[Int(index)]
    return n.dot(n) > 1e-12 ? n.normalized : nil
  }

  /// The mean direction, by area, of a triangle and those it meets at less than the crease.
  private static func smoothed(
    _ t: Int, _ group: ArraySlice<Int>, _ across: [Vector3], _ directions: [Vector3]
  ) -> Vector3 {
    guard group.count <= mostSmoothed else { return directions[t] }
    let least = cos(Mesh.crease)
    let sum = group.reduce(Vector3.zero) {
      directions[$1 / 3].dot(directions[t]) > least ? $0 + across[$1 / 3] : $0
    }
    return sum.dot(sum) > 0 ? sum.normalized : directions[t]
  }
}
