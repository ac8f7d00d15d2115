/// What an answer must be: a JSON Schema with a name.
package struct AnswerSchema: Hashable, Sendable {
  /// Letters and underscores.
  package var name: String

  /// An object, as every provider wants it.
  package var root: JSONSchema

  package init(name: String, root: JSONSchema) { (self.name, self.root) = (name, root) }
}

/// As much of JSON Schema as answers need and providers have in common. Every member of an object
/// must be there, and no other may be.
package indirect enum JSONSchema: Hashable, Sendable {
  case object([Member])
  case list(of: JSONSchema, count: ClosedRange<Int>?)
  case text
  case choice([String])
  case number(ClosedRange<Double>)
  case integer(ClosedRange<Int>)
  case null
  /// One of several.
  case either([JSONSchema])

  package struct Member: Hashable, Sendable {
    package var name: String

    /// What it is, in a line.
    package var about: String

    package var schema: JSONSchema

    package init(name: String, about: String, schema: JSONSchema) {
      (self.name, self.about, self.schema) = (name, about, schema)
    }
  }

  /// The schema as JSON, on one line.
  package var text: String { text(about: nil) }

  private func text(about: String?) -> String {
    var members = keywords
    if let about { members.insert("\"description\":\(jsonText(about))", at: 0) }
    return "{" + members.joined(separator: ",") + "}"
  }

  private var keywords: [String] {
    switch self {
    case .object(let members):
      let names = members.map { jsonText($0.name) }.joined(separator: ",")
      let inner = members.map { "\(jsonText($0.name)):\($0.schema.text(about: $0.about))" }
      return [
        "\"type\":\"object\"", "\"properties\":{\(inner.joined(separator: ","))}",
        "\"required\":[\(names)]", "\"additionalProperties\":false",
      ]
    case .list(let element, let count):
      let limits = count.map { ["\"minItems\":\($0.lowerBound)", "\"maxItems\":\($0.upperBound)"] }
      return ["\"type\":\"array\"", "\"items\":\(element.text)"] + (limits ?? [])
    case .text: return ["\"type\":\"string\""]
    case .choice(let words):
      return ["\"type\":\"string\"", "\"enum\":[\(words.map(jsonText).joined(separator: ","))]"]
    case .number(let range):
      let (least, most) = (plain(range.lowerBound, 6), plain(range.upperBound, 6))
      return ["\"type\":\"number\"", "\"minimum\":\(least)", "\"maximum\":\(most)"]
    case .integer(let range):
      let (least, most) = (range.lowerBound, range.upperBound)
      return ["\"type\":\"integer\"", "\"minimum\":\(least)", "\"maximum\":\(most)"]
    case .null: return ["\"type\":\"null\""]
    case .either(let schemas): return ["\"anyOf\":[\(schemas.map(\.text).joined(separator: ","))]"]
    }
  }
}
