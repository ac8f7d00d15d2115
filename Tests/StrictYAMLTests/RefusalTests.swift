import StrictYAML
import Testing

@Suite struct RefusalTests {
  /// What is refused, where, and how the complaint begins.
  static let refused: [(text: String, complaint: String)] = [
    ("", "1:1: error: no mapping."),
    ("# nothing", "1:1: error: no mapping."),
    ("- a\n- b", "1:1: error: no mapping."),
    ("a", "1:1: error: no mapping."),
    ("a: &x 1", "1:4: error: an anchor."),
    ("a: [*x]", "1:5: error: an alias."),
    ("a: [\"x\" *x]", "1:9: error: an alias."),
    ("a: !!str 1", "1:4: error: a tag."),
    ("a: {<<: {b: 1}}", "1:5: error: a merge key."),
    ("<<: {b: 1}", "1:1: error: a merge key."),
    ("---\na: 1", "1:1: error: '---' at a line's start."),
    ("a: 1\n--- \nb: 2", "2:1: error: '---' at a line's start."),
    ("a: 1\n...", "2:1: error: '...' at a line's start."),
    ("%YAML 1.2\na: 1", "1:1: error: '%' at a line's start."),
    ("? a\n: 1", "1:1: error: a key marked by '?'."),
    ("\"a\": 1", "1:1: error: a key in quotes."),
    ("a: {'b':1}", "1:5: error: a key in quotes."),
    ("[a]: 1", "1:1: error: a key that is no plain word."),
    ("a: {[b]: 1}", "1:5: error: a key that is no plain word."),
    ("a: [b: 1]", "1:5: error: a key in a list."),
    ("a: 1\nb: 2\na: 3", "3:1: error: the key 'a' a second time."),
    ("a: {b: 1, c: 2, b: 3}", "1:17: error: the key 'b' a second time."),
    ("a:\n- b: 1\n  b: 2", "3:3: error: the key 'b' a second time."),
    ("a: 1\n\tb: 2", "2:1: error: a tab."),
    ("a: 1\u{202e}", "1:5: error: the invisible character U+202E."),
    ("a: 1\rb: 2", "1:5: error: the invisible character U+D."),
    ("\u{feff}a: 1", "1:1: error: the invisible character U+FEFF."),
    ("a: one\n  two", "2:3: error: text after a value."),
    ("a: one\n  - two", "2:3: error: a dash where no list goes on."),
    ("a: \"one\n  two\"", "1:4: error: a quote that is not closed on its line."),
    ("a: 'one", "1:4: error: a quote that is not closed on its line."),
    ("a:\n  |\n  b", "2:3: error: '|' that does not head a text."),
    ("a: |2\n    b", "1:4: error: '|' that does not head a text."),
    ("a: [1, 2", "1:4: error: '[' without its ']'."),
    ("a: {b: [1}\nc: 2", "1:4: error: '{' without its '}'."),
    ("a: b: c", "1:5: error: not YAML: "),
    ("a: 1\n  b: 2", "2:4: error: not YAML: "),
    ("a: @x", "1:4: error: not YAML: "),
    ("a: \"\\q\"", "1:5: error: not YAML: "),
    ("a:", "1:3: error: no value here."),
    ("a: ~", "1:4: error: no value here."),
    ("a: {b, c: 1}", "1:6: error: no value here."),
    ("on: 1", "1:1: error: the key 'on' is not a name"),
    ("0x1: 1", "1:1: error: the key '0x1' is not a name"),
  ]

  @Test("What the subset lacks is refused at its place", arguments: refused)
  func refuses(text: String, complaint: String) {
    let found = complaints(text) { fields in
      for key in ["a", "b", "c", "on", "0x1"] { _ = fields.has(key) }
      return true
    }
    #expect(found.hasPrefix("f.yaml:\(complaint)"), "\(found)")
    #expect(!found.contains("\n"), "\(found)")
  }

  static let ambiguous = [
    "no", "No", "NO", "yes", "on", "Off", "y", "N", "True", "FALSE", "null", "Null", "1_000", "010",
    "00", "-01", "0o17", "0x1F", "0b1", "+1", ".5", "5.", "1.e3", ".inf", "-.INF", ".nan", "inf",
    "NaN", "1:30", "190:20:30", "2026-01-31", "1e", "1.2.3", "1__0", "-.5",
  ]

  @Test("A plain scalar that readers of YAML disagree on is refused", arguments: ambiguous)
  func refusesAmbiguous(scalar: String) {
    let found = complaints("a: \(scalar)") { $0.has("a") }
    #expect(found.hasPrefix("f.yaml:1:4: error: '\(scalar)'"), "\(found)")
    let inList = complaints("a: [x, \(scalar)]") { $0.has("a") }
    #expect(inList.hasPrefix("f.yaml:1:8: error: '\(scalar)'"), "\(inList)")
  }

  @Test("The same scalar in quotes is the text it says", arguments: ambiguous)
  func acceptsQuoted(scalar: String) throws {
    let file = try YAMLFile(text: "a: '\(scalar)'", path: "f.yaml")
    #expect(try file.decode { $0.string("a") } == scalar)
  }

  @Test(
    "Plain words that only resemble numbers or words of YAML are texts",
    arguments: [
      "3d", "widowx-250s", "none", "e5", "-x", "a.b", "one: two".replacing(": ", with: ":"),
      "nothing", "oak",
    ])
  func acceptsWords(word: String) throws {
    #expect(try YAMLFile(text: "a: \(word)", path: "f.yaml").decode { $0.string("a") } == word)
  }

  @Test(
    "Numbers within JSON's grammar are read exactly",
    arguments: [
      ("0", 0), ("-0.5", -0.5), ("1e-3", 1e-3), ("12.25E+2", 1225), ("0.1", 0.1),
      ("9007199254740993", 9_007_199_254_740_992),
    ])
  func acceptsNumbers(text: String, number: Double) throws {
    #expect(try YAMLFile(text: "a: \(text)", path: "f.yaml").decode { $0.number("a") } == number)
  }

  @Test("A number too large for its type is refused")
  func refusesOverflow() {
    #expect(
      complaints("a: 1e999") {
        _ = $0.number("a"); return true
      }.contains("'1e999'"))
    let integer = "99999999999999999999"
    #expect(
      complaints("a: \(integer)") {
        _ = $0.integer("a"); return true
      }.contains(integer))
    #expect(
      complaints("a: 1.0") {
        _ = $0.integer("a"); return true
      }.contains("'1.0'"))
  }

  @Test("A piece of the file in a message is short and on one line")
  func messagesStayShort() {
    let word = "x\\n\\e[31m" + String(repeating: "y", count: 100)
    let found = complaints("a: \"\(word)\"") {
      _ = $0.number("a"); return true
    }
    #expect(!found.contains("\n") && !found.contains("\u{1b}"))
    #expect(found.contains("'x\\u{a}\\u{1b}[31m") && found.contains("y...'"))
  }
}
