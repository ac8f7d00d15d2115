import Geometry

/// What the lamp sees: how far towards it the first surface reaches, on a square grid across its
/// light.
///
/// Its frame L looks towards the lamp along z, and y goes up the map's rows. A point that nothing in
/// the map reaches beyond, or that lies aside of the map, is lit.
struct ShadowMap: Equatable, Sendable {
  /// Texels along a side, and from one row in memory to the next.
  static let size = 1024
  static let stride = size + 4

  /// Whether the shadows' edges are soft.
  let isSoft: Bool

  /// The map's axes in the world.
  let R_WL: Rotation

  /// The side of a texel, metres.
  private(set) var texel = 1.0

  /// What to take from a place in L so that the first column is at 0, the first row at 0, and
  /// reaches are at least 1 m.
  private(set) var p_LO = Vector3.zero

  /// For a lamp in a direction of unit length, and boxes given by their corners in the world, with
  /// so many metres around them.
  init(
    lamp_W: Vector3, isSoft: Bool, margin: Double = 0,
    over boxes: [(corners: [Vector3], X_WM: Pose)]
  ) {
    self.isSoft = isSoft
    let x = lamp_W.perpendicular
    R_WL = Rotation(xAxis: x, yAxis: lamp_W.cross(x), zAxis: lamp_W)
    var bounds: Bounds?
    for box in boxes {
      let X_LM = Pose(R_WL.inverse) * box.X_WM
      for corner in box.corners {
        let p_L = X_LM * corner
        guard (p_L.x + p_L.y + p_L.z).isFinite else { continue }
        let point = Bounds(lower: p_L, upper: p_L)
        bounds = bounds?.union(point) ?? point
      }
    }
    if let bounds {
      frame(Bounds(lower: bounds.lower - margin, upper: bounds.upper + margin))
    }
  }

  /// Chooses texels for a box in L. Its sides go in steps and stay in place in the world, so that
  /// shadows do not crawl while something moves, and what stands still need not be drawn again.
  private mutating func frame(_ bounds: Bounds) {
    let step = 0.25
    func down(_ v: Double) -> Double { (v / step).rounded(.down) * step }
    let (left, right) = (down(bounds.lower.x), down(bounds.upper.x) + step)
    let (low, high) = (down(bounds.lower.y), down(bounds.upper.y) + step)
    texel = max(right - left, high - low) / Double(Self.size - 8)
    p_LO = Vector3(left - 4 * texel, high + 4 * texel, down(bounds.lower.z) - 1)
  }

  /// Fills what casts a shadow into a grid of the map's size; a face is set back so far that it
  /// does not shade itself.
  func fill(
    _ solid: Solid, _ X_WM: Pose, holes: Sampler?, into grid: Grid, vertices: inout [Vertex],
    notes: Marks.Notes
  ) {
    let map = GridMap(texel: texel, p_LO: p_LO, Pose(R_WL.inverse) * X_WM)
    let count = solid.points.count
    if vertices.count < count {
      vertices = Array(repeating: Vertex(x: 0, y: 0, nearness: 0, level: 0), count: count)
    }
    vertices.withUnsafeMutableBufferPointer { out in
      solid.points.withUnsafeBufferPointer { points in
        for k in 0..<count { out[k] = Vertex(lit: map.apply(points[k])) }
      }
    }
    let limit = Self.size
    let unit = Float(texel)
    // Soft edges are looked up two texels around a place instead of half a texel.
    let breadth: Float = isSoft ? 2.5 : 1
    vertices.withUnsafeBufferPointer { vertices in
      for (number, triangle) in solid.mesh.triangles.enumerated() {
        let (a, b, c) = (
          vertices[Int(triangle.x)], vertices[Int(triangle.y)], vertices[Int(triangle.z)]
        )
        let (px, py) = (Int(b.x &- a.x), Int(b.y &- a.y))
        let (qx, qy) = (Int(c.x &- a.x), Int(c.y &- a.y))
        let area = py &* qx &- px &* qy
        if area <= 0 || min(a.nearness, b.nearness, c.nearness) < 0 { continue }
        let x = max(0, firstCentre(from: min(a.x, b.x, c.x)))
        let endX = min(limit, firstCentre(from: max(a.x, b.x, c.x)))
        let y = max(0, firstCentre(from: min(a.y, b.y, c.y)))
        let endY = min(limit, firstCentre(from: max(a.y, b.y, c.y)))
        if x >= endX || y >= endY { continue }
        notes.add(x, y, endX, endY)
        let (fx, fy) = (
          Float(256 &* x &+ 128 &- Int(a.x)) / 256, Float(256 &* y &+ 128 &- Int(a.y)) / 256
        )
        let scale = 256 / Float(area)
        let (p, q) = (b.nearness - a.nearness, c.nearness - a.nearness)
        let across = (q * Float(py) - p * Float(qy)) * scale
        let down = (p * Float(qx) - q * Float(px)) * scale
        let setback = min(abs(across) + abs(down), 6 * unit) * breadth
        let least = min(a.nearness, b.nearness, c.nearness) - setback
        let most = max(a.nearness, b.nearness, c.nearness) - setback
        let isThin = isSliver(area, abs(px) &+ abs(py) &+ abs(qx) &+ abs(qy))
        let patch = Patch(
          a: pair(a), b: pair(b), c: pair(c), x: x, y: y, endX: endX, endY: endY,
          origin: Double(a.nearness + fx * across + fy * down - setback), across: Double(across),
          down: Double(down), least: least, most: most, isThin: isThin)
        if let holes, let drape = solid.drape {
          let corners = drape.corners[3 &* number..<3 &* number &+ 3]
          let uv = UVPlane(patch.a, patch.b, patch.c, corners, x: x, y: y)
          grid.fillCutOut(
            patch, samples: 1,
            CutOut(sampler: holes, plane: uv, isPerspective: false, spacingSquared: 1),
            words: false)
          continue
        }
        let isSmall =
          endX &- x <= Grid.small && endY &- y <= Grid.small && !isThin
          && max(abs(px), abs(qx), abs(py), abs(qy)) < 16_384
        isSmall ? grid.fillSmall(patch, words: false) : grid.fillSpans(patch, words: false)
      }
    }
  }
}
