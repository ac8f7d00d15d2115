import Geometry

/// Turns one drawable's mesh into patches of the picture, and into faces where its pixels are to be
/// lit one by one.
struct Projection {
  let camera: Camera
  let samples: Renderer.Samples

  /// Towards the lamp.
  let lamp_W: Vector3

  /// Nothing nearer than this is drawn, metres.
  static let near: Float = 0.01

  /// What is filled: a mesh in its place, and what it looks like (see `Word`).
  struct Subject {
    let solid: Solid
    let X_WM: Pose
    let look: UInt32
    let isMatte: Bool
    let holes: Sampler?
  }

  /// How far from a pixel's centre a sample may lie, 1/256 pixel.
  private var margin: Int32 { samples == .four ? 96 : 0 }

  private var small: Int32 { samples == .four ? Grid.smallFour : Grid.small }

  /// Fills a drawable into a grid.
  func fill(
    _ subject: Subject, into grid: Grid, corners: inout Corners, faces: inout [Face],
    uvs: inout [UVPlane], notes: Marks.Notes
  ) {
    let view = View(camera, subject.X_WM)
    let mayBeCut = place(subject, view, into: &corners)
    let isMatte = subject.isMatte && subject.holes == nil
    corners.forEachVisible(
      of: subject.solid.mesh.triangles, in: grid, margin: margin, mayBeCut: mayBeCut
    ) { triangle, a, b, c in
      // What is steep in depth, or lit pixel by pixel, needs its plane.
      let isEven = triangle.isFlat || triangle.most < 1.05 * triangle.least
      guard !triangle.isCut, isMatte, isEven, triangle.most <= 4 * triangle.least else {
        fillPlane(
          subject, triangle, a, b, c, isPlain: subject.isMatte && isEven, view, into: grid, &faces,
          &uvs, notes)
        return
      }
      notes.add(triangle.box)
      if triangle.isSmall(small) {
        let slopes = triangle.slopes(a, b, c)
        if samples == .four {
          grid.fillSmallFour(
            triangle.box, slopes, subject.look, Word.levels, a.place, b.place, c.place)
        } else {
          grid.fillSmall(
            triangle.box, slopes, subject.look, Word.levels, a.place, b.place, c.place, words: true)
        }
        return
      }
      let patch = triangle.patch(a, b, c, look: subject.look)
      if samples == .four {
        grid.fillSpansFour(patch)
      } else {
        grid.fillSpans(patch, words: true)
      }
    }
  }

  /// Fills a triangle by its plane; one that is not plain becomes a face.
  private func fillPlane(
    _ subject: Subject, _ placed: Placed, _ a: Vertex, _ b: Vertex, _ c: Vertex, isPlain: Bool,
    _ view: View, into grid: Grid, _ faces: inout [Face], _ uvs: inout [UVPlane],
    _ notes: Marks.Notes
  ) {
    let solid = subject.solid, triangle = solid.mesh.triangles[placed.number]
    let isCut = placed.isCut
    let plane = Plane(
      solid.mesh, triangle, view.X_CM, subject.X_WM.rotation, camera,
      nearest: isCut ? nil : (least: placed.least, most: placed.most))
    guard let plane else { return }
    let word =
      isPlain
      ? subject.look | ((a.level + wholeNumber).bitPattern & Word.levels)
      : Word.face(faces.count)
    func uvPlane(anchor: SIMD2<Float>) -> UVPlane? {
      guard let drape = solid.drape else { return nil }
      let places = drape.corners[3 &* placed.number..<3 &* placed.number &+ 3]
      return UVPlane(solid.mesh, triangle, places, view.X_CM, camera, anchor: anchor)
    }
    var box = Box.empty
    func fillPart(_ a: SIMD2<Int32>, _ b: SIMD2<Int32>, _ c: SIMD2<Int32>) {
      let patch = plane.patch(a, b, c, base: word, margin: margin, grid.width, grid.height)
      guard let patch else { return }
      box.join(patch.x, patch.y, patch.endX, patch.endY)
      if let holes = subject.holes, solid.drape != nil {
        guard let uv = uvPlane(anchor: SIMD2(Float(patch.x), Float(patch.y))) else { return }
        let cutOut = CutOut(
          sampler: holes, plane: uv, isPerspective: true,
          spacingSquared: samples == .four ? 0.25 : 1)
        grid.fillCutOut(patch, samples: samples.rawValue, cutOut, words: true)
        return
      }
      let isSmall = !isCut && placed.most <= 4 * placed.least && placed.isSmall(small)
      switch (isSmall, samples) {
      case (true, .four): grid.fillSmallFour(placed.box, patch.slopes, word, 0, a, b, c)
      case (true, .centre): grid.fillSmall(placed.box, patch.slopes, word, 0, a, b, c, words: true)
      case (false, .four): grid.fillSpansFour(patch)
      case (false, .centre): grid.fillSpans(patch, words: true)
      }
    }
    if isCut {
      for part in clipped(solid, triangle, view.map) { fillPart(part.0, part.1, part.2) }
    } else {
      fillPart(a.place, b.place, c.place)
    }
    if box.x >= box.endX { return }
    notes.add(box.x, box.y, box.endX, box.endY)
    if isPlain { return }
    var face = plane.face(at: box, look: subject.look)
    if let uv = uvPlane(anchor: face.anchor) {
      face.uv = Int32(truncatingIfNeeded: uvs.count)
      uvs.append(uv)
    }
    faces.append(face)
  }

