/// The 95 % Wilson score interval of a success rate: Edwin B. Wilson, "Probable inference, the law
/// of succession, and statistical inference", JASA 22 (1927), without continuity correction.
package struct WilsonInterval: Hashable, Sendable {
  /// The ends, fractions within 0...1.
  package let low, high: Double

  /// Of `successes` among `trials`; nil without a trial.
  package init?(successes: Int, trials: Int) {
    guard trials > 0, (0...trials).contains(successes) else { return nil }
    let z = 1.959963984540054  // the normal distribution's 97.5 % point
    let (k, n) = (Double(successes), Double(trials))
    let centre = (k + z * z / 2) / (n + z * z)
    let half = z / (n + z * z) * (k * (n - k) / n + z * z / 4).squareRoot()
    // The ends are exact at no success and at nothing but success; rounding must not blur that.
    low = successes == 0 ? 0 : max(0, centre - half)
    high = successes == trials ? 1 : min(1, centre + half)
  }
}
