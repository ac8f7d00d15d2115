import ArgumentParser
import Evaluation
import Rendering

struct BenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench",
    abstract: "Measures a part of simeval; prints a JSON object a line.",
    discussion: """
      render measures our own scenes or, with --obj and --scene, a scene that other renderers draw \
      too; the other options are for that one.
      """)

  enum Part: String, ExpressibleByArgument, CaseIterable {
    case kinematics, world, render, episode
  }

  @Argument(help: "kinematics, world, render or episode.") var part: Part
  @OptionGroup var tabletop: TabletopOptions

  func run() throws {
    let lines =
      switch part {
      case .kinematics: try Bench.kinematics()
      case .world: try Bench.world()
      case .render:
        if let run = try tabletop.run { [try Bench.tabletop(run)] } else { try Bench.render() }
      case .episode: try Bench.episode()
      }
    for line in lines { try Output.print(line) }
  }
}
