import Foundation
import Geometry
import Imaging
import Rendering
import Testing

@Suite struct SamplingTests {
  private let camera = RenderingTests.camera(
    width: 96, height: 80, fx: 90, fy: 90, cx: 47, cy: 41, eye: [0, 0, 0])

  /// A black square on white, seen flat on, its sides through pixels at the given part.
  private func square(_ part: Double) -> Drawable {
    let corners = [(20, 60), (70, 60), (70, 15), (20, 15)].map {
      camera.unproject(u: Double($0.0) + part, v: Double($0.1) + part, depth: 2)
    }
    return Drawable(mesh: quad(corners), material: Material(colour: .zero), label: 1)
  }

  @Test(
    "A pixel at an edge is as bright as the light that comes past it, to a quarter",
    arguments: [0.1, 0.3, 0.5, 0.7, 0.9])
  func edges(part: Double) {
    let renderer = Renderer(
      camera: camera, lighting: .overhead, background: .one, samples: .four, outputs: [])
    let image = renderer.draw([square(part)]).image
    func light(_ x: Int, _ y: Int) -> Double {
      let code = Double(image.bytes[3 * (y * 96 + x)]) / 255
      return code <= 0.04045 ? code / 12.92 : pow((code + 0.055) / 1.055, 2.4)
    }
    // A quarter is one sample; a byte is known to a few thousandths of the light.
    #expect(abs(light(20, 40) - part) <= 0.256)
    #expect(abs(light(40, 15) - part) <= 0.256)
    #expect(abs(light(70, 40) - (1 - part)) <= 0.256)
    #expect(light(40, 40) == 0)
    #expect(light(10, 40) == 1)
  }

  @Test("Triangles of a sheet leave no gap between them and none of the background shows")
  func seams() {
    let camera = camera
    var dice = Dice(state: 4)
    let corners = (0..<121).map { k in
      let (u, v) = (Double(k % 11) * 12 - 10, Double(k / 11) * 11 - 12)
      return camera.unproject(
        u: u + dice.roll(-4...4), v: v + dice.roll(-4...4), depth: dice.roll(1...1.5))
    }
    var triangles: [SIMD3<UInt32>] = []
    for k in 0..<100 {
      let a = UInt32(k / 10 * 11 + k % 10)
      triangles += [[a, a + 11, a + 1], [a + 1, a + 11, a + 12]]
    }
    let sheet = Drawable(
      mesh: Mesh(
        positions: corners, normals: corners.map { _ in [-1, 0, 0] }, triangles: triangles),
      material: Material(colour: .zero), label: 1)
    for samples in [Renderer.Samples.centre, .four] {
      let frame = Renderer(
        camera: camera, lighting: .overhead, background: .one, samples: samples
      ).draw([sheet])
      #expect(frame.image.bytes.allSatisfy { $0 == 0 })
      #expect(frame.labels.allSatisfy { $0 == 1 })
    }
  }

  @Test("The order of triangles changes no pixel", arguments: [Renderer.Samples.centre, .four])
  func order(samples: Renderer.Samples) {
    let scene = Scenes.table()
    var renderer = scene.renderer
    renderer.samples = samples
    let turned = scene.drawables.map { drawable in
      var mesh = drawable.mesh
      mesh.triangles.reverse()
      return Drawable(
        mesh: mesh, X_WM: drawable.X_WM, material: drawable.material, label: drawable.label,
        castsShadow: drawable.castsShadow)
    }
    let (first, second) = (renderer.draw(scene.drawables), renderer.draw(turned))
    #expect(first.image == second.image)
    #expect(first.depth == second.depth)
    #expect(first.labels == second.labels)
  }

  @Test("A body behind the camera draws nothing", arguments: [Renderer.Samples.centre, .four])
  func behind(samples: Renderer.Samples) {
    let ball = Drawable(
      mesh: Shape.sphere(radius: 0.5).mesh(segments: 24), X_WM: Pose(.identity, [-0.8, 0, 0]),
      material: plain, label: 1)
    let frame = Renderer(camera: camera, samples: samples).draw([ball])
    #expect(frame.labels.allSatisfy { $0 == 0 })
    #expect(frame.depth.allSatisfy { $0 == .infinity })
    #expect(Set(frame.image.bytes).count <= 3)
  }

