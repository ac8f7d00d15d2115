/// A corner as a grid sees it, in the lanes of one vector: its place, in 1/256 pixel; its nearness,
/// the bits of a `Float`; and the light of the lamp, the bits of a level of `Tables`.
///
/// What is nearest wins: nearness is 1/metres in a picture, and metres towards the lamp in a shadow
/// map. It is negative where the corner is too near or too far aside to have a place. Positive
/// floats are in the order of their bits.
struct Vertex {
  var lanes: SIMD4<Int32>

  /// Its place, in 1/256 pixel.
  @inline(__always) var place: SIMD2<Int32> { lanes.lowHalf }

  /// Nearness and level in the last lanes, nothing of use in the first.
  @inline(__always) var values: SIMD4<Float> { unsafeBitCast(lanes, to: SIMD4<Float>.self) }

  @inline(__always) var nearness: Float { values.z }
  @inline(__always) var level: Float { values.w }
}

/// The smaller of each two.
@inline(__always) func lesser(_ a: SIMD4<Int32>, _ b: SIMD4<Int32>) -> SIMD4<Int32> {
  b.replacing(with: a, where: a .< b)
}

/// The greater of each two.
@inline(__always) func greater(_ a: SIMD4<Int32>, _ b: SIMD4<Int32>) -> SIMD4<Int32> {
  b.replacing(with: a, where: a .> b)
}

/// A triangle to be filled into a grid, and what to write there.
struct Patch {
  /// The corners, in 1/256 pixel.
  var a, b, c: SIMD2<Int32>

  /// The pixels that its box holds.
  var x, y, endX, endY: Int

  /// The nearness at the centre of the box's first pixel, and what it gains with each column and
  /// each row: it is linear over the grid.
  var origin: Double, across: Double, down: Double

  /// The nearness at the corners lies between these; a thin patch must not overshoot them.
  var least, most: Float
  var isThin = false

  /// The same for the level.
  var level: Float = 0, levelAcross: Float = 0, levelDown: Float = 0

  /// What a pixel's word is but for its level, and the bits the level goes to.
  var base: UInt32 = 0, levelMask: UInt32 = 0
}

/// The pixels of a box: its first column and row, and those after the last.
typealias Box32 = SIMD4<Int32>

/// Nearness and level, in the last lanes, at the centre of a box's first pixel, and what they gain
/// with each column and row.
struct Slopes {
  var first, across, down: SIMD4<Float>
}

/// Pixels in memory that patches are filled into.
///
/// A pixel has one sample, at its centre, or four, side by side. Rows are `stride` pixels apart, at
/// least three more than `width`, as four samples are written at a time.
struct Grid {
  let width, height, stride: Int

  /// The nearness of each sample, a `Float`.
  let nearness: UnsafeMutableRawPointer

  /// The word of each sample, a `UInt32`.
  let words: UnsafeMutableRawPointer

  /// Scratch: for each row and sample the first column and the column after the last, an `Int32`.
  let starts, ends: UnsafeMutablePointer<Int32>

  /// Boxes up to so many pixels are searched, larger triangles are filled by spans, whose edges cost
  /// a dozen divisions. Edge functions fit 32 bits up to 64.
  static let small: Int32 = 64
  static let smallFour: Int32 = 40
}

/// Where the four samples of a pixel lie about its centre, in 1/256 pixel: one in each quarter, no
/// two in a row or column. They sum to 0.
enum Samples {
  static let x = SIMD4<Int32>(-32, 96, -96, 32)
  static let y = SIMD4<Int32>(-96, -32, 32, 96)
  @inline(__always) static func offsets(across: Float, down: Float) -> SIMD4<Float> {
    SIMD4<Float>(-0.125, 0.375, -0.375, 0.125) * across
      + SIMD4<Float>(-0.375, -0.125, 0.125, 0.375) * down
  }
}

/// The first row, or column, whose centre is not before a place in 1/256 pixel.
@inline(__always) func firstCentre(from place: Int32) -> Int { (Int(place) &+ 127) >> 8 }

/// Whether a triangle of twice such an area is so thin, for the sum of its first two sides' columns and rows, that slopes
/// over it mean nothing.
@inline(__always) func isSliver(_ area: Int, _ extent: Int) -> Bool {
  extent &* extent > area &<< 11
}

@inline(__always) private func clamped(
  _ v: SIMD4<Float>, _ least: SIMD4<Float>, _ most: SIMD4<Float>
) -> SIMD4<Float> {
  v.replacing(with: least, where: v .< least).replacing(with: most, where: v .> most)
}

