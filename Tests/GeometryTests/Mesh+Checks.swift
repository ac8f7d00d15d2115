import Geometry

extension Mesh {
  /// Whether every edge, by position, is run through as often one way as the other, once where
  /// the surface does not touch itself.
  var isClosed: Bool {
    var runs: [[Vector3]: Int] = [:]
    for t in triangles {
      let p = (0..<3).map { positions[Int(t[$0])] }
      for i in 0..<3 { runs[[p[i], p[(i + 1) % 3]], default: 0] += 1 }
    }
    return !runs.isEmpty && runs.allSatisfy { $1 == 1 && runs[[$0[1], $0[0]]] == 1 }
  }

  /// The volume inside a closed surface, by the divergence theorem.
  var enclosedVolume: Double {
    triangles.reduce(0) { sum, t in
      sum + positions[Int(t.x)].dot(positions[Int(t.y)].cross(positions[Int(t.z)])) / 6
    }
  }

  /// The least cosine between a corner's normal and the side that its triangle's winding faces; -1
  /// where a triangle has no area.
  var leastFacing: Double {
    triangles.reduce(1) { least, t in
      let (p, q, r) = (positions[Int(t.x)], positions[Int(t.y)], positions[Int(t.z)])
      let across = (q - p).cross(r - p)
      guard across.length > 0 else { return -1 }
      return (0..<3).reduce(least) { min($0, normals[Int(t[$1])].dot(across.normalized)) }
    }
  }
}
