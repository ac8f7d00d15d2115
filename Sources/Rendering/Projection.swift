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

  /// Fills a drawable into a grid.
  ///
  /// `look` is what it looks like: see `Word`. Longer than functions should be: the loop is
  /// optimised in one piece.
  func fill(
    _ solid: Solid, _ X_WM: Pose, look: UInt32, isMatte: Bool, holes: Sampler?, into grid: Grid,
    vertices: inout [Vertex], faces: inout [Face], uvs: inout [UVPlane], notes: Marks.Notes
  ) {
    let X_CM = camera.X_WC.inverse * X_WM
    let map = GridMap(camera, X_CM)
    let mayBeCut = place(solid, map, X_WM, into: &vertices)
    let hasFour = samples == .four
    let margin: Int32 = hasFour ? 96 : 0
    let small = hasFour ? Grid.smallFour : Grid.small
    let (width, height) = (grid.width, grid.height)
    vertices.withUnsafeBufferPointer { vertices in
      for (number, triangle) in solid.mesh.triangles.enumerated() {
        let (a, b, c) = (
          vertices[Int(triangle.x)], vertices[Int(triangle.y)], vertices[Int(triangle.z)]
        )
        // What shows its back, or holds no sample.
        let (px, py) = (Int(b.x &- a.x), Int(b.y &- a.y))
        let (qx, qy) = (Int(c.x &- a.x), Int(c.y &- a.y))
        let area = py &* qx &- px &* qy
        let isCut = mayBeCut && min(a.nearness, b.nearness, c.nearness) < 0
        if area <= 0 && !isCut { continue }
        let x = max(0, firstCentre(from: min(a.x, b.x, c.x) &- margin))
        let endX = min(width, firstCentre(from: max(a.x, b.x, c.x) &+ margin))
        let y = max(0, firstCentre(from: min(a.y, b.y, c.y) &- margin))
        let endY = min(height, firstCentre(from: max(a.y, b.y, c.y) &+ margin))
        if (x >= endX || y >= endY) && !isCut { continue }

        // What is steep in depth, or lit pixel by pixel, needs its plane.
        let least = min(a.nearness, b.nearness, c.nearness)
        let most = max(a.nearness, b.nearness, c.nearness)
        let isFlat = a.level == b.level && b.level == c.level
        let isPlain = isMatte && (isFlat || most < 1.05 * least)
        if isCut || !isPlain || most > 4 * least {
          let plane = Plane(
            solid.mesh, triangle, X_CM, X_WM.rotation, camera,
            nearest: isCut ? nil : (least: least, most: most))
          guard let plane else { continue }
          var word = (base: look | 0, mask: UInt32(0))
          if isPlain {
            word.base |= (a.level + wholeNumber).bitPattern & Word.levels
          } else {
            word.base = Word.face(faces.count)
          }
          var box = Box.empty
          for polygon in isCut
            ? clipped(solid, triangle, map) : [(pair(a), pair(b), pair(c))]
          {
            guard
              let patch = plane.patch(
                polygon.0, polygon.1, polygon.2, base: word.base, margin: margin, width, height)
            else { continue }
            box.join(patch.x, patch.y, patch.endX, patch.endY)
            let isSmall =
              !isCut && !patch.isThin && most <= 4 * least
              && patch.endX &- patch.x <= small && patch.endY &- patch.y <= small
              && max(abs(px), abs(qx), abs(py), abs(qy)) < 16_384
            if let holes, let drape = solid.drape {
              let corners = drape.corners[3 &* number..<3 &* number &+ 3]
              let anchor = SIMD2(Float(patch.x), Float(patch.y))
              let uv = UVPlane(solid.mesh, triangle, corners, X_CM, camera, anchor: anchor)
              guard let uv else { continue }
              grid.fillCutOut(
                patch, samples: samples.rawValue,
                CutOut(
                  sampler: holes, plane: uv, isPerspective: true,
                  spacingSquared: hasFour ? 0.25 : 1), words: true)
              continue
            }
            switch (isSmall, hasFour) {
            case (true, true): grid.fillSmallFour(patch)
            case (true, false): grid.fillSmall(patch, words: true)
            case (false, true): grid.fillSpansFour(patch)
            case (false, false): grid.fillSpans(patch, words: true)
            }
          }
          if box.x >= box.endX { continue }
          notes.add(box.x, box.y, box.endX, box.endY)
          if !isPlain {
            var face = plane.face(at: box, look: look)
            if let drape = solid.drape {
              let corners = drape.corners[3 &* number..<3 &* number &+ 3]
              let uv = UVPlane(
                solid.mesh, triangle, corners, X_CM, camera, anchor: face.anchor)
              if let uv {
                face.uv = Int32(truncatingIfNeeded: uvs.count)
                uvs.append(uv)
              }
            }
            faces.append(face)
          }
        } else {
          notes.add(x, y, endX, endY)
          // A sliver's slopes mean nothing: they are kept within its corners, and its level even.
          let isThin = isSliver(area, abs(px) &+ abs(py) &+ abs(qx) &+ abs(qy))
          let isSmall =
            endX &- x <= small && endY &- y <= small && !isThin
            && max(abs(px), abs(qx), abs(py), abs(qy)) < 16_384
          let scale = 256 / Float(area)
          let (fx, fy) = (
            Float(256 &* x &+ 128 &- Int(a.x)) / 256, Float(256 &* y &+ 128 &- Int(a.y)) / 256
          )
          @inline(__always) func slopes(_ p: Float, _ q: Float) -> (Float, Float) {
            ((q * Float(py) - p * Float(qy)) * scale, (p * Float(qx) - q * Float(px)) * scale)
          }
          let (levelAcross, levelDown) =
            isFlat || isThin ? (0, 0) : slopes(b.level - a.level, c.level - a.level)
          let level = a.level + fx * levelAcross + fy * levelDown
          if isSmall {
            let (across, down) = slopes(b.nearness - a.nearness, c.nearness - a.nearness)
            let patch = Patch(
              a: pair(a), b: pair(b), c: pair(c), x: x, y: y, endX: endX, endY: endY,
              origin: Double(a.nearness + fx * across + fy * down), across: Double(across),
              down: Double(down), least: least, most: most, isThin: isThin, level: level,
              levelAcross: levelAcross, levelDown: levelDown, base: look, levelMask: Word.levels)
            hasFour ? grid.fillSmallFour(patch) : grid.fillSmall(patch, words: true)
          } else {
            let (p, q) = (
              Double(b.nearness) - Double(a.nearness), Double(c.nearness) - Double(a.nearness)
            )
            let scale = 256 / Double(area)
            let across = (q * Double(py) - p * Double(qy)) * scale
            let down = (p * Double(qx) - q * Double(px)) * scale
            let patch = Patch(
              a: pair(a), b: pair(b), c: pair(c), x: x, y: y, endX: endX, endY: endY,
              origin: Double(a.nearness) + Double(fx) * across + Double(fy) * down,
              across: across, down: down, least: least, most: most, isThin: isThin, level: level,
              levelAcross: levelAcross, levelDown: levelDown, base: look, levelMask: Word.levels)
            hasFour ? grid.fillSpansFour(patch) : grid.fillSpans(patch, words: true)
          }
        }
      }
    }
  }

  /// Sees the corners of a mesh; whether one of them has no place in the picture.
  private func place(
    _ solid: Solid, _ map: GridMap, _ X_WM: Pose, into vertices: inout [Vertex]
  ) -> Bool {
    let count = solid.points.count
    if vertices.count < count {
      vertices = Array(repeating: Vertex(x: 0, y: 0, nearness: 0, level: 0), count: count)
    }
    let lamp_M = X_WM.rotation.inverse * lamp_W
    let lamp = SIMD4(Float(lamp_M.x), Float(lamp_M.y), Float(lamp_M.z), 0) * Float(Word.levels - 2)
    var least: Float = 0
    vertices.withUnsafeMutableBufferPointer { out in
      solid.points.withUnsafeBufferPointer { points in
        solid.normals.withUnsafeBufferPointer { normals in
          for k in 0..<count {
            let product = normals[k] * lamp
            let cosine = product.x + product.y + product.z
            // Even a level that overshoots by an ulp must not wrap around.
            let level = min(max(cosine + 1, 1), Float(Word.levels) - 1)
            let vertex = Vertex(seen: map.apply(points[k]), level: level)
            least = min(least, vertex.nearness)
            out[k] = vertex
          }
        }
      }
    }
    return least < 0
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
    let corners = [triangle.x, triangle.y, triangle.z].map { map.apply(solid.points[Int($0)]) }
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

@inline(__always) func pair(_ v: Vertex) -> SIMD2<Int32> { SIMD2(v.x, v.y) }