/// One side of a triangle as a whole number that is at least 0 inside, exactly.
private struct Side {
  /// At the centre of the box's first pixel, in units that floor away what cannot matter.
  let across, down: Int32
  private let start: Int32

  /// From one corner to the next, counter-clockwise on the screen.
  @inline(__always) init(_ p: SIMD2<Int32>, _ q: SIMD2<Int32>, _ centre: SIMD2<Int32>) {
    across = q.y &- p.y
    down = p.x &- q.x
    // A centre on an edge belongs to the triangle to its right or below it.
    let isInclusive = across > 0 || (across == 0 && down > 0)
    start =
      across &* (centre.x &- p.x) &+ down &* (centre.y &- p.y) &- (isInclusive ? 0 : 1)
  }

  /// At four columns.
  @inline(__always) var columns: SIMD4<Int32> {
    let start = start >> 8
    let twice = across &+ across
    return SIMD4(start, start &+ across, start &+ twice, start &+ twice &+ across)
  }

  /// At the four samples of a pixel.
  @inline(__always) var samples: SIMD4<Int32> {
    let (a, d) = (across &* 32, down &* 32)
    let (a3, d3) = (a &* 3, d &* 3)
    return
      (SIMD4(repeating: start) &+ SIMD4(0 &- a, a3, 0 &- a3, a) &+ SIMD4(0 &- d3, 0 &- d, d, d3))
      &>> 8
  }
}

/// The low bits of a positive float near a whole number hold it once this is added.
let wholeNumber: Float = 8_388_608

extension Grid {
  /// Keeps the nearer of what is there and what is new, lane by lane, where `outside` is not
  /// negative.
  @inline(__always) private func write(
    _ new: SIMD4<Float>, _ word: SIMD4<UInt32>, outside: SIMD4<Int32>, at sample: Int,
    words hasWords: Bool
  ) {
    let newBits = unsafeBitCast(new, to: SIMD4<Int32>.self)
    let place = sample &* 4
    let oldBits = nearness.loadUnaligned(fromByteOffset: place, as: SIMD4<Int32>.self)
    // Positive floats are in the order of their bits; all bits are set where the new one shows.
    let mask = ((oldBits &- newBits) & ~outside) &>> 31
    nearness.storeBytes(
      of: (newBits & mask) | (oldBits & ~mask), toByteOffset: place, as: SIMD4<Int32>.self)
    if hasWords {
      let mask = unsafeBitCast(mask, to: SIMD4<UInt32>.self)
      let old = words.loadUnaligned(fromByteOffset: place, as: SIMD4<UInt32>.self)
      words.storeBytes(
        of: (word & mask) | (old & ~mask), toByteOffset: place, as: SIMD4<UInt32>.self)
    }
  }

  /// The same, quicker where most of the four samples go the same way.
  @inline(__always) private func writeWide(
    _ new: SIMD4<Float>, _ word: SIMD4<UInt32>, outside: SIMD4<Int32>, at sample: Int,
    words hasWords: Bool
  ) {
    let newBits = unsafeBitCast(new, to: SIMD4<Int32>.self)
    let place = sample &* 4
    let oldBits = nearness.loadUnaligned(fromByteOffset: place, as: SIMD4<Int32>.self)
    let mask = ((oldBits &- newBits) & ~outside) &>> 31
    let halves = unsafeBitCast(mask, to: SIMD2<UInt64>.self)
    if halves.x & halves.y == .max {
      nearness.storeBytes(of: newBits, toByteOffset: place, as: SIMD4<Int32>.self)
      if hasWords { words.storeBytes(of: word, toByteOffset: place, as: SIMD4<UInt32>.self) }
    } else if halves.x | halves.y != 0 {
      nearness.storeBytes(
        of: (newBits & mask) | (oldBits & ~mask), toByteOffset: place, as: SIMD4<Int32>.self)
      if hasWords {
        let mask = unsafeBitCast(mask, to: SIMD4<UInt32>.self)
        let old = words.loadUnaligned(fromByteOffset: place, as: SIMD4<UInt32>.self)
        words.storeBytes(
          of: (word & mask) | (old & ~mask), toByteOffset: place, as: SIMD4<UInt32>.self)
      }
    }
  }

