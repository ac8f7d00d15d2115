import Geometry

/// How much stands on or close above a level surface around each place of it, from a map of what is
/// seen from below.
struct ContactMap: Sendable {
  /// Texels of a shadow map to a side of a cell, and cells to a side.
  private static let cell = 4
  static let size = ShadowMap.size / cell

  /// 0...1, row by row.
  private(set) var cells: [Float] = []

  static let none = ContactMap()
  private init() {}

  /// How many texels of the map around a place say how dark it is there.
  static let margin = Float(2 * cell)

  private static func halfRadius(_ contact: Lighting.Contact, _ map: ShadowMap) -> Int {
    // Beyond half the map all is one cell anyway.
    Int(min(max(0.5 * contact.reach / (Double(cell) * map.texel), 1), Double(size / 4)).rounded())
  }

  /// From a map that looks straight up.
  init(_ texels: [Float], _ map: ShadowMap, _ contact: Lighting.Contact) {
    let size = Self.size
    // A thing counts fully if it stands on the surface, and less the higher it hangs: what the map
    // holds grows downwards.
    let scale = Float(1 / contact.reach)
    let first = Float(1 + (contact.height + map.p_LO.z) / contact.reach)
    var share = [Float](repeating: 0, count: size * size)
    texels.withUnsafeBufferPointer { texels in
      for row in 0..<size {
        for column in 0..<size {
          var sum = SIMD4<Float>.zero
          for y in 0..<Self.cell {
            let at = (row * Self.cell + y) * ShadowMap.stride + column * Self.cell
            let down = SIMD4(texels[at], texels[at + 1], texels[at + 2], texels[at + 3])
            let near = atLeastZero(first + scale * down)
            let one = SIMD4<Float>(repeating: 1)
            sum += near.replacing(with: one, where: near .> one)
              .replacing(with: SIMD4(repeating: 0), where: down .<= SIMD4(repeating: 0))
          }
          share[row * size + column] = ((sum[0] + sum[1]) + (sum[2] + sum[3])) / 16
        }
      }
    }
    let half = Self.halfRadius(contact, map)
    for _ in 0..<2 { share = Self.turnedMeans(Self.turnedMeans(share, half), half) }
    cells = share
  }

  /// Marks the blocks of the map where it is not as another one is.
  func difference(from other: ContactMap) -> Marks {
    var marks = Marks(width: ShadowMap.size, height: ShadowMap.size)
    let side = Marks.side / Self.cell
    for k in cells.indices where other.cells.isEmpty || cells[k] != other.cells[k] {
      marks.blocks[k / Self.size / side * marks.columns + k % Self.size / side] = 1
    }
    return marks
  }

  /// The means over `2 * half + 1` cells of a row, rows and columns exchanged.
  private static func turnedMeans(_ cells: [Float], _ half: Int) -> [Float] {
    var means = [Float](repeating: 0, count: size * size)
    let scale = 1 / Float(2 * half + 1)
    for row in 0..<size {
      var sum: Float = 0
      for column in -half..<size {
        if column + half < size { sum += cells[row * size + column + half] }
        if column > half { sum -= cells[row * size + column - half - 1] }
        if column >= 0 { means[column * size + row] = max(0, sum * scale) }
      }
    }
    return means
  }
}

/// Looks a contact map up for places in the picture.
struct ContactLookup {
  private let lookup: ShadowLookup
  private let strength, reach, base: Float

  init(_ map: ShadowMap, _ contact: Lighting.Contact, _ camera: Camera) {
    lookup = ShadowLookup(map, camera)
    strength = contact.strength
    reach = Float(contact.reach)
    // The map's reach is -z, counted from p_LO, with the lookup's slack.
    base = Float(map.texel - map.p_LO.z - contact.height)
  }

  /// A level surface so little above the one that things stand on is taken for it, metres.
  private static let slack: Float = 0.002

  /// How much of the light from all around reaches four points with such normals, 0...1.
  @inline(__always) func open(
    _ columns: SIMD4<Float>, _ row: Float, _ depth: SIMD4<Float>, _ normal: Triple,
    in cells: UnsafeBufferPointer<Float>
  ) -> SIMD4<Float> {
    let (x, y, down) = lookup.places(columns, row, depth)
    let height = base - down
    let above = height.replacing(with: 0 - height, where: height .< SIMD4(repeating: 0))
    // Walls are dark at their foot; level surfaces only where things stand on them.
    let fade = reach * atLeastZero(1 - normal.z) + Self.slack
    let near = atLeastZero(1 - above / fade)
    let halves = unsafeBitCast(near, to: SIMD2<UInt64>.self)
    if halves.x | halves.y == 0 { return SIMD4(repeating: 1) }
    return 1 - strength * near * blended(x, y, cells)
  }

  /// Between the four cells around each place.
  @inline(__always) private func blended(
    _ x: SIMD4<Float>, _ y: SIMD4<Float>, _ cells: UnsafeBufferPointer<Float>
  ) -> SIMD4<Float> {
    // A cell's centre is between its second and third texel.
    let (u, v) = (kept((x - 1.5) * 0.25), kept((y - 1.5) * 0.25))
    let (left, above) = (u - 0.5 + wholeNumber, v - 0.5 + wholeNumber)
    let (fx, fy) = (u - (left - wholeNumber), v - (above - wholeNumber))
    let (column, row) = (
      unsafeBitCast(left, to: SIMD4<UInt32>.self) & 0xFF,
      unsafeBitCast(above, to: SIMD4<UInt32>.self) & 0xFF
    )
    let at = row &* UInt32(ContactMap.size) &+ column
    var (a, b) = (SIMD4<Float>.zero, SIMD4<Float>.zero)
    var (c, d) = (SIMD4<Float>.zero, SIMD4<Float>.zero)
    for lane in 0..<4 {
      let k = Int(at[lane])
      (a[lane], b[lane]) = (cells[k], cells[k &+ 1])
      (c[lane], d[lane]) = (cells[k &+ ContactMap.size], cells[k &+ ContactMap.size &+ 1])
    }
    let (upper, lower) = (a + fx * (b - a), c + fx * (d - c))
    return upper + fy * (lower - upper)
  }

  /// Between the middle of the first cell and that of the last but one.
  @inline(__always) private func kept(_ v: SIMD4<Float>) -> SIMD4<Float> {
    // What is not a number becomes the first. Half a cell less than 1 would round to none.
    let (low, high) = (
      SIMD4<Float>(repeating: 0.5), SIMD4(repeating: Float(ContactMap.size) - 2.5)
    )
    return low.replacing(with: v, where: v .> low).replacing(with: high, where: v .> high)
  }
}
