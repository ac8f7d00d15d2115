import Evaluation
import Foundation
import Policies

/// The keys of models that the environment holds: kept in no file, and not shown.
enum Secrets {
  /// The providers', and that of the variable that the command line names.
  private static let keys: [ModelKey] = {
    let arguments = CommandLine.arguments
    let option = "--key-env"
    let next = arguments.firstIndex(of: option).map { arguments.index(after: $0) }
    let joined = arguments.first { $0.hasPrefix(option + "=") }?.dropFirst(option.count + 1)
    let name = next.flatMap { arguments.indices.contains($0) ? arguments[$0] : nil }
    return ModelKey.all(
      in: ProcessInfo.processInfo.environment, named: name ?? joined.map(String.init))
  }()

  /// The text with `[key]` wherever a key was.
  static func removed(from text: String) -> String {
    keys.reduce(text) { $1.isIn($0) ? $1.removed(from: $0) : $0 }
  }

  /// Throws where the command line has a key in it: as a model's name, or a part of an address or a
  /// path, it would be kept and shown, and it is in the shell's history.
  static func checkArguments() throws {
    for (index, argument) in CommandLine.arguments.enumerated().dropFirst() {
      guard let key = keys.first(where: { $0.isIn(argument) }) else { continue }
      throw Failure(
        .usage,
        "argument \(index) has \(key) in it, on the command line where others see it, leave it out: "
          + "keys come from the environment alone")
    }
  }
}
