/// Reads JSON as Python's json module does: RFC 8259, and the literals NaN, Infinity and -Infinity,
/// which Python writes. A byte order mark is skipped.
///
/// Bounded, since the bytes come from a stranger: at most `depthLimit` levels and `valueLimit`
/// values. Foundation's readers refuse Python's literals.
struct JSONReader {
  static let depthLimit = 64

  static let valueLimit = 100_000

  private let bytes: [UInt8]
  private var position = 0
  private var values = 0

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The one value in `bytes`. Throws where and how they are not JSON.
  static func read(_ bytes: [UInt8]) throws(WireError) -> JSONValue {
    var reader = JSONReader(bytes)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { reader.position = 3 }
    reader.skipSpace()
    guard let first = reader.peek else { throw .emptyReply }
    if first == UInt8(ascii: "<") { throw .html(excerpt(of: bytes)) }
    let value = try reader.value(depth: 0)
    reader.skipSpace()
    guard reader.position == bytes.count else { throw reader.malformed() }
    return value
  }

  private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func skipSpace() {
    while let byte = peek, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D {
      position += 1
    }
  }

  /// Why reading stopped here: the text ends, or something does not belong.
  private func malformed() -> WireError {
    position >= bytes.count
      ? .truncated(bytes: bytes.count, excerpt(of: bytes))
      : .notJSON(offset: position, excerpt(of: bytes))
  }

  private mutating func value(depth: Int) throws(WireError) -> JSONValue {
    guard depth < Self.depthLimit else { throw .tooDeep(limit: Self.depthLimit) }
    values += 1
    guard values <= Self.valueLimit else { throw .tooManyValues(limit: Self.valueLimit) }
    switch peek {
    case UInt8(ascii: "["): return .array(try array(depth: depth))
    case UInt8(ascii: "{"): return .object(try object(depth: depth))
    case UInt8(ascii: "\""): return .string(try string())
    case let byte?: return try byte == UInt8(ascii: "-") || isDigit(byte) ? number() : literal()
    case nil: throw malformed()
    }
  }

  private mutating func array(depth: Int) throws(WireError) -> [JSONValue] {
    var elements: [JSONValue] = []
    try items(closing: UInt8(ascii: "]")) { reader throws(WireError) in
      elements.append(try reader.value(depth: depth + 1))
    }
    return elements
  }

  private mutating func object(depth: Int) throws(WireError) -> [JSONValue.Member] {
    var members: [JSONValue.Member] = []
    try items(closing: UInt8(ascii: "}")) { reader throws(WireError) in
      guard reader.peek == UInt8(ascii: "\"") else { throw reader.malformed() }
      let key = try reader.string()
      reader.skipSpace()
      try reader.expect(UInt8(ascii: ":"))
      reader.skipSpace()
      members.append(.init(key: key, value: try reader.value(depth: depth + 1)))
    }
    return members
  }

  /// What stands between brackets, the first of which is next: items parted by commas.
  private mutating func items(
    closing: UInt8, _ item: (inout JSONReader) throws(WireError) -> Void
  ) throws(WireError) {
    position += 1
    skipSpace()
    if peek == closing {
      position += 1
      return
    }
    while true {
      try item(&self)
      skipSpace()
      if peek == closing { break }
      try expect(UInt8(ascii: ","))
      skipSpace()
    }
    position += 1
  }

  private mutating func expect(_ byte: UInt8) throws(WireError) {
    guard peek == byte else { throw malformed() }
    position += 1
  }

  private mutating func literal() throws(WireError) -> JSONValue {
    let words: [(StaticString, JSONValue)] = [
      ("true", .bool(true)), ("false", .bool(false)), ("null", .null), ("NaN", .number(.nan)),
      ("Infinity", .number(.infinity)),
    ]
    for (word, value) in words where try take(word) { return value }
    throw malformed()
  }

  /// Takes a word if it comes next; at the end of the text a part of it is a text cut short.
  private mutating func take(_ word: StaticString) throws(WireError) -> Bool {
    let expected = Array(word.description.utf8)
    let found = bytes[position...].prefix(expected.count)
    guard expected.starts(with: found) else { return false }
    position += found.count
    if found.count < expected.count { throw malformed() }
    return true
  }
}

extension JSONReader {
  private func isDigit(_ byte: UInt8?) -> Bool {
    byte.map { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ?? false
  }

  private mutating func digits() throws(WireError) {
    guard isDigit(peek) else { throw malformed() }
    while isDigit(peek) { position += 1 }
  }

  private mutating func number() throws(WireError) -> JSONValue {
    let start = position
    if peek == UInt8(ascii: "-") { position += 1 }
    if peek == UInt8(ascii: "I"), try take("Infinity") { return .number(-.infinity) }
    if peek == UInt8(ascii: "0") { position += 1 } else { try digits() }
    if peek == UInt8(ascii: ".") {
      position += 1
      try digits()
    }
    if peek == UInt8(ascii: "e") || peek == UInt8(ascii: "E") {
      position += 1
      if peek == UInt8(ascii: "+") || peek == UInt8(ascii: "-") { position += 1 }
      try digits()
    }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    guard let number = Double(text) else { throw malformed() }
    return .number(number)
  }

  private mutating func string() throws(WireError) -> String {
    position += 1
    var text: [UInt8] = []
    while let byte = peek {
      switch byte {
      case UInt8(ascii: "\""):
        position += 1
        return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"):
        position += 1
        try escape(into: &text)
      case 0..<0x20: throw malformed()
      default:
        text.append(byte)
        position += 1
      }
    }
    throw malformed()
  }

  private mutating func escape(into text: inout [UInt8]) throws(WireError) {
    guard let byte = peek else { throw malformed() }
    let plain: [UInt8: UInt8] = [
      0x22: 0x22, 0x5C: 0x5C, 0x2F: 0x2F, 0x62: 0x08, 0x66: 0x0C, 0x6E: 0x0A, 0x72: 0x0D,
      0x74: 0x09,
    ]
    if let meant = plain[byte] {
      position += 1
      text.append(meant)
    } else if byte == UInt8(ascii: "u") {
      var units = [try codeUnit()]
      if UTF16.isLeadSurrogate(units[0]), bytes[position...].starts(with: [0x5C, 0x75]) {
        position += 1
        units.append(try codeUnit())
      }
      text += Array(String(decoding: units, as: UTF16.self).utf8)
    } else {
      throw malformed()
    }
  }

  /// The four hexadecimal digits after a `u`, which is next.
  private mutating func codeUnit() throws(WireError) -> UInt16 {
    position += 1
    var unit: UInt16 = 0
    for _ in 0..<4 {
      guard let byte = peek, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw malformed()
      }
      unit = unit << 4 | UInt16(digit)
      position += 1
    }
    return unit
  }
}
