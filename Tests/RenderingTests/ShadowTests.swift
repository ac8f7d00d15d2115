import Geometry
import Imaging
import Rendering
import Testing

@Suite struct ShadowTests {
  private let lamp = Vector3(0.4, 0.6, 1).normalized
  private let camera = RenderingTests.camera(
    width: 160, height: 120, fx: 140, fy: 140, cx: 78, cy: 61, eye: [-0.8, -0.3, 0.9],
    target: [0, 0, 0])

  /// Both frames of a scene: without shadows, and with them.
  private func frames(_ drawables: [Drawable]) -> (without: Frame, with: Frame) {
    var lighting = Lighting(direction: 3 * lamp, shadow: false)
    let without = Renderer(camera: camera, lighting: lighting).draw(drawables)
    lighting.shadow = true
    return (without, Renderer(camera: camera, lighting: lighting).draw(drawables))
  }

  @Test("A box's shadow on the floor is where rays to the lamp say, but for two pixels at its edge")
  func box() {
    let size = Vector3(0.2, 0.3, 0.25)
    let X_WB = Pose(Rotation(about: [0, 0, 1], by: 0.4), [0.05, -0.05, 0.125])
    let (without, with) = frames([
      Drawable(
        mesh: floorMesh(x: -3...3, y: -3...3), material: plain, label: 1, castsShadow: false),
      Drawable(mesh: Shape.box(size: size).mesh(), X_WM: X_WB, material: plain, label: 2),
    ])
    // 1 in the shadow, 0 in the light, 2 where the box itself is seen.
    let truth = camera.pixels.map { x, y in
      let k = y * camera.width + x
      if without.labels[k] != 1 { return 2 }
      let point = camera.unproject(
        u: Double(x) + 0.5, v: Double(y) + 0.5, depth: Double(without.depth[k]))
      return isHit(from: X_WB.inverse * point, towards: X_WB.rotation.inverse * lamp, size) ? 1 : 0
    }
    var counts = [0, 0, 0]
    for (x, y) in camera.pixels where isUniform(truth, camera, x, y, reach: 2) {
      let k = y * camera.width + x
      let isDarker = with.image.bytes[3 * k] < without.image.bytes[3 * k]
      counts[truth[k]] += 1
      if truth[k] != 2 { #expect(isDarker == (truth[k] == 1), "at \(x), \(y)") }
    }
    #expect(counts[0] > 5000)
    #expect(counts[1] > 300)
  }

  /// Whether a ray meets a box about the origin.
  private func isHit(from p: Vector3, towards v: Vector3, _ size: Vector3) -> Bool {
    let (a, b) = ((-0.5 * size - p) / v, (0.5 * size - p) / v)
    let (enter, leave) = (pointwiseMin(a, b), pointwiseMax(a, b))
    return max(enter.x, enter.y, enter.z, 0) < min(leave.x, leave.y, leave.z)
  }

  @Test("A ball and a floor alone, which nothing shades, are as bright with shadows as without")
  func acne() {
    // The ball hangs high: its shadow falls outside the picture. Only the half that the lamp sees
    // counts, up to where the light is grazing and texels can no longer tell.
    let ball = Vector3(-0.2, -0.05, 0.35)
    let (without, with) = frames([
      Drawable(mesh: floorMesh(x: -3...3, y: -3...3), material: plain, label: 1, castsShadow: true),
      Drawable(
        mesh: Shape.sphere(radius: 0.1).mesh(segments: 48), X_WM: Pose(.identity, ball),
        material: plain, label: 2),
    ])
    var checked = 0
    for (x, y) in camera.pixels {
      let k = y * camera.width + x
      guard without.depth[k].isFinite else { continue }
      let point = camera.unproject(
        u: Double(x) + 0.5, v: Double(y) + 0.5, depth: Double(without.depth[k]))
      let toPoint = point - ball
      let aside = (toPoint - toPoint.dot(lamp) * lamp).length
      let isLit = without.labels[k] == 2 ? toPoint.normalized.dot(lamp) > 0.15 : aside > 0.115
      guard isLit else { continue }
      checked += 1
      #expect(with.image.bytes[3 * k] == without.image.bytes[3 * k], "at \(x), \(y)")
    }
    #expect(checked > 10_000)
  }

  @Test("No light leaks under a box that stands on the floor")
  func leaks() {
    let wall = Pose(.identity, [0, 0, 0.15])
    let (without, with) = frames([
      Drawable(
        mesh: floorMesh(x: -3...3, y: -3...3), material: plain, label: 1, castsShadow: false),
      Drawable(
        mesh: Shape.box(size: [0.3, 0.3, 0.3]).mesh(), X_WM: wall, material: plain, label: 2),
    ])
    // On the floor right at the foot of the sides that the lamp does not see, 4 mm away.
    for t in stride(from: -0.13, through: 0.13, by: 0.01) {
      for place in [Vector3(t, -0.154, 0), Vector3(-0.154, t, 0)] {
        let (u, v, _) = camera.project(place)
        let k = Int(v) * camera.width + Int(u)
        guard without.labels[k] == 1 else { continue }
        #expect(with.image.bytes[3 * k] < without.image.bytes[3 * k], "at \(place)")
      }
    }
  }
}
