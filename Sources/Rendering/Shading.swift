import Geometry
import Imaging

/// Turns what was filled into colours, in linear light.
struct Shading {
  let camera: Camera
  let samples: Renderer.Samples
  let outputs: Renderer.Outputs
  let light: Light
  let lookup: ShadowLookup?

  /// The other lamps that cast shadows, and how close things are to one another.
  let lamps: [ShadowedLamp]
  let contact: ContactLookup?
  let surfaces: [Surface]

  let textures: TexturePool

  /// The colour of each word without the face bit, 0xBBGGRR.
  let tables: [UInt32]
}

extension Shading {
  init(
    _ drawables: [Drawable], _ renderer: Renderer, map: ShadowMap?, views: [LampView],
    colours: [SIMD3<Float>],
    tables: [UInt32], textures: TexturePool
  ) {
    camera = renderer.camera
    samples = renderer.samples
    outputs = renderer.outputs
    light = Light(renderer.lighting, renderer.camera)
    lookup =
      renderer.lighting.shadow ? map.map { ShadowLookup($0, renderer.camera) } : nil
    let lighting = renderer.lighting
    lamps = zip(lighting.shadowLamps, views).compactMap { lamp, view in
      view.map.map {
        ShadowedLamp(
          beam: Light.Beam(lamp, exposure: lighting.exposure),
          lookup: ShadowLookup($0, renderer.camera))
      }
    }
    contact = lighting.contact.flatMap { contact in
      views.last?.map.map { ContactLookup($0, contact, renderer.camera) }
    }
    surfaces =
      [Surface.background]
      + drawables.indices.map {
        Surface(drawables[$0], colour: colours[$0], levels: textures.ranges[$0])
      }
    self.tables = tables
    self.textures = textures
  }

  /// The colours of the background and of all matte surfaces at each level of the lamp.
  static func tables(
    _ drawables: [Drawable], _ colours: [SIMD3<Float>], _ renderer: Renderer
  ) -> [UInt32] {
    func packed(_ r: UInt8, _ g: UInt8, _ b: UInt8) -> UInt32 {
      UInt32(r) | UInt32(g) << 8 | UInt32(b) << 16
    }
    func byte(_ value: Float) -> UInt8 { UInt8((min(1, max(0, value)) * 255).rounded()) }
    func code(_ light: Float) -> UInt8 {
      SRGB.codes[Int((min(1, max(0, light)) * Float(SRGB.steps - 1)).rounded())]
    }
    let levels = Int(Word.levels) + 1
    let light = Light(renderer.lighting, renderer.camera)
    let background = renderer.background
    var table = Array(
      repeating: packed(byte(background.x), byte(background.y), byte(background.z)), count: levels)
    for (drawable, linear) in zip(drawables, colours) {
      table += (0..<levels).map { level in
        guard renderer.isMatte(drawable.material) else { return 0 }
        // A vertex's level is at least 1 and at most one less than the last.
        let share = Float(max(0, level - 1)) / Float(levels - 3)
        let sum = light.matte(linear, level: min(1, share))
        return packed(code(sum.x), code(sum.y), code(sum.z))
      }
    }
    return table
  }
}

/// A lamp beside the first that casts shadows.
struct ShadowedLamp {
  let beam: Light.Beam
  let lookup: ShadowLookup
}

/// The memory that shading reads and writes.
struct Sheets {
  let stride: Int
  let nearness: UnsafeRawPointer
  let words: UnsafeRawPointer
  let shadow: UnsafeBufferPointer<Float>

  /// The maps of the lamps beside the first, and how close things are.
  let further: UnsafeBufferPointer<UnsafeBufferPointer<Float>>
  let contact: UnsafeBufferPointer<Float>
  let faces: UnsafeBufferPointer<Face>
  let uvs: UnsafeBufferPointer<UVPlane>
  let bytes: UnsafeMutablePointer<UInt8>

