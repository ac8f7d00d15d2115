package import Control
package import Evaluation

/// What a ``ModelCheck`` found.
package struct ModelReport: Sendable {
  /// One for each probe, in the order of ``ModelCheck``'s table.
  package var verdicts: [Verdict]

  /// Of all answers.
  package let cost: Cost

  /// How many questions were asked, and how many there are.
  package let asked, questions: Int

  /// By which the model calls itself; nil where it does not say.
  package let model: String?

  /// Why not all was asked; nil where no limit was reached.
  package let limit: LimitReached?

  /// What a probe tells.
  package struct Verdict: Hashable, Sendable {
    package var name: String
    package var outcome: Outcome

    /// For people, on one line.
    package var text: String

    package init(_ name: String, _ outcome: Outcome, _ text: String) {
      (self.name, self.outcome, self.text) = (name, outcome, text)
    }

    package var line: String {
      let word = outcome == .fail ? "FAIL" : outcome.rawValue
      return word.padding(to: 8) + name + ": " + text
    }

    package var json: JSON {
      ["name": .string(name), "outcome": .string(outcome.rawValue), "text": .string(text)]
    }
  }

  package enum Outcome: String, CaseIterable, Hashable, Sendable {
    case ok
    /// Worth knowing, and nothing that keeps a model from driving.
    case warn
    /// A model like this is not to drive.
    case fail
    /// Not asked, or told by no answer.
    case unknown
  }

  /// Whether nothing fails.
  package var passes: Bool { !verdicts.contains { $0.outcome == .fail } }

  init(_ asked: [ModelCheck.Asked], _ manners: ModelCheck.Manners, limit: LimitReached?) {
    verdicts = ModelCheck.probes.map { $0.verdict(on: asked, manners) }
    let replies = asked.compactMap(\.reply)
    cost = replies.reduce(.none) { $0 + $1.cost }
    model = replies.first?.model
    questions = asked.count
    self.asked = asked.count { $0.answer != .unasked }
    self.limit = limit
  }
}

extension String {
  fileprivate func padding(to count: Int) -> String {
    self + String(repeating: " ", count: max(0, count - self.count))
  }
}
