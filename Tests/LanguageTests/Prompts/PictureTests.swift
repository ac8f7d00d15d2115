import Control
import Geometry
import Imaging
import Testing

@testable import Language

@Suite struct PictureTests {
  static let grey = Image(
    width: 256, height: 192, bytes: [UInt8](repeating: 128, count: 256 * 192 * 3))

  private var sketch: Sketch {
    Sketch(image: Self.grey, camera: Camera.sample.scaled(toWidth: 256, height: 192))
  }

  private func colour(_ image: Image, _ x: Int, _ y: Int) -> [UInt8] {
    let at = 3 * (y * image.width + x)
    return Array(image.bytes[at..<at + 3])
  }

  @Test("What is marked at a place is where the camera sees that place")
  func places() throws {
    // The middle of what the camera looks at, by its definition.
    let middle = try #require(sketch.place([0.3, 0, 0]))
    #expect(abs(middle.x - 128) <= 1 && abs(middle.y - 96) <= 1)
    #expect(sketch.place([-1, 0, 0.9]) == nil)
    // To the base's left is to the left, and forward is up.
    #expect(try #require(sketch.place([0.3, 0.05, 0])).x < middle.x)
    #expect(try #require(sketch.place([0.35, 0, 0])).y < middle.y)
  }

  @Test("A cross lies on the table below the gripper, a ring around it")
  func gripper() throws {
    var sketch = sketch
    sketch.drawGripper(at: [0.3, 0, 0.1], over: 0)
    let below = try #require(sketch.place([0.3, 0, 0]))
    #expect(colour(sketch.image, below.x, below.y) == [255, 214, 0])
    let ring = try #require(sketch.place(Vector3(0.3, 0, 0.1) + [0, 0.012, 0]))
    let around = (-2...2).flatMap { x in (-2...2).map { (ring.x + x, ring.y + $0) } }
    #expect(around.contains { colour(sketch.image, $0.0, $0.1) == [255, 214, 0] })
    // Nothing is drawn elsewhere.
    #expect(colour(sketch.image, 20, 20) == [128, 128, 128])
  }

  @Test("Every line of the grid runs through its own multiple of the spacing")
  func grid() {
    let lines = TableGrid(spacing: 10, .sample).lines
    #expect(lines.map(\.name) == ["F10", "F20", "F30", "F40", "R20", "R10", "CTR", "L10"])
    let f30 = lines[2]
    #expect(abs(f30.from.x - 0.3) < 1e-12 && abs(f30.to.x - 0.3) < 1e-12 && f30.from.z == 0.003)
    let r10 = lines[5]
    #expect(abs(r10.from.y + 0.1) < 1e-12 && abs(r10.to.y + 0.1) < 1e-12)
  }

  @Test("Nothing written hides another of the grid's numbers, and all of it is in the picture")
  func plaques() {
    var sketch = sketch
    sketch.drawAxes(.identity, at: [0.3, 0, 0.1], length: 0.05)
    sketch.writeNumbers(of: TableGrid(spacing: 10, .sample))
    #expect(sketch.plaques.prefix(3).map(\.text) == ["+X", "+Y", "+Z"])
    #expect(sketch.plaques.count >= 8)
    // Axes that go the same way in the picture share a place; numbers share none.
    for (index, plaque) in sketch.plaques.enumerated() where index >= 3 {
      for other in sketch.plaques[..<index] { #expect(!plaque.box.overlaps(other.box)) }
      #expect(plaque.box.right < 256 + 2 && plaque.box.bottom < 192 + 2)
    }
  }

  @Test("A zoomed picture shows what is around the gripper, and its camera explains it")
  func zoom() throws {
    var rules = ViewRules()
    rules.zoom = 4
    let p_W = Vector3(0.3, 0.02, 0.05)
    let whole = Camera.sample.scaled(toWidth: 256, height: 192)
    let framing = Framing(rules, whole, around: p_W)
    let seen = framing.camera.project(p_W)
    // Cut at whole pixels, each of which is four now.
    #expect(abs(seen.u - 128) <= 4 && abs(seen.v - 96) <= 4)
    // A pixel that is painted is found where the camera says.
    var image = Self.grey
    let at = whole.project(p_W)
    image.fill(x: Int(at.u) - 1, y: Int(at.v) - 1, width: 3, height: 3, colour: (255, 0, 0))
    #expect(colour(framing.frame(image), Int(seen.u), Int(seen.v)) == [255, 0, 0])
    // At the border the cut stays inside.
    let far = Framing(rules, whole, around: [0.3, 5, 0])
    #expect(far.camera.width == 256 && far.frame(image).width == 256)
  }

  @Test("A box is around all that a camera sees of a thing; nothing behind it has one")
  func boxes() throws {
    let camera = Camera.sample.scaled(toWidth: 256, height: 192)
    let points = Hints.sample.things[0].outline
    let box = try #require(PixelBox(around: points, by: camera))
    for point in points {
      let seen = camera.project(point)
      #expect(box.left <= Int(seen.u) && Int(seen.u) <= box.right)
      #expect(box.top <= Int(seen.v) && Int(seen.v) <= box.bottom)
    }
    #expect(PixelBox(around: [[-1, 0, 2]], by: camera) == nil)
    #expect(PixelBox(around: [], by: camera) == nil)
  }

  @Test("Depth is white where it is near, black where it is far and where nothing is")
  func depth() {
    let metres: [Float] = (0..<100).map { 0.5 + 0.01 * Float($0) } + [.infinity]
    let grey = GreyDepth(.init(width: 101, height: 1, metres: metres))
    #expect(colour(grey.image, 0, 0)[0] == 255 && colour(grey.image, 100, 0)[0] == 0)
    let levels = (0..<100).map { colour(grey.image, $0, 0)[0] }
    #expect(levels == levels.sorted(by: >))
    #expect(grey.caption.contains("white at 52 cm"))
  }

  @Test("Lines to anywhere are drawn as far as the picture goes")
  func lines() {
    var image = Image(width: 20, height: 10)
    image.drawLine(from: [-1e12, 5], to: [1e12, 5], width: 1, colour: (9, 9, 9))
    #expect((0..<20).allSatisfy { colour(image, $0, 5) == [9, 9, 9] })
    #expect(colour(image, 5, 4) == [0, 0, 0])
    let before = image
    image.drawLine(from: [.nan, 5], to: [3, .infinity], width: 1, colour: (1, 1, 1))
    image.drawLine(from: [-50, -50], to: [60, -50], width: 3, colour: (1, 1, 1))
    #expect(image == before)
  }
}
