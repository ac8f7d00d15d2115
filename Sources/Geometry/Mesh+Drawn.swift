import Foundation

// Closed surfaces of bodies that need not be convex: to be drawn, not to be touched.
extension Mesh {
  /// Turns sharper than this are edges; across others light runs smoothly. Radians, 40 degrees.
  package static let crease = 40 * Double.pi / 180

  /// A ring about z: a disk of radius `tube` whose centre goes round at radius `ring`, which is
  /// the greater. A whole turn of either is cut into `segments` (3 to `Outline.mostCorners`).
  package static func torus(ring: Double, tube: Double, segments: Int = 24) -> Mesh {
    let segments = min(max(segments, 3), Outline.mostCorners)
    let profile = Outline.circle(center: [ring, 0], radius: tube, segments: segments)
    return profile.map { lathe($0, segments: segments, crease: .pi) } ?? Mesh()
  }

  /// An outline turned about z, its x being the distance from z, which is nowhere negative, and its
  /// y the height. Pieces of it that lie on z itself are inside the body and draw nothing.
  package static func lathe(
    _ profile: Outline, segments: Int = 48, crease: Double = Mesh.crease
  ) -> Mesh {
    let turn = max(segments, 3)
    let around = (0..<turn).map { i in
      let angle = 2 * Double.pi * Double(i) / Double(turn)
      return SIMD2(cos(angle), sin(angle))
    }
    let normals = profile.normals(crease: crease)
    var mesh = Mesh()
    for (i, low) in profile.corners.enumerated() {
      let high = profile.corners[(i + 1) % profile.corners.count]
      guard low.x > 0 || high.x > 0 else { continue }
      let first = mesh.positions.count
      mesh.addRing(low, normals[i].start, piece: high - low, around, crease)
      mesh.addRing(high, normals[i].end, piece: high - low, around, crease)
      for j in 0..<turn {
        let next = (j + 1) % turn
        mesh.addQuad(first + j, first + next, first + turn + next, first + turn + j)
      }
    }
    return mesh
  }

  /// An outline in x and y drawn out along z, from -length/2 to length/2.
  package static func extrusion(
    _ outline: Outline, length: Double, crease: Double = Mesh.crease
  ) -> Mesh {
    let corners = outline.corners
    let low = corners.map { Vector3($0.x, $0.y, -0.5 * length) }
    let high = corners.map { Vector3($0.x, $0.y, 0.5 * length) }
    var mesh = Mesh()
    for (i, normal) in outline.normals(crease: crease).enumerated() {
      let (first, j) = (mesh.positions.count, (i + 1) % corners.count)
      let start = Vector3(normal.start.x, normal.start.y, 0)
      let end = Vector3(normal.end.x, normal.end.y, 0)
      mesh.positions += [low[i], low[j], high[j], high[i]]
      mesh.normals += [start, end, end, start]
      mesh.addQuad(first, first + 1, first + 2, first + 3)
    }
    let bottom = mesh.positions.count
    let top = bottom + corners.count
    mesh.positions += low + high
    mesh.normals += corners.map { _ in [0, 0, -1] } + corners.map { _ in [0, 0, 1] }
    for t in outline.triangles {
      mesh.triangles.append(SIMD3(UInt32(bottom + t.x), UInt32(bottom + t.z), UInt32(bottom + t.y)))
      mesh.triangles.append(SIMD3(UInt32(top + t.x), UInt32(top + t.y), UInt32(top + t.z)))
    }
    return mesh
  }

  /// Adds one corner of a profile, all around.
  private mutating func addRing(
    _ p: SIMD2<Double>, _ normal: SIMD2<Double>, piece: SIMD2<Double>, _ around: [SIMD2<Double>],
    _ crease: Double
  ) {
    var normal = normal
    if p.x == 0 {
      // On z the profile meets its mirror image: in a point, or smoothly.
      let across = SIMD2(piece.y, -piece.x) / (piece * piece).sum().squareRoot()
      let isSmooth = across.y * across.y - across.x * across.x > cos(crease)
      normal = isSmooth ? SIMD2(0, across.y < 0 ? -1 : 1) : across
    }
    positions += around.map { Vector3(p.x * $0.x, p.x * $0.y, p.y) }
    normals += around.map { Vector3(normal.x * $0.x, normal.x * $0.y, normal.y).normalized }
  }
}
