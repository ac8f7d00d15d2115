/// Scratch: the corners of one mesh as a grid sees them, and some of its triangles.
struct Corners: Sendable {
  private var vertices: [Vertex] = []
  private var placed: [Placed] = []

  /// So many triangles are looked at in one go: what is known of them fits the nearest cache.
  private static let batch = 256

  /// Makes room for so many corners, and lets `body` fill it.
  mutating func place(_ count: Int, body: (UnsafeMutablePointer<Vertex>) -> Void) {
    if vertices.count < count {
      vertices = Array(repeating: Vertex(lanes: .zero), count: count)
    }
    vertices.withUnsafeMutableBufferPointer { vertices in
      if let vertices = vertices.baseAddress { body(vertices) }
    }
  }

  /// Calls `body` with each triangle that shows its front and whose box holds a pixel, and with
  /// those that are cut, in order. Some corners of a cut one have no place.
  @inline(__always) mutating func forEachVisible(
    of triangles: [SIMD3<UInt32>], in grid: Grid, margin: Int32, mayBeCut: Bool,
    _ body: (Placed, Vertex, Vertex, Vertex) -> Void
  ) {
    if placed.isEmpty { placed = Array(repeating: Placed(), count: Self.batch) }
    let finding = Finding(grid, margin: margin, mayBeCut: mayBeCut)
    placed.withUnsafeMutableBufferPointer { placed in
      vertices.withUnsafeBufferPointer { vertices in
        triangles.withUnsafeBufferPointer { triangles in
          guard let placed = placed.baseAddress, let vertices = vertices.baseAddress else { return }
          var start = 0
          while start < triangles.count {
            let end = min(triangles.count, start &+ Self.batch)
            let count = finding.list(triangles, start, end, vertices, placed)
            for k in 0..<count {
              let triangle = triangles[placed[k].number]
              body(
                placed[k], vertices[Int(triangle.x)], vertices[Int(triangle.y)],
                vertices[Int(triangle.z)])
            }
            start = end
          }
        }
      }
    }
  }
}

/// Finds the triangles that may show in a grid.
private struct Finding {
  let rounding, least, most: SIMD4<Int32>
  let mayBeCut: Bool

  init(_ grid: Grid, margin: Int32, mayBeCut: Bool) {
    rounding = SIMD4(127 &- margin, 127 &- margin, 127 &+ margin, 127 &+ margin)
    least = SIMD4(0, 0, .min, .min)
    most = SIMD4(.max, .max, Int32(grid.width), Int32(grid.height))
    self.mayBeCut = mayBeCut
  }

  /// Lists some triangles that may show; how many there are.
  ///
  /// No branch on what cannot be foretold: most triangles of a fine mesh fall between the samples.
  func list(
    _ triangles: UnsafeBufferPointer<SIMD3<UInt32>>, _ start: Int, _ end: Int,
    _ vertices: UnsafePointer<Vertex>, _ out: UnsafeMutablePointer<Placed>
  ) -> Int {
    var count = 0
    for number in start..<end {
      let triangle = triangles[number]
      let a = vertices[Int(triangle.x)].lanes, b = vertices[Int(triangle.y)].lanes
      let c = vertices[Int(triangle.z)].lanes
      let p = unsafeBitCast(b &- a, to: SIMD2<Int64>.self).x
      let q = unsafeBitCast(c &- a, to: SIMD2<Int64>.self).x
      let area =
        Int(p >> 32) &* Int(Int32(truncatingIfNeeded: q))
        &- Int(Int32(truncatingIfNeeded: p)) &* Int(q >> 32)
      if area <= 0 && !mayBeCut { continue }
      let low = lesser(lesser(a, b), c), high = greater(greater(a, b), c)
      let isCut = mayBeCut && low.z < 0
      if area <= 0 && !isCut { continue }
      let ends = SIMD4(lowHalf: low.lowHalf, highHalf: high.lowHalf)
      let box = lesser(greater((ends &+ rounding) &>> 8, least), most)
      out[count] = Placed(low: low, high: high, box: box, area: area, number: number)
      // Columns and rows, both less than 0 if there are any.
      let sizes = unsafeBitCast(
        SIMD4(lowHalf: box.lowHalf &- box.highHalf, highHalf: .zero), to: SIMD2<UInt64>.self)
      let holds = (sizes.x & (sizes.x << 32)) >> 63
      count &+= isCut ? 1 : Int(truncatingIfNeeded: holds)
    }
    return count
  }
}

/// A triangle in a grid: how far it reaches.
struct Placed: Sendable {
  /// The least and the greatest of each lane of its corners.
  fileprivate let low, high: SIMD4<Int32>

  /// The pixels that hold a sample of its box.
  let box: Box32

