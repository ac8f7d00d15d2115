import StrictYAML

/// What a station asks of the last picture to judge an episode, and what it takes for an answer.
///
/// The goal judges here; this says in the station's own words how it came out.
package struct Classifier: Hashable, Sendable {
  package let question: String

  /// The answer where the goal holds.
  package let success: String

  /// Where it does not, the first of these whose condition does.
  package let answers: [Answer]

  /// Where none does.
  package let otherwise: String

  package struct Answer: Hashable, Sendable {
    package let says: String
    package let condition: Condition
  }

  init?(_ fields: Fields, _ things: ThingNames) {
    let question = fields.line("question")
    let success = fields.line("success")
    let otherwise = fields.line("otherwise")
    let answers = fields.optional.list("answers").map { list in
      list.compactMap { value -> Answer? in
        guard let fields = value.mapping(), let when = fields.mapping("when") else { return nil }
        let (says, condition) = (fields.line("says"), things.condition(when))
        guard let says, let condition else { return nil }
        return Answer(says: says, condition: condition)
      }
    }
    guard let question, let success, let otherwise else { return nil }
    (self.question, self.success, self.otherwise) = (question, success, otherwise)
    self.answers = answers ?? []
  }
}

/// When the motors give up: above an effort for so many steps in a row.
package struct MotorFault: Hashable, Sendable {
  /// On the scale of ``World/effort``.
  package let effort: Double
  package let steps: Int

  init?(_ fields: Fields) {
    let effort = fields.number("effort", in: 1...1e6)
    let steps = fields.integer("steps", in: 1...1000)
    guard let effort, let steps else { return nil }
    (self.effort, self.steps) = (effort, steps)
  }
}
