import Language

extension JSON {
  /// The value on one line, without spaces: a line of a JSON-lines file, less its line feed.
  package var line: String {
    var text = ""
    write(to: &text, indent: nil)
    return text
  }

  /// The value for people: a member a line, two spaces a level, arrays of plain values on one line;
  /// a line feed at the end.
  package var page: String {
    var text = ""
    write(to: &text, indent: 0)
    return text + "\n"
  }

  private func write(to text: inout String, indent: Int?) {
    switch self {
    case .null: text += "null"
    case .bool(let value): text += value ? "true" : "false"
    case .integer(let value): text += String(value)
    case .large(let value): text += String(value)
    case .number(let value): text += value.isFinite ? value.description : "null"
    case .string(let value): text += jsonText(value)
    case .array(let elements) where indent != nil && elements.allSatisfy(\.isPlain):
      text += "[" + elements.map(\.line).joined(separator: ", ") + "]"
    case .array(let elements):
      JSON.write(elements, in: ("[", "]"), to: &text, indent: indent) {
        $0.write(to: &$1, indent: $2)
      }
    case .object(let members):
      JSON.write(members, in: ("{", "}"), to: &text, indent: indent) {
        $1 += jsonText($0.name) + (indent == nil ? ":" : ": ")
        $0.value.write(to: &$1, indent: $2)
      }
    }
  }

  private static func write<Item>(
    _ items: [Item], in brackets: (String, String), to text: inout String, indent: Int?,
    item write: (Item, inout String, Int?) -> Void
  ) {
    guard !items.isEmpty else { return text += brackets.0 + brackets.1 }
    text += brackets.0
    for (index, item) in items.enumerated() {
      if index > 0 { text += "," }
      if let indent { text += "\n" + String(repeating: " ", count: indent + 2) }
      write(item, &text, indent.map { $0 + 2 })
    }
    if let indent { text += "\n" + String(repeating: " ", count: indent) }
    text += brackets.1
  }

  private var isPlain: Bool {
    switch self {
    case .array, .object: false
    default: true
    }
  }
}
