import Control
package import Language
import Simulation

/// How what a policy says becomes what the arm does.
///
/// A reply that is not understood goes back to the policy with what is wrong with it, a number of
/// times; after that the arm holds still, with the gripper as it was told last.
package struct Interpreter: Sendable {
  package var mapping: Mapping

  /// How often a policy is asked again at most.
  package var repairs: Int

  package init(mapping: Mapping, repairs: Int) {
    precondition(repairs >= 0, "there are no fewer than no repairs")
    (self.mapping, self.repairs) = (mapping, repairs)
  }

  /// Asks a policy until it is understood. Throws what the policy throws.
  func response(
    of policy: inout any Policy, on observation: Observation, in world: World
  ) async throws -> Response {
    var question = observation
    var replies: [Response.Reply] = []
    for _ in 0...repairs {
      let answer = try await policy.act(question)
      guard answer.actions.isEmpty, let text = answer.words else {
        return Response(answer: answer, replies: replies)
      }
      do throws(Diagnosis) {
        if let fault = answer.fault { throw Diagnosis(fault, of: text) }
        let told = try mapping.translate(text, from: world.armState)
        replies.append(.init(text: text))
        let words = mapping.words(of: told.reading)
        return Response(
          answer: Answer(told.actions, words: words), replies: replies, isUnderstood: true)
      } catch {
        replies.append(.init(text: text, diagnosis: error))
        question.correction = error.quoting(text)
      }
    }
    return Response(
      answer: Answer([.hold(opening: world.commandedOpening)]), replies: replies,
      isUnderstood: false)
  }
}

extension Diagnosis {
  /// Of words that are not to be carried out.
  fileprivate init(_ fault: Answer.Fault, of text: String) {
    let all = 0..<text.unicodeScalars.count
    switch fault {
    case .cut:
      self.init(.truncated, "an answer that was cut off, for it was too long; say less", at: all)
    case .refused: self.init(.refusal, "no answer, but why there is none; say a move", at: all)
    }
  }
}

/// What came of asking a policy or an expert once.
struct Response: Sendable {
  var answer: Answer

  /// What was said word for word, oldest first, where it had to be interpreted.
  var replies: [Reply] = []

  /// Whether one of the replies was understood in the end; if not, the arm only holds still. Nil where
  /// the answer needed no interpreting.
  var isUnderstood: Bool?

  /// A reply, and what is wrong with it where it was not understood.
  struct Reply: Hashable, Sendable {
    var text: String
    var diagnosis: Diagnosis?
  }
}
