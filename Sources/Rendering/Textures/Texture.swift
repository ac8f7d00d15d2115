package import Imaging

/// A picture that varies a surface's colour, and where on the surface it goes.
///
/// It repeats in both directions. Where its alpha is below a half the surface does not exist: nothing
/// is drawn there, no depth, no label. A texture with such places is slower to draw.
package struct Texture: Hashable, Sendable {
  /// The way from a point of a mesh to a place of the picture. (0, 0) is its upper left corner and
  /// (1, 1) its lower right one.
  package enum Mapping: Hashable, Sendable {
    /// The mesh says it itself, in `Mesh.uvs`.
    case mesh

    /// Along the mesh's z: x to the right and y up, one picture to so many metres across and down.
    case planar(size: SIMD2<Double>)

    /// The same on the six sides of a box, each face on the one that it looks to: upright and seen
    /// from outside on the sides.
    case box(size: SIMD2<Double>)

    /// Once around the mesh's z, the middle towards x, and from `height / 2` down to
    /// `-height / 2`, metres: a can's label. A face across z has the colour of the picture's rim.
    case cylinder(height: Double)
  }

  package let mapping: Mapping

  /// How many texels it has, all levels together.
  package var texelCount: Int { texels.count }

  /// What to multiply the linear colour by, and alpha: all levels, one after another.
  let texels: [SIMD4<Float>]

  /// The finest first, each half as wide and high as the one before, down to one texel.
  let levels: [Level]

  /// Whether there are places that do not exist.
  package let isCutOut: Bool

  /// The most texels along a side.
  package static let mostTexels = 2048

  /// One of the pictures of a texture. Sides are powers of 2.
  struct Level: Hashable, Sendable {
    /// Where it begins in `texels`.
    var start: Int

    /// One less than the numbers of columns and rows.
    var columnMask, rowMask: Int

    /// From texels of the finest level to this one's.
    var scale: SIMD2<Float>
  }

  /// From the finest level, its sides powers of 2 up to `mostTexels`; rows from the top.
  init(_ finest: [SIMD4<Float>], width: Int, mapping: Mapping) {
    let height = finest.count / width
    precondition(
      width * height == finest.count && width & (width - 1) == 0 && height & (height - 1) == 0,
      "the sides of a texture are powers of 2")
    self.mapping = mapping
    isCutOut = finest.contains { $0.w < 0.5 }
    var (texels, levels) = (finest, [Level(start: 0, width, height, of: width, height)])
    while let last = levels.last, last.columnMask + last.rowMask > 0 {
      let next = Level(
        start: texels.count, (last.columnMask + 2) / 2, (last.rowMask + 2) / 2, of: width, height)
      texels += Self.halved(texels, last, next)
      levels.append(next)
    }
    if isCutOut {
      Self.fillHoles(&texels, levels)
      for level in levels.dropFirst() { Self.keepShare(of: level, &texels, like: levels[0]) }
    }
    (self.texels, self.levels) = (texels, levels)
  }

  /// The same picture put on in another way.
  package func mapped(_ mapping: Mapping) -> Texture { Texture(self, mapping) }

  private init(_ other: Texture, _ mapping: Mapping) {
    (texels, levels, isCutOut) = (other.texels, other.levels, other.isCutOut)
    self.mapping = mapping
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(mapping)
    hasher.combine(levels.first)
    hasher.combine(texels.last)
  }
}

extension Texture.Level {
  fileprivate init(start: Int, _ width: Int, _ height: Int, of fullWidth: Int, _ fullHeight: Int) {
    self.init(
      start: start, columnMask: width - 1, rowMask: height - 1,
      scale: [Float(width) / Float(fullWidth), Float(height) / Float(fullHeight)])
  }
}

extension Texture {
  /// The next level: means, in which a texel counts as much as there is of it.
  private static func halved(
    _ texels: [SIMD4<Float>], _ last: Level, _ next: Level
  ) -> [SIMD4<Float>] {
    let width = last.columnMask + 1
    var halved: [SIMD4<Float>] = []
    halved.reserveCapacity((next.columnMask + 1) * (next.rowMask + 1))
    for y in 0...next.rowMask {
      let above = last.start + min(2 * y, last.rowMask) * width
      let below = last.start + min(2 * y + 1, last.rowMask) * width
      for x in 0...next.columnMask {
        let (left, right) = (min(2 * x, last.columnMask), min(2 * x + 1, last.columnMask))
        let (a, b) = (texels[above + left], texels[above + right])
        let (c, d) = (texels[below + left], texels[below + right])
        var mean = 0.25 * ((a + b) + (c + d))
        if mean.w > 0, mean.w < 1 {
          let alpha = mean.w
          mean = 0.25 / alpha * ((a.w * a + b.w * b) + (c.w * c + d.w * d))
          mean.w = alpha
        }
        halved.append(mean)
      }
    }
    return halved
  }

