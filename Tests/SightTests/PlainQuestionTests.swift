import Imaging
import Language
import Testing

@testable import Sight

/// What the stand-in says to questions that are no robot's.
@Suite struct PlainQuestionTests {
  private func reply(_ words: String, _ image: Image, as encoding: PictureEncoding = .png) throws
    -> String
  {
    let picture = try EncodedPicture(image, as: encoding)
    return Sight(vocabularies: []).reply(
      to: ModelRequest(messages: [.init(.user, [.picture(picture), .text(words)])]))
  }

  private func number(_ text: String, scale: Int, x: Int = 37, y: Int = 21) -> Image {
    var image = Image(
      width: 400, height: 120, bytes: [UInt8](repeating: 230, count: 3 * 400 * 120))
    image.draw(text, x: x, y: y, scale: scale, colour: (15, 25, 30))
    return image
  }

  private let which = "Which number does the picture show? Answer with its digits."

  @Test("It reads figures of any size, and in a JPEG", arguments: 1...9)
  func digits(scale: Int) throws {
    for text in ["0123456", "789", "4"] {
      let image = number(text, scale: scale)
      #expect(try reply(which, image) == text)
      if scale > 1 { #expect(try reply(which, image, as: .jpeg(quality: 85)) == text) }
    }
  }

  @Test("It reads none where there is none, where it is too small, mirrored or cut off")
  func unreadable() throws {
    let blank = Image(width: 64, height: 64, bytes: [UInt8](repeating: 175, count: 3 * 64 * 64))
    #expect(try reply(which, blank) == "none")
    let small = number("4719", scale: 1).resized(width: 200, height: 60)
    #expect(try reply(which, small) == "none")
    #expect(try reply(which, number("4719", scale: 4).mirrored) != "4719")
    for (x, y) in [(-9, 21), (385, 21), (37, -9), (37, 110)] {
      #expect(try reply(which, number("4719", scale: 4, x: x, y: y)) != "4719")
    }
  }

  @Test("It answers in a word, an object or a sentence, of the thing asked about alone")
  func forms() throws {
    var image = Image(width: 90, height: 60, bytes: [UInt8](repeating: 175, count: 3 * 90 * 60))
    image.fill(x: 60, y: 5, width: 20, height: 20, colour: (40, 70, 205))
    image.fill(x: 5, y: 40, width: 12, height: 12, colour: (20, 22, 25))
    #expect(try reply("Which colour has the square: red, green or blue?", image) == "blue")
    #expect(try reply("Is the black square to the left or right?", image) == "left")
    #expect(try reply("Is the blue square to the left or right?", image) == "right")
    #expect(try reply("Is the red square to the left or right?", image) == "none")
    #expect(try reply("Is the black square in the upper or lower half?", image) == "lower")
    #expect(
      try reply("Answer in JSON: its colour, red, green or blue, and half, left or right.", image)
        == "{\"colour\": \"blue\", \"half\": \"right\"}")
    #expect(
      try reply("Describe the picture.", image)
        == "Something blue, in the upper right part of the picture.")
  }
}
