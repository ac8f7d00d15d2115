import Imaging

// What is printed on things. Colours are sRGB, each channel in 0...1.
extension Texture {
  /// Nothing but white text: a decal. Letters are 5 x 7 dots of printable ASCII, other characters are
  /// '?'; around them is nothing. The first 64 characters count.
  ///
  /// The picture is `textAspect(text)` times as wide as high, with a margin of a dot.
  package static func text(_ text: String) -> Texture {
    let text = String(text.prefix(mostLetters))
    let (columns, rows) = dots(text)
    let scale = max(1, min(8, mostTexels / columns))
    var mask = Image(width: columns * scale, height: rows * scale)
    mask.draw(text, x: scale, y: scale, scale: scale, colour: (255, 255, 255))
    var bytes: [UInt8] = []
    bytes.reserveCapacity(4 * mask.width * mask.height)
    for k in 0..<mask.width * mask.height {
      bytes += [255, 255, 255, mask.bytes[3 * k]]
    }
    let picture = Image(width: mask.width, height: mask.height, format: .rgba8, bytes: bytes)
    return printed(picture, .mesh)
  }

  /// How many times as wide as high a text's picture is.
  package static func textAspect(_ text: String) -> Double {
    let (columns, rows) = dots(String(text.prefix(mostLetters)))
    return Double(columns) / Double(rows)
  }

  /// What a can's label is printed in.
  package struct LabelColours: Hashable, Sendable {
    package var paper, band, patch, ink: SIMD3<Float>

    package init(
      paper: SIMD3<Float>, band: SIMD3<Float>, patch: SIMD3<Float>, ink: SIMD3<Float>
    ) {
      self.paper = paper
      self.band = band
      self.patch = patch
      self.ink = ink
    }
  }

  /// A can's label: bands at top and bottom, a patch in the middle with text across it, and small
  /// print on the back. The seed moves the bands' heights and picks the small print.
  ///
  /// It goes once around z and is `height` metres high.
  package static func canLabel(
    _ text: String, _ colours: LabelColours, height: Double, seed: UInt64 = 1
  ) -> Texture {
    let (width, rows) = (512, 128)
    let noise = ValueNoise(seed: seed, columns: 64, rows: 64)
    var picture = Image(width: width, height: rows)
    func paint(_ x: Int, _ y: Int, _ w: Int, _ h: Int, _ colour: SIMD3<Float>) {
      picture.paste(.filled(w, h, rgb(colour)), x: x, y: y)
    }
    paint(0, 0, width, rows, colours.paper)
    let top = 14 + Int(6 * noise.value(0, 0, layer: 0))
    let bottom = 20 + Int(8 * noise.value(1, 0, layer: 0))
    paint(0, 0, width, top, colours.band)
    paint(0, top + 3, width, 2, colours.band)
    paint(0, rows - bottom, width, bottom, colours.band)

    // The patch is a disk, drawn row by row.
    let (middle, radius) = (width / 2, 42)
    for y in -radius..<radius {
      var half = 0
      while (half + 1) * (half + 1) + y * y <= radius * radius { half += 1 }
      let wide = half + half / 2
      paint(middle - wide, rows / 2 + y, 2 * wide, 1, colours.patch)
    }
    let text = String(text.prefix(16))
    let scale = max(1, min(5, 120 / max(1, 6 * text.count)))
    picture.draw(
      text, x: middle - (6 * text.count - 1) * scale / 2, y: rows / 2 - 7 * scale / 2,
      scale: scale, colour: rgb(colours.ink))
    for line in 0..<6 {
      let letters = (0..<16).map { k in
        let v = noise.value(2 + line, k, layer: 1)
        return v < -0.7 ? " " : Character(Unicode.Scalar(UInt8(97 + Int((v + 1) * 12.5) % 26)))
      }
      picture.draw(
        String(letters), x: 12, y: top + 12 + 9 * line, scale: 1, colour: rgb(colours.ink))
    }
    return printed(picture, .cylinder(height: height))
  }

  /// The most letters of a text.
  private static let mostLetters = 64

  /// The size of a text's picture in dots, with a margin.
  private static func dots(_ text: String) -> (columns: Int, rows: Int) {
    (max(1, 6 * text.count) + 1, 9)
  }

  /// A picture that was made here, and so fits.
  private static func printed(_ picture: Image, _ mapping: Mapping) -> Texture {
    Texture(picture, mapping: mapping) ?? Texture([.one], width: 1, mapping: mapping)
  }

  private static func byte(_ value: Float) -> UInt8 {
    UInt8((min(1, max(0, value)) * 255).rounded())
  }

  private static func rgb(_ colour: SIMD3<Float>) -> (UInt8, UInt8, UInt8) {
    (byte(colour.x), byte(colour.y), byte(colour.z))
  }
}

extension Image {
  /// All of one colour.
  fileprivate static func filled(
    _ width: Int, _ height: Int, _ colour: (UInt8, UInt8, UInt8)
  ) -> Image {
    let pixel = [colour.0, colour.1, colour.2]
    return Image(
      width: width, height: height,
      bytes: (0..<width * height).flatMap { _ in pixel })
  }
}