  /// Gives what does not exist the colour of what is around it, so that none of its own shows when
  /// texels are blended.
  private static func fillHoles(_ texels: inout [SIMD4<Float>], _ levels: [Level]) {
    for (fine, coarse) in zip(levels, levels.dropFirst()).reversed() {
      for y in 0...fine.rowMask {
        for x in 0...fine.columnMask {
          let k = fine.start + y * (fine.columnMask + 1) + x
          guard texels[k].w == 0 else { continue }
          let (row, column) = (min(y / 2, coarse.rowMask), min(x / 2, coarse.columnMask))
          texels[k] = texels[coarse.start + row * (coarse.columnMask + 1) + column]
          texels[k].w = 0
        }
      }
    }
  }
}

extension Texture {
  /// Raises or lowers a level's alpha so that as much of it exists as of the finest: means alone make
  /// thin strokes vanish.
  private static func keepShare(
    of level: Level, _ texels: inout [SIMD4<Float>], like finest: Level
  ) {
    func range(_ level: Level) -> Range<Int> {
      level.start..<level.start + (level.columnMask + 1) * (level.rowMask + 1)
    }
    let there = texels[range(finest)].reduce(0) { $0 + ($1.w >= 0.5 ? 1 : 0) }
    let ranked = texels[range(level)].map(\.w).sorted(by: >)
    let rank = ranked.count * there / range(finest).count
    guard there > 0 else { return }
    let scale = 0.5 / max(0.01, ranked[min(rank, ranked.count - 1)])
    for k in range(level) { texels[k].w = min(1, scale * texels[k].w) }
  }

  /// A picture from a file: 8-bit RGB or RGBA, or grey, in sRGB. Nil for another sort, and for one
  /// with a side of more than `mostTexels` pixels or of none.
  ///
  /// It is brought to sides that are powers of 2, the next larger ones.
  package init?(_ picture: Image, mapping: Mapping) {
    let sides = 1...Self.mostTexels
    guard sides.contains(picture.width), sides.contains(picture.height),
      picture.format != .grey16
    else { return nil }
    let light = (0..<256).map { Float(SRGB.linear(Double($0) / 255)) }
    let (channels, bytes) = (picture.format.channels, picture.bytes)
    let (green, blue) = channels < 3 ? (0, 0) : (1, 2)
    func texel(_ x: Int, _ y: Int) -> SIMD4<Float> {
      let at = channels * (y * picture.width + x)
      return SIMD4(
        light[Int(bytes[at])], light[Int(bytes[at + green])], light[Int(bytes[at + blue])],
        channels == 4 ? Float(bytes[at + 3]) / 255 : 1)
    }
    let (columns, rows) = (Self.places(picture.width), Self.places(picture.height))
    var finest: [SIMD4<Float>] = []
    finest.reserveCapacity(columns.count * rows.count)
    for y in rows {
      for x in columns {
        let above = texel(x.first, y.first) * (1 - x.part) + texel(x.next, y.first) * x.part
        let below = texel(x.first, y.next) * (1 - x.part) + texel(x.next, y.next) * x.part
        finest.append(above * (1 - y.part) + below * y.part)
      }
    }
    self.init(finest, width: columns.count, mapping: mapping)
  }

  /// Where the texels of a side with a power of 2 of them lie among `count` pixels.
  private static func places(_ count: Int) -> [(first: Int, next: Int, part: Float)] {
    var size = 1
    while size < count { size *= 2 }
    return (0..<size).map { k in
      // In units of 1 / (2 size) pixel; centres are at halves.
      let place = max(0, (2 * k + 1) * count - size)
      let first = min(place / (2 * size), count - 1)
      return (first, min(first + 1, count - 1), Float(place % (2 * size)) / Float(2 * size))
    }
  }
}
