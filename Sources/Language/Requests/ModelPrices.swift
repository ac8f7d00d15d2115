import StrictYAML

/// What models cost, from a file of the user's: prices change, and nobody's list is right for long.
package struct ModelPrices: Hashable, Sendable {
  /// One model's, from a day on.
  package struct Price: Hashable, Sendable {
    package var model: String

    /// The first day it holds, as 2026-01-31.
    package var from: String

    /// US dollars for a million tokens.
    package var input, output: Double

    /// Those of tokens from and into the provider's cache; nil for as much as others.
    package var cached, cacheWritten: Double?

    package init(
      model: String, from: String, input: Double, output: Double, cached: Double? = nil,
      cacheWritten: Double? = nil
    ) {
      (self.model, self.from, self.input, self.output) = (model, from, input, output)
      (self.cached, self.cacheWritten) = (cached, cacheWritten)
    }
  }

  package var prices: [Price]

  package init(prices: [Price]) { self.prices = prices }

  /// What a model costs on a day, as 2026-01-31; nil where that is not known.
  package func price(of model: String, on day: String) -> Price? {
    prices.filter { $0.model == model && $0.from <= day }.max { $0.from < $1.from }
  }

  /// Reads a file. Throws ``LanguageError`` for one that cannot be read, and `YAMLProblems` with all
  /// that is wrong with it.
  package init(file path: String) throws {
    let (text, _) = try ShortFile.text(of: path)
    self = try YAMLFile(text: text, path: path).decode(Self.init(_:))
  }

  private init?(_ file: Fields) {
    _ = file.integer("format", in: 1...1)
    guard let list = file.list("prices") else { return nil }
    if list.isEmpty { file.fail("prices", "no price in it. Give each model one.") }
    prices = []
    for entry in list {
      guard let price = entry.mapping().flatMap(Price.init) else { continue }
      if prices.contains(where: { $0.model == price.model && $0.from == price.from }) {
        entry.fail("'\(price.model)' has a price from \(price.from) above. Remove one of the two.")
      }
      prices.append(price)
    }
  }
}

extension ModelPrices.Price {
  fileprivate init?(_ fields: Fields) {
    let range = 0.0...1_000_000
    let (model, from) = (fields.string("model"), fields.string("from"))
    let (input, output) = (fields.number("input", in: range), fields.number("output", in: range))
    let cached = fields.optional.number("cached_input", in: range)
    let written = fields.optional.number("cache_write", in: range)
    _ = fields.optional.string("source")
    if let from, !Self.isDay(from) {
      fields.fail("from", "no day. Write it as \"2026-01-31\".")
    }
    guard let model, let from, let input, let output else { return nil }
    self.init(
      model: model, from: from, input: input, output: output, cached: cached,
      cacheWritten: written)
  }

  /// Whether a text is a day of the calendar, as 2026-01-31.
  private static func isDay(_ text: String) -> Bool {
    guard
      let (_, year, month, day) = text.wholeMatch(of: /([0-9]{4})-([0-9]{2})-([0-9]{2})/)?.output,
      let year = Int(year), let month = Int(month), let day = Int(day), (1...12).contains(month)
    else { return false }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return (1...lengths[month - 1]).contains(day)
  }

  /// What an answer cost, US dollars; nil where the provider did not count.
  package func cost(of usage: ModelReply.Usage) -> Double? {
    guard let read = usage.input, let wrote = usage.output else { return nil }
    let (hit, put) = (min(usage.cached ?? 0, read), usage.cacheWritten ?? 0)
    let plain = Double(max(0, read - hit - put))
    let total =
      plain * input + Double(hit) * (cached ?? input) + Double(put) * (cacheWritten ?? input)
      + Double(wrote) * output
    return total / 1e6
  }
}
