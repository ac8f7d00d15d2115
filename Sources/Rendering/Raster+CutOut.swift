// Surfaces with holes: what has an alpha below a half is not there, for colour, depth and labels.

/// How the texture of a triangle is looked up while it is filled.
struct CutOut {
  let sampler: Sampler

  /// Anchored at the first pixel of the patch.
  let plane: UVPlane

  /// Whether places are over depth, as a camera sees them, or go evenly over the grid, as a distant
  /// lamp does.
  let isPerspective: Bool

  /// The square of how far samples are apart, in pixels.
  let spacingSquared: Float
}

extension Grid {
  /// Fills any triangle, sample by sample, where its texture says so: slower than the others.
  func fillCutOut(_ patch: Patch, samples: Int, _ cutOut: CutOut, words hasWords: Bool) {
    for lane in 0..<samples {
      let offset = samples == 1 ? .zero : SIMD2(Samples.x[lane], Samples.y[lane])
      spans(patch, lane: lane, lanes: samples, offset: offset)
      for y in patch.y..<patch.endY {
        let below = Double(y &- patch.y) + Double(offset.y) / 256
        let columns =
          Int(
            starts[y &* samples &+ lane])..<Int(
            max(starts[y &* samples &+ lane], ends[y &* samples &+ lane]))
        for x in columns {
          let aside = Double(x &- patch.x) + Double(offset.x) / 256
          var near = Float(patch.origin + aside * patch.across + below * patch.down)
          if patch.isThin { near = min(max(near, patch.least), patch.most) }
          let at = 4 &* ((y &* stride &+ x) &* samples &+ lane)
          guard near > nearness.load(fromByteOffset: at, as: Float.self),
            cutOut.exists(SIMD2(Float(aside), Float(below)), near, patch)
          else { continue }
          nearness.storeBytes(of: near, toByteOffset: at, as: Float.self)
          if hasWords { words.storeBytes(of: patch.base, toByteOffset: at, as: UInt32.self) }
        }
      }
    }
  }
}

extension CutOut {
  /// Whether there is something at a place, given from the anchor.
  @inline(__always) fileprivate func exists(
    _ place: SIMD2<Float>, _ near: Float, _ patch: Patch
  ) -> Bool {
    let depth = isPerspective ? 1 / near : 1
    let uv = (plane.value + place.x * plane.across + place.y * plane.down) * depth
    let (nearAcross, nearDown) = isPerspective ? (Float(patch.across), Float(patch.down)) : (0, 0)
    let across = (plane.across - uv * nearAcross) * depth
    let down = (plane.down - uv * nearDown) * depth
    let step = max(across.x * across.x + across.y * across.y, down.x * down.x + down.y * down.y)
    return sampler.sample(uv, stepSquared: step * spacingSquared).w >= 0.5
  }
}
