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

  /// How many cells away a thing still counts.
  static func radius(_ contact: Lighting.Contact, _ map: ShadowMap) -> Int {
    2 * halfRadius(contact, map)
  }

  /// How many texels of the map around a place say how dark it is there.
  static func margin(_ contact: Lighting.Contact, _ map: ShadowMap) -> Float {
    Float(cell * (radius(contact, map) + 2))
  }

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
    var share = SIMD4<Float>(repeating: 0)
    for lane in 0..<4 { share[lane] = blended(x[lane], y[lane], cells) }
    return 1 - strength * near * share
  }

  @inline(__always) private func blended(
    _ x: Float, _ y: Float, _ cells: UnsafeBufferPointer<Float>
  ) -> Float {
    // A cell's centre is between its second and third texel.
    let last = Float(ContactMap.size - 2)
    let (u, v) = (
      min(max(0, (x - 1.5) * 0.25), last), min(max(0, (y - 1.5) * 0.25), last)
    )
    let (column, row) = (Int(u), Int(v))
    let (fx, fy) = (u - Float(column), v - Float(row))
    let at = row &* ContactMap.size &+ column
    let (a, b) = (cells[at], cells[at &+ 1])
    let (c, d) = (cells[at &+ ContactMap.size], cells[at &+ ContactMap.size &+ 1])
    let (above, below) = (a + fx * (b - a), c + fx * (d - c))
    return above + fy * (below - above)
  }
}
