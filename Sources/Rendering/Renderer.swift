package import Geometry
import Imaging

/// Draws things as a pinhole camera sees them: colour, depth, labels and normals.
///
/// Each triangle is filled into a z-buffer that remembers what each sample shows; then each pixel is
/// shaded once. The same drawables give the same bytes, whatever their order and the machine.
package struct Renderer: Hashable, Sendable {
  package var camera: Camera
  package var lighting: Lighting

  /// What is seen where nothing is, sRGB, each channel in 0...1.
  package var background: SIMD3<Float>

  /// How many places of a pixel are looked at.
  package var samples: Samples

  /// What a frame has beside its picture.
  package var outputs: Outputs

  package enum Samples: Int, Sendable {
    /// Its centre.
    case centre = 1

    /// Four about the centre: edges are smooth.
    case four = 4
  }

  package struct Outputs: OptionSet, Hashable, Sendable {
    package let rawValue: Int
    package init(rawValue: Int) { self.rawValue = rawValue }
    package static let depth = Outputs(rawValue: 1)
    package static let labels = Outputs(rawValue: 2)
    package static let normals = Outputs(rawValue: 4)
  }

  package init(
    camera: Camera, lighting: Lighting = Lighting(),
    background: SIMD3<Float> = [0.72, 0.74, 0.76], samples: Samples = .centre,
    outputs: Outputs = [.depth, .labels]
  ) {
    self.camera = camera
    self.lighting = lighting
    self.background = background
    self.samples = samples
    self.outputs = outputs
  }

  /// One frame, in memory of its own.
  package func draw(_ drawables: [Drawable]) -> Frame {
    var canvas = Canvas(keep: .none)
    return draw(drawables, on: &canvas)
  }

  /// One frame, with what a canvas has kept.
  package func draw(_ drawables: [Drawable], on canvas: inout Canvas) -> Frame {
    canvas.draw(ordered(drawables), by: self)
    return canvas.frame
  }

  /// What stands still first, and then in an order that depends on the drawables only: where two
  /// are equally near, the first one shows.
  private func ordered(_ drawables: [Drawable]) -> [Drawable] {
    let isOrdered = zip(drawables, drawables.dropFirst()).allSatisfy { !precedes($1, $0) }
    return isOrdered ? drawables : drawables.sorted(by: precedes)
  }

  private func precedes(_ a: Drawable, _ b: Drawable) -> Bool {
    if a.isStill != b.isStill { return a.isStill }
    if a.label != b.label { return a.label < b.label }
    let (c, d) = (a.material.colour, b.material.colour)
    if c != d { return (c.x, c.y, c.z) < (d.x, d.y, d.z) }
    let (m, n) = (a.mesh.triangles.count, b.mesh.triangles.count)
    if m != n { return m < n }
    let (p, q) = (a.X_WM.translation, b.X_WM.translation)
    return (p.x, p.y, p.z) < (q.x, q.y, q.z)
  }

  /// Whether a surface's light is a matter of one number, the lamp's level: then it is reckoned at
  /// the corners of its mesh.
  func isMatte(_ material: Material) -> Bool {
    lighting.isUniform && material.specular == 0 && material.texture == nil
      && !outputs.contains(.normals)
  }
}
