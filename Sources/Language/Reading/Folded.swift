/// A text in which what looks alike is alike: a byte for each Unicode scalar, so that a place in the
/// one is a place in the other.
///
/// Letters are in lower case, full-width and other digits, quotation marks and spaces are ASCII's.
/// The codes below stand for what ASCII has no sign for.
struct Folded {
  let scalars: [Unicode.Scalar]
  let bytes: [UInt8]

  /// What is within a word without being seen.
  static let nothing: UInt8 = 0
  static let degree: UInt8 = 1
  static let arrow: UInt8 = 2
  static let ellipsis: UInt8 = 3
  /// What parts like a comma, and is none within a number.
  static let dash: UInt8 = 4
  /// One sign for a fraction, as a half has.
  static let fraction: UInt8 = 5
  /// A sign with which a number is not one that is simply written down.
  static let reckoning: UInt8 = 6
  /// Any letter that ASCII has not.
  static let letter: UInt8 = 0x80

  init(_ text: String) {
    scalars = Array(text.unicodeScalars)
    bytes = scalars.map(Self.byte(of:))
  }

  var count: Int { bytes.count }

  /// The reply's own characters.
  func text(_ span: Range<Int>) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars[span])
    return String(text)
  }

  /// The same in ASCII, one space for all that is not.
  func ascii(_ span: Range<Int>) -> String {
    String(decoding: bytes[span].lazy.map { $0 < 0x20 || $0 > 0x7E ? 0x20 : $0 }, as: UTF8.self)
  }

  static func isLetter(_ byte: UInt8) -> Bool { 0x61...0x7A ~= byte || byte == letter }

  static func isDigit(_ byte: UInt8) -> Bool { 0x30...0x39 ~= byte }

  private static func byte(of scalar: Unicode.Scalar) -> UInt8 {
    let value = scalar.value
    switch value {
    case 0x41...0x5A: return UInt8(value) + 0x20
    case 0x0A...0x0D, 0x85, 0x2028, 0x2029: return 0x0A
    case 0x20...0x7E: return UInt8(value)
    case 0..<0x80: return 0x20
    case 0xFF01...0xFF5E:
      return Unicode.Scalar(value - 0xFEE0).map(byte(of:)) ?? 0x20
    case 0x1D400...0x1D6A3: return 0x61 + UInt8((value - 0x1D400) % 26)
    default: return signs[value] ?? byte(bySort: scalar)
    }
  }

  private static func byte(bySort scalar: Unicode.Scalar) -> UInt8 {
    let properties = scalar.properties
    if properties.numericType == .decimal, let value = properties.numericValue {
      return 0x30 + UInt8(value)
    }
    if properties.numericType == .numeric, let value = properties.numericValue, 0 < value, value < 1
    {
      return fraction
    }
    switch properties.generalCategory {
    case .format: return nothing
    case .nonspacingMark where 0xFE00...0xFE0F ~= scalar.value: return nothing
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .nonspacingMark, .spacingMark, .enclosingMark, .letterNumber, .otherNumber:
      return letter
    default: return 0x20
    }
  }

  private static let signs: [UInt32: UInt8] = {
    var signs: [UInt32: UInt8] = [
      0xB0: degree, 0xBA: degree, 0x2DA: degree, 0x2218: degree, 0x2032: 0x27, 0x2033: 0x22,
      0x2026: ellipsis, 0x2212: 0x2D,
      0xD7: 0x78, 0x2715: 0x78, 0x2716: 0x78, 0x2248: 0x7E, 0x223C: 0x7E, 0x2C: 0x2C,
    ]
    func fold(_ all: String, to ascii: UInt8) {
      for scalar in all.unicodeScalars { signs[scalar.value] = ascii }
    }
    fold("\u{2018}\u{2019}\u{201A}\u{201B}\u{2BC}\u{B4}", to: 0x27)
    fold("\u{201C}\u{201D}\u{201E}\u{AB}\u{BB}", to: 0x22)
    fold("\u{2010}\u{2011}", to: 0x2D)
    fold("\u{2012}\u{2013}\u{2014}\u{2015}\u{3001}\u{FF64}\u{60C}", to: dash)
    fold("±∓√∛∞π÷≤≥≠", to: reckoning)
    fold("\u{3002}\u{FF61}", to: 0x2E)
    fold("\u{2192}\u{21D2}\u{27A1}\u{2794}\u{279C}\u{27F6}", to: arrow)
    fold("\u{B7}", to: 0x2A)
    // What begins a part of a list begins a line; a key around a digit ends it as a full stop does.
    fold("\u{2022}\u{2023}\u{25AA}\u{25CF}\u{25E6}\u{2043}", to: 0x0A)
    for circled in Array(0x2460...0x2473) + Array(0x2776...0x2793) { signs[UInt32(circled)] = 0x0A }
    signs[0x20E3] = 0x2E
    return signs
  }()
}
