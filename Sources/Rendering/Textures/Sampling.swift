import Geometry

/// The textures of all drawables side by side, as shading reads them.
struct TexturePool: Sendable {
  private(set) var texels: [SIMD4<Float>] = []
  private(set) var levels: [Texture.Level] = []

  /// For each drawable where its texture's levels begin and how many there are; none: an empty range.
  private(set) var ranges: [Range<Int32>] = []

  init(_ drawables: [Drawable] = []) {
    var known: [Texture: Range<Int32>] = [:]
    ranges = drawables.map { drawable in
      guard let texture = drawable.material.texture else { return 0..<0 }
      let key = texture.mapped(.mesh)
      if let range = known[key] { return range }
      let start = Int32(levels.count)
      levels += texture.levels.map { level in
        var moved = level
        moved.start += texels.count
        return moved
      }
      texels += texture.texels
      known[key] = start..<Int32(levels.count)
      return start..<Int32(levels.count)
    }
  }

  /// Hands out what looks a drawable's texture up while it is filled; nil for one without holes.
  func withHoles(of index: Int, _ drawable: Drawable, body: (Sampler?) -> Void) {
    guard drawable.material.texture?.isCutOut == true else { return body(nil) }
    texels.withUnsafeBufferPointer { texels in
      levels.withUnsafeBufferPointer { levels in
        body(Sampler(texels, levels, ranges[index]))
      }
    }
  }
}

/// How places on a texture go over a face: place over depth, in texels, which is linear over the
/// picture. Counted from the anchor of the face.
struct UVPlane: Sendable {
  var value, across, down: SIMD2<Float>

  /// For a triangle with such places at its corners; nil where the camera lies in its plane. See
  /// `Plane` for the reckoning.
  init?(
    _ mesh: Mesh, _ triangle: SIMD3<UInt32>, _ corners: ArraySlice<SIMD2<Float>>, _ X_CM: Pose,
    _ camera: Camera, anchor: SIMD2<Float>
  ) {
    let (i, j, k) = (Int(triangle.x), Int(triangle.y), Int(triangle.z))
    let (a, b, c) = (X_CM * mesh.positions[i], X_CM * mesh.positions[j], X_CM * mesh.positions[k])
    let (forA, forB, forC) = (b.cross(c), c.cross(a), a.cross(b))
    let volume = a.dot(forA)
    guard volume != 0, volume.isFinite else { return nil }
    func place(_ i: Int) -> SIMD2<Double> {
      let corner = corners[corners.startIndex + i]
      return SIMD2(Double(corner.x), Double(corner.y)) / volume
    }
    let (ka, kb, kc) = (place(0), place(1), place(2))
    let across = (ka * forA.x + kb * forB.x + kc * forC.x) / camera.fx
    let down = (ka * forA.y + kb * forB.y + kc * forC.y) / camera.fy
    let middle = ka * forA.z + kb * forB.z + kc * forC.z
    let (x, y) = (Double(anchor.x) + 0.5 - camera.cx, Double(anchor.y) + 0.5 - camera.cy)
    let value = middle + x * across + y * down
    self.init(value: narrowed(value), across: narrowed(across), down: narrowed(down))
  }
}

extension UVPlane {
  /// For a lamp's view of a triangle with its corners in 1/256 texel, where places go evenly; from the
  /// centre of a texel.
  init(
    _ a: SIMD2<Int32>, _ b: SIMD2<Int32>, _ c: SIMD2<Int32>, _ corners: ArraySlice<SIMD2<Float>>,
    x: Int, y: Int
  ) {
    func step(_ v: SIMD2<Int32>) -> SIMD2<Double> { SIMD2(Double(v.x), Double(v.y)) / 256 }
    func place(_ i: Int) -> SIMD2<Double> {
      let corner = corners[corners.startIndex + i]
      return SIMD2(Double(corner.x), Double(corner.y))
    }
    let (p, q) = (step(b) - step(a), step(c) - step(a))
    let (forP, forQ) = (place(1) - place(0), place(2) - place(0))
    let area = p.x * q.y - p.y * q.x
    let across = (forP * q.y - forQ * p.y) / area, down = (forQ * p.x - forP * q.x) / area
    let from = SIMD2(Double(x) + 0.5, Double(y) + 0.5) - step(a)
    let value = place(0) + from.x * across + from.y * down
    self.init(value: narrowed(value), across: narrowed(across), down: narrowed(down))
  }

  private init(value: SIMD2<Float>, across: SIMD2<Float>, down: SIMD2<Float>) {
    (self.value, self.across, self.down) = (value, across, down)
  }
}

private func narrowed(_ v: SIMD2<Double>) -> SIMD2<Float> { SIMD2(Float(v.x), Float(v.y)) }

/// The levels of one texture, and where a place is looked up in them.
struct Sampler {
  let texels: UnsafePointer<SIMD4<Float>>

  /// The finest level of the texture, and the number of levels.
  let levels: UnsafePointer<Texture.Level>
  let count: Int

  /// Nil for no texture.
  @inline(__always) init?(
    _ texels: UnsafeBufferPointer<SIMD4<Float>>, _ levels: UnsafeBufferPointer<Texture.Level>,
    _ range: Range<Int32>
  ) {
    guard let texels = texels.baseAddress, let levels = levels.baseAddress, !range.isEmpty else {
      return nil
    }
    self.texels = texels
    self.levels = levels + Int(range.lowerBound)
    count = range.count
  }

  /// A place beyond so many texels is taken for one at that distance.
  private static let reach: Float = 2_097_152

