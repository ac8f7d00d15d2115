import StrictYAML

/// The lists of words in a vocabulary's file: each word is to be for one thing.
enum ListedWords {
  /// The phrases of a list as they are looked up: in lower case, of ASCII's letters, one space between
  /// words.
  static func phrases(_ list: Value) -> [(text: String, place: Value)]? {
    list.list()?.compactMap { value in
      guard let phrase = value.string() else { return nil }
      let folded = Folded(phrase)
      let tokens = Lexer.tokens(folded, in: 0..<folded.count).map(\.kind)
      let words = tokens.compactMap {
        if case .word(let word) = $0, !word.isEmpty { word } else { nil }
      }
      guard words.count == tokens.count, 1...5 ~= words.count else {
        value.fail("'\(phrase)' is not one to five words of ASCII letters. Write it so.")
        return nil
      }
      return (words.joined(separator: " "), value)
    }
  }

  /// Reports words that are for two things, that come twice, or that hold English sentences together.
  ///
  /// Only tilt and roll may share words with up: what is meant is told by the verb.
  static func check(_ file: Fields) {
    var uses: [String: [Use]] = [:]
    for verb in Verb.allCases { uses[verb.rawValue] = [.list(verb.rawValue)] }
    func add(_ list: Value?, as use: Use) {
      for (word, place) in list.flatMap(phrases) ?? [] {
        if let other = uses[word]?.first(where: { !$0.sharesWords(with: use) }) {
          place.fail(
            other == use
              ? "'\(word)' comes twice. Leave one out."
              : "'\(word)' is for \(use.name) and for \(other.name). Write another for one of them."
          )
        } else if English.meanings[word]?.isOfGrammar ?? false {
          place.fail("'\(word)' holds sentences together. Write another word.")
        }
        uses[word, default: []].append(use)
      }
    }
    let words = file.optional.mapping("words")?.optional
    for key in Words.lists.map(\.key) + Verb.allCases.map(\.rawValue) {
      add(words?.value(key), as: .list(key))
    }
    // What a file does not list keeps its own words.
    for (key, path) in Words.lists where words?.has(key) != true {
      for word in Words()[keyPath: path] { uses[word, default: []].append(.list(key)) }
    }
    let axes = file.optional.mapping("axes")?.optional
    for axis in Move.Axis.allCases {
      let rule = axes?.mapping(axis.listing)?.optional
      add(rule?.value("positive"), as: .way(axis))
      add(rule?.value("negative"), as: .way(axis))
    }
  }

  private enum Use: Hashable {
    case way(Move.Axis)
    case list(String)

    var name: String {
      switch self {
      case .way(let axis): "the axis '\(axis.listing)'"
      case .list(let key): "'\(key)'"
      }
    }

    func sharesWords(with other: Use) -> Bool {
      guard case .way(let one) = self, case .way(let two) = other, one != two else { return false }
      let sharing: Set<Move.Axis> = [.z, .tilt, .roll]
      return sharing.contains(one) && sharing.contains(two)
    }
  }
}

extension Move.Axis {
  /// Its key in a vocabulary's file: its positive way; YAML has no key "y".
  var listing: String {
    switch self {
    case .x: "forward"
    case .y: "left"
    case .z: "up"
    case .tilt, .roll, .rotation: key
    }
  }
}

extension Words {
  /// The lists of a file but for those of the verbs.
  static var lists: [(key: String, path: WritableKeyPath<Words, [String]>)] {
    [
      ("open", \.open), ("close", \.close), ("gripper", \.grippers), ("stop", \.stop),
      ("done", \.done), ("slightly", \.less), ("a_lot", \.more),
    ]
  }
}

extension Meaning {
  /// Whether a sentence that a vocabulary gave the word another meaning in could no longer be read.
  fileprivate var isOfGrammar: Bool {
    switch self {
    case .number, .numberWord, .unit, .article, .times, .repeats, .and, .or, .then, .not, .no,
      .correction, .instead, .retraction, .refusal, .unable, .excuse, .question, .again, .to, .by,
      .of:
      true
    default: false
    }
  }
}
