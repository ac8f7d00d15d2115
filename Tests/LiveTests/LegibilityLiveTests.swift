import Control
import Foundation
import Geometry
import Imaging
import Simulation
import Testing

@testable import Language

/// What is written on pictures, read back by an OCR engine (PaddleOCR's models in
/// `rapidocr-onnxruntime`) from the pictures alone.
@Suite(.serialized) struct LegibilityLiveTests {
  /// Each with its cameras, at its start and after some steps.
  static let scenes = [
    "autoeval/open_drawer", "autoeval/put_eggplant_in_sink", "simpler/carrot_on_plate",
    "simpler/stack_cube", "droid/cube_in_bowl", "probe/axes",
  ]

  @Test("An OCR engine reads 95 of 100 grid numbers and axis letters from pictures of 256 x 256")
  func legible() throws {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "simeval-ocr-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }

    let sketches = try Self.scenes.flatMap(Self.sketches)
    var paths: [String] = []
    for (index, sketch) in sketches.enumerated() {
      paths.append(folder.appending(path: "\(index).png").path)
      try Data(try sketch.image.png()).write(to: URL(filePath: paths[index]))
    }
    let found = try Self.read(paths)
    try #require(found.count == sketches.count)

    var (all, missed) = (0, [String]())
    for (sketch, texts) in zip(sketches, found) {
      for plaque in sketch.plaques {
        all += 1
        if !texts.contains(where: { $0.shows(plaque) }) { missed.append(plaque.text) }
      }
    }
    #expect(all >= 60)
    #expect(Double(missed.count) <= 0.05 * Double(all), "\(missed) of \(all)")
  }

  /// The first camera's picture with every mark that has text.
  private static func sketches(scene name: String) throws -> [Sketch] {
    let checkout = Python.folder.deletingLastPathComponent().deletingLastPathComponent()
    let scene = try Scene.load(name, folder: checkout.appending(path: "scenes").path)
    let box = scene.boxes[.eval] == nil ? WorkspaceBox.Choice.none : .eval
    let station = try Station(named: scene.station, box: box, for: scene)
    var world = World(scene, station: station, seed: 0)
    let workplace = Workplace(
      convention: station.convention,
      box: station.box.map { Bounds(lower: $0.lower, upper: $0.upper) },
      tableHeight: scene.tableHeight, steps: scene.steps)
    return try [Vector3.zero, [0.02, -0.01, -0.02]].map { step in
      for _ in 0..<3 { _ = world.advance(Action(translation: step, opening: 1)) }
      let observation = world.observe()
      let view = try #require(observation.views.first)
      let camera = view.camera.scaled(toWidth: 256, height: 256)
      var sketch = Sketch(image: view.image.resized(width: 256, height: 256), camera: camera)
      let grid = TableGrid(spacing: 10, workplace)
      sketch.drawLines(of: grid)
      let p_WT = observation.X_WT.translation
      sketch.drawAxes(.identity, at: p_WT, length: sketch.axisLength(at: p_WT))
      sketch.writeNumbers(of: grid)
      return sketch
    }
  }

  private static func read(_ paths: [String]) throws -> [[SeenText]] {
    let process = try Python.process("read_text.py", [])
    let (input, output) = (process.standardInput as! Pipe, process.standardOutput as! Pipe)
    try process.run()
    input.fileHandleForWriting.write(Data((paths.joined(separator: "\n") + "\n").utf8))
    try input.fileHandleForWriting.close()
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, "the OCR engine ended with an error")
    return try data.split(separator: UInt8(ascii: "\n")).map { line in
      let rows = try #require(try JSONSerialization.jsonObject(with: line) as? [[Any]])
      return rows.compactMap(SeenText.init)
    }
  }
}

/// A piece of text that the engine found.
private struct SeenText {
  let text: String
  let left, top, right, bottom: Double

  init?(_ row: [Any]) {
    guard row.count == 5, let text = row[0] as? String else { return nil }
    let sides = row.dropFirst().compactMap { $0 as? Double }
    guard sides.count == 4 else { return nil }
    self.text = text
    (left, top, right, bottom) = (sides[0], sides[1], sides[2], sides[3])
  }

  /// Whether it is a plaque's text at the plaque's place; neighbours on a line may be found as one.
  func shows(_ plaque: (text: String, box: PixelBox)) -> Bool {
    let x = Double(plaque.box.left + plaque.box.right) / 2
    let y = Double(plaque.box.top + plaque.box.bottom) / 2
    // The sign before an axis's letter, and whether the letter is small, are not asked for.
    let words = text.uppercased().split { !$0.isLetter && !$0.isNumber }
    let wanted = plaque.text.drop { $0 == "+" }
    return left...right ~= x && top...bottom ~= y && words.contains(wanted)
  }
}
