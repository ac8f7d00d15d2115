import Imaging

/// A question about one coloured thing in a picture, to be answered in a word: what shows whether a
/// model sees what it is sent, and the right way up.
enum PlainQuestion: Hashable {
  case colour
  /// Left or right.
  case side
  /// Upper or lower.
  case height

  /// By the words that it offers; nil for something else.
  init?(_ text: String) {
    let words = Set(text.lowercased().split { !$0.isLetter }.map(String.init))
    func offers(_ all: String...) -> Bool { all.allSatisfy(words.contains) }
    if offers("red", "green", "blue") {
      self = .colour
    } else if offers("left", "right") {
      self = .side
    } else if offers("upper", "lower") {
      self = .height
    } else {
      return nil
    }
  }

  var choices: [String] {
    switch self {
    case .colour: ["red", "green", "blue"]
    case .side: ["left", "right"]
    case .height: ["upper", "lower"]
    }
  }

  /// What is seen; "none" where nothing has a colour.
  func answer(_ image: Image) -> String {
    let step = image.format.bytesPerPixel
    guard step >= 3, image.format != .grey16 else { return "none" }
    var (counts, sum, count) = ([0, 0, 0], SIMD2<Double>(), 0)
    for index in 0..<(image.width * image.height) {
      let pixel = (0..<3).map { Int(image.bytes[index * step + $0]) }
      let (most, least) = (max(pixel[0], pixel[1], pixel[2]), min(pixel[0], pixel[1], pixel[2]))
      guard most - least > 80, let channel = pixel.firstIndex(of: most) else { continue }
      counts[channel] += 1
      sum += SIMD2(Double(index % image.width) + 0.5, Double(index / image.width) + 0.5)
      count += 1
    }
    guard count * 400 > image.width * image.height else { return "none" }
    let middle = sum / Double(count)
    switch self {
    case .colour: return choices[counts.indices.max { counts[$0] < counts[$1] } ?? 0]
    case .side: return middle.x < Double(image.width) / 2 ? "left" : "right"
    case .height: return middle.y < Double(image.height) / 2 ? "upper" : "lower"
    }
  }
}