  /// Fills a small triangle that is no sliver, by trying all pixels of its box.
  @inline(__always) func fillSmall(
    _ box: Box32, _ slopes: Slopes, _ base: UInt32, _ levelMask: UInt32,
    _ a: SIMD2<Int32>, _ b: SIMD2<Int32>, _ c: SIMD2<Int32>, words hasWords: Bool
  ) {
    let centre = 256 &* box.lowHalf &+ 128
    let ab = Side(a, b, centre)
    let bc = Side(b, c, centre)
    let ca = Side(c, a, centre)
    var (e0, e1, e2) = (ab.columns, bc.columns, ca.columns)
    let lanes = SIMD4<Float>(0, 1, 2, 3)
    let (across, levelAcross) = (slopes.across.z, slopes.across.w)
    var near = slopes.first.z + lanes * across
    var level = slopes.first.w + lanes * levelAcross
    let (down, levelDown) = (slopes.down.z, slopes.down.w)
    let base = SIMD4(repeating: base), mask = SIMD4(repeating: levelMask)
    let (first, end) = (Int(box.x), Int(box.z))
    var row = Int(box.y) &* stride
    for _ in box.y..<box.w {
      var (f0, f1, f2) = (e0, e1, e2)
      var (n, l) = (near, level)
      var column = first
      while true {
        let word = base | (unsafeBitCast(l + wholeNumber, to: SIMD4<UInt32>.self) & mask)
        write(n, word, outside: f0 | f1 | f2, at: row &+ column, words: hasWords)
        column &+= 4
        if column >= end { break }
        f0 &+= ab.across &* 4
        f1 &+= bc.across &* 4
        f2 &+= ca.across &* 4
        n += across * 4
        l += levelAcross * 4
      }
      e0 &+= ab.down
      e1 &+= bc.down
      e2 &+= ca.down
      near += down
      level += levelDown
      row &+= stride
    }
  }

  /// The same with four samples a pixel.
  @inline(__always) func fillSmallFour(
    _ box: Box32, _ slopes: Slopes, _ base: UInt32, _ levelMask: UInt32,
    _ a: SIMD2<Int32>, _ b: SIMD2<Int32>, _ c: SIMD2<Int32>
  ) {
    let centre = 256 &* box.lowHalf &+ 128
    let ab = Side(a, b, centre)
    let bc = Side(b, c, centre)
    let ca = Side(c, a, centre)
    var (e0, e1, e2) = (ab.samples, bc.samples, ca.samples)
    let (across, levelAcross) = (slopes.across.z, slopes.across.w)
    let (down, levelDown) = (slopes.down.z, slopes.down.w)
    var near = slopes.first.z + Samples.offsets(across: across, down: down)
    var level = slopes.first.w + Samples.offsets(across: levelAcross, down: levelDown)
    let base = SIMD4(repeating: base), mask = SIMD4(repeating: levelMask)
    let (first, end) = (Int(box.x), Int(box.z))
    var row = Int(box.y) &* stride
    for _ in box.y..<box.w {
      var (f0, f1, f2) = (e0, e1, e2)
      var (n, l) = (near, level)
      for column in first..<end {
        let word = base | (unsafeBitCast(l + wholeNumber, to: SIMD4<UInt32>.self) & mask)
        write(n, word, outside: f0 | f1 | f2, at: (row &+ column) &* 4, words: true)
        f0 &+= ab.across
        f1 &+= bc.across
        f2 &+= ca.across
        n += across
        l += levelAcross
      }
      e0 &+= ab.down
      e1 &+= bc.down
      e2 &+= ca.down
      near += down
      level += levelDown
      row &+= stride
    }
  }

  /// Fills any triangle, row by row.
  func fillSpans(_ patch: Patch, words hasWords: Bool) {
    spans(patch, lane: 0, lanes: 1, offset: .zero)
    let (across, levelAcross) = (Float(patch.across), patch.levelAcross)
    let least = SIMD4(repeating: patch.least), most = SIMD4(repeating: patch.most)
    let base = SIMD4(repeating: patch.base), mask = SIMD4(repeating: patch.levelMask)
    let lanes = SIMD4<Float>(0, 1, 2, 3)
    for y in patch.y..<patch.endY {
      let (left, right) = (Int(starts[y]), Int(ends[y]))
      if left >= right { continue }
      let (columns, rows) = (Double(left &- patch.x), Double(y &- patch.y))
      var near = Float(patch.origin + rows * patch.down + columns * patch.across) + lanes * across
      var level =
        patch.level + Float(rows) * patch.levelDown + Float(columns) * levelAcross
        + lanes * levelAcross
      var outside = SIMD4<Int32>(-1, -2, -3, -4) &+ Int32(truncatingIfNeeded: right &- left)
      var sample = y &* stride &+ left
      let end = y &* stride &+ right
      while sample < end {
        let kept = patch.isThin ? clamped(near, least, most) : near
        let word = base | (unsafeBitCast(level + wholeNumber, to: SIMD4<UInt32>.self) & mask)
        writeWide(kept, word, outside: outside, at: sample, words: hasWords)
        near += across * 4
        level += levelAcross * 4
        outside &-= 4
        sample &+= 4
      }
    }
  }

