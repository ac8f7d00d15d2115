import ArgumentParser
import Evaluation

struct BenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench", abstract: "Measures a part of simeval; prints a JSON object a line.")

  enum Part: String, ExpressibleByArgument, CaseIterable { case kinematics, render, episode }

  @Argument(help: "kinematics, render or episode.") var part: Part

  func run() throws {
    let lines =
      switch part {
      case .kinematics: try Bench.kinematics()
      case .render: try Bench.render()
      case .episode: try Bench.episode()
      }
    for line in lines { try Output.print(line) }
  }
}
