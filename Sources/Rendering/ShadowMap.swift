import Geometry

/// What the lamp sees: how far towards it the first surface reaches, on a square grid across its
/// light.
///
/// Its frame L looks towards the lamp along z, and y goes up the map's rows. A point that nothing in
/// the map reaches beyond, or that lies aside of the map, is lit.
struct ShadowMap: Equatable, Sendable {
  /// Texels along a side, and from one row in memory to the next.
  static let size = 1024
  static let stride = size + 16

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
    _ solid: Solid, _ X_WM: Pose, holes: Sampler?, into grid: Grid, corners: inout Corners,
    notes: Marks.Notes
  ) {
    let map = GridMap(texel: texel, p_LO: p_LO, Pose(R_WL.inverse) * X_WM)
    corners.place(4 * solid.points.count) { out in
      solid.points.withUnsafeBufferPointer { points in
        let nowhere = SIMD4<Float>(repeating: -1), none = SIMD4<Float>(repeating: 0)
        for k in 0..<points.count {
          let (x, y, reach) = map.apply(points[k])
          let nearness = nowhere.replacing(with: reach, where: reach .>= none)
          _ = Vertex.write(x, y, nearness, none, to: out + 4 &* k)
        }
      }
    }
    let limit = 6 * Float(texel)
    // Soft edges are looked up two texels around a place instead of half a texel.
    let breadth: Float = isSoft ? 2.5 : 1
    corners.forEachVisible(of: solid.mesh.triangles, in: grid, margin: 0, mayBeCut: false) {
      triangle, a, b, c in
      if triangle.least < 0 { return }
      notes.add(triangle.box)
      var slopes = triangle.slopes(a, b, c)
      let setback = min(abs(slopes.across.z) + abs(slopes.down.z), limit) * breadth
      slopes.first.z -= setback
      if holes == nil, triangle.isSmall(Grid.small) {
        grid.fillSmall(triangle.box, slopes, 0, 0, a.place, b.place, c.place, words: false)
        return
      }
      let patch = triangle.caster(a, b, c, slopes, setback: setback)
      guard let holes, let drape = solid.drape else {
        grid.fillSpans(patch, words: false)
        return
      }
      let places = drape.corners[3 &* triangle.number..<3 &* triangle.number &+ 3]
      let uv = UVPlane(patch.a, patch.b, patch.c, places, x: patch.x, y: patch.y)
      grid.fillCutOut(
        patch, samples: 1,
        CutOut(sampler: holes, plane: uv, isPerspective: false, spacingSquared: 1),
        words: false)
    }
  }
}
