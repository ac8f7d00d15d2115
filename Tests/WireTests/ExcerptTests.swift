import Testing
import Wire

@Suite struct ExcerptTests {
  @Test(
    "An excerpt is one line without anything that does not print",
    arguments: [
      ("a\n\t b\r\nc", "a b c"), ("\u{1b}[31mred\u{07}", "\\u{1b}[31mred\\u{7}"),
      ("a\u{202e}b", "a\\u{202e}b"), ("naïve 抽屉", "naïve 抽屉"), ("", ""), (" \n ", ""),
    ])
  func printable(text: String, expected: String) {
    #expect(excerpt(of: Array(text.utf8)) == expected)
  }

  @Test("Keys and tokens are cut, words are kept")
  func secrets() {
    let text = "Bearer sk-Ab3dEf6hIj9lMn2pQr5t refused by prepare_observation_for_policy"
    #expect(
      excerpt(of: Array(text.utf8)) == "Bearer sk-A… refused by prepare_observation_for_policy")
  }

  @Test("An excerpt has at most as many characters as asked", arguments: [1, 2, 24, 120])
  func length(limit: Int) {
    let text = Array(String(repeating: "word é ", count: 1000).utf8)
    #expect(excerpt(of: text, limit: limit).count == limit)
    #expect(excerpt(of: text, limit: limit).last == "…")
  }

  @Test("Bytes that are not UTF-8 do no harm")
  func notText() {
    #expect(excerpt(of: [0xFF, 0x41, 0x00]) == "\u{FFFD}A\\u{0}")
  }
}