  /// Sees the corners of a mesh; whether one of them has no place in the picture.
  private func place(_ subject: Subject, _ view: View, into corners: inout Corners) -> Bool {
    let lamp_M = subject.X_WM.rotation.inverse * lamp_W
    let top = Float(Word.levels)
    let lamp = SIMD3(Float(lamp_M.x), Float(lamp_M.y), Float(lamp_M.z)) * (top - 2)
    let nowhere = SIMD4<Float>(repeating: -1), near = SIMD4(repeating: Self.near)
    // Even a level that overshoots by an ulp must not wrap around.
    let first = SIMD4<Float>(repeating: 1), last = SIMD4(repeating: top - 1)
    var least = SIMD4<Float>.zero
    let points = subject.solid.points, normals = subject.solid.normals
    corners.place(4 * points.count) { out in
      points.withUnsafeBufferPointer { points in
        normals.withUnsafeBufferPointer { normals in
          for k in 0..<points.count {
            let n = normals[k]
            var level = n.x * lamp.x + n.y * lamp.y + n.z * lamp.z + 1
            level.replace(with: first, where: level .< first)
            level.replace(with: last, where: level .> last)
            let (x, y, z) = view.map.apply(points[k])
            let inverse = 1 / z
            let nearness = nowhere.replacing(with: inverse, where: z .>= near)
            let placed = Vertex.write(x * inverse, y * inverse, nearness, level, to: out + 4 &* k)
            least.replace(with: placed, where: placed .< least)
          }
        }
      }
    }
    return min(least[0], least[1], least[2], least[3]) < 0
  }

  /// What remains of a triangle in front of the near plane and within reach, as a fan.
  ///
  /// Sutherland and Hodgman's way, one plane after another. A cut is always reckoned from the end
  /// that stays, so that the two faces at an edge cut it at the same point.
  private func clipped(
    _ solid: Solid, _ triangle: SIMD3<UInt32>, _ map: GridMap
  ) -> [(SIMD2<Int32>, SIMD2<Int32>, SIMD2<Int32>)] {
    let reach = Vertex.reach * 0.99
    let insides: [(SIMD4<Float>) -> Float] = [
      { $0.z - Self.near }, { reach * $0.z - $0.x }, { reach * $0.z + $0.x },
      { reach * $0.z - $0.y }, { reach * $0.z + $0.y },
    ]
    let corners = [triangle.x, triangle.y, triangle.z].map {
      map.apply(solid.mesh.positions[Int($0)])
    }
    guard corners.allSatisfy({ ($0.x + $0.y + $0.z).isFinite }) else { return [] }
    let polygon = insides.reduce(corners) { polygon, inside in
      var kept: [SIMD4<Float>] = []
      for (p, q) in zip(polygon, polygon.dropFirst() + polygon.prefix(1)) {
        let (ofP, ofQ) = (inside(p), inside(q))
        if ofP >= 0 { kept.append(p) }
        if ofP >= 0, ofQ < 0 { kept.append(p + (ofP / (ofP - ofQ)) * (q - p)) }
        if ofP < 0, ofQ >= 0 { kept.append(q + (ofQ / (ofQ - ofP)) * (p - q)) }
      }
      return kept
    }
    guard polygon.count >= 3 else { return [] }
    let points = polygon.map { m in
      let nearness = 1 / m.z
      return SIMD2(rounded(m.x * nearness), rounded(m.y * nearness))
    }
    return (2..<points.count).map { (points[0], points[$0 - 1], points[$0]) }
  }
}

/// A mesh in front of a camera.
private struct View {
  let X_CM: Pose
  let map: GridMap

  init(_ camera: Camera, _ X_WM: Pose) {
    X_CM = camera.X_WC.inverse * X_WM
    map = GridMap(camera, X_CM)
  }
}
