import ArgumentParser
import Checks
import Evaluation
import Foundation
import Language
import Simulation

struct CheckMappingCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mapping",
    abstract: "Checks whether a vocabulary is good enough for scenes, before a model is asked.",
    discussion: """
      The oracle plays each scene in the vocabulary's words; then every word is said, the arm moved, and \
      looked at where it went. Exit status 1 says that a vocabulary does not fit a scene.
      """)

  @Argument(help: "The vocabulary, by name or file; with --all, every one where left out.")
  var mapping: String?
  @Argument(help: "Scenes by name or file.", completion: .file()) var scenes: [String] = []
  @Flag(help: "Every scene that the oracle can play; prints one table.") var all = false
  @Option(parsing: .unconditional, help: "How many seeds the oracle plays, from 0.") var seeds = 5
  @Option(help: "The station whose control path is used; each scene's own.") var station: String?
  @Option(help: "The workspace box: the evaluation's, the reset policy's, or none.")
  var box = WorkspaceBox.Choice.eval
  @Option(name: .short, parsing: .unconditional, help: "Checks at once; one for each core.")
  var jobs: Int?
  @Flag(help: "Print one JSON object instead of text.") var json = false

  func validate() throws {
    if !all, mapping == nil { throw ValidationError("no vocabulary and no --all; name one") }
    if !all, scenes.isEmpty { throw ValidationError("no scene and no --all; name one") }
    if all, !scenes.isEmpty { throw ValidationError("--all and scenes exclude each other") }
    if !(1...10_000).contains(seeds) {
      throw ValidationError("--seeds \(seeds) is not within 1 to 10000")
    }
    if let jobs, !(1...1024).contains(jobs) {
      throw ValidationError("-j \(jobs) is not within 1 to 1024")
    }
  }

  func run() async throws {
    let checks = try checks
    let cores = ProcessInfo.processInfo.activeProcessorCount
    let survey = try await MappingSurvey(checks, jobs: min(checks.count, jobs ?? cores))
    if json {
      try Output.print(survey.json)
    } else if all {
      try Output.print(survey.table)
    } else {
      for (index, report) in survey.reports.enumerated() {
        try Output.print((index == 0 ? [] : [""]) + report.lines)
      }
    }
    if !survey.passes { throw ExitCode(ExitStatus.missed.rawValue) }
  }

  /// What is to be checked, its input read and found good.
  private var checks: [MappingCheck] {
    get throws {
      let mappings = try (mapping.map { [$0] } ?? MappingFile.names).map(MappingFile.load)
      let known = all ? try Scene.names(folder: SceneFolder.path) : scenes
      let scenes = try known.map { try Scene.load($0, folder: SceneFolder.path) }
      let played = scenes.filter { !all || (try? Oracle(for: $0)) != nil }
      if played.isEmpty || mappings.isEmpty {
        throw Failure(.input, "nothing to check, in \(SceneFolder.path), look what is there")
      }
      return try played.flatMap { scene in
        let station = try Station(named: station ?? scene.station, box: box, for: scene)
        _ = try Oracle(for: scene)
        return mappings.map {
          MappingCheck(mapping: $0, scene: scene, station: station, seeds: seeds)
        }
      }
    }
  }
}