  /// Colours and alpha at four places, in texels of the finest level, with the square of how many
  /// texels a pixel's step goes at most.
  @inline(__always) func sample(
    _ u: SIMD4<Float>, _ v: SIMD4<Float>, stepSquared: SIMD4<Float>
  ) -> (colour: Triple, alpha: SIMD4<Float>) {
    let (u, v) = (kept(u), kept(v))
    let steps = unsafeBitCast(stepSquared .> SIMD4(repeating: 1), to: SIMD2<UInt64>.self)
    if steps.x | steps.y == 0 { return close(u, v) }
    var colour = Triple(x: .zero, y: .zero, z: .zero), alpha = SIMD4<Float>.zero
    for lane in 0..<4 {
      let texel = one(u[lane], v[lane], stepSquared[lane])
      (colour.x[lane], colour.y[lane], colour.z[lane]) = (texel.x, texel.y, texel.z)
      alpha[lane] = texel.w
    }
    return (colour, alpha)
  }

  /// At four places that are closer to one another than texels.
  @inline(__always) private func close(
    _ u: SIMD4<Float>, _ v: SIMD4<Float>
  ) -> (colour: Triple, alpha: SIMD4<Float>) {
    let level = levels[0]
    // A place in the middle between two texels may count to either: what is blended is the same.
    let (x, y) = (u - 0.5, v - 0.5)
    let (left, top) = (x - 0.5 + Self.rounding, y - 0.5 + Self.rounding)
    let (fx, fy) = (x - (left - Self.rounding), y - (top - Self.rounding))
    let (columns, rows) = (
      SIMD4(repeating: Int32(truncatingIfNeeded: level.columnMask)),
      SIMD4(repeating: Int32(truncatingIfNeeded: level.rowMask))
    )
    let (column, row) = (
      unsafeBitCast(left, to: SIMD4<Int32>.self), unsafeBitCast(top, to: SIMD4<Int32>.self)
    )
    let (x0, x1) = (column & columns, (column &+ 1) & columns)
    let width = columns &+ 1
    let (y0, y1) = ((row & rows) &* width, ((row &+ 1) & rows) &* width)
    let texels = texels + level.start
    var colour = Triple(x: .zero, y: .zero, z: .zero), alpha = SIMD4<Float>.zero
    for lane in 0..<4 {
      let (a, b) = (texels[Int(y0[lane] &+ x0[lane])], texels[Int(y0[lane] &+ x1[lane])])
      let (c, d) = (texels[Int(y1[lane] &+ x0[lane])], texels[Int(y1[lane] &+ x1[lane])])
      let (above, below) = (a + fx[lane] * (b - a), c + fx[lane] * (d - c))
      let texel = above + fy[lane] * (below - above)
      (colour.x[lane], colour.y[lane], colour.z[lane]) = (texel.x, texel.y, texel.z)
      alpha[lane] = texel.w
    }
    return (colour, alpha)
  }

  /// Added to a number of at most 2^21 it leaves the nearest whole one in the low bits, whose lower
  /// 22 are zero in itself.
  private static let rounding: Float = 12_582_912

  /// The same for one place.
  @inline(__always) func sample(_ place: SIMD2<Float>, stepSquared: Float) -> SIMD4<Float> {
    let at = kept(SIMD4(place.x, place.y, 0, 0))
    return one(at.x, at.y, stepSquared)
  }

  /// Between the two levels whose texels are about as far apart as pixels.
  @inline(__always) private func one(_ u: Float, _ v: Float, _ stepSquared: Float) -> SIMD4<Float> {
    // Half the base-2 logarithm, as a broken line through the powers of 2: a float's exponent with
    // what follows it.
    let bits = Int32(bitPattern: stepSquared.bitPattern) &- 0x3F80_0000
    if bits <= 0 { return blended(u, v, levels[0]) }
    let level = Int(bits >> 24)
    if level &+ 1 >= count { return blended(u, v, levels[count &- 1]) }
    let part = Float(bits & 0xFF_FFFF) * (1 / 16_777_216)
    let (fine, coarse) = (blended(u, v, levels[level]), blended(u, v, levels[level &+ 1]))
    return fine + part * (coarse - fine)
  }

  /// The four texels around a place, blended.
  @inline(__always) private func blended(
    _ u: Float, _ v: Float, _ level: Texture.Level
  ) -> SIMD4<Float> {
    let (x, y) = (u * level.scale.x - 0.5, v * level.scale.y - 0.5)
    // As `close` does it, to the bit: whether a place is looked up alone must not show.
    let (first, upper) = (x - 0.5 + Self.rounding, y - 0.5 + Self.rounding)
    let (fx, fy) = (x - (first - Self.rounding), y - (upper - Self.rounding))
    let (left, top) = (
      Int(Int32(bitPattern: first.bitPattern)), Int(Int32(bitPattern: upper.bitPattern))
    )
    let (x0, x1) = (left & level.columnMask, (left &+ 1) & level.columnMask)
    let y0 = level.start &+ (top & level.rowMask) &* (level.columnMask &+ 1)
    let y1 = level.start &+ ((top &+ 1) & level.rowMask) &* (level.columnMask &+ 1)
    let (a, b) = (texels[y0 &+ x0], texels[y0 &+ x1])
    let (c, d) = (texels[y1 &+ x0], texels[y1 &+ x1])
    let (above, below) = (a + fx * (b - a), c + fx * (d - c))
    return above + fy * (below - above)
  }

  /// Within reach; what is no number becomes the nearest.
  @inline(__always) private func kept(_ v: SIMD4<Float>) -> SIMD4<Float> {
    let (low, high) = (SIMD4(repeating: -Self.reach), SIMD4(repeating: Self.reach))
    return low.replacing(with: v, where: v .> low).replacing(with: high, where: v .> high)
  }
}
