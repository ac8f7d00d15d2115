package import Control
package import Simulation

/// What drives the arm: made afresh for each episode.
package enum Driver: Sendable {
  /// A policy, which sees observations only; from the episode's seed.
  case policy(@Sendable (_ seed: UInt64) throws -> any Policy)

  /// A policy that may answer in words, and how they are understood; from the episode's seed, and
  /// where its exchanges with a model are kept.
  case speaker(
    Interpreter, @Sendable (_ seed: UInt64, _ book: any ExchangeBook) throws -> any Policy)

  /// An expert, which sees the world itself.
  case expert(@Sendable (Scene) throws -> any Expert)
}

/// One episode's policy or expert.
enum Agent: Sendable {
  case policy(any Policy)
  case speaker(any Policy, Interpreter)
  case expert(any Expert)

  /// A fresh one. Throws `PolicyFailure`.
  init(
    _ driver: Driver, for scene: Scene, seed: UInt64, book: any ExchangeBook
  ) throws {
    do {
      switch driver {
      case .policy(let make): self = .policy(try make(seed))
      case .speaker(let interpreter, let make): self = .speaker(try make(seed, book), interpreter)
      case .expert(let make): self = .expert(try make(scene))
      }
    } catch { throw PolicyFailure(error) }
  }

  /// What it answers: at least one action, finite numbers that the station takes. Throws
  /// `PolicyFailure`.
  mutating func act(on observation: Observation, in world: World) async throws -> Response {
    do {
      let response = try await unchecked(observation, world)
      let answer = response.answer
      guard !answer.actions.isEmpty else { throw AnswerError.noAction }
      let finite = answer.actions.allSatisfy { $0.numbers.allSatisfy(\.isFinite) }
      guard finite else { throw AnswerError.notFinite }
      for action in answer.actions { try world.station.convention.check(action) }
      return response
    } catch {
      // Neither is the policy's fault.
      if error is LimitReached || error is NotKept || error is DiskError { throw error }
      throw PolicyFailure(error)
    }
  }

  private mutating func unchecked(_ observation: Observation, _ world: World) async throws
    -> Response
  {
    switch self {
    case .policy(var policy):
      defer { self = .policy(policy) }
      return Response(answer: try await policy.act(observation))
    case .speaker(var policy, let interpreter):
      defer { self = .speaker(policy, interpreter) }
      return try await interpreter.response(of: &policy, on: observation, in: world)
    case .expert(var expert):
      defer { self = .expert(expert) }
      return Response(answer: try expert.act(in: world))
    }
  }
}

/// That a policy or an expert could not answer, in its own words.
struct PolicyFailure: Error {
  let reason: String

  init(_ error: any Error) { reason = oneLine(error) }
}

/// An answer the loop cannot carry out, from a policy that broke its contract.
package enum AnswerError: Error, CustomStringConvertible {
  case noAction
  case notFinite

  package var description: String {
    switch self {
    case .noAction: "the policy answered without an action, look at what it was asked"
    case .notFinite: "the policy answered a number that is not finite, look at what it was asked"
    }
  }
}
