/// Between light and 8-bit sRGB, by IEC 61966-2-1, with nothing but sums, products, quotients and
/// square roots: every machine gets the same bytes.
enum SRGB {
  /// The linear light of an sRGB value in 0...1.
  static func linear(_ value: Double) -> Double {
    if value <= 0.04045 { return value / 12.92 }
    // The power 2.4 is the fifth root to the twelfth; Newton finds the root, from above.
    let base = (value + 0.055) / 1.055
    var root = 1.0
    for _ in 0..<40 {
      let cube = root * root * root
      root -= (cube * root * root - base) / (5 * cube * root)
    }
    let cube = root * root * root
    return (cube * cube) * (cube * cube)
  }

  static func linear(_ colour: SIMD3<Float>) -> SIMD3<Float> {
    SIMD3(
      Float(linear(Double(colour.x))), Float(linear(Double(colour.y))),
      Float(linear(Double(colour.z))))
  }

  /// The steps of linear light in 0...1 that `codes` knows apart.
  static let steps = 4096

  /// The nearest 8-bit sRGB value for each step of linear light, the last being 1.
  static let codes: [UInt8] = {
    let borders = (0..<255).map { linear((Double($0) + 0.5) / 255) }
    var code = 0
    return (0..<steps).map { step in
      while code < 255, borders[code] <= Double(step) / Double(steps - 1) { code += 1 }
      return UInt8(code)
    }
  }()

  /// The step of linear light of each 8-bit sRGB value.
  static let lightSteps: [UInt32] = (0..<256).map {
    UInt32((linear(Double($0) / 255) * Double(steps - 1)).rounded())
  }
}
