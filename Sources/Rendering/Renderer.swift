package import Geometry

/// Draws things as a pinhole camera sees them: colour, depth and labels.
///
/// Each triangle is filled into a z-buffer that remembers whose each pixel is; then each pixel is
/// shaded once. The same drawables give the same bytes, whatever their order and the machine.
package struct Renderer: Sendable {
  package var camera: Camera
  package var lighting: Lighting

  /// What is seen where nothing is, sRGB, each channel in 0...1.
  package var background: SIMD3<Float>

  package init(
    camera: Camera, lighting: Lighting = Lighting(),
    background: SIMD3<Float> = [0.72, 0.74, 0.76]
  ) {
    self.camera = camera
    self.lighting = lighting
    self.background = background
  }

  /// One frame, in memory of its own.
  package func draw(_ drawables: [Drawable]) -> Frame {
    var canvas = Canvas()
    return draw(drawables, on: &canvas)
  }

  /// One frame, in memory that is used again.
  package func draw(_ drawables: [Drawable], on canvas: inout Canvas) -> Frame {
    let drawables = ordered(drawables)
    let lamp_W = lighting.direction.normalized
    var map = ShadowMap(lamp_W: lamp_W)

    // What there is to fill in the picture, and in the shadow map.
    let projection = Projection(
      camera: camera, lamp_W: lamp_W, R_LC: map.R_WL.inverse * camera.X_WC.rotation)
    canvas.faces.removeAll(keepingCapacity: true)
    canvas.patches.removeAll(keepingCapacity: true)
    canvas.faces.append(Face.background)
    for (index, drawable) in drawables.enumerated() {
      projection.place(drawable, into: &canvas.vertices)
      projection.cover(
        drawable.mesh.triangles, canvas.vertices, surface: Int32(index), faces: &canvas.faces,
        patches: &canvas.patches)
    }
    let seen = canvas.patches.count
    if lighting.shadow {
      map.cover(drawables, corners: &canvas.casters, patches: &canvas.patches)
    }

    // Filling.
    let (width, height) = (camera.width, camera.height)
    let stride = (width + 3) / 4 * 4 + 4
    canvas.nearness.refill(count: stride * height, with: 0)
    canvas.owners.refill(count: stride * height, with: 0)
    fill(
      canvas.patches[..<seen], width: width, height: height, stride: stride,
      nearness: &canvas.nearness, owners: &canvas.owners)
    if lighting.shadow {
      canvas.shadow.refill(count: ShadowMap.stride * (ShadowMap.size + 1), with: 0)
      var nobody: [UInt32] = []
      fill(
        canvas.patches[seen...], width: ShadowMap.size, height: ShadowMap.size,
        stride: ShadowMap.stride, nearness: &canvas.shadow, owners: &nobody)
    }

    let shading = Shading(camera: camera, lighting: lighting, background: background)
    let old = canvas.frame
    canvas.frame = .empty
    canvas.frame = shading.shade(
      drawables, canvas, stride: stride, map: lighting.shadow ? map : nil, in: old)
    return canvas.frame
  }

  /// In an order that depends on the drawables only, by label first: where two are equally near,
  /// the first one shows.
  private func ordered(_ drawables: [Drawable]) -> [Drawable] {
    func key(_ d: Drawable) -> [Double] {
      let (c, p) = (d.material.colour, d.X_WM.translation)
      return [
        Double(d.label), Double(c.x), Double(c.y), Double(c.z), p.x, p.y, p.z,
        Double(d.mesh.triangles.count),
      ]
    }
    return drawables.map { (key($0), $0) }.sorted { $0.0.lexicographicallyPrecedes($1.0) }.map(\.1)
  }
}

/// Fills all patches into a grid of whole rows.
private func fill(
  _ patches: ArraySlice<Patch>, width: Int, height: Int, stride: Int, nearness: inout [Float],
  owners: inout [UInt32]
) {
  nearness.withUnsafeMutableBufferPointer { nearness in
    owners.withUnsafeMutableBufferPointer { owners in
      guard let near = nearness.baseAddress else { return }
      let grid = Grid(
        width: width, height: height, stride: stride, nearness: near,
        owners: owners.isEmpty ? nil : owners.baseAddress)
      for patch in patches { fill(patch, into: grid) }
    }
  }
}
