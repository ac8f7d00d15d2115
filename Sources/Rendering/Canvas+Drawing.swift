import Geometry
import Imaging

extension Canvas {
  /// Makes `frame` anew, of drawables in the order that breaks ties.
  mutating func draw(_ new: [Drawable], by renderer: Renderer) {
    let hasNewSettings = settings != renderer
    if keep == .all && !hasNewSettings && drawables == new { return }
    if hasNewSettings { prepare(for: renderer) }
    let still = new.prefix { $0.isStill }.count
    let keepsStill = !hasNewSettings && isUnchanged(new, still)
    let hasNewMaterials =
      hasNewSettings || !zip(drawables, new).allSatisfy { $0.material == $1.material }
      || drawables.count != new.count
    take(new)
    let shading = { (canvas: borrowing Canvas) in
      Shading(
        canvas.drawables, renderer, map: canvas.map, views: canvas.views, colours: canvas.colours,
        tables: canvas.tables, textures: canvas.textures)
    }
    if hasNewMaterials {
      colours = drawables.map { SRGB.linear($0.material.colour) }
      tables = Shading.tables(drawables, colours, renderer)
      textures = TexturePool(drawables)
    }

    // The lamps' side.
    let hasNewMap = fillShadows(still, by: renderer, keepsStill: keepsStill)

    // The camera's side.
    if keep != .all {
      nearness.clear(to: 0)
      faces.removeAll(keepingCapacity: true)
      uvs.removeAll(keepingCapacity: true)
      touched.fill()
      fill(0..<drawables.count, by: renderer)
      shade(shading(self), where: touched, still: false)
      return
    }
    if !keepsStill || hasNewMap { fillStill(still, by: renderer, shading(self)) }
    restore()
    let previous = (touched, shadowed)
    touched.clear()
    faces.removeLast(faces.count - stillFaces)
    uvs.removeLast(uvs.count - stillUVs)
    fill(still..<drawables.count, by: renderer)
    noteShadowed()
    var (shaded, copied) = (touched, previous.0)
    for k in shaded.blocks.indices {
      shaded.blocks[k] |= shadowed.blocks[k]
      copied.blocks[k] = (previous.0.blocks[k] | previous.1.blocks[k]) & ~shaded.blocks[k]
    }
    frame.copy(from: stillFrame, where: copied)
    shade(shading(self), where: shaded, still: false)
  }

  /// Makes room for a picture of another kind, and forgets all that was kept.
  private mutating func prepare(for renderer: Renderer) {
    settings = renderer
    let (width, height) = (renderer.camera.width, renderer.camera.height)
    let count = stride * height * renderer.samples.rawValue
    nearness.resize(to: count, with: 0)
    words.resize(to: count, with: 0)
    let rows = max(4 * height, ShadowMap.size)
    starts.resize(to: rows, with: 0)
    ends.resize(to: rows, with: 0)
    touched = Marks(width: width, height: height)
    shadowed = touched
    frame.resize(for: renderer)
    map = nil
    views = []
  }

  private var stride: Int { ((settings?.camera.width ?? 0) + 3) / 4 * 4 + 4 }

  /// Whether the things that stand still are those of the last frame.
  private func isUnchanged(_ new: [Drawable], _ still: Int) -> Bool {
    let old = drawables.prefix { $0.isStill }
    return old.count == still && zip(old, new).allSatisfy { $0 == $1 }
  }

  /// Takes the drawables over, with those solids that are there already.
  private mutating func take(_ new: [Drawable]) {
    solids = new.enumerated().map { k, drawable in
      k < solids.count && solids[k].suits(drawable) ? solids[k] : Solid(drawable)
    }
    drawables = new
  }

