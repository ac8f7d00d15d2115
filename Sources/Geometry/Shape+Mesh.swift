import Foundation

extension Shape {
  /// The body's surface, closed, in the body's frame.
  ///
  /// A whole turn about a curved side is cut into `segments` (at least 3; a multiple of 4, rounded
  /// up, where the body ends in a half sphere or a rounded corner). Curved surfaces are
  /// approximated from inside: their corners lie on the body.
  package func mesh(segments: Int = 24) -> Mesh {
    let turn = max(segments, 3)
    switch self {
    case .box(let size):
      let (x, y) = (0.5 * size.x, 0.5 * size.y)
      return .prism([[-x, -y], [x, -y], [x, y], [-x, y]], length: size.z)
    case .prism(let profile, let length): return .prism(profile, length: length)
    case .cylinder(let radius, let length):
      return .cone(bottom: radius, top: radius, length: length, segments: turn)
    case .cone(let bottom, let top, let length):
      return .cone(bottom: bottom, top: top, length: length, segments: turn)
    case .capsule(let radius, let length):
      return .rounded(half: [0, 0, 0.5 * length], radius: radius, quarter: (turn + 3) / 4)
    case .sphere(let radius):
      return .rounded(half: .zero, radius: radius, quarter: (turn + 3) / 4)
    case .roundedBox(let size, let radius):
      return .rounded(half: 0.5 * size - radius, radius: radius, quarter: (turn + 3) / 4)
    case .ellipsoid(let radii):
      var ball = Mesh.rounded(half: .zero, radius: 1, quarter: (turn + 3) / 4)
      ball.positions = ball.positions.map { radii * $0 }
      ball.normals = ball.normals.map { ($0 / radii).normalized }
      return ball
    }
  }
}

extension Mesh {
  fileprivate static func prism(_ profile: [SIMD2<Double>], length: Double) -> Mesh {
    let half = 0.5 * length
    let low = profile.map { Vector3($0.x, $0.y, -half) }
    let high = profile.map { Vector3($0.x, $0.y, half) }
    var mesh = Mesh()
    for i in profile.indices {
      let j = (i + 1) % profile.count
      let along = profile[j] - profile[i]
      mesh.addFace(
        [low[i], low[j], high[j], high[i]], normal: Vector3(along.y, -along.x, 0).normalized)
    }
    mesh.addFace(low.reversed(), normal: [0, 0, -1])
    mesh.addFace(high, normal: [0, 0, 1])
    return mesh
  }

  fileprivate static func cone(
    bottom: Double, top: Double, length: Double, segments: Int
  ) -> Mesh {
    let half = 0.5 * length
    let outward = (0..<segments).map { i in
      let angle = 2 * Double.pi * Double(i) / Double(segments)
      return Vector3(cos(angle), sin(angle), 0)
    }
    let low = outward.map { bottom * $0 - [0, 0, half] }
    let high = outward.map { top * $0 + [0, 0, half] }
    let slope = Vector3(0, 0, (bottom - top) / length)
    var mesh = Mesh()
    mesh.positions = low + high
    mesh.normals = (outward + outward).map { ($0 + slope).normalized }
    for i in 0..<segments {
      let j = (i + 1) % segments
      mesh.addQuad(i, j, segments + j, segments + i)
    }
    if bottom > 0 { mesh.addFace(low.reversed(), normal: [0, 0, -1]) }
    if top > 0 { mesh.addFace(high, normal: [0, 0, 1]) }
    return mesh
  }

  /// All that lies within `radius` of a box with half sides `half`, each of them 0 or more.
  ///
  /// A sphere's meridians and parallels, torn apart at the coordinate planes: each of its eighths
  /// is moved to a corner of the box, and the strips that join them are the flat and round sides.
  fileprivate static func rounded(half: Vector3, radius: Double, quarter: Int) -> Mesh {
    let arc = (0...quarter).map { k -> SIMD2<Double> in
      if k == quarter { return [0, 1] }
      let angle = 0.5 * Double.pi * Double(k) / Double(quarter)
      return [cos(angle), sin(angle)]
    }
    let signs: [SIMD2<Double>] = [[1, 1], [-1, 1], [-1, -1], [1, -1]]
    let meridians = signs.indices.flatMap { q in
      // Even quarters run from x to y, odd ones from y back to x.
      arc.map { (sign: signs[q], way: signs[q] * (q % 2 == 0 ? $0 : SIMD2($0.y, $0.x))) }
    }
    let parallels = arc.reversed().map { (sign: -1.0, p: $0) } + arc.map { (sign: 1.0, p: $0) }
    var mesh = Mesh()
    for parallel in parallels {
      for meridian in meridians {
        let out = parallel.p.x * meridian.way
        let normal = Vector3(out.x, out.y, parallel.sign * parallel.p.y)
        let sign = Vector3(meridian.sign.x, meridian.sign.y, parallel.sign)
        mesh.positions.append(half * sign + radius * normal)
        mesh.normals.append(normal)
      }
    }
    let columns = meridians.count
    for row in 0..<parallels.count - 1 {
      for i in 0..<columns {
        let (a, b) = (row * columns + i, row * columns + (i + 1) % columns)
        mesh.addQuad(a, b, b + columns, a + columns)
      }
    }
    mesh.addCap(at: 0, columns: columns, up: false)
    mesh.addCap(at: (parallels.count - 1) * columns, columns: columns, up: true)
    return mesh
  }

  /// Closes the rectangle that the first or the last parallel has shrunk to.
  private mutating func addCap(at start: Int, columns: Int, up: Bool) {
    let corners = (0..<4).map { start + $0 * columns / 4 }
    if up {
      addQuad(corners[0], corners[1], corners[2], corners[3])
    } else {
      addQuad(corners[3], corners[2], corners[1], corners[0])
    }
  }

  /// Adds a flat convex face of its own corners, counter-clockwise seen from outside.
  mutating func addFace(_ corners: [Vector3], normal: Vector3) {
    let first = UInt32(positions.count)
    positions += corners
    normals += corners.map { _ in normal }
    for i in corners.indices.dropFirst().dropLast() {
      triangles.append([first, first + UInt32(i), first + UInt32(i) + 1])
    }
  }

  /// Adds two triangles over corners already listed, leaving out one that has no area because two
  /// of its corners are in the same place.
  mutating func addQuad(_ a: Int, _ b: Int, _ c: Int, _ d: Int) {
    for corner in [(a, b, c), (a, c, d)] {
      let (p, q, r) = (positions[corner.0], positions[corner.1], positions[corner.2])
      if p == q || q == r || r == p { continue }
      triangles.append([UInt32(corner.0), UInt32(corner.1), UInt32(corner.2)])
    }
  }
}
