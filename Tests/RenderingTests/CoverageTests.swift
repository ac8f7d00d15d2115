import Geometry
import Rendering
import Testing

@Suite struct CoverageTests {
  @Test(
    "A square facing the camera covers the pixels whose centres are in it, top left edges included")
  func square() {
    // Edges through pixel centres on all sides: left and top ones are in, the others are out.
    let camera = camera(width: 20, height: 16, fx: 32, fy: 64, cx: 8, cy: 6)
    let corners = [(4.5, 10.5), (12.5, 10.5), (12.5, 3.5), (4.5, 3.5)].map {
      camera.unproject(u: $0, v: $1, depth: 2)
    }
    let frame = Renderer(camera: camera).draw([
      Drawable(mesh: quad(corners), material: plain, label: 7)
    ])
    for (x, y) in camera.pixels {
      let isInside = (4..<12).contains(x) && (3..<10).contains(y)
      #expect(frame.labels[y * 20 + x] == (isInside ? 7 : 0), "at \(x), \(y)")
    }
  }

  @Test("Triangles of a crumpled sheet cover each pixel exactly once", arguments: [1, 2, 3])
  func sharedEdges(seed: UInt64) {
    let camera = camera(width: 40, height: 40, fx: 40, fy: 40, cx: 20, cy: 20)
    var dice = Dice(state: seed)
    // Corners in front, at whole and odd parts of pixels, the outermost outside the picture.
    let count = 7
    let corners = (0..<count * count).map { k in
      let (i, j) = (k % count, k / count)
      let isWhole = dice.roll() < 0.3
      let (u, v) = (dice.roll(-3...3), dice.roll(-3...3))
      return camera.unproject(
        u: Double(i * 8 - 4) + (isWhole ? 0.5 : u), v: Double(j * 8 - 4) + (isWhole ? 0.5 : v),
        depth: 1 + 0.3 * dice.roll())
    }
    var times = [Int](repeating: 0, count: camera.width * camera.height)
    let renderer = Renderer(camera: camera, lighting: .overhead)
    for k in 0..<(count - 1) * (count - 1) {
      let a = k / (count - 1) * count + k % (count - 1)
      for triangle in [[a, a + count, a + 1], [a + 1, a + count, a + count + 1]] {
        let mesh = Mesh(
          positions: triangle.map { corners[$0] }, normals: [[0, 0, 1], [0, 0, 1], [0, 0, 1]],
          triangles: [[0, 1, 2]])
        let frame = renderer.draw([Drawable(mesh: mesh, material: plain, label: 1)])
        for (k, label) in frame.labels.enumerated() { times[k] += Int(label) }
      }
    }
    #expect(times.allSatisfy { $0 == 1 })
  }

  @Test("A face is drawn where Camera.project says its middle is")
  func projection() {
    let camera = camera(
      width: 90, height: 70, fx: 81, fy: 64, cx: 40.2, cy: 37.7, eye: [0.3, -0.2, 0.5],
      target: [1, 0.4, 0.1])
    let renderer = Renderer(camera: camera, lighting: .overhead)
    var dice = Dice(state: 5)
    for _ in 0..<200 {
      // A square of one pixel's size holds just the centre of the pixel that its middle is in.
      let (u, v) = (dice.roll(1...89), dice.roll(1...69))
      let depth = dice.roll(0.1...5)
      // Edges are rounded to 1/256 pixel: keep that much away from the line between two pixels.
      if min(abs(u - u.rounded()), abs(v - v.rounded())) < 0.01 { continue }
      let corners = [(-0.5, 0.5), (0.5, 0.5), (0.5, -0.5), (-0.5, -0.5)].map {
        camera.unproject(u: u + $0, v: v + $1, depth: depth)
      }
      let frame = renderer.draw([Drawable(mesh: quad(corners), material: plain, label: 1)])
      let seen = camera.project(0.25 * corners.reduce(.zero, +))
      let covered = frame.labels.indices.filter { frame.labels[$0] != 0 }
      #expect(covered == [Int(seen.v) * camera.width + Int(seen.u)])
    }
  }

  @Test("A face seen from behind is not drawn")
  func backs() {
    let camera = camera()
    let corners: [Vector3] = [[1, 1, -1], [1, -1, -1], [1, -1, 1], [1, 1, 1]]
    let renderer = Renderer(camera: camera)
    let front = renderer.draw([Drawable(mesh: quad(corners), material: plain, label: 1)])
    let back = renderer.draw([Drawable(mesh: quad(corners.reversed()), material: plain, label: 1)])
    #expect(front.labels.allSatisfy { $0 == 1 })
    #expect(back.labels.allSatisfy { $0 == 0 })
    #expect(back.depth.allSatisfy { $0 == .infinity })
  }

  @Test("The labels of a heap of balls are those of rays, but for pixels at an edge")
  func balls() {
    let camera = camera(
      width: 120, height: 90, fx: 110, fy: 95, cx: 57, cy: 49, eye: [-0.5, 0, 0.4],
      target: [0, 0, 0])
    var dice = Dice(state: 11)
    let balls = (1...9).map { label in
      (
        label, Vector3(dice.roll(-0.15...0.15), dice.roll(-0.15...0.15), dice.roll(-0.1...0.1)),
        dice.roll(0.03...0.09)
      )
    }
    let frame = Renderer(camera: camera).draw(
      balls.map { label, center, radius in
        Drawable(
          mesh: Shape.sphere(radius: radius).mesh(segments: 96),
          X_WM: Pose(.identity, center), material: plain, label: UInt8(label))
      })
    let truth = camera.pixels.map { x, y in
      let ray = camera.ray(x, y)
      let hits = balls.compactMap { label, center, radius -> (Double, Int)? in
        let toBall = center - camera.X_WC.translation
        let along = toBall.dot(ray) / ray.dot(ray)
        let aside = (toBall - along * ray).length
        guard aside < radius else { return nil }
        return (along - (radius * radius - aside * aside).squareRoot() / ray.length, label)
      }
      return hits.min { $0.0 < $1.0 }?.1 ?? 0
    }
    var checked = 0
    for (x, y) in camera.pixels where isUniform(truth, camera, x, y, reach: 1) {
      checked += 1
      #expect(Int(frame.labels[y * camera.width + x]) == truth[y * camera.width + x])
    }
    #expect(checked > camera.width * camera.height * 3 / 4)
  }

  @Test("A corner that is not a number, or endlessly far, takes its own faces away and no more")
  func strayCorners() {
    let camera = camera()
    let wall = quad([[2, 2, -2], [2, -2, -2], [2, -2, 2], [2, 2, 2]])
    var broken = quad([[1, 1, -1], [1, -1, -1], [1, -1, 1], [1, 1, 1]])
    for stray in [Double.nan, .infinity] {
      broken.positions[1].x = stray
      let frame = Renderer(camera: camera).draw([
        Drawable(mesh: wall, material: plain, label: 1),
        Drawable(mesh: broken, material: plain, label: 2),
        Drawable(mesh: wall, X_WM: Pose(.identity, [.nan, 0, 0]), material: plain, label: 3),
      ])
      // The broken wall keeps the half that does not touch the corner.
      #expect(Set(frame.labels).isSubset(of: [1, 2]))
      #expect(frame.labels.contains(1))
    }
  }
}