  @Test("Depth inside a box's sides is the ray's, to 0.1 mm, with four samples as with one")
  func depth() {
    let size = Vector3(0.6, 0.5, 0.4)
    let X_WB = Pose(Rotation(about: Vector3(0.3, 0.5, 1).normalized, by: 0.7), [1.3, 0, 0])
    let box = Drawable(mesh: Shape.box(size: size).mesh(), X_WM: X_WB, material: plain, label: 1)
    for samples in [Renderer.Samples.centre, .four] {
      let frame = Renderer(camera: camera, samples: samples).draw([box])
      // The depth by a ray, and the side it meets.
      let truth = camera.pixels.map { x, y -> (side: Int, depth: Double) in
        let (p, v) = (
          X_WB.inverse * camera.X_WC.translation, X_WB.rotation.inverse * camera.ray(x, y)
        )
        let (a, b) = ((-0.5 * size - p) / v, (0.5 * size - p) / v)
        let (near, far) = (pointwiseMin(a, b), pointwiseMax(a, b))
        guard near.max() < far.min() else { return (0, .infinity) }
        let side = near.x == near.max() ? 1 : near.y == near.max() ? 2 : 3
        return (side, near.max())
      }
      var checked = 0
      for (x, y) in camera.pixels where isUniform(truth.map(\.side), camera, x, y, reach: 1) {
        let k = y * camera.width + x
        #expect(frame.labels[k] == (truth[k].side == 0 ? 0 : 1))
        if truth[k].side == 0 { continue }
        checked += 1
        #expect(abs(Double(frame.depth[k]) - truth[k].depth) < 1e-4)
      }
      #expect(checked > 500)
    }
  }

  @Test("Labels are where the colour is that is not the background's")
  func silhouette() {
    let scene = Scenes.table()
    let thing = Drawable(
      mesh: scene.drawables[1].mesh, X_WM: scene.drawables[1].X_WM,
      material: Material(colour: [0.9, 0.1, 0.1]), label: 9)
    for samples in [Renderer.Samples.centre, .four] {
      var renderer = scene.renderer
      renderer.samples = samples
      renderer.background = [0, 0, 1]
      let frame = renderer.draw([thing])
      for k in frame.labels.indices {
        let isBackground = Array(frame.image.bytes[3 * k..<3 * k + 3]) == [0, 0, 255]
        #expect((frame.labels[k] == 0) == isBackground)
      }
    }
  }

  @Test("Normals of a ball are those of rays, to a degree, and of unit length")
  func normals() {
    let center = Vector3(1.5, 0.1, 0)
    let ball = Drawable(
      mesh: Shape.sphere(radius: 0.4).mesh(segments: 64), X_WM: Pose(.identity, center),
      material: plain, label: 1)
    for samples in [Renderer.Samples.centre, .four] {
      let frame = Renderer(
        camera: camera, samples: samples, outputs: [.depth, .labels, .normals]
      ).draw([ball])
      let labels = frame.labels.map(Int.init)
      var checked = 0
      for (x, y) in camera.pixels where isUniform(labels, camera, x, y, reach: 2) {
        let k = y * camera.width + x
        if labels[k] == 0 {
          #expect(frame.normals[k] == .zero)
          continue
        }
        checked += 1
        let point = camera.unproject(
          u: Double(x) + 0.5, v: Double(y) + 0.5, depth: Double(frame.depth[k]))
        let n = frame.normals[k]
        let drawn = Vector3(Double(n.x), Double(n.y), Double(n.z))
        #expect(abs(drawn.length - 1) < 1e-5)
        // Facets of 5.6 degrees; interpolated normals stray far less.
        #expect(drawn.dot((point - center).normalized) > 0.9998)
      }
      #expect(checked > 500)
    }
  }

  @Test("A mesh with numbers that are none, no area and open edges draws what is left of it")
  func brokenMesh() {
    var mesh = Shape.sphere(radius: 0.3).mesh(segments: 16)
    mesh.triangles.removeFirst(20)
    mesh.positions[40] = [.nan, 0, 0]
    mesh.positions[60] = [.infinity, 1, 1]
    mesh.positions[80] = [1e30, -1e30, 1e30]
    mesh.normals[90] = .zero
    mesh.normals[91] = [.nan, .nan, .nan]
    mesh.triangles += [[1, 1, 1], [2, 3, 2], [40, 40, 60]]
    for samples in [Renderer.Samples.centre, .four] {
      for lighting in [Lighting(), Lighting(sky: .one, ground: .one)] {
        let frame = Renderer(camera: camera, lighting: lighting, samples: samples).draw([
          Drawable(mesh: mesh, X_WM: Pose(.identity, [1, 0, 0]), material: plain, label: 1)
        ])
        #expect(frame.labels.contains(1))
        #expect(frame.labels.contains(0))
        #expect(frame.depth.allSatisfy { $0 > 0.01 })
      }
    }
  }
}
