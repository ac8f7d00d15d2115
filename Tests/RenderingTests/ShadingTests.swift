import Foundation
import Geometry
import Imaging
import Rendering
import Testing

@Suite struct ShadingTests {
  /// The 8-bit sRGB value of linear light, by the standard's formula.
  private func code(_ linear: Double) -> Double {
    let x = min(1, max(0, linear))
    return 255 * (x <= 0.0031308 ? 12.92 * x : 1.055 * pow(x, 1 / 2.4) - 0.055)
  }

  @Test("What is interpolated over a slanted face follows perspective")
  func perspective() {
    let camera = camera(
      width: 80, height: 60, fx: 70, fy: 70, cx: 40, cy: 30, eye: [0, 0, 1], target: [3, 0, 0])
    // A floor whose normals turn away from the lamp with distance: at a point the cosine is what
    // its place along x says, not its place in the picture.
    let far = Vector3(0.8, 0, 0.6)
    let mesh = quad(
      [[0, -20, 0], [10, -20, 0], [10, 20, 0], [0, 20, 0]],
      normals: [[0, 0, 1], far, far, [0, 0, 1]])
    let lighting = Lighting(
      direction: [0, 0, 1], diffuse: 1, sky: .zero, ground: .zero, shadow: false)
    let frame = Renderer(camera: camera, lighting: lighting).draw([
      Drawable(mesh: mesh, material: Material(colour: .one), label: 1)
    ])
    var checked = 0
    for (x, y) in camera.pixels where frame.labels[y * 80 + x] == 1 {
      let place = -camera.ray(x, y).x / camera.ray(x, y).z
      // The normal there has length 1 again.
      let expected = code(
        (1 - 0.4 * place / 10) / Vector3(0.08 * place, 0, 1 - 0.04 * place).length)
      checked += 1
      // Rounding to a byte, after rounding to 1/4096 of the light.
      #expect(abs(Double(frame.image.bytes[3 * (y * 80 + x)]) - expected) < 0.75)
    }
    #expect(checked > 1000)
  }

  @Test("In full light a surface shows its own colour", arguments: [0, 1, 17, 60, 128, 200, 255])
  func ownColour(value: Int) {
    let camera = camera()
    let colour = SIMD3<Float>(Float(value), 255, 128) / 255
    let wall = quad([[1, 1, -1], [1, -1, -1], [1, -1, 1], [1, 1, 1]])
    let lighting = Lighting(
      direction: [-1, 0, 0], diffuse: 1, sky: .zero, ground: .zero, shadow: false)
    let frame = Renderer(camera: camera, lighting: lighting).draw([
      Drawable(mesh: wall, material: Material(colour: colour), label: 1)
    ])
    #expect(Array(frame.image.bytes.prefix(3)) == [UInt8(value), 255, 128])
  }

  @Test("Where nothing is there is the background")
  func background() {
    let frame = Renderer(camera: camera(), background: [1, 0.2, 0]).draw([])
    #expect(Set(frame.labels) == [0])
    #expect(Array(frame.image.bytes.suffix(3)) == [255, 51, 0])
  }

  @Test("The order of the drawables and the memory used before do not change a pixel")
  func permutation() {
    let scene = Scenes.table()
    let renderer = scene.renderer
    let first = renderer.draw(scene.drawables)
    var canvas = Canvas()
    _ = Renderer(camera: camera()).draw(Array(scene.drawables.prefix(2)), on: &canvas)
    for shift in 1..<scene.drawables.count {
      let turned = Array(scene.drawables[shift...] + scene.drawables[..<shift])
      let frame = renderer.draw(turned.reversed(), on: &canvas)
      #expect(frame.image == first.image)
      #expect(frame.depth == first.depth)
      #expect(frame.labels == first.labels)
    }
  }

  @Test("Wood of one seed is one wood, of another seed another")
  func wood() {
    func frame(_ texture: Texture?) -> Frame {
      let table = Drawable(
        mesh: floorMesh(x: -1...1, y: -1...1),
        material: Material(colour: [0.5, 0.4, 0.3], texture: texture), label: 1)
      return Renderer(camera: camera(eye: [-0.5, 0, 0.5], target: .zero)).draw([table])
    }
    let bytes = frame(.wood(seed: 3)).image.bytes
    #expect(bytes == frame(.wood(seed: 3)).image.bytes)
    #expect(bytes != frame(.wood(seed: 4)).image.bytes)
    #expect(bytes != frame(nil).image.bytes)
  }
}
