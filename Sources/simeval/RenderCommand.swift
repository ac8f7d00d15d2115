import ArgumentParser
import Control
import Evaluation
import Geometry
import Imaging
import Rendering
import Simulation

struct RenderCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "render",
    abstract: "Draws one picture of a scene as its station's camera sees it, or a prompt's page.")

  @Argument(help: "A scene by its name or its file.") var scene: String
  @Option(help: "The camera; the scene's first.") var camera: String?
  @Option(parsing: .unconditional, help: "The seed of the scene's scatter; 0 is none.")
  var seed: UInt64 = 0
  @Option(help: "A file that says how arm, bodies and cameras stand; the scene's start.")
  var state: String?
  @Option(help: "Draw in this size, such as 640x480; as the station sends its pictures.")
  var size: PictureSize?
  @Option(
    name: [.short, .customLong("output")],
    help: "The PNG to write, picture.png; for a prompt the page, prompt.html.")
  var output: String?
  @Option(help: "A PNG to write of labels (8-bit grey); their names go to FILE.json.")
  var labels: String?
  @Option(help: "A PNG to write of depth in millimetres (16-bit grey, 0 for nothing).")
  var depth: String?
  @OptionGroup var prompt: PromptOptions

  func validate() throws {
    if output == "" { throw ValidationError("--output is empty, name a file") }
    let others = [camera, state, labels, depth, size.map { _ in "" }]
    if prompt.prompt != nil, others.contains(where: { $0 != nil }) {
      throw ValidationError(
        "--camera, --state, --size, --labels and --depth are not for --prompt, its file says it all"
      )
    }
  }

  func run() throws {
    let scene = try Scene.load(scene, folder: SceneFolder.path)
    if prompt.prompt != nil {
      return try prompt.render(scene, seed: seed, to: output ?? "prompt.html")
    }
    let output = output ?? "picture.png"
    let station = try Station(named: scene.station, box: .none, for: scene)
    var world = World(scene, station: station, seed: seed)
    if let state { world.take(try Snapshot(contentsOf: state, for: scene)) }
    guard let named = world.scene.cameras.first(where: { $0.name == camera ?? $0.name }) else {
      let known = scene.cameras.map(\.name).joined(separator: ", ")
      throw Failure(.input, "no camera '\(camera ?? "")', in \(scene.name), choose of \(known)")
    }

    let picture = try picture(of: world, by: named)
    try Disk.write(try picture.png(level: 6), to: output)
    try Output.print(["\(named.name), \(picture.width)x\(picture.height), in \(output)"])
    if labels != nil || depth != nil { try writeTruth(of: world, by: named) }
  }

  /// As the station sends it; in another size when one is asked for.
  private func picture(of world: World, by named: Scene.NamedCamera) throws -> Image {
    guard size == nil else {
      return world.renderer(for: scaled(world.camera(named))).draw(world.drawables).image
    }
    guard let view = world.observe().views.first(where: { $0.name == named.name }) else {
      throw Failure(.fault, "the camera '\(named.name)' gave no picture, in simeval itself")
    }
    return view.image
  }

  private func scaled(_ camera: Camera) -> Camera {
    camera.scaled(toWidth: size?.width ?? camera.width, height: size?.height ?? camera.height)
  }

  /// What each pixel shows and how far away it is, in the camera's own size unless another is asked
  /// for.
  private func writeTruth(of world: World, by named: Scene.NamedCamera) throws {
    guard let (drawables, names) = world.finelyLabelled else {
      throw Failure(.input, "more than 255 things to tell apart, in \(world.scene.name), name less")
    }
    let frame = Renderer(
      camera: scaled(world.camera(named)), lighting: world.scene.lighting,
      background: world.scene.background
    ).draw(drawables)
    let (width, height) = (frame.image.width, frame.image.height)
    if let labels {
      let image = Image(width: width, height: height, format: .grey8, bytes: frame.labels)
      try Disk.write(try image.png(level: 6), to: labels)
      let legend = JSON.object(names.enumerated().map { ($1, JSON.integer($0 + 1)) })
      try Disk.write(legend.line + "\n", to: labels + ".json")
    }
    if let depth {
      let millimetres = frame.depth.flatMap { metres -> [UInt8] in
        let whole = metres.isFinite ? UInt16(min(max((metres * 1000).rounded(), 1), 65_535)) : 0
        return [UInt8(whole >> 8), UInt8(whole & 255)]
      }
      let image = Image(width: width, height: height, format: .grey16, bytes: millimetres)
      try Disk.write(try image.png(level: 6), to: depth)
    }
  }
}

/// Whole pixels, written as 640x480.
struct PictureSize: ExpressibleByArgument {
  let width, height: Int

  init?(argument: String) {
    let sides = argument.split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
    guard sides.count == 2, let width = sides[0], let height = sides[1],
      1...4096 ~= width, 1...4096 ~= height
    else { return nil }
    (self.width, self.height) = (width, height)
  }
}
