package import Geometry

/// One thing to draw: a surface, where it is, what it looks like and what it is called.
package struct Drawable: Hashable, Sendable {
  /// The surface, in the frame M that carries it. Closed surfaces only cast right shadows: what is
  /// seen from behind is not drawn.
  package let mesh: Mesh

  /// Where the mesh is in the world.
  package var X_WM: Pose

  package var material: Material

  /// What the pixels it covers are called in `Frame.labels`. 0 is the background's.
  package var label: UInt8

  /// Whether it stops light. Floors, walls and table tops, on which shadows fall but which shade
  /// nothing, leave the shadow map to smaller things when they do not.
  package var castsShadow: Bool

  /// Whether it stays where it is for many frames. A `Canvas` keeps what it drew of such things;
  /// the pictures are the same either way.
  package let isStill: Bool

  /// The mesh needs a normal for each position, and indices of positions that exist.
  package init(
    mesh: Mesh, X_WM: Pose = .identity, material: Material, label: UInt8, castsShadow: Bool = true,
    isStill: Bool = false
  ) {
    let count = mesh.positions.count
    precondition(mesh.normals.count == count, "a mesh needs a normal for each position")
    precondition(
      mesh.triangles.allSatisfy { max($0.x, $0.y, $0.z) < count }, "a triangle without a corner")
    self.mesh = mesh
    self.X_WM = X_WM
    self.material = material
    self.label = label
    self.castsShadow = castsShadow
    self.isStill = isStill
  }
}