  /// Brings the shadow map up to date; whether it covers another part of the light than before.
  mutating func fillShadow(_ still: Int, _ settings: MapSettings, keepsStill: Bool) -> Bool {
    let casters = drawables.indices.filter { drawables[$0].castsShadow }
    let newMap = ShadowMap(
      lamp_W: settings.direction.normalized, isSoft: settings.isSoft, margin: settings.margin,
      over: casters.map { (solids[$0].corners, drawables[$0].X_WM) })
    let isNew = newMap != map
    map = newMap
    if shadow.isEmpty {
      shadow = Array(repeating: 0, count: ShadowMap.stride * (ShadowMap.size + 1))
      shade.clear()
    }
    if keep == .none {
      shadow.erase(shade)
      shade.clear()
      cast(casters, newMap)
      return isNew
    }
    if isNew || !keepsStill {
      shadow.clear(to: 0)
      cast(casters.filter { $0 < still }, newMap)
      stillShadow = shadow
    } else {
      shadow.restore(from: stillShadow, where: shade)
    }
    shade.clear()
    cast(casters.filter { $0 >= still }, newMap)
    return isNew
  }

  private mutating func cast(_ casters: [Int], _ map: ShadowMap) {
    if casters.isEmpty { return }
    var pixels: [Float] = [], words: [UInt32] = []
    swap(&pixels, &shadow)
    withGrid(&pixels, &words, width: ShadowMap.size, height: ShadowMap.size, ShadowMap.stride) {
      canvas, grid in
      for k in casters {
        let drawable = canvas.drawables[k]
        canvas.textures.withHoles(of: k, drawable) { holes in
          let solid = canvas.solids[k]
          var corners = Corners()
          swap(&corners, &canvas.corners)
          canvas.shade.note { notes in
            map.fill(
              solid, drawable.X_WM, holes: holes, into: grid, corners: &corners, notes: notes)
          }
          swap(&corners, &canvas.corners)
        }
      }
    }
    swap(&pixels, &shadow)
  }

  /// Fills some of the drawables into the picture.
  private mutating func fill(_ range: Range<Int>, by renderer: Renderer) {
    if range.isEmpty { return }
    let projection = Projection(
      camera: renderer.camera, samples: renderer.samples,
      lamp_W: renderer.lighting.direction.normalized)
    var pixels: [Float] = [], codes: [UInt32] = []
    swap(&pixels, &nearness)
    swap(&codes, &words)
    let (width, height) = (renderer.camera.width, renderer.camera.height)
    withGrid(&pixels, &codes, width: width, height: height, stride) { canvas, grid in
      for k in range {
        let drawable = canvas.drawables[k]
        canvas.textures.withHoles(of: k, drawable) { holes in
          let solid = canvas.solids[k]
          var touched = Marks(width: 0, height: 0)
          swap(&touched, &canvas.touched)
          touched.note { notes in
            projection.fill(
              Projection.Subject(
                solid: solid, X_WM: drawable.X_WM, look: Word.look(k + 1),
                isMatte: renderer.isMatte(drawable.material), holes: holes),
              into: grid, corners: &canvas.corners, faces: &canvas.faces, uvs: &canvas.uvs,
              notes: notes)
          }
          swap(&touched, &canvas.touched)
        }
      }
    }
    swap(&pixels, &nearness)
    swap(&codes, &words)
  }

  /// Hands a grid out, and the canvas without the grid's memory.
  private mutating func withGrid(
    _ pixels: inout [Float], _ codes: inout [UInt32], width: Int, height: Int, _ stride: Int,
    body: (inout Canvas, Grid) -> Void
  ) {
    var (first, last): ([Int32], [Int32]) = ([], [])
    swap(&first, &starts)
    swap(&last, &ends)
    pixels.withUnsafeMutableBytes { pixels in
      codes.withUnsafeMutableBytes { codes in
        first.withUnsafeMutableBufferPointer { first in
          last.withUnsafeMutableBufferPointer { last in
            guard let pixels = pixels.baseAddress, let first = first.baseAddress,
              let last = last.baseAddress
            else { return }
            body(
              &self,
              Grid(
                width: width, height: height, stride: stride, nearness: pixels,
                words: codes.baseAddress ?? pixels, starts: first, ends: last))
          }
        }
      }
    }
    swap(&first, &starts)
    swap(&last, &ends)
  }

