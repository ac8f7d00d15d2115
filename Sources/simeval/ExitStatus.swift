import ArgumentParser
import Control
import Evaluation
import Foundation
import Language
import Policies
import Serving
import Simulation
import StrictYAML

/// What the process tells its caller, as in sysexits.h.
enum ExitStatus: Int32 {
  case done = 0
  /// Done, and a threshold was missed; or stopped, a limit of the user's being reached.
  case missed = 1
  case usage = 64
  /// A file of the user's, or a name that is not known.
  case input = 65
  /// Something asked for is unreachable, refused or answers nonsense.
  case unavailable = 69
  /// A fault of our own.
  case fault = 70
  case disk = 74
  case interrupted = 130
}

/// An error that the command line itself finds: a status and a text in the form `WHAT, WHERE, WHAT
/// TO DO`, or, where `lines` says so, several that name their own places.
struct Failure: Error {
  var status: ExitStatus
  /// Each is printed as one line, whatever it holds.
  var lines: [String]

  init(_ status: ExitStatus, _ text: String) {
    self.init(status, lines: ["error: " + text])
  }

  init(_ status: ExitStatus, lines: [String]) {
    self.status = status
    self.lines = lines
  }

  /// The one place where errors become exit statuses.
  init(_ error: any Error) {
    switch error {
    case let failure as Failure: self = failure
    case let error as StationError: self.init(.usage, "\(error)")
    case let error as OracleError: self.init(.usage, "\(error)")
    case RunFolderError.damaged: self.init(.input, lines: ["\(error)"])
    case let error as RunFolderError: self.init(.usage, "\(error)")
    case let error as SceneError: self.init(.input, "\(error)")
    case let error as LanguageError: self.init(.input, "\(error)")
    case let error as YAMLProblems:
      self.init(.input, lines: error.problems.map { $0.description })
    case let error as RecordingError:
      self.init(.input, lines: error.lines)
    case PolicyError.unusableAddress: self.init(.usage, "\(error)")
    case let error as ServingError: self.init(.usage, "\(error)")
    case let error as PolicyError: self.init(.unavailable, "\(error)")
    case let error as LimitReached: self.init(.missed, "\(error)")
    case ModelError.noCassette: self.init(.input, "\(error)")
    case let error as ModelError where error.isServers: self.init(.unavailable, "\(error)")
    case let error as ModelError: self.init(.usage, "\(error)")
    case let error as PromptError: self.init(.input, "\(error)")
    case let error as NotKept: self.init(.disk, "\(error)")
    case let error as DiskError: self.init(.disk, "\(error)")
    case is CancellationError:
      self.init(.interrupted, "interrupted before all was done, run it again")
    default: self.init(parser: error)
    }
  }

  /// ArgumentParser's own errors on one line, and its help and version; all else is our fault.
  private init(parser error: any Error) {
    let code = Simeval.exitCode(for: error)
    if code == .success {
      // Its lines, and not one that holds line feeds.
      let text = Simeval.fullMessage(for: error)
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      self.init(.done, lines: lines.map(String.init))
    } else if code == .validationFailure {
      self.init(.usage, usageText(of: error))
    } else if let code = error as? ExitCode, let status = ExitStatus(rawValue: code.rawValue) {
      self.init(status, lines: [])
    } else {
      self.init(.fault, "\(oneLine(error)), in simeval itself, please report it")
    }
  }

  /// Says the lines, help on standard output and errors on standard error, and ends the process.
  func exit() -> Never {
    if status == .done {
      do { try Output.print(lines) } catch { Failure(error).exit() }
    } else {
      for line in lines { Output.complain(line) }
    }
    Foundation.exit(status.rawValue)
  }
}

/// What ArgumentParser found wrong, and where the help for that is. Without user and password, should
/// an address be in it.
private func usageText(of error: any Error) -> String {
  let full = Simeval.fullMessage(for: error)
  let help = full.firstMatch(of: /See '(simeval[^']*)' for more/)?.1 ?? "simeval --help"
  let message = oneLine(Simeval.message(for: error)).replacing(/[^\s'\/]+:[^\s']*@/, with: "")
  return message + (message.last.map(".?!".contains) == true ? "" : ".") + " See `\(help)`"
}
