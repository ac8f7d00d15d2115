package import Control
package import Imaging
package import Language

/// Whether a model sees what it is sent, and as it was sent, and answers as it is asked: questions whose
/// answers are in pictures that differ while the words stay the same, so that words alone answer none
/// of them.
///
/// A picture that gets lost on the way, arrives mirrored, late or has red for blue shows here, for a
/// minute's price, and not in a day's successes.
package struct ModelCheck: Sendable {
  /// In the order in which they are asked.
  package let questions: [Question]

  let manners: Manners

  /// What is known of a model before it is asked.
  package struct Manners: Hashable, Sendable {
    /// Whether its wire holds an answer to a schema.
    package var holdsSchema: Bool

    package var takesTemperature: Bool

    package init(holdsSchema: Bool, takesTemperature: Bool) {
      (self.holdsSchema, self.takesTemperature) = (holdsSchema, takesTemperature)
    }
  }

  /// Which questions belong together.
  package enum Topic: Hashable, Sendable {
    case greeting
    /// Figures that anybody reads, and smaller and smaller ones.
    case figure, smallFigures
    case colours
    /// Each of a picture and its mirror image.
    case sides, heights
    /// An object as JSON: the wire holding the model to its schema, and in words alone.
    case heldObject, object
    /// The same again and again.
    case description
  }

  /// What is asked, and what is right.
  package struct Question: Sendable {
    package var topic: Topic
    package var words: String

    /// Nil for none.
    package var picture: Image?

    var form: AnswerForm

    /// Nil where anything of the form is right.
    package var answer: String?

    var schema: AnswerSchema?
    var temperature: Double?

    /// How often the same was asked before.
    package var turn = 0

    /// What a model is sent. Throws `ImagingError`.
    package var request: ModelRequest {
      get throws {
        let shown = try picture.map { ModelRequest.Part.picture(try EncodedPicture($0, as: .png)) }
        return ModelRequest(
          messages: [.init(.user, (shown.map { [$0] } ?? []) + [.text(words)])], schema: schema,
          settings: .init(maxTokens: 2048, temperature: temperature))
      }
    }
  }

  /// A model's reply, and what it took.
  package struct Reply: Hashable, Sendable {
    package var text: String
    package var ending: ModelReply.Ending

    /// The model's own name, if it says so.
    package var model: String?

    package var cost: Cost

    /// Nil for an answer that was looked up.
    package var latency: Duration?

    package init(
      text: String, ending: ModelReply.Ending = .complete, model: String? = nil,
      cost: Cost = Cost(calls: 1, tokens: nil, usd: nil), latency: Duration? = nil
    ) {
      (self.text, self.ending, self.model) = (text, ending, model)
      (self.cost, self.latency) = (cost, latency)
    }
  }

  /// That a model, or its server, did not answer: why.
  package struct NoAnswer: Error, Hashable, Sendable, CustomStringConvertible {
    package let description: String

    package init(_ description: String) { self.description = description }
  }

  /// What became of a question.
  enum Answer: Hashable, Sendable {
    case said(Reply)
    /// It was asked, and there is no answer: why.
    case failed(String)
    case unasked
  }

  /// A question with what became of it.
  struct Asked: Sendable {
    var question: Question
    var answer: Answer

    /// What it says, taken strictly; nil where that is nothing, or several things.
    var reading: String? {
      guard case .said(let reply) = answer, reply.ending == .complete else { return nil }
      return question.form.reading(of: reply.text)
    }

    var isRight: Bool { reading.map { question.answer == nil || question.answer == $0 } ?? false }
  }

  /// Asks everything, one after the other, and judges.
  ///
  /// - Parameter send: has a request answered; the second argument is how often the same was asked
  ///   before. ``NoAnswer`` is an answer of a kind; two in a row, or a limit that is reached, leave the
  ///   rest unasked. All else that it throws is thrown on.
  package func report(
    _ send: (ModelRequest, Int) async throws -> Reply
  ) async throws -> ModelReport {
    var (asked, failures) = ([Asked](), 0)
    var limit: LimitReached?
    for question in questions {
      guard limit == nil, failures < 2 else {
        asked.append(Asked(question: question, answer: .unasked))
        continue
      }
      do {
        let reply = try await send(question.request, question.turn)
        asked.append(Asked(question: question, answer: .said(reply)))
        failures = 0
      } catch let error as LimitReached {
        limit = error
        asked.append(Asked(question: question, answer: .unasked))
      } catch let error as NoAnswer {
        asked.append(Asked(question: question, answer: .failed(error.description)))
        failures += 1
      }
    }
    return ModelReport(asked, manners, limit: limit)
  }
}
