/// A JSON document in memory, numbers as doubles, members in the order they came.
enum JSONValue: Hashable, Sendable {
  case null
  case bool(Bool)
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object([Member])

  struct Member: Hashable, Sendable {
    var key: String
    var value: JSONValue
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
