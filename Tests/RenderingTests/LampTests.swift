import Foundation
import Geometry
import Imaging
import Rendering
import Testing

@Suite struct LampTests {
  private let camera = RenderingTests.camera(
    width: 160, height: 120, fx: 140, fy: 140, cx: 78, cy: 61, eye: [-0.5, -0.2, 0.5],
    target: [0, 0, 0])

  /// A floor and a box that stands, or hangs, so high above it.
  private func things(lift: Double = 0) -> [Drawable] {
    [
      Drawable(
        mesh: floorMesh(x: -2...2, y: -2...2), material: plain, label: 1, castsShadow: false),
      Drawable(
        mesh: Shape.box(size: [0.16, 0.16, 0.1]).mesh(),
        X_WM: Pose(.identity, [0, 0, 0.05 + lift]),
        material: Material(colour: [0.7, 0.4, 0.2], specular: 0.1), label: 2),
    ]
  }

  @Test("A further lamp with shadows lights the scene as it would alone")
  func alone() {
    let (one, other) = (Vector3(0.5, 0.2, 1), Vector3(-0.3, 0.6, 1))
    let first = Lighting(direction: other, diffuse: 0.5)
    let further = Lighting(
      direction: one, diffuse: 0,
      fills: [.init(direction: other, diffuse: [0.5, 0.5, 0.5], castsShadow: true)])
    func image(_ lighting: Lighting) -> Image {
      Renderer(camera: camera, lighting: lighting, samples: .four).draw(things()).image
    }
    #expect(image(first) == image(further))
    var unshaded = further
    unshaded.fills[0].castsShadow = false
    #expect(image(further) != image(unshaded))
  }

  @Test("Light of two lamps adds up, and so do their shadows")
  func sum() {
    let (one, other) = (Vector3(0.5, 0.2, 1), Vector3(-0.3, 0.6, 1))
    func steps(_ first: Float, _ second: Float) -> [Double] {
      let lighting = Lighting(
        direction: one, diffuse: first,
        fills: [.init(direction: other, diffuse: second * .one, castsShadow: true)],
        sky: .zero, ground: [0.001, 0.001, 0.001])
      let frame = Renderer(camera: camera, lighting: lighting).draw(things())
      return frame.image.bytes.map { light(Double($0)) }
    }
    let (first, second, both) = (steps(0.3, 0), steps(0, 0.4), steps(0.3, 0.4))
    for k in both.indices where both[k] > 0.02 && both[k] < 0.95 {
      // Three roundings to a byte, each half of one, and to 1/4096 of the light.
      #expect(abs(first[k] + second[k] - both[k]) < 0.012)
    }
  }

  /// Linear light of a byte of sRGB, by the standard's formula.
  private func light(_ byte: Double) -> Double {
    let v = byte / 255
    return v <= 0.04045 ? v / 12.92 : pow((v + 0.055) / 1.055, 2.4)
  }

  @Test("The floor is darker at the foot of a box, by less further off, and not beyond the reach")
  func contact() throws {
    let plainLight = Lighting(direction: [0, 0, 1], diffuse: 0, shadow: false)
    var darker = plainLight
    darker.contact = .init(height: 0, reach: 0.04, strength: 0.8)
    func levels(_ lighting: Lighting, lift: Double) -> [Double] {
      let frame = Renderer(camera: camera, lighting: lighting, outputs: [.labels])
        .draw(things(lift: lift))
      // On the floor, in front of the side that the camera sees.
      return [0.085, 0.1, 0.11, 0.14, 0.18].map { distance in
        let (u, v, _) = camera.project([-distance, 0, 0])
        let k = Int(v) * camera.width + Int(u)
        #expect(frame.labels[k] == 1)
        return light(Double(frame.image.bytes[3 * k]))
      }
    }
    let (before, after) = (levels(plainLight, lift: 0), levels(darker, lift: 0))
    let lost = zip(before, after).map { 1 - $1 / $0 }
    // At the very edge half of what is around is box, which takes half of 0.8.
    #expect(lost[0] > 0.2 && lost[0] < 0.42)
    #expect(lost[0] > lost[1] && lost[1] > lost[2] && lost[2] > lost[3])
    #expect(lost[3] < 0.02)
    #expect(lost[4] == 0)
    #expect(levels(darker, lift: 0.05) == levels(plainLight, lift: 0.05))
  }

  @Test("A level surface that nothing stands on is no darker, the top of a thing included")
  func noContact() {
    var darker = Lighting()
    let without = Renderer(camera: camera, lighting: darker).draw(things())
    darker.contact = .init(height: 0)
    let with = Renderer(camera: camera, lighting: darker).draw(things())
    let normals = Renderer(camera: camera, lighting: darker, outputs: [.normals, .labels])
      .draw(things())
    var tops = 0
    for k in normals.labels.indices where normals.labels[k] == 2 && normals.normals[k].z > 0.99 {
      #expect(with.image.bytes[3 * k] == without.image.bytes[3 * k])
      tops += 1
    }
    #expect(tops > 300)
    let bare = Array(things().prefix(1))
    #expect(
      Renderer(camera: camera, lighting: darker).draw(bare).image
        == Renderer(camera: camera, lighting: Lighting()).draw(bare).image)
  }
}
