import Foundation
import Language
import Testing

/// README's sum of what fifty episodes cost, from the price file and the sizes that README names.
@Suite struct PriceTableTests {
  /// The checkout, wherever a link leads to these tests.
  static let root = URL(filePath: #filePath).resolvingSymlinksInPath()
    .appending(path: "../../../..").standardizedFileURL

  /// The number of a text such as "3,400".
  func number(_ text: Substring) throws -> Int {
    try #require(Int(text.filter { $0 != "," }))
  }

  @Test("README's table has every model of the price file, and what fifty episodes come to")
  func table() throws {
    let readme = try String(contentsOf: Self.root.appending(path: "README.md"), encoding: .utf8)
    let text = readme.replacing("\n", with: " ")
    let sizes = try #require(
      text.firstMatch(
        of:
          /are ([0-9,]+) questions of about ([0-9,]+) tokens; by the list prices of \[.*?\]\((\S+)\), .*?([0-9,]+) tokens an answer/
      )?.output)
    let (calls, read, wrote) = (
      try number(sizes.1), try number(sizes.2), try number(sizes.4)
    )
    let prices = try ModelPrices(file: Self.root.appending(path: String(sizes.3)).path).prices
    let rows = readme.split(separator: "\n").filter { $0.hasPrefix("| ") }
    let head = try #require(rows.firstIndex { $0.hasPrefix("| `gpt-4o-mini` |") })
    func cells(_ row: Substring) -> [String] {
      row.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }.filter { $0 != "" }
    }
    let models = cells(rows[head]).map { $0.trimmingCharacters(in: ["`"]) }
    let told = Dictionary(uniqueKeysWithValues: zip(models, cells(rows[head + 1])))
    var computed: [String: String] = [:]
    for price in prices {
      let one = try #require(price.cost(of: .init(input: read, output: wrote)))
      computed[price.model] = "$\(Int((Double(calls) * one).rounded()))"
    }
    #expect(told == computed)
  }
}
