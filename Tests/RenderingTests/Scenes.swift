import Geometry
import Rendering

/// Scenes that several tests draw.
enum Scenes {
  typealias Scene = (renderer: Renderer, drawables: [Drawable])

  /// Shapes of all kinds on a table of wood, seen slantwise by a camera like a station's.
  static func table() -> Scene {
    let camera = camera(
      width: 320, height: 240, fx: 312, fy: 300, cx: 159.75, cy: 119.77, eye: [0, -0.16, 0.36],
      target: [0.36, 0.04, 0])
    let things: [(Shape, Pose, SIMD3<Float>, Float)] = [
      (.box(size: [0.12, 0.1, 0.12]), Pose(turn(0.3), [0.5, 0.15, 0.06]), [0.85, 0.83, 0.8], 0),
      (.cylinder(radius: 0.033, length: 0.1), at(0.42, -0.08, 0.05), [0.75, 0.2, 0.12], 0.2),
      (.sphere(radius: 0.03), at(0.27, 0.08, 0.03), [0.15, 0.3, 0.7], 0.3),
      (
        .capsule(radius: 0.015, length: 0.1),
        Pose(Rotation(about: [1, 0, 0], by: 1.2), [0.33, 0.02, 0.08]), [0.06, 0.06, 0.07], 0.3
      ),
      (
        .cone(bottom: 0.04, top: 0.02, length: 0.08), at(0.28, -0.05, 0.04), [0.2, 0.5, 0.25], 0
      ),
      (
        .roundedBox(size: [0.06, 0.06, 0.04], radius: 0.01), Pose(turn(0.7), [0.36, 0.13, 0.02]),
        [0.9, 0.7, 0.2], 0.1
      ),
    ]
    let top = Drawable(
      mesh: floorMesh(x: -0.2...0.75, y: -0.5...0.5),
      material: Material(colour: [0.58, 0.4, 0.27], texture: .wood()), label: 1,
      castsShadow: false)
    let drawables = things.enumerated().map { index, thing in
      Drawable(
        mesh: thing.0.mesh(), X_WM: thing.1,
        material: Material(colour: thing.2, specular: thing.3), label: UInt8(index + 2))
    }
    return (Renderer(camera: camera, lighting: Lighting()), [top] + drawables)
  }

  /// Walls, floor and a column around the camera, cut off by the near plane and by every side.
  static func room() -> Scene {
    let camera = camera(
      width: 160, height: 160, fx: 90, fy: 110, cx: 70, cy: 90, eye: [0.2, 0.1, 1.4],
      target: [2, 0.6, 0.9])
    let box = Shape.box(size: [1, 1, 1]).mesh()
    let inside = Mesh(
      positions: box.positions.map { 6 * $0 }, normals: box.normals.map { -$0 },
      triangles: box.triangles.map { [$0.x, $0.z, $0.y] })
    let drawables = [
      Drawable(
        mesh: inside, X_WM: at(0, 0, 3), material: Material(colour: [0.7, 0.72, 0.7]), label: 1,
        castsShadow: false),
      Drawable(
        mesh: Shape.cylinder(radius: 0.25, length: 3).mesh(segments: 40), X_WM: at(1.6, 1, 1.5),
        material: Material(colour: [0.5, 0.3, 0.3], specular: 0.2), label: 2),
      Drawable(
        mesh: Shape.box(size: [1.5, 0.8, 0.7]).mesh(), X_WM: Pose(turn(0.5), [1.8, -0.4, 0.35]),
        material: Material(colour: [0.3, 0.4, 0.6]), label: 3),
    ]
    return (Renderer(camera: camera, lighting: Lighting(direction: [-0.4, 0.3, 1])), drawables)
  }

  private static func at(_ x: Double, _ y: Double, _ z: Double) -> Pose {
    Pose(.identity, [x, y, z])
  }

  private static func turn(_ angle: Double) -> Rotation { Rotation(about: [0, 0, 1], by: angle) }
}
