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
    var lit = SIMD4<Float>(repeating: 1)
    var tint = Triple(x: lit, y: lit, z: lit)
    if face.uv >= 0 {
      tint = texture(of: face, surface, aside, row - face.anchor.y, depth, sheets, lists)
    }
    if let lookup, light.reaches(normal) {
      lit = lookup.light(columns, row, depth, in: sheets.shadow)
    }
    var open = SIMD4<Float>(repeating: 1)
    if let contact { open = contact.open(columns, row, depth, normal, in: sheets.contact) }
    var sum = light.reflected(
      by: surface, tint, normal, columns: columns, row: row, lit, open: open)
    for (k, lamp) in lamps.enumerated() where lamp.beam.reaches(normal) {
      let lit = lamp.lookup.light(columns, row, depth, in: sheets.further[k])
      sum =
        sum
        + light.reflected(
          from: lamp.beam, by: surface, tint, normal, columns: columns, row: row, lit)
    }
    let (red, green, blue) = (steps(sum.x), steps(sum.y), steps(sum.z))
    var colours = SIMD4<UInt32>(repeating: 0)
    for lane in 0..<4 {
      colours[lane] =
        UInt32(lists.codes[Int(red[lane])]) | UInt32(lists.codes[Int(green[lane])]) << 8
        | UInt32(lists.codes[Int(blue[lane])]) << 16
    }
    return (colours, normal)
  }

  /// The colours of a face's texture at four points, given by their columns and their row from the
  /// face's anchor.
  @inline(__always) private func texture(
    of face: Face, _ surface: Surface, _ aside: SIMD4<Float>, _ below: Float,
    _ depth: SIMD4<Float>, _ sheets: Sheets, _ lists: Lists
  ) -> Triple {
    guard let sampler = Sampler(lists.texels, lists.levels, surface.levels) else {
      return Triple(x: .one, y: .one, z: .one)
    }
    let plane = sheets.uvs[Int(face.uv)]
    let start = plane.value + below * plane.down
    let (u, v) = (
      (start.x + aside * plane.across.x) * depth, (start.y + aside * plane.across.y) * depth
    )
    // How far a step of one pixel goes: u is a quotient of two linear numbers, of which the lower
    // one is 1 / depth.
    let (acrossU, acrossV) = (
      (plane.across.x - u * face.across.x) * depth, (plane.across.y - v * face.across.x) * depth
    )
    let (downU, downV) = (
      (plane.down.x - u * face.down.x) * depth, (plane.down.y - v * face.down.x) * depth
    )
    let (across, down) = (
      acrossU * acrossU + acrossV * acrossV, downU * downU + downV * downV
    )
    return sampler.sample(u, v, stepSquared: across.replacing(with: down, where: down .> across))
      .colour
  }

  /// The nearest steps of `SRGB.codes`.
  @inline(__always) private func steps(_ light: SIMD4<Float>) -> SIMD4<UInt32> {
    let last = SIMD4(repeating: Float(SRGB.steps - 1))
    let steps = atLeastZero(light) * last
    let sum = steps.replacing(with: last, where: steps .> last) + wholeNumber
    return unsafeBitCast(sum, to: SIMD4<UInt32>.self) & UInt32(SRGB.steps - 1)
  }
}
