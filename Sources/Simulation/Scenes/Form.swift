import Geometry

/// What a part is: surfaces to draw, about its own origin, and perhaps a convex body.
struct Form {
  /// Where the origin of its surfaces is in the frame that the file means. Metres.
  var center: Vector3

  /// The lengths of the box about `center` that holds its surfaces. Metres.
  var size: Vector3

  /// What the arm can touch; nil where that is not convex.
  var shape: Shape?

  var surfaces: [Surface]

  struct Surface {
    var mesh: Mesh

    /// sRGB, 0...1; nil where the scene file says it.
    var colour: SIMD3<Float>?

    /// What is on it unless the scene file says otherwise.
    var texture: LookDecoder.Dress?
  }

  /// What it is if it is a cloth.
  var cloth: ClothSheet?

  /// Whether it shades other things unless the scene file says so.
  var castsShadow = true

  /// The shortest side of the box that stands for what is only drawn, so that it can be touched.
  private static let thinnest = 1e-4

  init(_ shape: Shape) {
    self.shape = shape
    (center, size) = (.zero, shape.bounds.size)
    surfaces = [Surface(mesh: shape.mesh(), colour: nil)]
  }

  /// Of surfaces that are only drawn; nil where they have no corner.
  init?(drawn surfaces: [Surface]) {
    let boxes = surfaces.compactMap(\.mesh.bounds)
    guard let first = boxes.first else { return nil }
    let box = boxes.dropFirst().reduce(first) { $0.union($1) }
    (center, size) = (box.center, pointwiseMax(box.size, Vector3(repeating: Self.thinnest)))
    self.surfaces = surfaces.map { surface in
      var moved = surface
      moved.mesh.positions = surface.mesh.positions.map { $0 - box.center }
      return moved
    }
  }
}