  /// Empty where they are no output.
  let depth: UnsafeMutableBufferPointer<Float>
  let labels: UnsafeMutableBufferPointer<UInt8>
  let normals: UnsafeMutableBufferPointer<SIMD3<Float>>
}

/// Scratch for a row of pixels, four more than it has: what all samples of a pixel agree on, and
/// the columns where they do not.
private struct Row {
  let nearness: UnsafeMutableBufferPointer<Float>
  let words: UnsafeMutableBufferPointer<UInt32>
  let mixed: UnsafeMutableBufferPointer<Int32>
}

/// The pointers of tables that are read all the time.
struct Lists {
  let tables: UnsafePointer<UInt32>
  let surfaces: UnsafePointer<Surface>
  let texels: UnsafeBufferPointer<SIMD4<Float>>
  let levels: UnsafeBufferPointer<Texture.Level>
  let codes: UnsafePointer<UInt8>
  let lightSteps: UnsafePointer<UInt32>
}

extension Shading {
  /// Shades the blocks that are marked.
  func shade(_ sheets: Sheets, where marks: Marks) {
    // Spans of global tables do not leave their functions: pointers do while the arrays live.
    let codes = SRGB.codes, lightSteps = SRGB.lightSteps
    tables.withUnsafeBufferPointer { tables in
      surfaces.withUnsafeBufferPointer { surfaces in
        textures.texels.withUnsafeBufferPointer { texels in
          textures.levels.withUnsafeBufferPointer { levels in
            codes.withUnsafeBufferPointer { codes in
              lightSteps.withUnsafeBufferPointer { lightSteps in
                guard let tables = tables.baseAddress, let surfaces = surfaces.baseAddress,
                  let codes = codes.baseAddress, let lightSteps = lightSteps.baseAddress
                else { return }
                let lists = Lists(
                  tables: tables, surfaces: surfaces, texels: texels, levels: levels,
                  codes: codes, lightSteps: lightSteps)
                shade(sheets, lists, where: marks)
              }
            }
          }
        }
      }
    }
  }

