// Materials made of noise. Their mean is about 1, so that a surface keeps its colour; `contrast` is
// how far the light goes either way, as a part of itself.
extension Texture {
  /// Wood whose grain runs along x: streaks of 4 and 16 mm, and broad darker and lighter parts.
  ///
  /// `stains`, 0...1, is how much of the light is lost at most where the wood is old and dark, in
  /// spots of 4 to 16 cm.
  package static func wood(
    seed: UInt64 = 1, contrast: Float = 0.3, stains: Float = 0
  ) -> Texture {
    let (width, height) = (64, 256)
    let noise = ValueNoise(seed: seed, columns: width, rows: height)
    // What is lost on average comes back everywhere: the mean depth is 0.4.
    func stain(_ x: Int, _ y: Int) -> Float {
      let large = noise.at(x, y, cellX: 8, cellY: 64, layer: 3)
      let middle = noise.at(x, y, cellX: 4, cellY: 32, layer: 4)
      let small = noise.at(x, y, cellX: 2, cellY: 16, layer: 5)
      let depth = min(1, max(0, 0.35 + 0.7 * large + 0.7 * middle + 0.5 * small))
      return (1 - stains * depth) / (1 - stains * 0.4)
    }
    return grey(width, height, .planar(size: [1.28, 0.512])) { x, y in
      // Rows go down and y goes up.
      let y = (height - 1 - y + height) % height
      let fine = noise.at(x, y, cellX: 8, cellY: 2, layer: 0)
      let coarse = noise.at(x, y, cellX: 16, cellY: 8, layer: 1)
      let broad = noise.at(x, y, cellX: 8, cellY: 64, layer: 2)
      let grain = 1 + contrast * (0.35 * fine + 0.35 * coarse + 0.3 * broad)
      return stains > 0 ? grain * stain(x, y) : grain
    }
  }

  /// Metal brushed along x, or around a can: fine scratches, and bands of them.
  package static func brushedMetal(seed: UInt64 = 1, contrast: Float = 0.25) -> Texture {
    let (width, height) = (64, 256)
    let noise = ValueNoise(seed: seed, columns: width, rows: height)
    return grey(width, height, .box(size: [0.128, 0.064])) { x, y in
      let fine = noise.at(x, y, cellX: 16, cellY: 1, layer: 0)
      let coarse = noise.at(x, y, cellX: 32, cellY: 4, layer: 1)
      let broad = noise.at(x, y, cellX: 64, cellY: 32, layer: 2)
      return 1 + contrast * (0.5 * fine + 0.3 * coarse + 0.2 * broad)
    }
  }

  /// Cloth in plain weave, 16 threads either way in 32 mm, no two of the same shade.
  package static func wovenCloth(seed: UInt64 = 1, contrast: Float = 0.35) -> Texture {
    let (side, thread) = (128, 8)
    let noise = ValueNoise(seed: seed, columns: side, rows: side)
    return grey(side, side, .box(size: [0.032, 0.032])) { x, y in
      let (column, row) = (x / thread, y / thread)
      let warpIsAbove = (column + row) % 2 == 0
      // Round threads, brightest along their middle and where they come up.
      func bulge(_ k: Int) -> Float {
        let t = (Float(k % thread) + 0.5) * 2 / Float(thread) - 1
        return 1 - t * t
      }
      let (across, along) = warpIsAbove ? (bulge(x), bulge(y)) : (bulge(y), bulge(x))
      let shade =
        warpIsAbove
        ? noise.value(column, 0, layer: 0) : noise.value(0, row, layer: 1)
      let fibre = noise.at(x, y, cellX: 2, cellY: 2, layer: 2)
      // The two bulges' means are 2/3 each.
      let relief = 0.9 * across + 0.6 * along - 1
      return 1 + contrast * (relief + 0.2 * shade + 0.2 * fibre)
    }
  }

  /// Flecks of 1 to 4 mm, half of them darker and half lighter: terrazzo, speckled plastic.
  package static func speckle(seed: UInt64 = 1, contrast: Float = 0.3) -> Texture {
    let side = 256
    let noise = ValueNoise(seed: seed, columns: side, rows: side)
    return grey(side, side, .box(size: [0.128, 0.128])) { x, y in
      func fleck(_ cell: Int, _ layer: UInt64) -> Float {
        let v = noise.at(x, y, cellX: cell, cellY: cell, layer: layer)
        // Steep, but not a step, so that borders are smooth.
        let excess = min(1, max(0, 8 * (abs(v) - 0.45)))
        return v < 0 ? -excess : excess
      }
      return 1 + contrast * (0.6 * fleck(2, 0) + 0.6 * fleck(4, 1) + 0.4 * fleck(8, 2))
    }
  }

  private static func grey(
    _ width: Int, _ height: Int, _ mapping: Mapping, _ light: (Int, Int) -> Float
  ) -> Texture {
    let texels = (0..<width * height).map { k in
      let v = max(0, light(k % width, k / width))
      return SIMD4(v, v, v, 1)
    }
    return Texture(texels, width: width, mapping: mapping)
  }
}
