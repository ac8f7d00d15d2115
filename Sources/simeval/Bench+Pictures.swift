import Chance
import Control
import Evaluation
import Foundation
import Imaging
import Rendering
import Simulation

extension Bench {
  /// What a PNG of our frames costs, by zlib's level and the rows' filter: on the pictures that the
  /// drawer scene's policy sees, each once.
  static func png() throws -> [JSON] {
    var observer = Observer()
    let images = try worlds("autoeval/open_drawer").compactMap {
      $0.observe(with: &observer).views.first?.image
    }
    let size = images.first.map { "\($0.width)x\($0.height)" }
    return try PNGFilter.allCases.map { filter in
      var members: [(String, JSON)] = [
        ("bench", "png"), ("size", JSON(size)), ("filter", .string(filter.rawValue)),
      ]
      for level in [1, 2, 6] {
        var bytes = 0
        let time = try milliseconds {
          bytes = try images.reduce(0) { try $0 + $1.png(level: level, filter: filter).count }
        }
        let count = Double(images.count)
        members.append(("level_\(level)_ms", rounded(time / count, places: 2)))
        members.append(("level_\(level)_kb", rounded(Double(bytes) / count / 1000, places: 1)))
      }
      return .object(members)
    }
  }

  /// What each of a camera's marks costs on a picture of the drawer scene in the camera's own size.
  static func marks() throws -> [JSON] {
    let worlds = try worlds("autoeval/open_drawer")
    let camera = worlds[0].scene.cameras[0].camera
    let image = worlds[0].renderer(for: camera).draw(worlds[0].drawables).image
    let kinds: [(String, (inout CameraMarks) -> Void)] = [
      ("exposure", { $0.exposure = 1.2 }),
      ("white balance", { $0.whiteBalance = [1.1, 1, 0.9] }),
      ("vignetting", { $0.vignetting = 0.3 }),
      ("blur of 0.8 px", { $0.blur = 0.8 }),
      ("noise", { $0.noise = SensorNoise(shot: 0.02, read: 0.004) }),
      ("lens distortion", { $0.distortion = LensDistortion(k1: -0.05) }),
      ("JPEG of quality 95", { $0.jpegQuality = 95 }),
    ]
    func line(_ name: String, _ marks: CameraMarks) throws -> JSON {
      guard let prepared = PreparedMarks(marks, for: camera) else {
        throw Failure(.fault, "the bench's lens folds the picture over, in simeval itself")
      }
      let pinhole = prepared.pinhole(of: camera)
      let drawn =
        pinhole == camera
        ? image : worlds[0].renderer(for: pinhole).draw(worlds[0].drawables).image
      var noise = Generator(seed: 0, stream: "bench")
      let time = milliseconds { _ = prepared.picture(of: drawn, noise: &noise) }
      return [
        "bench": "marks", "size": .string("\(image.width)x\(image.height)"),
        "mark": .string(name), "ms": rounded(time, places: 2),
      ]
    }
    let single = try kinds.map { name, set in
      var marks = CameraMarks()
      set(&marks)
      return try line(name, marks)
    }
    var all = CameraMarks()
    for (_, set) in kinds { set(&all) }
    return try single + [line("all of them", all)]
  }
}
