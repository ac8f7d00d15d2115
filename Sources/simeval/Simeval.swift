import ArgumentParser
import Evaluation

/// The command line. Each subcommand is a file of its own.
struct Simeval: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simeval",
    abstract: "Evaluates robot policies in simulated robot stations, without a GPU.",
    discussion: """
      Exit status: 0 done; 1 a threshold was missed, a limit such as --max-calls reached, a check failed or a reply not understood; \
      64 wrong usage; 65 bad input; 69 a server or policy did not answer; 70 a fault of simeval; 74 the disk; 130 interrupted.
      """,
    version: Evaluation.Run.version,
    subcommands: [
      RunCommand.self, ScenesCommand.self, RenderCommand.self, TranslateCommand.self,
      CheckCommand.self, DoctorCommand.self, ServeCommand.self, BenchCommand.self,
    ])
}

@main enum Main {
  /// Not async: the main thread waits for signals, and all work is done on others.
  static func main() {
    let interruptions = Interruptions()
    openMissingStreams()
    ignoreWriteSignals()
    // Detached: the main thread runs no tasks.
    let work = Task.detached {
      do {
        try await run()
        Failure(.done, lines: []).exit()
      } catch {
        Failure(error).exit()
      }
    }
    interruptions.wait { work.cancel() }
  }

  private static func run() async throws {
    try Secrets.checkArguments()
    var command = try Simeval.parseAsRoot()
    if var command = command as? any AsyncParsableCommand {
      try await command.run()
    } else {
      try await endedByInterrupt { try command.run() }
    }
  }
}
