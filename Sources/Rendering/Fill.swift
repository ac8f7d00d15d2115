/// A triangle to be filled into a grid, and what to write there.
struct Patch {
  /// The corners, in 1/256 pixel.
  var a, b, c: SIMD2<Int32>

  /// The nearness at the centre of the grid's first pixel, and what it gains with each column and
  /// each row: it is linear over the grid.
  var origin, across, down: Double

  /// The nearness at the corners lies between these; a sliver must not overshoot them.
  var least, most: Float

  /// Whose the pixels become.
  var owner: UInt32
}

/// Pixels in memory that patches are filled into. Rows are `stride` apart, at least three more than
/// `width`, as four pixels are written at a time. Where there are no owners none are written.
struct Grid {
  var width, height, stride: Int
  var nearness: UnsafeMutablePointer<Float>
  var owners: UnsafeMutablePointer<UInt32>?
}

/// The first row, or column, whose centre is not before a place in 1/256 pixel.
@inline(__always) func firstCentre(from place: Int32) -> Int { (Int(place) + 127) >> 8 }

/// Fills one triangle: each pixel whose centre it covers, and that had nothing as near, gets its
/// nearness and its owner.
///
/// Edges are exact, in whole numbers. A centre on an edge belongs to the triangle to its right or
/// below it, so that triangles which share an edge leave no gap and overlap nowhere.
func fill(_ patch: Patch, into grid: Grid) {
  // From top to bottom: one long edge, and two short ones that meet at b, on one side of it.
  var (a, b, c) = (patch.a, patch.b, patch.c)
  if b.y < a.y { (a, b) = (b, a) }
  if c.y < b.y { (b, c) = (c, b) }
  if b.y < a.y { (a, b) = (b, a) }
  let (first, last) = (max(0, firstCentre(from: a.y)), min(grid.height, firstCentre(from: c.y)))
  if first >= last { return }
  let middle = max(first, firstCentre(from: b.y))
  let (toB, toC) = (b &- a, c &- a)
  let bIsLeft = Int(toB.x) * Int(toC.y) < Int(toB.y) * Int(toC.x)

  let across = SIMD4(repeating: Float(patch.across)), owner = SIMD4(repeating: patch.owner)
  let least = SIMD4(repeating: patch.least), most = SIMD4(repeating: patch.most)
  var long = Edge(from: a, to: c, row: first), short = Edge(from: a, to: b, row: first)
  for y in first..<last {
    // The columns from the left edge to the right one.
    if y == middle { short = Edge(from: b, to: c, row: y) }
    let left = max(0, bIsLeft ? short.column : long.column)
    let right = min(grid.width, bIsLeft ? long.column : short.column)
    let start = patch.origin + Double(y) * patch.down + Double(left) * patch.across
    let row = y &* grid.stride
    let nearness = UnsafeMutableRawPointer(grid.nearness + row)
    let owners = grid.owners.map { UnsafeMutableRawPointer($0 + row) }
    var step = SIMD4<Float>(0, 1, 2, 3), inside = SIMD4<Int32>(0, 1, 2, 3) &- Int32(right &- left)
    var x = left
    while x < right {
      // Four pixels at once; all bits of `mask` are set where this one is inside and nearer.
      var new = SIMD4(repeating: Float(start)) + step * across
      new.replace(with: least, where: new .< least)
      new.replace(with: most, where: new .> most)
      let newBits = unsafeBitCast(new, to: SIMD4<Int32>.self)
      let oldBits = nearness.loadUnaligned(fromByteOffset: 4 &* x, as: SIMD4<Int32>.self)
      let mask = ((oldBits &- newBits) & inside) &>> 31
      let kept = (newBits & mask) | (oldBits & ~mask)
      nearness.storeBytes(of: kept, toByteOffset: 4 &* x, as: SIMD4<Int32>.self)
      if let owners {
        let mask = unsafeBitCast(mask, to: SIMD4<UInt32>.self)
        let old = owners.loadUnaligned(fromByteOffset: 4 &* x, as: SIMD4<UInt32>.self)
        let kept = (owner & mask) | (old & ~mask)
        owners.storeBytes(of: kept, toByteOffset: 4 &* x, as: SIMD4<UInt32>.self)
      }
      step += 4
      inside &+= 4
      x &+= 4
    }
    long.advance()
    short.advance()
  }
}

/// Where an edge crosses the rows of a grid, one row after another, exactly.
struct Edge {
  /// The first column whose centre is not to the left of the edge on this row.
  private(set) var column: Int

  /// What rounding up to `column` has added, as the part of `divisor` still to be used up.
  private var remainder: Int
  private let step, carry, divisor: Int

  /// The edge between two points in 1/256 pixel, the upper first, from a row between them on.
  @inline(__always) init(from top: SIMD2<Int32>, to bottom: SIMD2<Int32>, row: Int) {
    // On row y the column is ((256 y + 128 - top.y) dx / dy + top.x - 128) / 256, rounded up.
    let (dx, dy) = (Int(bottom.x) &- Int(top.x), max(1, Int(bottom.y) &- Int(top.y)))
    let sum = (256 &* row &+ 128 &- Int(top.y)) &* dx &+ (Int(top.x) &- 128) &* dy
    divisor = 256 &* dy
    (column, remainder) = floorDivide(sum &+ divisor &- 1, by: divisor)
    let (whole, rest) = floorDivide(dx, by: dy)
    (step, carry) = (whole, 256 &* rest)
  }

  @inline(__always) mutating func advance() {
    column &+= step
    remainder &+= carry
    if remainder >= divisor {
      remainder &-= divisor
      column &+= 1
    }
  }
}

/// Quotient and remainder with 0 <= remainder < divisor.
@inline(__always) private func floorDivide(_ a: Int, by b: Int) -> (Int, Int) {
  let (quotient, remainder) = a.quotientAndRemainder(dividingBy: b)
  return remainder < 0 ? (quotient &- 1, remainder &+ b) : (quotient, remainder)
}
