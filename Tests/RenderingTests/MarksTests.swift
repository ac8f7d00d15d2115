import Chance
import Foundation
import Geometry
import Imaging
import Testing

@testable import Rendering

@Suite struct MarksTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Reference/marks")

  private func picture(_ name: String) throws -> Image {
    try Image(png: [UInt8](Data(contentsOf: Self.folder.appending(path: name + ".png"))))
  }

  /// The camera that the reference pictures were made for.
  private let camera = Camera(
    width: 80, height: 60, fx: 90, fy: 92, cx: 41.3, cy: 29.1, X_WC: .identity)

  private func marked(_ set: (inout CameraMarks) -> Void) throws -> PreparedMarks {
    var marks = CameraMarks()
    set(&marks)
    return try #require(PreparedMarks(marks, for: camera))
  }

  private func taken(
    _ image: Image, seed: UInt64 = 1, _ set: (inout CameraMarks) -> Void
  ) throws -> Image {
    var noise = Generator(seed: seed)
    return try marked(set).picture(of: image, noise: &noise)
  }

  private func worst(_ a: Image, _ b: Image) -> Int {
    zip(a.bytes, b.bytes).map { abs(Int($0) - Int($1)) }.max() ?? 256
  }

  @Test("Without marks the picture is the very one that was drawn, and no number is drawn")
  func off() throws {
    let source = try picture("source")
    var noise = Generator(seed: 1)
    #expect(try marked { _ in }.picture(of: source, noise: &noise) == source)
    #expect(noise == Generator(seed: 1))
    #expect(try marked { _ in }.pinhole(of: camera) == camera)
  }

  @Test("Light becomes bytes as it was when no mark changes it")
  func identity() throws {
    let every = Image(
      width: 80, height: 60, bytes: (0..<14_400).map { UInt8(truncatingIfNeeded: $0) })
    #expect(try taken(every) { $0.noise = SensorNoise(read: 1e-9) } == every)
  }

  /// A level: our light has 4096 steps and single precision, the reference neither.
  @Test(
    "Each mark makes what OpenCV and numpy make in linear light, to a level",
    arguments: ["blur_0.7", "blur_2.5", "lens", "balance", "vignetting"])
  func reference(name: String) throws {
    let made = try taken(picture("source")) { marks in
      switch name {
      case "blur_0.7": marks.blur = 0.7
      case "blur_2.5": marks.blur = 2.5
      case "lens": marks.distortion = LensDistortion(k1: 0.25, k2: 0.05, p1: 0.002, p2: -0.003)
      case "vignetting": marks.vignetting = 0.4
      default: (marks.exposure, marks.whiteBalance) = (1.3, [1.1, 1, 0.7])
      }
    }
    #expect(try worst(made, picture(name)) <= 1)
    #expect(try worst(made, picture("source")) > 20)
  }

  @Test("JPEG does what writing and reading the picture does, after all other marks")
  func jpeg() throws {
    let source = try picture("source")
    #expect(try taken(source) { $0.jpegQuality = 40 } == Image(jpeg: source.jpeg(quality: 40)))
    let blurred = try taken(source) { $0.blur = 1 }
    let both = try taken(source) { ($0.blur, $0.jpegQuality) = (1, 40) }
    #expect(try both == Image(jpeg: blurred.jpeg(quality: 40)))
  }

  @Test("Noise is the seed's: the same again, another with another seed")
  func seeded() throws {
    let source = try picture("source")
    let noisy = try taken(source, seed: 5) { $0.noise = SensorNoise(shot: 0.02, read: 0.01) }
    #expect(
      try noisy == taken(source, seed: 5) { $0.noise = SensorNoise(shot: 0.02, read: 0.01) })
    #expect(
      try noisy != taken(source, seed: 6) { $0.noise = SensorNoise(shot: 0.02, read: 0.01) })
  }

  /// 14,400 samples tell a deviation to 0.6 % (1 sigma) and a mean to 0.8 % of a deviation; the
  /// bounds are five times that and what a bell cut at 4.9 deviations may miss.
  @Test("Noise has the deviation asked for and no mean, channel by channel", arguments: [0.2, 0.8])
  func statistics(level: Float) {
    var light = LightField(Image(width: 80, height: 60))
    let nothing = light.light[0]
    #expect(nothing == .zero)
    var grey = LightField(
      Image(width: 80, height: 60, bytes: .init(repeating: level > 0.5 ? 230 : 123, count: 14_400)))
    let here = grey.light[0].x
    var generator = Generator(seed: 3)
    grey.add(SensorNoise(shot: 0.05, read: 0.02), from: &generator)
    light.add(SensorNoise(shot: 0.05, read: 0), from: &generator)
    #expect(light.light.allSatisfy { $0 == .zero }, "there is no shot noise in the dark")
    let wanted = (0.02 * 0.02 + 0.05 * 0.05 * here).squareRoot()
    var channels: [[Float]] = []
    for channel in 0..<3 {
      let strays = grey.light.map { $0[channel] - here }
      let mean = strays.reduce(0, +) / Float(strays.count)
      let deviation = (strays.reduce(0) { $0 + $1 * $1 } / Float(strays.count)).squareRoot()
      // 4,800 samples a channel.
      #expect(abs(mean) < 5 * 0.0145 * wanted)
      #expect(abs(deviation / wanted - 1) < 5 * 0.0102)
      channels.append(strays)
    }
    let common = zip(channels[0], channels[1]).reduce(0) { $0 + $1.0 * $1.1 } / 4800
    #expect(abs(common) < 5 * 0.0145 * wanted * wanted, "channels stray together")
  }
}