  /// The same with four samples a pixel.
  func fillSpansFour(_ patch: Patch) {
    for lane in 0..<4 {
      spans(patch, lane: lane, lanes: 4, offset: SIMD2(Samples.x[lane], Samples.y[lane]))
    }
    let (across, levelAcross) = (Float(patch.across), patch.levelAcross)
    let least = SIMD4(repeating: patch.least), most = SIMD4(repeating: patch.most)
    let base = SIMD4(repeating: patch.base), mask = SIMD4(repeating: patch.levelMask)
    let offsets = Samples.offsets(across: across, down: Float(patch.down))
    let levelOffsets = Samples.offsets(across: levelAcross, down: patch.levelDown)
    let (allStarts, allEnds) = (UnsafeRawPointer(starts), UnsafeRawPointer(ends))
    for y in patch.y..<patch.endY {
      let first = allStarts.loadUnaligned(fromByteOffset: 16 &* y, as: SIMD4<Int32>.self)
      let end = allEnds.loadUnaligned(fromByteOffset: 16 &* y, as: SIMD4<Int32>.self)
      let left = Int(min(first[0], first[1], first[2], first[3]))
      let right = Int(max(end[0], end[1], end[2], end[3]))
      if left >= right { continue }
      let (columns, rows) = (Double(left &- patch.x), Double(y &- patch.y))
      var near = Float(patch.origin + rows * patch.down + columns * patch.across) + offsets
      var level =
        patch.level + Float(rows) * patch.levelDown + Float(columns) * levelAcross + levelOffsets
      var after = Int32(truncatingIfNeeded: left) &- first
      var before = end &- Int32(truncatingIfNeeded: left &+ 1)
      for column in left..<right {
        let kept = patch.isThin ? clamped(near, least, most) : near
        let word = base | (unsafeBitCast(level + wholeNumber, to: SIMD4<UInt32>.self) & mask)
        writeWide(
          kept, word, outside: after | before, at: (y &* stride &+ column) &* 4, words: true)
        near += across
        level += levelAcross
        after &+= 1
        before &-= 1
      }
    }
  }

  /// Notes where each row of a patch begins and ends, as seen by the samples at an offset.
  @inline(__always) func spans(
    _ patch: Patch, lane: Int, lanes: Int, offset: SIMD2<Int32>
  ) {
    // From top to bottom: one long edge, and two short ones that meet at b, on one side of it.
    var (a, b, c) = (patch.a &- offset, patch.b &- offset, patch.c &- offset)
    if b.y < a.y { (a, b) = (b, a) }
    if c.y < b.y { (b, c) = (c, b) }
    if b.y < a.y { (a, b) = (b, a) }
    let (first, last) = (
      max(patch.y, firstCentre(from: a.y)), min(patch.endY, firstCentre(from: c.y))
    )
    for y in patch.y..<patch.endY where y < first || y >= last {
      starts[y &* lanes &+ lane] = Int32(truncatingIfNeeded: patch.endX)
      ends[y &* lanes &+ lane] = Int32(truncatingIfNeeded: patch.x)
    }
    if first >= last { return }
    let middle = max(first, firstCentre(from: b.y))
    let (toB, toC) = (b &- a, c &- a)
    let bIsLeft = Int(toB.x) * Int(toC.y) < Int(toB.y) * Int(toC.x)
    var long = Edge(from: a, to: c, row: first), short = Edge(from: a, to: b, row: first)
    for y in first..<last {
      if y == middle { short = Edge(from: b, to: c, row: y) }
      let left = max(patch.x, bIsLeft ? short.column : long.column)
      let right = min(patch.endX, bIsLeft ? long.column : short.column)
      starts[y &* lanes &+ lane] = Int32(truncatingIfNeeded: min(left, patch.endX))
      ends[y &* lanes &+ lane] = Int32(truncatingIfNeeded: max(right, patch.x))
      long.advance()
      short.advance()
    }
  }
}
