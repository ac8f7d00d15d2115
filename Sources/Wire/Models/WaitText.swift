/// Times and waits as providers' headers write them.
package enum WaitText {
  /// Longer ones are taken for this. Seconds.
  static let longest = 1e9

  /// Go's way: "6m0s", "20ms", "1h2m3.5s", "17s"; and plain seconds. Nil for anything else.
  package static func duration(_ text: String) -> Duration? {
    if let seconds = number(text[...]) { return of(seconds) }
    var (rest, total, isEmpty) = (text[...], 0.0, true)
    while !rest.isEmpty {
      let digits = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
      rest = rest.dropFirst(digits.count)
      let unit = rest.prefix { $0.isLetter }
      rest = rest.dropFirst(unit.count)
      guard let value = number(digits), let size = units[String(unit)] else { return nil }
      (total, isEmpty) = (total + value * size, false)
    }
    return isEmpty ? nil : of(total)
  }

  private static let units: [String: Double] = [
    "ns": 1e-9, "us": 1e-6, "µs": 1e-6, "ms": 1e-3, "s": 1, "m": 60, "h": 3600, "d": 86_400,
  ]

  /// What `retry-after-ms` and `retry-after` say: milliseconds, seconds, or HTTP's date; nil where
  /// neither says anything, and for what lies in the past.
  ///
  /// - Parameter now: seconds since 1970.
  package static func retryAfter(
    milliseconds: String?, _ text: String?, now: Double
  ) -> Duration? {
    if let milliseconds = milliseconds.flatMap({ number($0[...]) }), milliseconds > 0 {
      return of(milliseconds / 1000)
    }
    guard let text else { return nil }
    let seconds = number(text[...]) ?? httpDate(text).map { $0 - now }
    return seconds.flatMap { $0 > 0 ? of($0) : nil }
  }

  private static func number(_ text: Substring) -> Double? {
    guard text.utf8.count <= 32, let number = Double(text), number.isFinite else { return nil }
    return number
  }

  private static func of(_ seconds: Double) -> Duration {
    .seconds(min(max(seconds, 0), longest))
  }

  /// Seconds since 1970 of "Sun, 06 Nov 1994 08:49:37 GMT"; nil for another form. RFC 9110, 5.6.7.
  package static func httpDate(_ text: String) -> Double? {
    let words = text.split(whereSeparator: { " ,:".contains($0) })
    guard words.count == 8, words[7] == "GMT" || words[7] == "UTC" else { return nil }
    let months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(separator: " ")
    guard let month = months.firstIndex(of: words[2]), let day = Int(words[1]),
      let year = Int(words[3]), let time = clock(words[4...6])
    else { return nil }
    return days(year, month + 1, day).map { Double($0) * 86_400 + time }
  }

  /// Seconds of hours, minutes and seconds.
  private static func clock(_ words: ArraySlice<Substring>) -> Double? {
    let numbers = words.compactMap(number)
    guard words.count == 3, numbers.count == 3, (0..<24).contains(numbers[0]),
      (0..<60).contains(numbers[1]), (0..<62).contains(numbers[2])
    else { return nil }
    return numbers[0] * 3600 + numbers[1] * 60 + numbers[2]
  }

  /// Days since 1970-01-01 in the Gregorian calendar, by counting from March of the year 0.
  private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int? {
    guard (1970...9999).contains(year), (1...12).contains(month), (1...31).contains(day) else {
      return nil
    }
    let y = month > 2 ? year : year - 1
    let m = (month + 9) % 12
    return 365 * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + day - 1 - 719_468
  }
}
