import Foundation
import Testing

@testable import Evaluation

@Suite struct JSONTests {
  @Test("Members keep the order they were written in")
  func order() {
    let value: JSON = ["b": 1, "a": [true, nil, "x"], "c": [:]]
    #expect(value.line == #"{"b":1,"a":[true,null,"x"],"c":{}}"#)
  }

  @Test(
    "A number is written in the fewest digits that read back as the same number",
    arguments: [0.1, 1.0 / 3, 1e-300, 2.5e-308, 1.7976931348623157e308, -0.0, 1e16] as [Double])
  func numbers(value: Double) throws {
    #expect(JSON.number(value).line == "\(value)")
    #expect(Double(JSON.number(value).line)?.bitPattern == value.bitPattern)
    // What JSON allows a number to look like: RFC 8259, section 6.
    let number = /-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?/
    #expect(JSON.number(value).line.wholeMatch(of: number) != nil)
  }

  @Test("Single-precision numbers keep their own shortest digits")
  func floats() {
    #expect(JSON([0.1, -2.5, 1e-8] as [Float]).line == "[0.1,-2.5,1e-08]")
  }

  @Test("What would break or turn a line of the terminal is escaped, and nothing else is")
  func escapes() {
    #expect(escaped("a\nb\u{1b}[1m\u{202e}\u{2028}") == #"a\u{a}b\u{1b}[1m\u{202e}\u{2028}"#)
    #expect(escaped("Öffne die 抽屉 🤖  1/2") == "Öffne die 抽屉 🤖  1/2")
  }

  @Test("A number that is not finite is null", arguments: [Double.nan, .infinity, -.infinity])
  func notFinite(value: Double) {
    #expect(JSON.number(value).line == "null")
    #expect(JSON([Float(value)]).line == "[null]")
  }

  @Test(
    "Any text comes back from another reader as it was",
    arguments: ["", "\"\\/\u{8}\u{c}\n\r\t", "\0\u{1f}\u{7f}\u{2028}", "e\u{301} 🤖 ü", "</script>"])
  func texts(text: String) throws {
    let line = JSON.array([.string(text)]).line
    #expect(!line.contains("\n"))
    let read = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String]
    #expect(read?.first?.unicodeScalars.elementsEqual(text.unicodeScalars) == true)
  }

  @Test("The page for people says the same as the line")
  func page() throws {
    let value: JSON = ["a": [1, 2.5], "b": [["c": "d"], []], "e": [:]]
    #expect(
      value.page == """
        {
          "a": [1, 2.5],
          "b": [
            {
              "c": "d"
            },
            []
          ],
          "e": {}
        }

        """)
    let (line, page) = (try parsed(value.line), try parsed(value.page))
    #expect(NSDictionary(dictionary: line) == NSDictionary(dictionary: page))
  }

  @Test("A seed is a number however large, with all its digits")
  func seeds() {
    #expect(JSON(UInt64(1) << 53 + 1).line == "9007199254740993")
    #expect(JSON(UInt64(Int.max) + 1).line == "9223372036854775808")
    #expect(JSON(UInt64.max).page == "18446744073709551615\n")
  }
}
