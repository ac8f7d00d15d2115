import ArgumentParser
import Evaluation
import Simulation

struct ScenesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scenes", abstract: "Lists scenes, shows one, or checks files.")

  @Argument(help: "A scene to show; with --validate, files to check.", completion: .file())
  var scenes: [String] = []

  @Flag(name: .customLong("validate"), help: "Check the files, and say all that is wrong.")
  var checks = false
  @Flag(help: "Print JSON instead of text.") var json = false

  func validate() throws {
    if scenes.count > 1, !checks {
      throw ValidationError("one scene at a time is shown, unless --validate is given")
    }
    if scenes.isEmpty, checks { throw ValidationError("--validate needs files") }
  }

  func run() throws {
    let folder = SceneFolder.path
    if checks {
      try check(in: folder)
    } else if let name = scenes.first {
      let scene = try Scene.load(name, folder: folder)
      if json { try Output.print(scene.description) } else { try Output.print(scene.lines) }
    } else {
      let names = try Scene.names(folder: folder)
      if names.isEmpty {
        throw Failure(.input, "no scenes, in \(folder), name their folder in SIMEVAL_SCENES")
      }
      if json { try Output.print(JSON(names)) } else { try Output.print(names) }
    }
  }

  /// Loads each; throws all their problems together.
  private func check(in folder: String) throws {
    var lines: [String] = []
    for name in scenes {
      do { _ = try Scene.load(name, folder: folder) } catch { lines += Failure(error).lines }
    }
    if !lines.isEmpty { throw Failure(.input, lines: lines) }
    let verdict: JSON = ["scenes": JSON(scenes), "fine": .integer(scenes.count)]
    let text = "\(scenes.count) of \(scenes.count) scenes are fine"
    if json { try Output.print(verdict) } else { try Output.print([text]) }
  }
}
