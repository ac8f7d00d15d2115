package import Imaging
package import Language

/// Whether a model sees what it is sent, and as it was sent: questions whose answers are in pictures
/// that differ while the words stay the same, so that words alone answer none of them.
///
/// A picture that gets lost on the way, arrives mirrored or has red for blue shows here, for a minute's
/// price, and not in a day's successes.
package struct ModelCheck: Hashable, Sendable {
  /// In the order in which they are asked.
  package static let questions: [Question] =
    Question.about(
      .colours, "Which colour does the square have?",
      [("red", .red, [0.5, 0.5]), ("green", .green, [0.5, 0.5]), ("blue", .blue, [0.5, 0.5])])
    + Question.about(
      .sides, "In which half of the picture is the square?",
      [("left", .red, [0.2, 0.5]), ("right", .red, [0.8, 0.5])])
    + Question.about(
      .heights, "In which half of the picture is the square?",
      [("upper", .red, [0.5, 0.2]), ("lower", .red, [0.5, 0.8])])

  /// One of several that differ in the picture alone.
  package struct Question: Hashable, Sendable {
    package var kind: Kind

    /// What is asked, and of which picture.
    package var words: String
    package var picture: Image

    /// What can be answered, and what is right.
    package var choices: [String]
    package var answer: String

    /// What a model is sent. Throws `ImagingError`.
    package var request: ModelRequest {
      get throws {
        ModelRequest(
          messages: [
            .init(.user, [.picture(try EncodedPicture(picture, as: .png)), .text(words)])
          ],
          settings: .init(maxTokens: 1024))
      }
    }

    /// Whether a reply names the right choice and no other.
    package func isAnswered(by reply: String) -> Bool {
      let words = Set(reply.lowercased().split { !$0.isLetter }.map(String.init))
      return choices.filter(words.contains) == [answer]
    }

    fileprivate static func about(
      _ kind: Kind, _ question: String, _ pictures: [(answer: String, Colour, SIMD2<Double>)]
    ) -> [Question] {
      let choices = pictures.map(\.answer)
      let offered = choices.dropLast().joined(separator: ", ") + " or " + (choices.last ?? "")
      let words =
        "The picture shows one square of a colour on grey. \(question) Answer with one word: "
        + "\(offered)."
      return pictures.map { answer, colour, place in
        Question(
          kind: kind, words: words, picture: square(colour, at: place), choices: choices,
          answer: answer)
      }
    }
  }

  /// What is asked about.
  package enum Kind: String, CaseIterable, Hashable, Sendable {
    case colours, sides, heights
  }

  /// What became of the questions of a kind.
  package struct Verdict: Hashable, Sendable {
    package var kind: Kind
    package var passes: Bool

    /// For people, on one line.
    package var text: String
  }

  /// A verdict on each kind, from replies in the order of ``questions``.
  package static func verdicts(on replies: [String]) -> [Verdict] {
    let pairs = Array(zip(questions, replies))
    return Kind.allCases.map { kind in
      let asked = pairs.filter { $0.0.kind == kind }
      let wrong = asked.filter { !$0.0.isAnswered(by: $0.1) }
      guard !wrong.isEmpty else {
        return Verdict(kind: kind, passes: true, text: "all \(asked.count) right")
      }
      let told = wrong.map { "'\(excerpt($0.1))' where it is \($0.0.answer)" }
      return Verdict(kind: kind, passes: false, text: "said \(told.joined(separator: ", "))")
    }
  }

  private static func excerpt(_ reply: String) -> String {
    let line = reply.split(whereSeparator: \.isNewline).joined(separator: " ")
    return line.count > 60 ? line.prefix(60) + "..." : line
  }
}

/// Of squares. The first colours that come to mind, and not quite full, as in a photo.
private enum Colour {
  case red, green, blue

  var bytes: [UInt8] {
    switch self {
    case .red: [205, 40, 40]
    case .green: [40, 165, 60]
    case .blue: [40, 70, 205]
    }
  }
}

/// A square of a quarter of the side, its middle at parts of the width and height.
private func square(_ colour: Colour, at place: SIMD2<Double>) -> Image {
  let side = 256
  var image = Image(
    width: side, height: side, bytes: [UInt8](repeating: 175, count: 3 * side * side))
  let (left, top) = (Int(place.x * 256) - side / 8, Int(place.y * 256) - side / 8)
  for y in top..<(top + side / 4) {
    for x in left..<(left + side / 4) {
      let index = 3 * (y * side + x)
      image.bytes.replaceSubrange(index..<index + 3, with: colour.bytes)
    }
  }
  return image
}
