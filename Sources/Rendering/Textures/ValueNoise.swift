/// Smooth noise that repeats: random values on a lattice, blended.
struct ValueNoise {
  let seed: UInt64

  /// After how many texels it repeats.
  let columns, rows: Int

  /// In -1...1 at a texel, on a lattice of cells of so many texels, which divide the sides.
  func at(_ x: Int, _ y: Int, cellX: Int, cellY: Int, layer: UInt64) -> Float {
    let (column, row) = (x / cellX, y / cellY)
    let (fx, fy) = (ease(x % cellX, of: cellX), ease(y % cellY, of: cellY))
    func corner(_ dx: Int, _ dy: Int) -> Float {
      let (c, r) = ((column + dx) % (columns / cellX), (row + dy) % (rows / cellY))
      return value(c, r, layer: layer)
    }
    let above = corner(0, 0) + fx * (corner(1, 0) - corner(0, 0))
    let below = corner(0, 1) + fx * (corner(1, 1) - corner(0, 1))
    return above + fy * (below - above)
  }

  /// 3 t^2 - 2 t^3, flat at both ends.
  private func ease(_ k: Int, of cell: Int) -> Float {
    let t = Float(k) / Float(cell)
    return t * t * (3 - 2 * t)
  }

  /// In -1...1, from the 24 upper bits of SplitMix64's mix of the place.
  func value(_ column: Int, _ row: Int, layer: UInt64) -> Float {
    var z = (seed &* 4 &+ layer) &* 0x9E37_79B9_7F4A_7C15
    z = z &+ (UInt64(row) << 16 | UInt64(column))
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return Float((z ^ (z >> 31)) >> 40) / 8_388_608 - 1
  }
}
