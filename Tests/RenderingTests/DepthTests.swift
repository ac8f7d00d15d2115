import Geometry
import Rendering
import Testing

@Suite struct DepthTests {
  /// The greatest relative error of a frame's depth over a plane through `p_WQ`, and the number of
  /// pixels where exactly one of ray and frame hits something.
  private func errors(_ frame: Frame, _ camera: Camera, through p_WQ: Vector3, normal: Vector3)
    -> (relative: Double, missed: Int)
  {
    var (worst, missed) = (0.0, 0)
    for (x, y) in camera.pixels {
      let ray = camera.ray(x, y)
      let depth = (p_WQ - camera.X_WC.translation).dot(normal) / ray.dot(normal)
      let drawn = Double(frame.depth[y * camera.width + x])
      if (depth > 0.01) != drawn.isFinite { missed += 1 }
      if depth > 0.01, drawn.isFinite { worst = max(worst, abs(drawn - depth) / depth) }
    }
    return (worst, missed)
  }

  @Test("The depth of a slanted plane is that of the ray, to 1e-5 at every pixel")
  func slanted() {
    let camera = camera(width: 160, height: 120, fx: 150, fy: 130, cx: 71, cy: 66)
    let corners: [Vector3] = [[1, 4, -3], [1.2, -3, -2], [6, -9, 8], [5.8, 10, 7]]
    // In one plane: the fourth corner is moved along x until it is.
    let normal = (corners[1] - corners[0]).cross(corners[2] - corners[0]).normalized
    var flat = corners
    flat[3].x -= (flat[3] - flat[0]).dot(normal) / normal.x
    let frame = Renderer(camera: camera).draw([
      Drawable(mesh: quad(flat), material: plain, label: 1)
    ])
    let (relative, missed) = errors(frame, camera, through: flat[0], normal: normal)
    // Single precision keeps 6e-8; across a row the nearness is reckoned from its nearest end.
    #expect(relative < 1e-5)
    #expect(missed == 0)
  }

  @Test("A floor that runs under the camera and behind it is right at every pixel")
  func floorUnderCamera() {
    let camera = camera(
      width: 120, height: 100, fx: 60, fy: 55, cx: 61, cy: 52, eye: [0, 0, 0.4],
      target: [1, 0.2, 0.1])
    let frame = Renderer(camera: camera).draw([
      Drawable(mesh: floorMesh(x: -300...300, y: -300...300), material: plain, label: 1)
    ])
    var (worst, lost) = (0.0, 0)
    for (x, y) in camera.pixels {
      let ray = camera.ray(x, y)
      let depth = -0.4 / ray.z
      let drawn = Double(frame.depth[y * camera.width + x])
      // Near the horizon the floor ends 300 m away.
      if ray.z >= 0 || depth > 290 { continue }
      if drawn.isFinite { worst = max(worst, abs(drawn - depth) / depth) } else { lost += 1 }
    }
    #expect(worst < 1e-5)
    #expect(lost == 0)
    for (x, y) in camera.pixels where camera.ray(x, y).z > 0.01 {
      #expect(frame.labels[y * camera.width + x] == 0)
    }
  }

  @Test("A box around the camera, cut by the near plane, hides nothing of what is in front")
  func nearPlane() {
    let camera = camera(eye: [0, 0, 0.3], target: [1, 0, 0.3])
    // A pole that passes through the near plane: only what lies beyond 1 cm shows.
    let pole = Shape.box(size: [2, 0.01, 0.01]).mesh()
    let frame = Renderer(camera: camera).draw([
      Drawable(
        mesh: pole, X_WM: Pose(.identity, [0, 0, 0.28]), material: plain, label: 1)
    ])
    let drawn = frame.depth.filter(\.isFinite)
    #expect(!drawn.isEmpty)
    #expect(drawn.allSatisfy { $0 >= 0.0099 && $0 <= 1.0001 })
    // Its upper side, 1.5 cm below the eye, seen through pixels right below the middle.
    for y in 26..<48 {
      let ray = camera.ray(29, y)
      let expected = -0.015 / ray.z
      guard expected > 0.011, expected < 0.99, abs(ray.y) * expected < 0.004 else { continue }
      #expect(abs(Double(frame.depth[y * 64 + 29]) - expected) < 1e-5 * expected)
    }
  }
}