  /// Draws the still things alone, and keeps what came of it.
  private mutating func fillStill(_ still: Int, by renderer: Renderer, _ shading: Shading) {
    nearness.clear(to: 0)
    faces.removeAll(keepingCapacity: true)
    uvs.removeAll(keepingCapacity: true)
    fill(0..<still, by: renderer)
    stillFaces = faces.count
    stillUVs = uvs.count
    (stillNearness, stillWords) = (nearness, words)
    noteStill(shading, renderer)
    touched.fill()
    shade(shading, where: touched, still: true)
    touched.clear()
    shadowed.clear()
    stillFrame = frame
  }

  /// Takes back what moving things have filled.
  private mutating func restore() {
    let (stride, samples) = (stride, settings?.samples.rawValue ?? 1)
    let height = settings?.camera.height ?? 0
    nearness.restore(from: stillNearness, where: touched, stride, height, samples)
    words.restore(from: stillWords, where: touched, stride, height, samples)
  }

  /// For each block of the picture where in a shadow map its samples are, with so many texels
  /// around them.
  func boxes(_ lookup: ShadowLookup, _ renderer: Renderer, margin: Float) -> [Box] {
    let (width, height) = (renderer.camera.width, renderer.camera.height)
    let samples = renderer.samples.rawValue
    let last = Float(ShadowMap.size - 1)
    var boxes = Array(repeating: Box.empty, count: touched.blocks.count)
    for y in 0..<height {
      for x in 0..<width {
        let block = (y / Marks.side) * touched.columns + x / Marks.side
        let at = (y * stride + x) * samples
        var near = SIMD4(repeating: nearness[at])
        for lane in 1..<samples { near[lane] = nearness[at + lane] }
        // Samples of nothing are told like the nearest.
        let most = max(near[0], near[1], near[2], near[3])
        if most <= 0 { continue }
        near.replace(with: SIMD4(repeating: most), where: near .<= SIMD4(repeating: 0))
        let place = lookup.places(SIMD4(repeating: Float(x)), Float(y), 1 / near)
        func ends(_ v: SIMD4<Float>) -> (first: Int, last: Int) {
          // With what lies around that softens an edge, or is read when rounding.
          let low = min(v[0], v[1], v[2], v[3]) - margin,
            high = max(v[0], v[1], v[2], v[3]) + margin + 1
          return (
            Int(max(0, min(low, last))) / Marks.side, Int(max(0, min(high, last))) / Marks.side + 1
          )
        }
        let (columns, rows) = (ends(place.x), ends(place.y))
        boxes[block].join(columns.first, rows.first, columns.last, rows.last)
      }
    }
    return boxes
  }

  /// Shades blocks of the frame; `still` says whether only still things cast shadows.
  private mutating func shade(_ shading: Shading, where marks: Marks, still: Bool) {
    var frame = Frame.empty
    swap(&frame, &self.frame)
    let texels = still && !stillShadow.isEmpty ? stillShadow : shadow
    let contact = still ? stillContact : contact
    withFurther(still: still) { further in
      contact.cells.withUnsafeBufferPointer { contact in
        withPointers(&frame, texels, further, contact) { sheets in
          shading.shade(sheets, where: marks)
        }
      }
    }
    swap(&frame, &self.frame)
  }
}

