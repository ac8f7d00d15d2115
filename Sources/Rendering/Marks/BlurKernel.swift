/// The weights of a Gaussian along a line, four deviations either way; they add up to 1.
struct BlurKernel {
  /// How many pixels either way.
  let reach: Int

  /// From the first pixel to the last.   (2 * reach + 1)
  let weights: [Float]

  /// From the standard deviation in pixels, above 0.
  init(deviation: Double) {
    reach = Int((4 * deviation).rounded(.up))
    let bell = (-reach...reach).map { offset in
      exponential(-0.5 * Double(offset * offset) / (deviation * deviation))
    }
    let sum = bell.reduce(0, +)
    weights = bell.map { Float($0 / sum) }
  }
}

/// e to the power of x, for x <= 0, by sums, products and quotients only: every machine gets the same.
private func exponential(_ x: Double) -> Double {
  // The 1024th root by its series, whose terms fade at once; far below 0 it would not matter.
  let part = max(x, -700) / 1024
  var (term, root) = (1.0, 1.0)
  for n in 1...16 {
    term *= part / Double(n)
    root += term
  }
  for _ in 0..<10 { root *= root }
  return root
}
