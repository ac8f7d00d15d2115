import Control
import Imaging
import Language
import Simulation

extension ModelCheck {
  /// The questions, with the pictures of a scene whose marks are known. Throws what loading a scene
  /// does.
  ///
  /// - Parameter folder: of the scenes, which has `probe/axes`.
  package init(scenes folder: String, _ manners: Manners) throws {
    let scene = try Scene.load("probe/axes", folder: folder)
    let station = try Station(named: scene.station, box: .eval, for: scene)
    self.init(axes: World(scene, station: station, seed: 0).observe().views[0].image, manners)
  }

  /// - Parameter axes: what the station's camera shows of `probe/axes`: its blue post to the right,
  ///   the gripper above.
  init(axes: Image, _ manners: Manners) {
    self.manners = manners
    questions =
      [Question.greeting] + Question.figures + Question.colours + Question.sides(axes)
      + Question.heights(axes) + (manners.holdsSchema ? [Question.object(isHeld: true)] : [])
      + [Question.object(isHeld: false)] + Question.descriptions(axes)
  }
}

extension ModelCheck.Question {
  fileprivate static var greeting: Self {
    Self(
      topic: .greeting, words: "This tests a connection. Answer with one word: ready.",
      form: .anything)
  }

  /// How high the figures are, in pixels of a picture of 512 x 512, and what they say: no two share
  /// more than a figure in its place.
  private static let numbers: [(height: Int, text: String)] = [
    (height: 56, text: "4719"), (28, "2065"), (14, "8352"), (7, "6948"),
  ]

  /// The height of the figures. Pixels; nil for another question.
  var figureHeight: Int? {
    guard topic == .figure || topic == .smallFigures else { return nil }
    return Self.numbers.first { $0.text == answer }?.height
  }

  fileprivate static var figures: [Self] {
    numbers.enumerated().map { index, number in
      Self(
        topic: index == 0 ? .figure : .smallFigures,
        words: """
          The picture shows a number. Which number is it? Answer with its four digits and nothing \
          else.
          """,
        picture: .number(number.text, height: number.height), form: .number(digits: 4),
        answer: number.text)
    }
  }

  fileprivate static var colours: [Self] {
    [("red", Image.red), ("green", Image.green), ("blue", Image.blue)].map { name, colour in
      Self(
        topic: .colours,
        words: """
          The picture shows one square of a colour on grey. Which colour does the square have? \
          Answer with one word: red, green or blue.
          """,
        picture: .square(colour, at: SIMD2(0.5, 0.5)), form: .choice(["red", "green", "blue"]),
        answer: name)
    }
  }

  fileprivate static func sides(_ axes: Image) -> [Self] {
    [("right", axes), ("left", axes.mirrored)].map { answer, picture in
      Self(
        topic: .sides,
        words: """
          The picture shows a robot's gripper above a table with coloured lines, and a blue post. In \
          which half of the picture is the blue post? Answer with one word: left or right.
          """,
        picture: picture, form: .choice(["left", "right"]), answer: answer)
    }
  }

  fileprivate static func heights(_ axes: Image) -> [Self] {
    [("upper", axes), ("lower", axes.upsideDown)].map { answer, picture in
      Self(
        topic: .heights,
        words: """
          The picture shows a robot's black gripper and a table with coloured lines. In which half of \
          the picture is the gripper? Answer with one word: upper or lower.
          """,
        picture: picture, form: .choice(["upper", "lower"]), answer: answer)
    }
  }

  fileprivate static func object(isHeld: Bool) -> Self {
    let members = [
      AnswerForm.Member(name: "colour", choices: ["red", "green", "blue"]),
      AnswerForm.Member(name: "half", choices: ["left", "right"]),
    ]
    return Self(
      topic: isHeld ? .heldObject : .object,
      words: """
        The picture shows one square of a colour on grey. Answer with one JSON object and nothing \
        else. It has two members: "colour" is "red", "green" or "blue", and "half" is "left" or \
        "right", the half of the picture that the square is in.
        """,
      picture: .square(Image.green, at: SIMD2(0.2, 0.5)),
      form: .object(members, isWhole: isHeld),
      schema: isHeld ? AnswerForm.schema(of: members) : nil)
  }

  fileprivate static func descriptions(_ axes: Image) -> [Self] {
    (0..<3).map { turn in
      Self(
        topic: .description, words: "Describe the picture in one sentence.", picture: axes,
        form: .anything, temperature: 0, turn: turn)
    }
  }
}

extension Image {
  /// The first colours that come to mind, and not quite full, as in a photo.
  fileprivate static let red: (UInt8, UInt8, UInt8) = (205, 40, 40)
  fileprivate static let green: (UInt8, UInt8, UInt8) = (40, 165, 60)
  fileprivate static let blue: (UInt8, UInt8, UInt8) = (40, 70, 205)

  /// A square of a quarter of the side, its middle at parts of the width and height.
  fileprivate static func square(
    _ colour: (UInt8, UInt8, UInt8), at place: SIMD2<Double>
  ) -> Image {
    let side = 256
    var image = Image(
      width: side, height: side, bytes: [UInt8](repeating: 175, count: 3 * side * side))
    image.fill(
      x: Int(place.x * Double(side)) - side / 8, y: Int(place.y * Double(side)) - side / 8,
      width: side / 4, height: side / 4, colour: colour)
    return image
  }

  /// A number near the middle, its figures so many pixels high: a multiple of 7. Its corner is at
  /// multiples of 8, so that it stays sharp in a picture of half or a quarter of the size.
  fileprivate static func number(_ text: String, height: Int) -> Image {
    let (side, scale) = (512, height / 7)
    var image = Image(
      width: side, height: side, bytes: [UInt8](repeating: 235, count: 3 * side * side))
    image.draw(
      text, x: (side - 6 * scale * text.count) / 16 * 8, y: (side - height) / 16 * 8, scale: scale,
      colour: (20, 20, 20))
    return image
  }

  /// Left for right.
  var mirrored: Image { rearranged { x, y in (width - 1 - x, y) } }

  /// Up for down.
  var upsideDown: Image { rearranged { x, y in (x, height - 1 - y) } }

  private func rearranged(_ source: (Int, Int) -> (Int, Int)) -> Image {
    var copy = self
    let step = format.bytesPerPixel
    for y in 0..<height {
      for x in 0..<width {
        let (fromX, fromY) = source(x, y)
        let (from, to) = ((fromY * width + fromX) * step, (y * width + x) * step)
        for offset in 0..<step { copy.bytes[to + offset] = bytes[from + offset] }
      }
    }
    return copy
  }
}
