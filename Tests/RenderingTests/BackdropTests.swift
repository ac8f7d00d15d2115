import Chance
import Geometry
import Imaging
import Rendering
import Testing

@Suite struct BackdropTests {
  private let seer = camera(width: 40, height: 30, fx: 40, fy: 40, cx: 20, cy: 15)

  /// A photo whose every pixel is its own.
  private let photo = Image(
    width: 40, height: 30, bytes: (0..<3600).map { UInt8(truncatingIfNeeded: 7 * $0 + $0 / 120) })

  /// A grey square in the middle of the picture, drawn before one background.
  private func square(_ background: SIMD3<Float>, for camera: Camera) -> Image {
    let corners: [Vector3] = [[1, 0.2, -0.2], [1, -0.2, -0.2], [1, -0.2, 0.2], [1, 0.2, 0.2]]
    let drawable = Drawable(mesh: quad(corners), material: plain, label: 1)
    return Renderer(camera: camera, lighting: .overhead, background: background).draw([drawable])
      .image
  }

  private func taken(
    mask: Image? = nil, _ set: (inout CameraMarks) -> Void = { _ in }
  ) throws -> Image {
    var marks = CameraMarks()
    set(&marks)
    let prepared = try #require(PreparedMarks(marks, for: seer))
    let pinhole = prepared.pinhole(of: seer)
    var noise = Generator(seed: 2)
    return prepared.picture(
      onBlack: square([0, 0, 0], for: pinhole), onWhite: square([1, 1, 1], for: pinhole),
      before: Backdrop(photo: photo, inFront: mask, width: 40, height: 30), noise: &noise)
  }

  private func pixel(_ image: Image, _ x: Int, _ y: Int) -> [UInt8] {
    Array(image.bytes[3 * (y * image.width + x)..<3 * (y * image.width + x) + 3])
  }

  @Test("The photo is behind the bodies, byte for byte, and the bodies are as they were")
  func behind() throws {
    let (image, bodies) = (try taken(), square([0, 0, 0], for: seer))
    // The square covers columns 12 to 27 and rows 7 to 22.
    for y in 0..<30 {
      for x in 0..<40 where !(11...28 ~= x && 6...23 ~= y) {
        #expect(pixel(image, x, y) == pixel(photo, x, y))
      }
    }
    for y in 8...21 {
      for x in 13...26 { #expect(pixel(image, x, y) == pixel(bodies, x, y)) }
    }
  }

  @Test("Where the mask says so the photo is before the bodies, in part where it says in part")
  func before() throws {
    var mask = Image(width: 40, height: 30, format: .grey8)
    for y in 0..<30 {
      for x in 0..<20 { mask.bytes[40 * y + x] = 255 }
      mask.bytes[40 * y + 20] = 128
    }
    let (image, bare) = (try taken(mask: mask), try taken())
    for y in 0..<30 {
      #expect((0..<20).allSatisfy { pixel(image, $0, y) == pixel(photo, $0, y) })
      #expect((21..<40).allSatisfy { pixel(image, $0, y) == pixel(bare, $0, y) })
    }
    let (mixed, body, behind) = (pixel(image, 20, 15), pixel(bare, 20, 15), pixel(photo, 20, 15))
    for channel in 0..<3 {
      let ends = [body[channel], behind[channel]].sorted()
      #expect(mixed[channel] > ends[0] && mixed[channel] < ends[1])
    }
  }

  @Test("Marks are the bodies' alone, and blur lets the photo through at their edges")
  func marks() throws {
    let bare = try taken()
    for set: (inout CameraMarks) -> Void in [
      { $0.exposure = 0.5 }, { $0.noise = SensorNoise(shot: 0.1, read: 0.05) },
      { $0.whiteBalance = [1, 0.5, 1] }, { $0.vignetting = 0.9 },
    ] {
      let image = try taken(set)
      #expect(
        pixel(image, 2, 2) == pixel(photo, 2, 2) && pixel(image, 37, 28) == pixel(photo, 37, 28))
      #expect(pixel(image, 15, 10) != pixel(bare, 15, 10))
    }
    let blurred = try taken { $0.blur = 1.5 }
    #expect(pixel(blurred, 2, 2) == pixel(photo, 2, 2))
    #expect(pixel(blurred, 20, 15) == pixel(bare, 20, 15))
    #expect(pixel(blurred, 12, 15) != pixel(bare, 12, 15))
    let bent = try taken { $0.distortion = LensDistortion(k1: -0.3) }
    #expect(pixel(bent, 0, 0) == pixel(photo, 0, 0) && pixel(bent, 39, 29) == pixel(photo, 39, 29))
  }

  @Test("A photo and a mask of another size are brought to the camera's")
  func sizes() {
    let backdrop = Backdrop(
      photo: photo, inFront: Image(width: 3, height: 5, format: .grey8), width: 64, height: 48)
    #expect(backdrop.photo == photo.resized(width: 64, height: 48))
    #expect(backdrop.inFront?.bytes.count == 64 * 48)
  }
}
