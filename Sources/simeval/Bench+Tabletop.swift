import Evaluation
import Foundation
import Imaging
import Rendering

extension Bench {
  /// What to draw of the common scene, and how often.
  struct TabletopRun {
    var bodies, scene: String
    var width, height: Int
    var shadows: Bool
    var samples: Renderer.Samples
    var frames: Int
    var keep: Canvas.Keep
    var softShadows: Bool
    /// Where each frame is written as a PNG.
    var episode: String?
  }

  /// Frames a second of the common scene, as the peers' workers measure themselves: warm-up, all
  /// frames, and then whether the pictures are pictures.
  static func tabletop(_ run: TabletopRun) throws -> JSON {
    let environment = ProcessInfo.processInfo.environment
    let start = environment["BENCH_START"].flatMap(Double.init) ?? Date().timeIntervalSince1970
    var scene = try Tabletop(
      scene: run.scene, bodies: run.bodies, width: run.width, height: run.height,
      shadows: run.shadows)
    scene.renderer.samples = run.samples
    scene.renderer.lighting.softShadow = run.softShadows
    var canvas = Canvas(keep: run.keep)
    func draw(_ frame: Int) -> Image {
      scene.renderer.draw(scene.pose(at: frame), on: &canvas).image
    }

    let first = draw(0)
    let firstSeconds = Date().timeIntervalSince1970 - start
    try check(first, run)
    for frame in 1..<3 { _ = draw(frame) }
    let clock = ContinuousClock.now
    let used = processSeconds(RUSAGE_SELF)
    for frame in 0..<run.frames {
      let image = draw(frame)
      if let folder = run.episode {
        let name = String(("0000" + String(frame)).suffix(max(4, String(frame).count)))
        try Disk.write(try image.png(), to: "\(folder)/\(name).png")
      }
    }
    let wall = (ContinuousClock.now - clock) / .seconds(1)
    let busy = processSeconds(RUSAGE_SELF) - used
    let moved = draw(12)
    try check(moved, run)
    if moved == first { throw Failure(.fault, "the arm did not move") }

    let level = URL(filePath: run.bodies).deletingPathExtension().lastPathComponent
    return [
      "peer": "simeval", "level": .string(level),
      "size": .string("\(run.width)x\(run.height)"),
      "shadows": .bool(run.shadows), "samples": JSON(run.samples == .four ? 4 : 0),
      "soft_shadows": .bool(run.softShadows), "frames": JSON(run.frames),
      "keep": .string(run.keep.rawValue),
      "fps": rounded(Double(run.frames) / wall, places: 2),
      "cpu_ms_per_frame": rounded(1000 * busy / Double(run.frames), places: 3),
      "process_start_to_first_frame_s": rounded(firstSeconds, places: 3),
      "peak_mb": rounded(peakMegabytes(RUSAGE_SELF), places: 1),
    ]
  }

  /// A black, empty or flat picture is no measurement.
  private static func check(_ image: Image, _ run: TabletopRun) throws {
    let bytes = image.bytes
    guard image.width == run.width, image.height == run.height else {
      throw Failure(.fault, "wrong picture: \(image.width)x\(image.height)")
    }
    var (colours, sum): (Set<SIMD3<UInt8>>, Int) = ([], 0)
    for k in stride(from: 0, to: bytes.count, by: 3) {
      let colour = SIMD3(bytes[k], bytes[k + 1], bytes[k + 2])
      colours.insert(colour)
      sum += Int(colour.x) + Int(colour.y) + Int(colour.z)
    }
    if colours.count < 50 || sum < 20 * bytes.count {
      throw Failure(.fault, "the picture is black or flat")
    }
  }
}
