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
