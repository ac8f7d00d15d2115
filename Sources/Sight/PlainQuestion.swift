import Imaging

/// A question about what a picture shows, to be answered in a word, a number, a sentence or an object:
/// what shows whether a model sees what it is sent, and the right way up.
struct PlainQuestion: Hashable {
  var wanted: Wanted

  /// The colour of the thing asked about; nil for whatever has one.
  var thing: Tint?

  enum Wanted: Hashable {
    case colour
    /// Left or right.
    case side
    /// Upper or lower.
    case height
    /// The figures that are written there.
    case number
    /// Colour and side as members of a JSON object.
    case object
    /// All of it in a sentence.
    case description
  }

  /// By the words that it offers; nil for something else.
  init?(_ text: String) {
    let words = Set(text.lowercased().split { !$0.isLetter }.map(String.init))
    func offers(_ all: String...) -> Bool { all.allSatisfy(words.contains) }
    if offers("json", "colour", "half") {
      wanted = .object
    } else if offers("describe", "picture") {
      wanted = .description
    } else if offers("number", "digits") {
      wanted = .number
    } else if offers("red", "green", "blue") {
      wanted = .colour
    } else if offers("left", "right") {
      wanted = .side
    } else if offers("upper", "lower") {
      wanted = .height
    } else {
      return nil
    }
    let named = Tint.allCases.filter { words.contains($0.rawValue) }
    thing = named.count == 1 ? named[0] : nil
  }

  /// What is seen; "none" where nothing is.
  func answer(_ image: Image) -> String {
    if wanted == .number { return Digits.read(in: image) ?? "none" }
    let spot = Spot(of: thing, in: image)
    return spot.map { words(colour: $0.tint.rawValue, side: $0.side, height: $0.height) } ?? "none"
  }

  /// An answer by a number, without a look.
  func guess(_ number: Int) -> String {
    if wanted == .number { return "\(1000 + number % 9000)" }
    let colour = Tint.colours[number % Tint.colours.count].rawValue
    return words(
      colour: colour, side: number % 2 == 0 ? "left" : "right",
      height: number % 4 < 2 ? "upper" : "lower")
  }

  private func words(colour: String, side: String, height: String) -> String {
    switch wanted {
    case .colour: colour
    case .side: side
    case .height: height
    case .number: "none"
    case .object: "{\"colour\": \"\(colour)\", \"half\": \"\(side)\"}"
    case .description: "Something \(colour), in the \(height) \(side) part of the picture."
    }
  }
}

/// A colour that has a name.
enum Tint: String, CaseIterable, Hashable {
  case red, green, blue, black

  static let colours: [Tint] = [.red, .green, .blue]

  /// From sRGB, 0...255; nil for what is greyish and not black.
  init?(_ r: Int, _ g: Int, _ b: Int) {
    let (most, least) = (max(r, g, b), min(r, g, b))
    if most < 58, most - least < 22 {
      self = .black
    } else if most - least > 80 {
      self = most == r ? .red : most == g ? .green : .blue
    } else {
      return nil
    }
  }
}

/// The one thing of a colour in a picture.
private struct Spot {
  var tint: Tint
  var side, height: String

  /// Nil where too little has the colour; any but black where none is given.
  init?(of asked: Tint?, in image: Image) {
    let step = image.format.bytesPerPixel
    guard step >= 3, image.format != .grey16 else { return nil }
    let looked = asked.map { [$0] } ?? Tint.colours
    var (counts, sum, count) = ([Tint: Int](), SIMD2<Double>(), 0)
    for index in 0..<(image.width * image.height) {
      let at = index * step
      guard
        let tint = Tint(
          Int(image.bytes[at]), Int(image.bytes[at + 1]), Int(image.bytes[at + 2])),
        looked.contains(tint)
      else { continue }
      counts[tint, default: 0] += 1
      sum += SIMD2(Double(index % image.width) + 0.5, Double(index / image.width) + 0.5)
      count += 1
    }
    // A few specks are no thing.
    guard count * 1000 > image.width * image.height else { return nil }
    let middle = sum / Double(count)
    let ranked = looked.map { (tint: $0, count: counts[$0] ?? 0) }
    guard let most = ranked.max(by: { $0.count < $1.count }) else { return nil }
    tint = most.tint
    side = middle.x < Double(image.width) / 2 ? "left" : "right"
    height = middle.y < Double(image.height) / 2 ? "upper" : "lower"
  }
}
