import Foundation
import Geometry
import Imaging
import Rendering
import Testing

/// Our own pictures, looked at when they were made. To make them anew, run these tests with
/// `RECORD_GOLDENS=1` and look at what has changed.
@Suite struct GoldenTests {
  @Test("The table is drawn as it was")
  func table() throws {
    try check(Scenes.table(), "table.png")
  }

  @Test("The room is drawn as it was")
  func room() throws {
    try check(Scenes.room(), "room.png")
  }

  @Test("Each material is drawn as it was")
  func materials() throws {
    try check(GoldenSheets.materials(), "materials.png")
  }

  @Test("Labels, lettering and cut-outs are drawn as they were")
  func prints() throws {
    try check(GoldenSheets.prints(), "prints.png")
  }

  @Test("Each light is drawn as it was")
  func lights() throws {
    try check(GoldenSheets.lights(), "lights.png")
  }

  @Test("Each shape is drawn as it was")
  func shapes() throws {
    try check(GoldenSheets.shapes(), "shapes.png")
  }

  private func check(_ scene: Scenes.Scene, _ name: String) throws {
    try check(scene.renderer.draw(scene.drawables).image, name)
  }

  private func check(_ image: Image, _ name: String) throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Reference/rendering/\(name)")
    if ProcessInfo.processInfo.environment["RECORD_GOLDENS"] == "1" {
      try Data(image.png(level: 9)).write(to: file)
    }
    #expect(try Image(png: [UInt8](Data(contentsOf: file))) == image)
  }
}