  /// Twice its area in 1/256 pixel.
  private let area: Int

  /// Which of the mesh's.
  let number: Int

  fileprivate init(
    low: SIMD4<Int32> = .zero, high: SIMD4<Int32> = .zero, box: Box32 = .zero, area: Int = 0,
    number: Int = 0
  ) {
    (self.low, self.high, self.box, self.area, self.number) = (low, high, box, area, number)
  }

  /// The nearness at the corners lies between these.
  @inline(__always) var least: Float { unsafeBitCast(low, to: SIMD4<Float>.self).z }
  @inline(__always) var most: Float { unsafeBitCast(high, to: SIMD4<Float>.self).z }

  /// Whether a corner has no place.
  @inline(__always) var isCut: Bool { low.z < 0 }

  /// Whether the lamp lights all of it alike.
  @inline(__always) var isFlat: Bool { low.w == high.w }

  /// Whether its box is searched rather than filled by spans.
  @inline(__always) func isSmall(_ limit: Int32) -> Bool {
    let extent = high.lowHalf &- low.lowHalf
    // No side is longer than the box: what this lets pass is no sliver for sure.
    let sides = 2 &* (Int(extent.x) &+ Int(extent.y))
    return box.z &- box.x <= limit && box.w &- box.y <= limit && extent.x | extent.y < 16_384
      && !isSliver(area, sides)
  }
}

extension Placed {
  /// Nearness and level over the triangle.
  @inline(__always) func slopes(_ a: Vertex, _ b: Vertex, _ c: Vertex) -> Slopes {
    let scale = 256 / Float(area)
    let p = b.values - a.values, q = c.values - a.values
    let (toB, toC) = (b.place &- a.place, c.place &- a.place)
    let across = (q * Float(toB.y) - p * Float(toC.y)) * scale
    let down = (p * Float(toC.x) - q * Float(toB.x)) * scale
    let toFirst = 256 &* box.lowHalf &+ 128 &- a.place
    let first =
      a.values + (Float(toFirst.x) / 256) * across + (Float(toFirst.y) / 256) * down
    return Slopes(first: first, across: across, down: down)
  }

  /// What it fills in a picture if it is large.
  func patch(_ a: Vertex, _ b: Vertex, _ c: Vertex, look: UInt32) -> Patch {
    let slopes = slopes(a, b, c)
    let (p, q) = (
      Double(b.nearness) - Double(a.nearness), Double(c.nearness) - Double(a.nearness)
    )
    let scale = 256 / Double(area)
    let (toB, toC) = (b.place &- a.place, c.place &- a.place)
    let across = (q * Double(toB.y) - p * Double(toC.y)) * scale
    let down = (p * Double(toC.x) - q * Double(toB.x)) * scale
    let toFirst = 256 &* box.lowHalf &+ 128 &- a.place
    var patch = Patch(
      a: a.place, b: b.place, c: c.place, x: Int(box.x), y: Int(box.y), endX: Int(box.z),
      endY: Int(box.w),
      origin: Double(a.nearness) + Double(toFirst.x) / 256 * across + Double(toFirst.y) / 256
        * down,
      across: across, down: down, least: least, most: most, isThin: isThin(toB, toC),
      level: a.level, base: look, levelMask: Word.levels)
    // A sliver's slopes mean nothing: they are kept within its corners, and its level even.
    if !patch.isThin {
      patch.level = slopes.first.w
      (patch.levelAcross, patch.levelDown) = (slopes.across.w, slopes.down.w)
    }
    return patch
  }

  /// What it fills in a shadow map if it is large, or has holes.
  func caster(_ a: Vertex, _ b: Vertex, _ c: Vertex, _ slopes: Slopes, setback: Float) -> Patch {
    Patch(
      a: a.place, b: b.place, c: c.place, x: Int(box.x), y: Int(box.y), endX: Int(box.z),
      endY: Int(box.w), origin: Double(slopes.first.z), across: Double(slopes.across.z),
      down: Double(slopes.down.z), least: least - setback, most: most - setback,
      isThin: isThin(b.place &- a.place, c.place &- a.place))
  }

  private func isThin(_ toB: SIMD2<Int32>, _ toC: SIMD2<Int32>) -> Bool {
    isSliver(area, abs(Int(toB.x)) + abs(Int(toB.y)) + abs(Int(toC.x)) + abs(Int(toC.y)))
  }
}

extension Patch {
  /// How nearness goes over a small one, lit evenly.
  @inline(__always) var slopes: Slopes {
    Slopes(
      first: SIMD4(0, 0, Float(origin), 0), across: SIMD4(0, 0, Float(across), 0),
      down: SIMD4(0, 0, Float(down), 0))
  }
}