  private func shade(_ sheets: Sheets, _ lists: Lists, where marks: Marks) {
    let capacity = camera.width + 4
    withUnsafeTemporaryAllocation(of: Float.self, capacity: capacity) { nearness in
      withUnsafeTemporaryAllocation(of: UInt32.self, capacity: capacity) { words in
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: capacity) { mixed in
          nearness.initialize(repeating: 0)
          words.initialize(repeating: 0)
          shade(sheets, lists, Row(nearness: nearness, words: words, mixed: mixed), where: marks)
        }
      }
    }
  }

  private func shade(_ sheets: Sheets, _ lists: Lists, _ scratch: Row, where marks: Marks) {
    for blockRow in 0..<marks.rows {
      var column = 0
      while column < marks.columns {
        let at = blockRow * marks.columns
        if marks.blocks[at + column] == 0 {
          column += 1
          continue
        }
        var end = column + 1
        while end < marks.columns, marks.blocks[at + end] != 0 { end += 1 }
        let (first, last) = (column * Marks.side, min(camera.width, end * Marks.side))
        for y in blockRow * Marks.side..<min(camera.height, (blockRow + 1) * Marks.side) {
          row(y, first, last, sheets, lists, scratch)
        }
        column = end
      }
    }
  }

  /// Shades the columns of a row from the first to before the last.
  @inline(__always) private func row(
    _ y: Int, _ first: Int, _ last: Int, _ sheets: Sheets, _ lists: Lists, _ scratch: Row
  ) {
    let start = y &* sheets.stride
    if samples == .centre {
      let nearness = (sheets.nearness + 4 &* start).assumingMemoryBound(to: Float.self)
      let words = (sheets.words + 4 &* start).assumingMemoryBound(to: UInt32.self)
      plain(y, first, last, nearness, words, sheets, lists)
      return
    }
    // What all samples of a pixel agree on is shaded once.
    var mixedCount = 0
    for x in first..<last {
      let at = 16 &* (start &+ x)
      let near = sheets.nearness.loadUnaligned(fromByteOffset: at, as: SIMD4<Float>.self)
      let words = seen(
        sheets.words.loadUnaligned(fromByteOffset: at, as: SIMD4<UInt32>.self), near)
      let pairs = unsafeBitCast(words, to: SIMD2<UInt64>.self)
      let (a, b) = (pairs.x, pairs.y)
      scratch.nearness[x] = ((near[0] + near[1]) + (near[2] + near[3])) * 0.25
      if a == b, a >> 32 == a & 0xFFFF_FFFF {
        scratch.words[x] = UInt32(truncatingIfNeeded: a)
        continue
      }
      let looks: UInt64 = 0xFFFF_FC00_FFFF_FC00
      let first = a & 0xFFFF_FC00
      if a & UInt64(Word.faceBit) == 0, (a & looks) == (first | first << 32), (a ^ b) & looks == 0 {
        // Their mean level.
        let sum = (a & ~looks) &+ (b & ~looks)
        let level = ((sum & 0xFFFF_FFFF) &+ (sum >> 32) &+ 2) >> 2
        scratch.words[x] = UInt32(truncatingIfNeeded: first | level)
      } else if isOneSurface(words, sheets) {
        scratch.words[x] = words[0]
      } else {
        // Shaded as background, and then again.
        scratch.words[x] = 0
        scratch.mixed[mixedCount] = Int32(truncatingIfNeeded: x)
        mixedCount &+= 1
      }
    }
    guard let nearness = scratch.nearness.baseAddress, let words = scratch.words.baseAddress
    else { return }
    plain(y, first, last, nearness, words, sheets, lists)
    for k in 0..<mixedCount { mixed(Int(scratch.mixed[k]), y, sheets, lists) }
  }

  /// Whether four samples are on faces of one drawable that face about the same way.
  @inline(__always) private func isOneSurface(_ words: SIMD4<UInt32>, _ sheets: Sheets) -> Bool {
    let pairs = unsafeBitCast(words, to: SIMD2<UInt64>.self)
    if pairs.x & pairs.y & 0x8000_0000_8000_0000 != 0x8000_0000_8000_0000 { return false }
    let first = sheets.faces[Int(truncatingIfNeeded: words[0] & ~Word.faceBit)]
    for lane in 1..<4 where words[lane] != words[0] {
      let other = sheets.faces[Int(truncatingIfNeeded: words[lane] & ~Word.faceBit)]
      if other.look != first.look { return false }
      let (a, b) = (first.facing, other.facing)
      if a.x * b.x + a.y * b.y + a.z * b.z < 0.9 { return false }
    }
    return true
  }

  /// The words of samples, the background's where nothing is.
  @inline(__always) private func seen(
    _ words: SIMD4<UInt32>, _ near: SIMD4<Float>
  ) -> SIMD4<UInt32> {
    let bits = unsafeBitCast(near, to: SIMD4<Int32>.self)
    return words & unsafeBitCast((0 &- bits) &>> 31, to: SIMD4<UInt32>.self)
  }

  /// Shades pixels that are one thing each.
  @inline(__always) private func plain(
    _ y: Int, _ first: Int, _ last: Int, _ nearness: UnsafePointer<Float>,
    _ allWords: UnsafePointer<UInt32>, _ sheets: Sheets, _ lists: Lists
  ) {
    let row = Float(y)
    var x = first
    while x < last {
      let near = UnsafeRawPointer(nearness + x).loadUnaligned(as: SIMD4<Float>.self)
      let words = seen(
        UnsafeRawPointer(allWords + x).loadUnaligned(as: SIMD4<UInt32>.self), near)
      let pairs = unsafeBitCast(words, to: SIMD2<UInt64>.self)
      let columns = Float(x) + SIMD4<Float>(0, 1, 2, 3)
      let both = pairs.x | pairs.y
      if both & 0x8000_0000_8000_0000 == 0 {
        let count = min(4, last &- x)
        let colours = matte(
          columns, row, near, words, hasLevel: both & 0x3FF_0000_03FF != 0, sheets, lists)
        store(colours, count, at: y &* camera.width &+ x, sheets)
        if !outputs.isEmpty {
          write(words, near, normals: nil, count, at: y &* camera.width &+ x, sheets, lists)
        }
        x &+= count
      } else {
        // As far as one face reaches, up to four pixels; or what is no face.
        let word = words[0]
        var count = 1
        while count < min(4, last &- x), words[count] == word { count &+= 1 }
        let at = y &* camera.width &+ x
        if word & Word.faceBit == 0 {
          let colours = matte(
            columns, row, near, words & mask(count), hasLevel: true, sheets, lists)
          store(colours, count, at: at, sheets)
          if !outputs.isEmpty { write(words, near, normals: nil, count, at: at, sheets, lists) }
        } else {
          let (colours, normals) = face(columns, row, near, word, sheets, lists)
          store(colours, count, at: at, sheets)
          if !outputs.isEmpty {
            write(words, near, normals: normals, count, at: at, sheets, lists)
          }
        }
        x &+= count
      }
    }
  }

  @inline(__always) private func mask(_ count: Int) -> SIMD4<UInt32> {
    let left = SIMD4<Int32>(0, 1, 2, 3) &- Int32(truncatingIfNeeded: count)
    return unsafeBitCast(left &>> 31, to: SIMD4<UInt32>.self)
  }

  /// The colours of four samples that are no faces.
  @inline(__always) private func matte(
    _ columns: SIMD4<Float>, _ row: Float, _ near: SIMD4<Float>, _ words: SIMD4<UInt32>,
    hasLevel: Bool, _ sheets: Sheets, _ lists: Lists
  ) -> SIMD4<UInt32> {
    var words = words
    if let lookup, hasLevel {
      let least = SIMD4<Float>(repeating: 1e-9)
      let depth = 1 / near.replacing(with: least, where: near .< least)
      let lit = lookup.light(columns, row, depth, in: sheets.shadow)
      let level = unsafeBitCast((words & Word.levels) | 0x4B00_0000, to: SIMD4<Float>.self)
      let shaded = (level - wholeNumber) * lit + wholeNumber
      words =
        (words & ~Word.levels) | (unsafeBitCast(shaded, to: SIMD4<UInt32>.self) & Word.levels)
    }
    let at = unsafeBitCast(words, to: SIMD2<UInt64>.self)
    let table = lists.tables
    return SIMD4(
      table[Int(truncatingIfNeeded: at.x & 0xFFFF_FFFF)],
      table[Int(truncatingIfNeeded: at.x >> 32)],
      table[Int(truncatingIfNeeded: at.y & 0xFFFF_FFFF)], table[Int(truncatingIfNeeded: at.y >> 32)]
    )
  }

  /// Shades a pixel whose samples differ: the mean of what each of them shows, in linear light.
  private func mixed(_ x: Int, _ y: Int, _ sheets: Sheets, _ lists: Lists) {
    let at = 16 &* (y &* sheets.stride &+ x)
    let near = sheets.nearness.loadUnaligned(fromByteOffset: at, as: SIMD4<Float>.self)
    let words = seen(sheets.words.loadUnaligned(fromByteOffset: at, as: SIMD4<UInt32>.self), near)
    let columns = SIMD4(repeating: Float(x))
    let pairs = unsafeBitCast(words, to: SIMD2<UInt64>.self)
    var colours = SIMD4<UInt32>(repeating: 0)
    var normals = Triple(x: .zero, y: .zero, z: .zero)
    let isFaces = (pairs.x | pairs.y) & 0x8000_0000_8000_0000 != 0
    if !isFaces {
      colours = matte(columns, Float(y), near, words, hasLevel: true, sheets, lists)
    } else {
      for lane in 0..<4 {
        if lane > 0, words[lane] == words[lane - 1] {
          colours[lane] = colours[lane - 1]
        } else if words[lane] & Word.faceBit != 0 {
          let (shades, n) = face(
            columns, Float(y), SIMD4(repeating: near[lane]), words[lane], sheets, lists)
          colours[lane] = shades[0]
          (normals.x[lane], normals.y[lane], normals.z[lane]) = (n.x[0], n.y[0], n.z[0])
        } else {
          let one = SIMD4<UInt32>(words[lane], 0, 0, 0)
          let shades = matte(
            columns, Float(y), SIMD4(repeating: near[lane]), one, hasLevel: true, sheets, lists)
          colours[lane] = shades[0]
        }
      }
    }
    @inline(__always) func mean(_ shift: UInt32) -> UInt32 {
      var sum: UInt32 = 2
      for lane in 0..<4 { sum &+= lists.lightSteps[Int((colours[lane] &>> shift) & 255)] }
      return UInt32(lists.codes[Int(sum &>> 2)]) &<< shift
    }
    let pixel = y &* camera.width &+ x
    store(SIMD4(repeating: mean(0) | mean(8) | mean(16)), 1, at: pixel, sheets)
    if outputs.isEmpty { return }
    var nearest = 0
    for lane in 1..<4 where near[lane] > near[nearest] { nearest = lane }
    // The lane that holds this word's normal comes first.
    while isFaces, nearest > 0, words[nearest] == words[nearest - 1] { nearest -= 1 }
    let n = Triple(
      x: SIMD4(repeating: normals.x[nearest]), y: SIMD4(repeating: normals.y[nearest]),
      z: SIMD4(repeating: normals.z[nearest]))
    write(
      SIMD4(repeating: words[nearest]), SIMD4(repeating: near.max()), normals: n, 1, at: pixel,
      sheets, lists)
  }

  /// Stores the bytes of up to four pixels.
  @inline(__always) private func store(
    _ colours: SIMD4<UInt32>, _ count: Int, at pixel: Int, _ sheets: Sheets
  ) {
    let out = sheets.bytes + 3 &* pixel
    if count == 4 {
      let words = UnsafeMutableRawPointer(out)
      words.storeBytes(of: colours[0] | colours[1] &<< 24, as: UInt32.self)
      words.storeBytes(of: colours[1] &>> 8 | colours[2] &<< 16, toByteOffset: 4, as: UInt32.self)
      words.storeBytes(of: colours[2] &>> 16 | colours[3] &<< 8, toByteOffset: 8, as: UInt32.self)
      return
    }
    for lane in 0..<count {
      out[3 &* lane] = UInt8(truncatingIfNeeded: colours[lane])
      out[3 &* lane &+ 1] = UInt8(truncatingIfNeeded: colours[lane] &>> 8)
      out[3 &* lane &+ 2] = UInt8(truncatingIfNeeded: colours[lane] &>> 16)
    }
  }

  /// Writes the outputs beside colour.
  @inline(__always) private func write(
    _ words: SIMD4<UInt32>, _ near: SIMD4<Float>, normals: Triple?, _ count: Int, at pixel: Int,
    _ sheets: Sheets, _ lists: Lists
  ) {
    for lane in 0..<count {
      let word = words[lane]
      if outputs.contains(.depth) {
        sheets.depth[pixel &+ lane] = near[lane] > 0 ? 1 / near[lane] : .infinity
      }
      if outputs.contains(.labels) {
        let look =
          word & Word.faceBit == 0
          ? word : sheets.faces[Int(truncatingIfNeeded: word & ~Word.faceBit)].look
        sheets.labels[pixel &+ lane] =
          lists.surfaces[Int(truncatingIfNeeded: look >> Word.levelBits)].label
      }
      if outputs.contains(.normals) {
        sheets.normals[pixel &+ lane] =
          word == 0 ? .zero : normals.map { SIMD3($0.x[lane], $0.y[lane], $0.z[lane]) } ?? .zero
      }
    }
  }
}
