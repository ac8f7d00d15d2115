/// A JSON value whose objects keep their members in the order they were written in, so that the
/// same record is the same bytes in every build.
package enum JSON: Hashable, Sendable {
  case null
  case bool(Bool)
  case integer(Int)
  /// A whole number beyond `Int.max`.
  case large(UInt64)
  /// Written in the fewest digits that read back as the same number; one that is not finite is
  /// written as null, for JSON has no other word for it.
  case number(Double)
  case string(String)
  case array([JSON])
  case object([Member])

  /// A name and its value.
  package struct Member: Hashable, Sendable {
    package var name: String
    package var value: JSON
  }

  /// An object whose members stand as given; names must differ.
  package static func object(_ members: some Sequence<(String, JSON)>) -> JSON {
    .object(members.map { Member(name: $0.0, value: $0.1) })
  }

  /// The value of an object's member; nil where this is no object or has no such member.
  package subscript(_ name: String) -> JSON? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.name == name }?.value
  }
}

extension JSON: ExpressibleByDictionaryLiteral, ExpressibleByArrayLiteral,
  ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByNilLiteral
{
  package init(dictionaryLiteral members: (String, JSON)...) { self = .object(members) }
  package init(arrayLiteral elements: JSON...) { self = .array(elements) }
  package init(stringLiteral value: String) { self = .string(value) }
  package init(integerLiteral value: Int) { self = .integer(value) }
  package init(floatLiteral value: Double) { self = .number(value) }
  package init(booleanLiteral value: Bool) { self = .bool(value) }
  package init(nilLiteral: ()) { self = .null }
}

extension JSON {
  package init(_ text: String?) { self = text.map(JSON.string) ?? .null }
  package init(_ number: Double?) { self = number.map(JSON.number) ?? .null }
  package init(_ number: Int?) { self = number.map(JSON.integer) ?? .null }
  package init(_ numbers: [Double]) { self = .array(numbers.map(JSON.number)) }
  package init(_ texts: [String]) { self = .array(texts.map(JSON.string)) }

  /// Single-precision numbers, each in the fewest digits that read back as the same `Float`.
  package init(_ numbers: [Float]) {
    self = .array(numbers.map { .number(Double($0.description) ?? Double($0)) })
  }
}
