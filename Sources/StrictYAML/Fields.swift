/// A mapping of known keys. Asking for a key allows it; what the file has beyond is an error.
///
/// Each reader returns nil after reporting what is missing or wrong, and a missing key is an error
/// unless it is asked for through ``optional``.
package struct Fields {
  private let node: Node.Mapping
  private let mark: Mark
  private let reading: Reading
  private var isRequired = true

  init(_ node: Node.Mapping, at mark: Mark, in reading: Reading) {
    (self.node, self.mark, self.reading) = (node, mark, reading)
    reading.visit(node)
  }

  /// The same mapping, where a missing key is no error. A wrong value still is.
  package var optional: Fields {
    var copy = self
    copy.isRequired = false
    return copy
  }

  /// Where the mapping begins.
  package var place: SourceLocation { reading.source.location(of: mark) }

  /// Where a key's value begins; where the mapping does if it lacks the key.
  package func place(of key: String) -> SourceLocation {
    reading.source.location(of: entry(key)?.value.mark ?? mark)
  }

  /// Whether the file has a key. Asking so allows it.
  package func has(_ key: String) -> Bool {
    reading.ask(key, of: node)
    return entry(key) != nil
  }

  /// Reports a problem of a key's value: what was found, and what to do about it.
  package func fail(_ key: String, _ message: String) {
    if let entry = entry(key) {
      Value(entry.value, in: reading).fail(message)
    } else {
      fail(message)
    }
  }

  /// Reports a problem of the mapping as a whole.
  package func fail(_ message: String) {
    reading.report(mark, message)
  }

  /// A key's value, to be read in more than one way.
  package func value(_ key: String) -> Value? {
    reading.ask(key, of: node)
    if let entry = entry(key) { return Value(entry.value, in: reading) }
    if isRequired { fail("the key '\(key)' is missing. Add it.") }
    return nil
  }

  /// The only key of a mapping that must have exactly one of several, such as `{all: ...}`.
  package func only(of keys: [String]) -> String? {
    for key in keys { reading.ask(key, of: node) }
    let present = node.entries.filter { keys.contains($0.key) }
    if present.count == 1 { return present[0].key }
    let found = present.map { "'\($0.key)'" }.joined(separator: " and ")
    fail(
      "\(present.isEmpty ? "no key" : "\(found) together") where one belongs. "
        + "Write one of: \(keys.sorted().joined(separator: ", ")).")
    return nil
  }

  private func entry(_ key: String) -> Node.Entry? {
    node.entries.first { $0.key == key }
  }
}

// MARK: - Values by key

extension Fields {
  /// See ``Value/string()``.
  package func string(_ key: String) -> String? { value(key)?.string() }

  /// See ``Value/number(in:)``.
  package func number(_ key: String, in range: ClosedRange<Double>? = nil) -> Double? {
    value(key)?.number(in: range)
  }

  /// See ``Value/integer(in:)``.
  package func integer(_ key: String, in range: ClosedRange<Int>? = nil) -> Int? {
    value(key)?.integer(in: range)
  }

  /// See ``Value/boolean()``.
  package func boolean(_ key: String) -> Bool? { value(key)?.boolean() }

  /// See ``Value/vector(count:in:)``.
  package func vector(
    _ key: String, count: Int, in range: ClosedRange<Double>? = nil
  ) -> [Double]? {
    value(key)?.vector(count: count, in: range)
  }

  /// See ``Value/vector(counts:in:)``.
  package func vector(
    _ key: String, counts: [Int], in range: ClosedRange<Double>? = nil
  ) -> [Double]? {
    value(key)?.vector(counts: counts, in: range)
  }

  /// See ``Value/strings()``.
  package func strings(_ key: String) -> [String]? { value(key)?.strings() }

  /// See ``Value/choice(from:)``.
  package func choice<T>(_ key: String, from choices: [String: T]) -> T? {
    value(key)?.choice(from: choices)
  }

  /// See ``Value/choice(as:)``.
  package func choice<T: CaseIterable & RawRepresentable<String>>(
    _ key: String, as type: T.Type = T.self
  ) -> T? {
    value(key)?.choice(as: type)
  }

  /// See ``Value/mapping()``.
  package func mapping(_ key: String) -> Fields? { value(key)?.mapping() }

  /// See ``Value/list()``.
  package func list(_ key: String) -> [Value]? { value(key)?.list() }

  /// See ``Value/entries()``.
  package func entries(_ key: String) -> [(name: String, value: Value)]? {
    value(key)?.entries()
  }
}
