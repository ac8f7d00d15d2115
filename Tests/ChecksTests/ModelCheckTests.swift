import Imaging
import Language
import Sight
import Testing

@testable import Checks

@Suite struct ModelCheckTests {
  /// What fails of the stand-in's answers.
  private func failures(
    of persona: Persona? = nil, seeing change: (Image) -> Image = { $0 }
  ) throws -> [ModelCheck.Kind] {
    var sitter = Sitter(Sight(vocabularies: []), persona: persona)
    let replies = try ModelCheck.questions.map { question in
      var question = question
      question.picture = change(question.picture)
      return sitter.answer(to: try question.request).text
    }
    return ModelCheck.verdicts(on: replies).filter { !$0.passes }.map(\.kind)
  }

  private func turned(_ image: Image, _ pixel: (Int, Int) -> (Int, Int)) -> Image {
    var turned = image
    for y in 0..<image.height {
      for x in 0..<image.width {
        let (fromX, fromY) = pixel(x, y)
        for channel in 0..<3 {
          turned.bytes[3 * (y * image.width + x) + channel] =
            image.bytes[3 * (fromY * image.width + fromX) + channel]
        }
      }
    }
    return turned
  }

  @Test("One that sees passes")
  func sees() throws { #expect(try failures().isEmpty) }

  @Test("Pictures that arrive mirrored, upside down, of swapped colours or blank are noticed")
  func spoiled() throws {
    #expect(try failures { image in turned(image) { (image.width - 1 - $0, $1) } } == [.sides])
    #expect(try failures { image in turned(image) { ($0, image.height - 1 - $1) } } == [.heights])
    #expect(
      try failures { image in
        var swapped = image
        for index in stride(from: 0, to: image.bytes.count, by: 3) {
          swapped.bytes.swapAt(index, index + 2)
        }
        return swapped
      } == [.colours])
    let blank = Image(width: 256, height: 256, bytes: [UInt8](repeating: 175, count: 196_608))
    #expect(try failures { _ in blank } == ModelCheck.Kind.allCases)
  }

  @Test("So is one that swaps sides, does not look, repeats itself, is late or refuses")
  func personas() throws {
    #expect(try failures(of: Persona(.swapsSides)) == [.sides])
    for habit in [Persona.Habit.blind, .repeats, .late, .refuses, .wrongFormat] {
      #expect(try !failures(of: Persona(habit, seed: 1)).isEmpty, "\(habit)")
    }
  }

  @Test("Questions of a kind have the same words, and a right answer that is offered")
  func questions() {
    for kind in ModelCheck.Kind.allCases {
      let questions = ModelCheck.questions.filter { $0.kind == kind }
      #expect(Set(questions.map(\.words)).count == 1)
      #expect(Set(questions.map(\.answer)).count == questions.count)
    }
    let first = ModelCheck.questions[0]
    #expect(first.isAnswered(by: "The square is **Red**."))
    #expect(!first.isAnswered(by: "red, or green"))
    #expect(!first.isAnswered(by: "reddish"))
  }
}
