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
    case kinematics, world, render, episode, jobs, png, marks
  }

  @Argument(help: "kinematics, world, render, episode, jobs, png or marks.") var part: Part
  @OptionGroup var tabletop: TabletopOptions

  func validate() throws { _ = try tabletop.run(of: part) }

  func run() throws {
    for line in try lines { try Output.print(line) }
  }

  private var lines: [JSON] {
    get throws {
      if let run = try tabletop.run(of: part) { return [try Bench.tabletop(run)] }
      return switch part {
      case .kinematics: try Bench.kinematics()
      case .world: try Bench.world()
      case .render: try Bench.render()
      case .episode: try Bench.episode()
      case .jobs: try Bench.jobs()
      case .png: try Bench.png()
      case .marks: try Bench.marks()
      }
    }
  }
}
