/// A colour that varies over a surface's x-y plane, in the mesh's own frame.
///
/// Two patterns with the same parameters are equal. Making one reckons 16,384 texels: keep it.
package struct Pattern: Hashable, Sendable {
  /// Which piece of wood.
  package let seed: UInt64

  /// How far the colour goes either way, as a part of itself.
  package let contrast: Float

  /// What to multiply the linear colour by; repeats in both directions (`rows`, `columns`).
  let texels: [Float]

  static let columns = 64
  static let rows = 256

  /// Texels per metre along x, the way the grain runs, and across it: a tile is 1.28 m by 0.512 m.
  static let perMetre = SIMD2<Double>(50, 500)

  /// Wood whose grain runs along x: streaks of 4 and 16 mm, and broad darker and lighter parts.
  package static func wood(seed: UInt64 = 1, contrast: Float = 0.3) -> Pattern {
    Pattern(seed: seed, contrast: contrast)
  }

  private init(seed: UInt64, contrast: Float) {
    self.seed = seed
    self.contrast = contrast
    let noise = ValueNoise(seed: seed)
    texels = (0..<Self.rows * Self.columns).map { k in
      let (x, y) = (k % Self.columns, k / Self.columns)
      let fine = noise.at(x, y, cellX: 8, cellY: 2, layer: 0)
      let coarse = noise.at(x, y, cellX: 16, cellY: 8, layer: 1)
      let broad = noise.at(x, y, cellX: 8, cellY: 64, layer: 2)
      return 1 + contrast * (0.35 * fine + 0.35 * coarse + 0.3 * broad)
    }
  }

  package static func == (a: Pattern, b: Pattern) -> Bool {
    a.seed == b.seed && a.contrast == b.contrast
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(seed)
    hasher.combine(contrast)
  }

  /// The four texels around a place, blended; the place is in texels, theirs begin at `base`.
  @inline(__always) static func sample(
    _ texels: UnsafePointer<Float>, from base: Int, at place: SIMD2<Float>
  ) -> Float {
    // Far from zero by a whole number of tiles, where cutting off digits is rounding down.
    let (x, y) = (place.x + Float(columns * 512), place.y + Float(rows * 128))
    let (left, top) = (Int(x), Int(y))
    let (fx, fy) = (x - Float(left), y - Float(top))
    let (x0, x1) = (left & (columns - 1), (left &+ 1) & (columns - 1))
    let y0 = base &+ (top & (rows - 1)) &* columns
    let y1 = base &+ ((top &+ 1) & (rows - 1)) &* columns
    let (a, b) = (texels[y0 &+ x0], texels[y0 &+ x1])
    let (c, d) = (texels[y1 &+ x0], texels[y1 &+ x1])
    let (above, below) = (a + fx * (b - a), c + fx * (d - c))
    return above + fy * (below - above)
  }
}

/// Smooth noise that repeats with the pattern: random values on a lattice, blended.
private struct ValueNoise {
  let seed: UInt64

  /// In -1...1 at a texel, on a lattice of cells of so many texels.
  func at(_ x: Int, _ y: Int, cellX: Int, cellY: Int, layer: UInt64) -> Float {
    let (column, row) = (x / cellX, y / cellY)
    let (fx, fy) = (ease(x % cellX, of: cellX), ease(y % cellY, of: cellY))
    func corner(_ dx: Int, _ dy: Int) -> Float {
      let (c, r) = ((column + dx) % (Pattern.columns / cellX), (row + dy) % (Pattern.rows / cellY))
      return value(UInt64(c), UInt64(r), layer)
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
  private func value(_ column: UInt64, _ row: UInt64, _ layer: UInt64) -> Float {
    var z = (seed &* 4 &+ layer) &* 0x9E37_79B9_7F4A_7C15 &+ (row << 16 | column)
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return Float((z ^ (z >> 31)) >> 40) / 8_388_608 - 1
  }
}
