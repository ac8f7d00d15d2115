import ArgumentParser
import Control
import Evaluation
import Imaging
import Simulation

struct RenderCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "render", abstract: "Draws one picture of a scene as its station's camera sees it."
  )

  @Argument(help: "A scene by its name or its file.") var scene: String
  @Option(help: "The camera; the scene's first.") var camera: String?
  @Option(parsing: .unconditional, help: "The seed of the scene's scatter; 0 is none.")
  var seed: UInt64 = 0
  @Option(name: [.short, .customLong("output")], help: "The PNG to write; picture.png.")
  var output = "picture.png"

  func validate() throws {
    if output.isEmpty { throw ValidationError("--output is empty, name a file") }
  }

  func run() throws {
    let scene = try Scene.load(scene, folder: SceneFolder.path)
    let station = try Station(named: scene.station, box: .none, for: scene)
    let views = World(scene, station: station, seed: seed).observe().views
    guard let view = views.first(where: { $0.name == camera ?? $0.name }) else {
      let known = views.map(\.name).joined(separator: ", ")
      throw Failure(.input, "no camera '\(camera ?? "")', in \(scene.name), choose of \(known)")
    }
    try Disk.write(try view.image.png(level: 6, filter: .up), to: output)
    try Output.print(["\(view.name), \(view.image.width)x\(view.image.height), in \(output)"])
  }
}
