import Geometry

// What one face looks like, lit pixel by pixel.
extension Shading {
  /// The colours and normals of four points of a face.
  @inline(__always) func face(
    _ columns: SIMD4<Float>, _ row: Float, _ near: SIMD4<Float>, _ word: UInt32, _ sheets: Sheets,
    _ lists: Lists
  ) -> (SIMD4<UInt32>, Triple) {
    let face = sheets.faces[Int(truncatingIfNeeded: word & ~Word.faceBit)]
    let surface = lists.surfaces[Int(truncatingIfNeeded: face.look >> Word.levelBits)]
    let least = SIMD4<Float>(repeating: 1e-9)
    let depth = 1 / near.replacing(with: least, where: near .< least)
    let start = face.value + (row - face.anchor.y) * face.down
    let aside = columns - face.anchor.x
    let normal = Triple(
      x: (start.y + aside * face.across.y) * depth, y: (start.z + aside * face.across.z) * depth,
      z: (start.w + aside * face.across.w) * depth
    ).normalized
    var (tint, lit) = (SIMD4<Float>(repeating: 1), SIMD4<Float>(repeating: 1))
    if surface.pattern >= 0 {
      for lane in 0..<4 {
        let place = surface.place(columns[lane], row, depth[lane])
        tint[lane] = Pattern.sample(lists.texels, from: surface.pattern, at: place)
      }
    }
    if let lookup, light.reaches(normal) {
      lit = lookup.light(columns, row, depth, in: sheets.shadow)
    }
    let sum = light.reflected(by: surface, tint, normal, columns: columns, row: row, lit)
    let (red, green, blue) = (steps(sum.x), steps(sum.y), steps(sum.z))
    var colours = SIMD4<UInt32>(repeating: 0)
    for lane in 0..<4 {
      colours[lane] =
        UInt32(lists.codes[Int(red[lane])]) | UInt32(lists.codes[Int(green[lane])]) << 8
        | UInt32(lists.codes[Int(blue[lane])]) << 16
    }
    return (colours, normal)
  }

  /// The nearest steps of `SRGB.codes`.
  @inline(__always) private func steps(_ light: SIMD4<Float>) -> SIMD4<UInt32> {
    let last = SIMD4(repeating: Float(SRGB.steps - 1))
    let steps = atLeastZero(light) * last
    let sum = steps.replacing(with: last, where: steps .> last) + wholeNumber
    return unsafeBitCast(sum, to: SIMD4<UInt32>.self) & UInt32(SRGB.steps - 1)
  }
}
