import Control
import Geometry
import Imaging
import Rendering
import Testing

@testable import Simulation

@Suite struct WorldMarksTests {
  /// The drawer scene with a small camera that has marks.
  private func world(
    _ marks: String?, seed: UInt64 = 0, name: String = "over_shoulder", station: String = "autoeval"
  ) throws -> World {
    var changes = [
      ("size_px: [640, 480]", with: "size_px: [160, 120]"),
      ("focal_px: [623.588, 623.588]", with: "focal_px: [155.9, 155.9]"),
      ("centre_px: [319.501, 239.545]", with: "centre_px: [79.9, 59.9]"),
      ("  over_shoulder:", with: "  \(name):"),
    ]
    if let marks { changes[0].with += "\n    marks: {\(marks)}" }
    return try DrawerScene.open.world(seed: seed, station: station, changes)
  }

  private func picture(_ world: World) throws -> Image {
    try #require(world.observe().views.first).image
  }

  @Test("AutoEval's scenes have no marks, and marks that do nothing change no byte")
  func off() throws {
    for scene in DrawerScene.allCases {
      for named in try scene.scene().cameras { #expect(named.marks.marks == CameraMarks()) }
    }
    let plain = try picture(world(nil))
    #expect(try picture(world("exposure: 1, blur_px: 0, noise: {shot: 0}")) == plain)
    #expect(try picture(world("")) == plain)
  }

  @Test(
    "Each mark in the file changes the picture, and nothing else of what is observed",
    arguments: [
      "exposure: 1.5", "white_balance: [1, 0.9, 1]", "blur_px: 1.2", "noise: {shot: 0.02}",
      "noise: {read: 0.02}", "jpeg_quality: 30", "vignetting: 0.5",
      "distortion: [-0.2, 0.03, 0.001, 0]",
    ])
  func each(marks: String) throws {
    let (plain, marked) = (try world(nil).observe(), try world(marks).observe())
    #expect(marked.views[0].image != plain.views[0].image)
    #expect(marked.views[0].image.bytes.count == 256 * 256 * 3)
    #expect(marked.views[0].camera == plain.views[0].camera)
    #expect(marked.proprio == plain.proprio)
  }

  @Test("Marks come at the camera's own size, before the station squashes the picture")
  func order() throws {
    let quality = "jpeg_quality: 20"
    let plain = try picture(world(nil, station: "bridge"))
    #expect(plain.width == 160)
    #expect(
      try picture(world(quality, station: "bridge")) == Image(jpeg: plain.jpeg(quality: 20)))
    let (squashed, marked) = (try picture(world(nil)), try picture(world(quality)))
    #expect(squashed.width == 256)
    #expect(try marked != Image(jpeg: squashed.jpeg(quality: 20)))
  }

  @Test("Noise is the same for the same seed, and another for another seed, step or camera")
  func noise() throws {
    let marks = "noise: {shot: 0.02, read: 0.01}"
    let first = try picture(world(marks))
    #expect(try picture(world(marks)) == first)
    #expect(try picture(world(marks, name: "beside")) != first)
    // Another step of an arm that holds still: the light is the same, the noise is not.
    var later = try world(marks)
    let before = try picture(world(nil))
    let still = Action(translation: .zero, rotation: .zero, opening: 1)
    _ = later.advance(still)
    var quiet = try world(nil)
    _ = quiet.advance(still)
    #expect(try picture(quiet) == before)
    #expect(try picture(later) != first)
    // Seed 5 scatters bodies: look where both pictures would be the same.
    let (here, there) = (try picture(world(marks)), try picture(world(marks, seed: 5)))
    let moved = try picture(world(nil, seed: 5))
    let same = before.bytes.indices.filter { before.bytes[$0] == moved.bytes[$0] }
    #expect(same.count > 100_000)
    #expect(same.count { here.bytes[$0] == there.bytes[$0] } < same.count / 4)
  }
}
