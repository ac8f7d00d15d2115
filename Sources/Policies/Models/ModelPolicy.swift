package import Control
import Geometry
package import Language
import Wire

/// Asks a vision-language model what to do, in a prompt's words, and passes on what it says.
///
/// It remembers the episode: what it saw and said, and what it saw next. What the model says is not
/// judged here: words that are none come back as a correction, and the model is told of it.
package struct ModelPolicy: Policy {
  private let model: ModelClient
  private let inquiry: Inquiry
  private let seed: UInt64
  private let book: any ExchangeBook

  private var history: [Turn] = []

  /// The answer whose outcome is not seen yet.
  private var open: Said?
  private typealias Said = (before: Observation, text: String, ending: ModelReply.Ending)

  /// What was asked at this observation so far.
  private var request: ModelRequest?

  private var calls = 0
  private var asked: [String: Int] = [:]

  /// What is asked, and in which surroundings.
  package struct Inquiry: Sendable {
    package var prompt: Prompt
    package var mapping: Mapping
    package var workplace: Workplace

    /// The arm before an episode.
    package var arm: ArmState

    package var examples: [Example]

    package init(
      prompt: Prompt, mapping: Mapping, workplace: Workplace, arm: ArmState, examples: [Example]
    ) {
      (self.prompt, self.mapping, self.workplace) = (prompt, mapping, workplace)
      (self.arm, self.examples) = (arm, examples)
    }
  }

  /// One episode's.
  package init(
    _ model: ModelClient, _ inquiry: Inquiry, seed: UInt64, book: any ExchangeBook
  ) {
    (self.model, self.inquiry, self.seed, self.book) = (model, inquiry, seed, book)
  }

  /// Words alone. Throws ``ModelError`` where there is no answer, `PromptError` for an observation that
  /// the prompt cannot show, `LimitReached`, `NotKept`, or `CancellationError`.
  package mutating func act(_ observation: Observation) async throws -> Answer {
    let request = try next(observation)
    var question = model.asked(request, turn: .init(seed: seed, index: 0))
    let same = question.body.text
    question.turn.index = asked[same, default: 0]
    let line = book.past(calls)
    var past = line.flatMap { ExchangeRecord(line: $0.utf8) }
    if line != nil, past?.question != question { throw ModelError.otherPast(call: calls) }
    if past?.isAnswered == false { past = nil }
    let reply = try await model.answer(request, as: question, past: past, book: book)
    asked[same, default: 0] += 1
    calls += 1
    (self.request, open) = (request, (observation, reply.text, reply.ending))
    return Answer(saying: reply.text, fault: reply.ending.fault)
  }

  /// What is asked at an observation, or again at it.
  private mutating func next(_ observation: Observation) throws -> ModelRequest {
    if let correction = observation.correction, var request, let open {
      request.messages.append(
        .init(.assistant, [.text(open.text.isEmpty ? "(no answer)" : open.text)]))
      let plea =
        "Your answer was not understood: \(correction)\nAnswer again, in the form asked for."
      request.messages.append(.init(.user, [.text(plea)]))
      return request
    }
    if let open { history.append(turn(from: open, to: observation)) }
    open = nil
    var situation = Situation(
      workplace: inquiry.workplace, observation: observation, arm: arm(at: observation),
      history: history, examples: inquiry.examples)
    situation.observation.correction = nil
    return try inquiry.prompt.request(for: situation, with: inquiry.mapping)
  }

  /// The arm as it was measured, for where it was told to go is not seen.
  private func arm(at observation: Observation) -> ArmState {
    var arm = inquiry.arm
    (arm.X_WT, arm.opening) = (observation.X_WT, observation.commandedOpening)
    arm.R_WC = observation.views.first?.camera.X_WC.rotation ?? arm.R_WC
    return arm
  }

  /// What became of an answer: of its actions those that were carried out, none of one that was not
  /// understood.
  private func turn(from open: Said, to after: Observation) -> Turn {
    guard open.ending.fault == nil,
      let told = try? inquiry.mapping.translate(open.text, from: arm(at: open.before))
    else {
      let words = excerpt(of: Array(open.text.utf8))
      return Turn(before: open.before, words: words, actions: [], after: after)
    }
    return Turn(
      before: open.before, words: inquiry.mapping.words(of: told.reading),
      actions: Array(told.actions.prefix(max(0, after.step - open.before.step))), after: after)
  }
}

extension ModelReply.Ending {
  /// Why what is said is not to be carried out; nil where it is.
  fileprivate var fault: Answer.Fault? {
    switch self {
    case .complete, .other: nil
    case .cut: .cut
    case .refused, .filtered: .refused
    }
  }
}
