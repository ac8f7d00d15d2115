/// A JSON document in memory, numbers as doubles, members in the order they came.
package enum JSONValue: Hashable, Sendable {
  case null
  case bool(Bool)
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object([Member])

  package struct Member: Hashable, Sendable {
    package var key: String
    package var value: JSONValue

    package init(key: String, value: JSONValue) { (self.key, self.value) = (key, value) }
  }

  /// What it is, for an error: "a string", "null".
  var kind: String {
    switch self {
    case .null: "null"
    case .bool(let flag): flag ? "true" : "false"
    case .number: "a number"
    case .string: "a string"
    case .array: "a list"
    case .object: "an object"
    }
  }
}

extension [JSONValue.Member] {
  /// The value of a key; of a key that comes twice the last, as in Python.
  func value(_ key: String) -> JSONValue? { last { $0.key == key }?.value }

  func has(_ key: String) -> Bool { contains { $0.key == key } }
}

extension JSONValue {
  /// The value of an object's key, of a key that comes twice the last; nil for anything else, and for
  /// null.
  package subscript(_ key: String) -> JSONValue? {
    guard case .object(let members) = self, let value = members.value(key), value != .null else {
      return nil
    }
    return value
  }

  /// The elements of a list; none of anything else.
  package var elements: [JSONValue] {
    if case .array(let elements) = self { elements } else { [] }
  }

  /// A string's text; nil of anything else.
  package var string: String? { if case .string(let text) = self { text } else { nil } }

  /// A number; nil of anything else.
  package var number: Double? { if case .number(let number) = self { number } else { nil } }

  /// A whole number; nil of anything else.
  package var whole: Int? { number.flatMap(Int.init(exactly:)) }

  package var isTrue: Bool { self == .bool(true) }

  /// An object without the members that are nil.
  package static func object(_ members: KeyValuePairs<String, JSONValue?>) -> JSONValue {
    .object(members.compactMap { key, value in value.map { Member(key: key, value: $0) } })
  }

  package static func number(_ whole: Int) -> JSONValue { .number(Double(whole)) }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByArrayLiteral,
  ExpressibleByDictionaryLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral
{
  package init(stringLiteral value: String) { self = .string(value) }
  package init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
  package init(dictionaryLiteral members: (String, JSONValue)...) {
    self = .object(members.map { Member(key: $0.0, value: $0.1) })
  }
  package init(booleanLiteral value: Bool) { self = .bool(value) }
  package init(integerLiteral value: Int) { self = .number(Double(value)) }
}
