import ArgumentParser
import Evaluation
import Foundation
import Policies
import Simulation

/// Which policy drives the arm, and what it needs.
struct PolicyOptions: ParsableArguments {
  enum Choice: String, ExpressibleByArgument, CaseIterable {
    case oracle, replay, hold, random, autoeval
  }

  @Option(help: "What drives the arm; the oracle needs no key and no server.")
  var policy = Choice.oracle

  @Option(help: "The policy server's address, such as http://127.0.0.1:8000 (autoeval).")
  var server: String?

  @Option(help: "Seconds that the server may take to answer; 0 for no limit (autoeval).")
  var timeout = 60.0

  @Option(help: "A recording, CSV of seven numbers a line (replay).", completion: .file())
  var actions: String?

  mutating func validate() throws {
    try demand(server, "--server", by: .autoeval)
    try demand(actions, "--actions", by: .replay)
    guard timeout >= 0, timeout <= 86_400 else {
      throw ValidationError("--timeout \(timeout) is not within 0 to 86400 seconds")
    }
  }

  private func demand(_ value: String?, _ option: String, by choice: Choice) throws {
    if policy == choice, value == nil {
      throw ValidationError("--policy \(choice) needs \(option)")
    }
    if policy != choice, value != nil {
      throw ValidationError("\(option) is for --policy \(choice), not for \(policy)")
    }
  }

  /// Reads what the policy needs, so that bad input is found before anything is run.
  func driver(for scene: Scene) throws -> Driver {
    switch policy {
    case .oracle:
      let oracle = try Oracle(for: scene)
      return .expert { _ in oracle }
    case .hold: return .policy { _ in HoldPolicy() }
    case .random: return .policy { RandomPolicy(seed: $0) }
    case .replay:
      let recording = try Recording(file: actions ?? "")
      return .policy { _ in ReplayPolicy(recording) }
    case .autoeval:
      let limit: Duration? = timeout > 0 ? .seconds(timeout) : nil
      let policy = try AutoEvalPolicy(server: server ?? "", timeout: limit)
      return .policy { _ in policy }
    }
  }

  /// What run.json says of the policy; an address is kept without what identifies its user.
  var description: JSON {
    var members: [(String, JSON)] = [("name", .string(policy.rawValue))]
    if let actions { members.append(("actions", .string(actions))) }
    if let server { members.append(("server", .string(withoutUser(server)))) }
    if policy == .autoeval { members.append(("timeout_s", .number(timeout))) }
    return .object(members)
  }

  /// A policy server has one memory, so episodes take turns; all others may go side by side.
  var canShare: Bool { policy != .autoeval }

  private func withoutUser(_ address: String) -> String {
    guard let scheme = address.range(of: "://"), let at = address.lastIndex(of: "@"),
      scheme.upperBound <= at
    else { return address }
    return String(address[..<scheme.upperBound] + address[address.index(after: at)...])
  }
}
