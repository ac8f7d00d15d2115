import Yams

/// A value of a file with its place, as the decoder sees it.
struct Node {
  var mark: Mark
  var content: Content

  enum Content {
    /// Quoted, in lines of its own, or plain and nothing else.
    case text(String)
    /// As written; within JSON's grammar of numbers.
    case number(String)
    case boolean(Bool)
    case list([Node])
    case mapping(Mapping)
    /// Already reported.
    case unusable
  }

  /// A mapping's entries in the order of the file; no key comes twice.
  struct Mapping {
    /// Unlike any other mapping's of the file.
    var id: Int
    var entries: [Entry]
  }

  struct Entry {
    var key: String
    var mark: Mark
    var value: Node
  }
}

/// Turns the parser's tree into ours, reporting what the subset lacks on the way.
struct TreeBuilder {
  private(set) var findings: [Finding] = []
  private var mappings = 0

  /// The tree of a text that is within the ``Subset``. Nil for a file with no value in it.
  mutating func build(_ text: String, _ source: SourceText) -> Node? {
    do {
      // The basic resolver gives every plain scalar the same type: telling them apart is ours.
      let parser = try Parser(yaml: text, resolver: .basic, encoding: .utf8)
      return try parser.singleRoot().map { node($0, depth: 0) }
    } catch {
      findings.append(Finding(error, in: source))
      return nil
    }
  }

  private mutating func node(_ parsed: Yams.Node, depth: Int) -> Node {
    let mark = Mark(parsed.mark)
    guard depth <= Limits.depth else {
      return unusable(mark, "values nested more than \(Limits.depth) deep. Flatten them.")
    }
    switch parsed {
    case .scalar(let scalar):
      guard scalar.style == .plain else { return Node(mark: mark, content: .text(scalar.string)) }
      let (content, message) = classified(scalar.string)
      if let message { return unusable(mark, message) }
      return Node(mark: mark, content: content)
    case .sequence(let sequence):
      let nodes = sequence.map { node($0, depth: depth + 1) }
      return Node(mark: mark, content: .list(nodes))
    case .mapping(let mapping):
      return Node(mark: mark, content: .mapping(entries(of: mapping, depth: depth)))
    case .alias:
      return unusable(mark, "an alias. Write the value out.")
    }
  }

  private mutating func entries(of mapping: Yams.Node.Mapping, depth: Int) -> Node.Mapping {
    mappings += 1
    var result = Node.Mapping(id: mappings, entries: [])
    for (key, value) in mapping {
      let mark = Mark(key.mark)
      guard case .scalar(let scalar) = key, scalar.style == .plain else {
        findings.append(Finding(mark: mark, message: "a key that is no plain word. Name it."))
        continue
      }
      if let message = keyProblem(scalar.string) {
        findings.append(Finding(mark: mark, message: message))
      }
      let node = node(value, depth: depth + 1)
      result.entries.append(Node.Entry(key: scalar.string, mark: mark, value: node))
    }
    return result
  }

  private mutating func unusable(_ mark: Mark, _ message: String) -> Node {
    findings.append(Finding(mark: mark, message: message))
    return Node(mark: mark, content: .unusable)
  }
}

extension Mark {
  fileprivate init(_ mark: Yams.Mark?) {
    self.init(line: max(1, mark?.line ?? 1), column: max(1, mark?.column ?? 1))
  }
}

extension Finding {
  /// What the YAML parser said, at its place.
  fileprivate init(_ error: any Error, in source: SourceText) {
    let fallback = Mark(line: 1, column: 1)
    switch error as? YamlError {
    case .scanner(let context, let problem, let mark, _),
      .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      let context = context.map { "\($0.text.trimmed) (line \($0.mark.line)), " } ?? ""
      self.init(
        mark: Mark(mark),
        message: "not YAML: \(context)\(problem.trimmed). Look for a missing bracket, quote, colon "
          + "or a crooked indent here or just above.")
    case .duplicatedKeysInMapping(let keys, let context):
      let names = keys.map(quoted).joined(separator: ", ")
      self.init(
        mark: Mark(context.mark), message: "the key \(names) a second time. Keep one of them.")
    case .reader(let problem, _, _, _):
      self.init(mark: fallback, message: "not text: \(problem.trimmed). Save the file as UTF-8.")
    default:
      self.init(mark: fallback, message: "not YAML: \(quoted("\(error)")). Mend the file.")
    }
  }
}

extension String {
  /// Without spaces at its ends.
  fileprivate var trimmed: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
