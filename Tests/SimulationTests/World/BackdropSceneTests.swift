import Control
import Foundation
import Imaging
import Simulation
import Testing

@Suite struct BackdropSceneTests {
  /// README's scene at 160 x 120, with a photo and a mask beside it, as its camera sees it.
  private func picture(_ backdrop: String?) throws -> Image {
    let scratch = try Scratch()
    let pink = Image(
      width: 80, height: 60, bytes: Array(repeating: [250, 10, 200], count: 4800).flatMap(\.self))
    var mask = Image(width: 160, height: 120, format: .grey8)
    for index in 0..<160 * 60 { mask.bytes[index] = 255 }
    try scratch.write(Data(pink.png()), as: "photos/pink.png")
    try scratch.write(Data(pink.jpeg(quality: 100, chroma: .full)), as: "pink.jpg")
    try scratch.write(Data(mask.png()), as: "upper.png")
    let text = try SceneFiles.example.replacing(
      "    size_px: [640, 480]\n    focal_px: [620, 620]\n    centre_px: [320, 240]",
      with: "    size_px: [160, 120]\n    focal_px: [155, 155]\n    centre_px: [80, 60]\n"
        + (backdrop.map { "    backdrop: {\($0)}" } ?? ""))
    let path = try scratch.write(text, as: "scene.yaml")
    let scene = try Scene(contentsOf: path, name: "scene")
    let station = try Station(named: "bridge", box: .none, for: scene)
    return try #require(World(scene, station: station, seed: 0).observe().views.first).image
  }

  private func pinkness(_ image: Image) -> Double {
    let pixels = image.bytes.count / 3
    let pink = (0..<pixels).count {
      image.bytes[3 * $0] > 240 && image.bytes[3 * $0 + 1] < 20 && image.bytes[3 * $0 + 2] > 190
    }
    return Double(pink) / Double(pixels)
  }

  @Test("A photo is behind what is drawn, in the place of what it shows, and before it by a mask")
  func photo() throws {
    #expect(try pinkness(picture(nil)) == 0)
    // The table fills most of the picture, and the mask half of it.
    let table = try pinkness(picture("file: photos/pink.png"))
    let shown = try pinkness(picture("file: photos/pink.png, shows: [table]"))
    #expect(shown > table + 0.3)
    let (plain, masked) = (
      try picture("file: photos/pink.png"),
      try picture("file: photos/pink.png, in_front: upper.png")
    )
    #expect(pinkness(masked) >= 0.5)
    #expect(masked.bytes.suffix(160 * 59 * 3) == plain.bytes.suffix(160 * 59 * 3))
  }

  @Test("A photo may be a JPEG")
  func jpeg() throws {
    let (png, jpeg) = (
      try picture("file: photos/pink.png, shows: [table]"),
      try picture("file: pink.jpg, shows: [table]")
    )
    #expect(zip(png.bytes, jpeg.bytes).allSatisfy { abs(Int($0) - Int($1)) <= 5 })
    #expect(pinkness(jpeg) > 0.3)
  }

  @Test("A photo in grey, or a mask in colour, is refused")
  func sorts() {
    #expect(throws: (any Error).self) { try picture("file: upper.png") }
    #expect(throws: (any Error).self) {
      try picture("file: photos/pink.png, in_front: photos/pink.png")
    }
  }
}