extension Canvas {
  /// Hands out the memory that shading works in.
  private func withPointers(
    _ frame: inout Frame, _ texels: [Float],
    _ further: UnsafeBufferPointer<UnsafeBufferPointer<Float>>,
    _ contact: UnsafeBufferPointer<Float>, body: (Sheets) -> Void
  ) {
    let stride = stride
    frame.image.bytes.withUnsafeMutableBufferPointer { bytes in
      frame.depth.withUnsafeMutableBufferPointer { depth in
        frame.labels.withUnsafeMutableBufferPointer { labels in
          frame.normals.withUnsafeMutableBufferPointer { normals in
            nearness.withUnsafeBytes { nearness in
              words.withUnsafeBytes { words in
                texels.withUnsafeBufferPointer { texels in
                  faces.withUnsafeBufferPointer { faces in
                    uvs.withUnsafeBufferPointer { uvs in
                      guard let near = nearness.baseAddress, let codes = words.baseAddress,
                        let bytes = bytes.baseAddress
                      else { return }
                      body(
                        Sheets(
                          stride: stride, nearness: near, words: codes, shadow: texels,
                          further: further, contact: contact,
                          faces: faces, uvs: uvs, bytes: bytes, depth: depth, labels: labels,
                          normals: normals))
                    }
                  }
                }
              }
            }
          }
        }
      }
    }
  }
}

extension [Float] {
  /// Empties the marked blocks of a shadow map.
  fileprivate mutating func erase(_ marks: Marks) {
    withUnsafeMutableBufferPointer { texels in
      marks.forEachRun(height: ShadowMap.size) { y, x, count in
        let row = UnsafeMutableBufferPointer(
          rebasing: texels[(y * ShadowMap.stride + x)...].prefix(count))
        row.update(repeating: 0)
      }
    }
  }

  /// Copies the marked blocks of a shadow map.
  fileprivate mutating func restore(from other: [Float], where marks: Marks) {
    restore(from: other, where: marks, ShadowMap.stride, ShadowMap.size, 1)
  }
}

extension Array {
  /// Copies the marked blocks of a grid with so many elements a pixel.
  fileprivate mutating func restore(
    from other: [Element], where marks: Marks, _ stride: Int, _ height: Int, _ samples: Int
  ) {
    withUnsafeMutableBufferPointer { to in
      other.withUnsafeBufferPointer { from in
        guard let to = to.baseAddress, let from = from.baseAddress else { return }
        marks.forEachRun(height: height) { y, x, count in
          // The last block of a row may go beyond the picture, into its margin.
          let count = Swift.min(count, stride - x)
          let at = (y * stride + x) * samples
          (to + at).update(from: from + at, count: count * samples)
        }
      }
    }
  }
}

extension Frame {
  /// Makes room for a renderer's pictures.
  fileprivate mutating func resize(for renderer: Renderer) {
    let (width, height) = (renderer.camera.width, renderer.camera.height)
    func count(_ output: Renderer.Outputs) -> Int {
      renderer.outputs.contains(output) ? width * height : 0
    }
    if image.width != width || image.height != height {
      image = Image(width: width, height: height)
    }
    depth.resize(to: count(.depth), with: 0)
    labels.resize(to: count(.labels), with: 0)
    normals.resize(to: count(.normals), with: .zero)
  }

  /// Copies the marked blocks of another frame of the same kind.
  fileprivate mutating func copy(from other: Frame, where marks: Marks) {
    let (width, height) = (image.width, image.height)
    marks.forEachRun(height: height) { y, x, count in
      let (from, to) = (y * width + x, y * width + Swift.min(width, x + count))
      image.bytes.copy(other.image.bytes, 3 * from..<3 * to)
      depth.copy(other.depth, from..<to)
      labels.copy(other.labels, from..<to)
      normals.copy(other.normals, from..<to)
    }
  }
}

extension Array {
  /// Copies a range of elements; none from an empty array.
  fileprivate mutating func copy(_ other: [Element], _ range: Range<Int>) {
    if other.isEmpty { return }
    withUnsafeMutableBufferPointer { to in
      other.withUnsafeBufferPointer { from in
        guard let to = to.baseAddress, let from = from.baseAddress else { return }
        (to + range.lowerBound).update(from: from + range.lowerBound, count: range.count)
      }
    }
  }
}
