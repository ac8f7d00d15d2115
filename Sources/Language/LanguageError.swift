/// Why a trajectory cannot be put into words, or a vocabulary or a prompt not be found.
package enum LanguageError: Error, Hashable, Sendable {
  /// A trajectory has fewer than two states, so that nothing moves.
  case tooFewStates(count: Int)
  /// A state of a trajectory, counted from 0, does not have seven numbers.
  case wrongWidth(state: Int, count: Int)
  /// No vocabulary has that name.
  case unknownMapping(String, known: [String])
  /// No prompt has that name.
  case unknownPrompt(String, known: [String])
  /// A vocabulary's or a prompt's file that cannot be read, and why.
  case unreadable(path: String, String)
}

extension LanguageError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .tooFewStates(let count):
      "a trajectory of \(count) \(count == 1 ? "state" : "states") has no moves; give at least 2"
    case .wrongWidth(let state, let count):
      "state \(state) of the trajectory has \(count) \(count == 1 ? "number" : "numbers"); "
        + "give 7: x, y, z, roll, pitch, yaw, gripper"
    case .unknownMapping(let name, let known): Self.unknown("mapping", name, known, "yaml")
    case .unknownPrompt(let name, let known): Self.unknown("prompt", name, known, "md")
    case .unreadable(let path, let why): "'\(path)' \(why)"
    }
  }

  private static func unknown(
    _ what: String, _ name: String, _ known: [String], _ ending: String
  ) -> String {
    "no \(what) '\(name)'; "
      + (known.isEmpty ? "" : "choose one of \(known.joined(separator: ", ")), or ")
      + "give a .\(ending) file"
  }
}
