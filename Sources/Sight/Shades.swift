import Imaging

/// A picture's pixels by what they may belong to, told by their colours alone.
///
/// The colours are those of AutoEval's two toys, as its goal images show them.
struct Shades: Hashable, Sendable {
  let width, height: Int

  /// `Shade.rawValue`, by rows from the top left.   (height * width)
  let codes: [UInt8]

  /// The shade of every pixel of an `rgb8` or `rgba8` picture; nil for another format.
  init?(_ image: Image) {
    let stride = image.format.bytesPerPixel
    guard image.format == .rgb8 || image.format == .rgba8 else { return nil }
    (width, height) = (image.width, image.height)
    codes = image.bytes.withUnsafeBufferPointer { bytes in
      (0..<(image.width * image.height)).map { index in
        let place = index * stride
        return Shade(Int(bytes[place]), Int(bytes[place + 1]), Int(bytes[place + 2])).rawValue
      }
    }
  }

  /// Every second pixel of every second row.
  var halved: Shades {
    let (w, h) = (width / 2, height / 2)
    return Shades(
      width: w, height: h, codes: (0..<(w * h)).map { codes[2 * ($0 / w) * width + 2 * ($0 % w)] })
  }

  private init(width: Int, height: Int, codes: [UInt8]) {
    (self.width, self.height, self.codes) = (width, height, codes)
  }

  subscript(x: Int, y: Int) -> Shade { Shade(rawValue: codes[y * width + x]) ?? .other }

  /// The patches of a shade that hang together, the largest first, of at least so many pixels.
  func patches(of shade: Shade, atLeast least: Int) -> [Patch] {
    var seen = [Bool](repeating: false, count: codes.count)
    var patches: [Patch] = []
    for start in codes.indices where codes[start] == shade.rawValue && !seen[start] {
      let patch = patch(from: start, &seen)
      if patch.count >= least { patches.append(patch) }
    }
    return patches.sorted { $0.count > $1.count }
  }

  /// The patch that a pixel is in.
  private func patch(from start: Int, _ seen: inout [Bool]) -> Patch {
    var (patch, stack) = (Patch(), [start])
    seen[start] = true
    while let index = stack.popLast() {
      let (x, y) = (index % width, index / width)
      patch.add(x, y)
      for (nx, ny) in [(x + 1, y), (x - 1, y), (x, y + 1), (x, y - 1)] {
        guard nx >= 0, ny >= 0, nx < width, ny < height else { continue }
        let next = ny * width + nx
        if codes[next] == codes[start], !seen[next] {
          seen[next] = true
          stack.append(next)
        }
      }
    }
    return patch
  }

  /// All pixels of a shade, wherever they are.
  func all(of shade: Shade) -> Patch {
    var patch = Patch()
    for index in codes.indices where codes[index] == shade.rawValue {
      patch.add(index % width, index / width)
    }
    return patch
  }

  /// Some pixels.
  struct Patch: Hashable, Sendable {
    private(set) var count = 0
    private var sum = SIMD2<Double>()

    /// Their mean place, in pixels from the top left corner.
    var middle: SIMD2<Double> { sum / Double(max(count, 1)) }

    fileprivate mutating func add(_ x: Int, _ y: Int) {
      count += 1
      sum += SIMD2(Double(x) + 0.5, Double(y) + 0.5)
    }
  }
}

/// What a pixel's colour speaks for.
enum Shade: UInt8, CaseIterable, Sendable {
  case other
  /// The arm's black.
  case dark
  /// The drawer's.
  case red
  /// The eggplant's body, nearly violet.
  case blue
  /// The eggplant's stem.
  case green
  /// The sink's basin, whose blue is deeper than its ledge's.
  case aqua
  /// The basket's.
  case cream

  /// From sRGB, 0...255.
  init(_ r: Int, _ g: Int, _ b: Int) {
    let (most, least) = (max(r, g, b), min(r, g, b))
    if most < 58, most - least < 22 {
      self = .dark
    } else if r >= 70, 100 * (r - g) >= 58 * r, b >= g - 4, 10 * b <= 6 * r {
      self = .red
    } else if (50..<190).contains(b), b >= 2 * r, 10 * b >= 16 * g {
      self = .blue
    } else if g >= 40, 10 * g >= 14 * r, 10 * g >= 13 * b {
      self = .green
    } else if b >= 100, b >= g, g > r, 100 * (b - r) >= 42 * b {
      self = .aqua
    } else if r >= 120, r >= g, g >= b, 100 * (r - b) >= 20 * r, 100 * (r - b) <= 45 * r,
      100 * (r - g) <= 16 * r
    {
      self = .cream
    } else {
      self = .other
    }
  }
}
