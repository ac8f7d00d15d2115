/// One value of a file, in its place: of a key, or an element of a list.
///
/// Each reader returns nil after reporting what was found instead and what is wanted.
package struct Value {
  private let node: Node
  private let reading: Reading

  init(_ node: Node, in reading: Reading) {
    self.node = node
    self.reading = reading
  }

  /// Where the value begins.
  package var place: SourceLocation { reading.source.location(of: node.mark) }

  /// Whether it is a mapping, for values that may be either a word or one.
  package var isMapping: Bool {
    if case .mapping = node.content { true } else { false }
  }

  /// Reports a problem here: what was found, and what to do about it.
  package func fail(_ message: String) {
    // What is unusable was already reported.
    if case .unusable = node.content { return }
    reading.report(node.mark, message)
  }

  /// A text: quoted, in lines of its own after `|`, or plain and neither number nor true or false.
  package func string() -> String? {
    switch node.content {
    case .text(let text): text
    case .number(let text): wanted("a text", "Quote it: \"\(text)\".")
    case .boolean(let value): wanted("a text", "Quote it: \"\(value)\".")
    default: wanted("a text")
    }
  }

  /// A number, within a range if one is given. Never infinite, never not a number.
  package func number(in range: ClosedRange<Double>? = nil) -> Double? {
    guard case .number(let text) = node.content, let number = Double(text) else {
      return wanted("a number")
    }
    guard number.isFinite else { return wanted("a number that a Double can hold") }
    if let range, !range.contains(number) {
      return wanted("a number from \(plain(range.lowerBound)) to \(plain(range.upperBound))")
    }
    return number
  }

  /// A whole number written without point or exponent, within a range if one is given.
  package func integer(in range: ClosedRange<Int>? = nil) -> Int? {
    guard case .number(let text) = node.content, let number = Int(text) else {
      return wanted("a whole number")
    }
    if let range, !range.contains(number) {
      return wanted("a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  /// true or false.
  package func boolean() -> Bool? {
    guard case .boolean(let value) = node.content else { return wanted("true or false") }
    return value
  }

  /// A list of as many numbers as asked for, each within the range if one is given.
  package func vector(count: Int, in range: ClosedRange<Double>? = nil) -> [Double]? {
    vector(counts: [count], in: range)
  }

  /// A list of numbers, of one of several lengths.
  package func vector(counts: [Int], in range: ClosedRange<Double>? = nil) -> [Double]? {
    let lengths = counts.map(String.init).joined(separator: " or ")
    guard case .list(let nodes) = node.content, counts.contains(nodes.count) else {
      return wanted("a list of \(lengths) numbers")
    }
    return allOrNone(nodes) { $0.number(in: range) }
  }

  /// A list of texts, which may be empty.
  package func strings() -> [String]? {
    guard case .list(let nodes) = node.content else { return wanted("a list of texts") }
    return allOrNone(nodes) { $0.string() }
  }

  /// What one of several words stands for.
  package func choice<T>(from choices: [String: T]) -> T? {
    guard case .text(let word) = node.content else { return wanted("a word") }
    if let chosen = choices[word] { return chosen }
    fail("\(quoted(word)) is not known here. \(advice(word, allowed: choices.keys))")
    return nil
  }

  /// The case of an enumeration that a word names.
  package func choice<T: CaseIterable & RawRepresentable<String>>(as type: T.Type = T.self) -> T? {
    choice(from: Dictionary(uniqueKeysWithValues: T.allCases.map { ($0.rawValue, $0) }))
  }

  /// A mapping of known keys.
  package func mapping() -> Fields? {
    guard case .mapping(let mapping) = node.content else {
      return wanted("keys, each before a colon and its value")
    }
    return Fields(mapping, at: node.mark, in: reading)
  }

  /// A list, which may be empty.
  package func list() -> [Value]? {
    guard case .list(let nodes) = node.content else { return wanted("a list") }
    return nodes.map { Value($0, in: reading) }
  }

  /// A mapping whose keys are names of the writer's choice, in the order of the file.
  package func entries() -> [(name: String, value: Value)]? {
    guard case .mapping(let mapping) = node.content else {
      return wanted("names, each before a colon and what it stands for")
    }
    return mapping.entries.map { ($0.key, Value($0.value, in: reading)) }
  }
}

extension Value {
  /// Reports what is here in place of what is wanted.
  private func wanted<T>(_ what: String, _ advice: String? = nil) -> T? {
    fail("\(found) where \(what) belongs. \(advice ?? "Write \(what).")")
    return nil
  }

  private var found: String {
    switch node.content {
    case .text(let text): "the text \(quoted(text))"
    case .number(let text): "the number \(quoted(text))"
    case .boolean(let value): "\(value)"
    case .list(let nodes): "a list of \(nodes.count)"
    case .mapping: "a mapping"
    case .unusable: "nothing usable"
    }
  }

  /// Reads every element, so that each reports its own problem.
  private func allOrNone<T>(_ nodes: [Node], _ read: (Value) -> T?) -> [T]? {
    let values = nodes.map { read(Value($0, in: reading)) }
    let present = values.compactMap(\.self)
    return present.count == values.count ? present : nil
  }

  /// A number without a point that says nothing.
  private func plain(_ number: Double) -> String {
    Int(exactly: number).map(String.init) ?? "\(number)"
  }
}
