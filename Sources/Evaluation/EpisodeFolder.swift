import Control
import Foundation
import Imaging
import Simulation

/// The folder of one episode, filled as the episode goes.
///
/// `steps.jsonl` and `timing.jsonl` grow a whole line a step, so that finished steps outlive this
/// process; all else is renamed into place. `episode.json` comes last: a folder without it holds an
/// episode that was cut off.
struct EpisodeFolder: ~Copyable {
  private let path: String
  private let steps, timing: LineFile
  private var film = Film()

  /// What the policy is told besides what it sees.
  private let hints: Hints.Kinds

  /// What each camera's next picture can be made from.
  private var observer = Observer()

  /// The folder of each camera that has one, by the camera's name.
  private var cameras: [String: String] = [:]

  /// Makes the folder. Throws `DiskError`.
  init(_ path: String, hints: Hints.Kinds) throws {
    self.hints = hints
    try Disk.makeFolder(path)
    let steps = try LineFile(path + "/steps.jsonl")
    let timing = try LineFile(path + "/timing.jsonl")
    self.path = path
    self.steps = steps
    self.timing = timing
  }

  /// Removes what an earlier attempt left, but for its exchanges.
  static func clear(_ path: String) {
    for name in ["episode.json", "frames", "sheet.png", "rollout.png"] {
      try? FileManager.default.removeItem(atPath: "\(path)/\(name)")
    }
  }

  /// Draws what every camera sees and writes it, `frames/CAMERA/0000.png` being the picture before
  /// step 0. The time is what that took.
  mutating func look(at world: World) throws -> (Observation, StepTiming) {
    var (time, watch) = (StepTiming(), Stopwatch())
    let observation = world.observe(with: &observer, hints: hints)
    time.draw = watch.lap()
    for (index, view) in observation.views.enumerated() {
      let png = try view.image.png()
      if index == 0 { film.add(view.image, png: png, step: world.step) }
      try Disk.write(png, to: "\(folder(of: view.name))/\(numbered(world.step)).png")
    }
    time.write = watch.lap()
    return (observation, time)
  }

  /// Writes a step's two lines.
  mutating func add(_ record: StepRecord, time: StepTiming) throws {
    var (time, watch) = (time, Stopwatch())
    film.say(record.words, at: record.before.step)
    try steps.append(record.json)
    time.write += watch.lap()
    try timing.append(time.json(index: record.before.step))
  }

  /// Writes the contact sheet, the animation and, last of all, `episode.json`.
  func finish(_ result: EpisodeResult, world: World, rate: Double) throws {
    let highlights = film.highlights
    if !highlights.isEmpty {
      let captions = highlights.map { "\($0.step) \($0.words ?? "")" }
      let sheet = Image.sheet(highlights.map(\.image), captions: captions, columns: 6)
      try Disk.write(try sheet.png(level: 2), to: path + "/sheet.png")
      let pace = max(1, Int((1000 * Double(film.stride) / rate).rounded()))
      let movie = try Image.animatedPNG(
        joining: film.frames.map(\.png), millisecondsPerFrame: pace)
      try Disk.write(movie, to: path + "/rollout.png")
    }
    let variant = world.variant.map(JSON.integer) ?? .null
    let end = JSON.object([("proprio", JSON(world.proprio))] + JSON.things(of: world))
    let page = JSON.object(result.members + [("variant", variant), ("end", end)]).page
    try Disk.write(page, to: path + "/episode.json")
  }

  private mutating func folder(of camera: String) throws -> String {
    if let known = cameras[camera] { return known }
    var name = fileName(camera)
    while cameras.values.contains("\(path)/frames/\(name)") { name += "_" }
    let folder = "\(path)/frames/\(name)"
    try Disk.makeFolder(folder)
    cameras[camera] = folder
    return folder
  }
}
