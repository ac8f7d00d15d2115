import Foundation
import Geometry
import Imaging
import Rendering
import Testing

@Suite struct TextureTests {
  /// All light from the sky, so that a white surface shows its texture as it is.
  private let even = Lighting(diffuse: 0, sky: .one, ground: .one, shadow: false)

  /// 16 x 16 pixels of grey, brighter to the right in one and downwards in the other channel.
  private let ramp = Image(
    width: 16, height: 16,
    bytes: (0..<256).flatMap { (k: Int) -> [UInt8] in
      [UInt8(20 + 12 * (k % 16)), UInt8(20 + 12 * (k / 16)), 90]
    })

  /// Linear light of a byte of sRGB, by the standard's formula.
  private func light(_ byte: Double) -> Double {
    let v = byte / 255
    return v <= 0.04045 ? v / 12.92 : pow((v + 0.055) / 1.055, 2.4)
  }

  @Test("Each pixel shows the place of the picture that its ray meets", arguments: [false, true])
  func places(fromMesh: Bool) throws {
    let camera = camera(
      width: 120, height: 90, fx: 110, fy: 110, cx: 60, cy: 45, eye: [0, 0, 0.4],
      target: [0.5, 0.1, 0])
    // One picture on the square from (0.2, -0.3) to (0.8, 0.3), upright seen from above.
    var mesh = floorMesh(x: 0.2...0.8, y: -0.3...0.3)
    mesh.uvs = [[0, 1], [1, 1], [1, 0], [0, 0]]
    let texture = try #require(
      Texture(ramp, mapping: fromMesh ? .mesh : .planar(size: [0.6, 0.6])))
    let frame = Renderer(camera: camera, lighting: even).draw([
      Drawable(mesh: mesh, material: Material(colour: .one, texture: texture), label: 1)
    ])
    var checked = 0
    for (x, y) in camera.pixels where frame.labels[y * 120 + x] == 1 {
      let ray = camera.ray(x, y)
      let p = camera.X_WC.translation + (-0.4 / ray.z) * ray
      // Along z the picture begins at the origin; texel centres are at halves.
      let (u, v) =
        fromMesh
        ? ((p.x - 0.2) / 0.6 * 16 - 0.5, (0.3 - p.y) / 0.6 * 16 - 0.5)
        : (p.x / 0.6 * 16 - 0.5, -p.y / 0.6 * 16 - 0.5)
      func blended(_ place: Double) -> Double {
        let low = place.rounded(.down)
        func texel(_ k: Double) -> Double {
          light(20 + 12 * (k - 16 * (k / 16).rounded(.down)))
        }
        return texel(low) + (place - low) * (texel(low + 1) - texel(low))
      }
      let k = 3 * (y * 120 + x)
      checked += 1
      // Rounding to a byte and to 1/4096 of the light, which is half a byte in the dark.
      #expect(abs(light(Double(frame.image.bytes[k])) - blended(u)) < 0.005)
      #expect(abs(light(Double(frame.image.bytes[k + 1])) - blended(v)) < 0.005)
    }
    #expect(checked > 2000)
  }

  @Test("Far away a picture is its mean: wood and black and white squares do not shimmer")
  func distance() throws {
    let squares = Image(
      width: 2, height: 2, bytes: [0, 0, 0, 255, 255, 255, 255, 255, 255, 0, 0, 0])
    let texture = try #require(Texture(squares, mapping: .planar(size: [0.02, 0.02])))
    for (texture, mean) in [(texture, 0.5), (Texture.wood(), 1.0)] {
      let floor = Drawable(
        mesh: floorMesh(x: -400...400, y: -400...400),
        material: Material(
          colour: texture == .wood() ? [0.735, 0.735, 0.735] : .one, texture: texture), label: 1)
      let frame = Renderer(
        camera: camera(eye: [0, 0, 8], target: [30, 0, 0]), lighting: even
      ).draw([floor])
      let expected = mean * (texture == .wood() ? light(0.735 * 255) : 1)
      for k in frame.labels.indices where frame.labels[k] == 1 && frame.depth[k] > 12 {
        #expect(abs(light(Double(frame.image.bytes[3 * k])) - expected) < 0.03 * expected + 0.005)
      }
    }
  }

  @Test("What is cut out is nowhere: colour, depth and labels end where the picture does")
  func cutOut() throws {
    // Clear in its left half; the edge lies on texels' borders, where two are blended evenly.
    let bytes = (0..<256).flatMap { (k: Int) -> [UInt8] in [255, 255, 255, k % 16 < 8 ? 0 : 255] }
    let texture = try #require(
      Texture(Image(width: 16, height: 16, format: .rgba8, bytes: bytes), mapping: .mesh))
    var mesh = quad([[1, 0.4, -0.3], [1.2, -0.5, -0.4], [1.1, -0.5, 0.4], [0.9, 0.4, 0.5]])
    mesh.uvs = [[0.1, 0.9], [0.9, 0.9], [0.9, 0.1], [0.1, 0.1]]
    let camera = camera(width: 160, height: 120, fx: 130, fy: 130, cx: 80, cy: 60)
    func frame(_ texture: Texture?, _ samples: Renderer.Samples) -> Frame {
      Renderer(
        camera: camera, lighting: even, background: .zero, samples: samples
      ).draw([
        Drawable(
          mesh: mesh, material: Material(colour: .one, texture: texture), label: 7)
      ])
    }
    let (whole, cut) = (frame(nil, .centre), frame(texture, .centre))
    var counts = [0, 0]
    for k in whole.labels.indices {
      let isThere = cut.labels[k] == 7
      #expect(cut.depth[k].isFinite == isThere)
      #expect((cut.image.bytes[3 * k] > 0) == isThere)
      if whole.labels[k] != 7 { #expect(!isThere) }
      // As close as depth is to the ray: see DepthTests.
      if isThere { #expect(abs(cut.depth[k] - whole.depth[k]) < 1e-5) }
      if whole.labels[k] == 7 { counts[isThere ? 1 : 0] += 1 }
    }
    #expect(counts.allSatisfy { $0 > 1000 })
    // With four samples the edge between what is there and what is not is smooth.
    let smooth = frame(texture, .four)
    let between = smooth.labels.indices.filter { k in
      (40..<215).contains(smooth.image.bytes[3 * k])
    }
    #expect(between.count > 80)
  }

  @Test("A picture without holes is drawn the same whether it is looked for holes or not")
  func noHoles() throws {
    let bytes = ramp.bytes.indices.flatMap { (k: Int) -> [UInt8] in
      k % 3 == 2 ? [ramp.bytes[k], 255] : [ramp.bytes[k]]
    }
    let opaque = try #require(
      Texture(Image(width: 16, height: 16, format: .rgba8, bytes: bytes), mapping: .mesh))
    let plain = try #require(Texture(ramp, mapping: .mesh))
    #expect(!opaque.isCutOut)
    #expect(opaque == plain)
  }

  @Test("Only pictures that fit become textures")
  func refusals() {
    #expect(Texture(Image(width: 4, height: 4, format: .grey16), mapping: .mesh) == nil)
    #expect(Texture(Image(width: 2049, height: 1), mapping: .mesh) == nil)
    #expect(Texture(Image(width: 0, height: 0), mapping: .mesh) == nil)
    #expect(Texture(Image(width: 1, height: 2048, format: .grey8), mapping: .mesh) != nil)
  }

  @Test("Lettering of any length and with any character is a texture")
  func lettering() {
    for text in ["", "A", "\u{1F34E}é\n", String(repeating: "wide ", count: 500)] {
      #expect(Texture.text(text).isCutOut)
      #expect(Texture.textAspect(text) > 0)
    }
  }
}
