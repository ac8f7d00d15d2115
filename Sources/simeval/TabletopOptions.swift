import ArgumentParser
import Rendering

extension Canvas.Keep: ExpressibleByArgument {}

/// What `simeval bench render` draws of a scene that other renderers draw too.
struct TabletopOptions: ParsableArguments {
  @Option(help: "The bodies' triangles, a Wavefront file.") var obj: String?
  @Option(help: "The camera, the light and the colours, a JSON file.") var scene: String?
  @Option(help: "The picture, WIDTHxHEIGHT.") var size = "256x256"
  @Option(help: "1 with shadows, 0 without.") var shadows = 1
  @Option(help: "4 samples a pixel, or 0 for its centre.") var samples = 0
  @Option(help: "How many frames are measured.") var frames = 100
  @Option(help: "What is kept of still things: none, shadows or all.") var keep = Canvas.Keep.all
  @Flag(help: "Let shadows fade at their edges, as they do in our own scenes.")
  var softShadows = false
  @Option(help: "Write each frame there as a PNG.") var episode: String?

  /// Nil where no scene is named. Throws where one is that nothing is measured on.
  func run(of part: BenchCommand.Part) throws -> Bench.TabletopRun? {
    guard let obj, let scene else {
      if obj == nil && scene == nil { return nil }
      throw ValidationError("--obj and --scene need each other")
    }
    guard part == .render else {
      throw ValidationError("--obj and --scene are for `bench render`, not \(part.rawValue)")
    }
    let sides = size.split(separator: "x", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
    guard sides.count == 2, sides.allSatisfy({ (1...8192).contains($0) }) else {
      throw ValidationError("--size \(size) is not like 640x480")
    }
    guard (0...1).contains(shadows), [0, 4].contains(samples), (1...1_000_000).contains(frames)
    else { throw ValidationError("--shadows is 0 or 1, --samples 0 or 4, --frames 1 or more") }
    return Bench.TabletopRun(
      bodies: obj, scene: scene, width: sides[0], height: sides[1], shadows: shadows == 1,
      samples: samples == 4 ? .four : .centre, frames: frames, keep: keep,
      softShadows: softShadows, episode: episode)
  }
}
