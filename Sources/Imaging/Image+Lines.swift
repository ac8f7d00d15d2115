extension Image {
  /// Draws a straight line between two points in pixels, which may lie anywhere, `width` pixels wide;
  /// `share` of its colour is mixed with what is there. On 8-bit RGB pictures.
  package mutating func drawLine(
    from a: SIMD2<Double>, to b: SIMD2<Double>, width lineWidth: Int,
    colour: (UInt8, UInt8, UInt8), share: Double = 1
  ) {
    precondition(format == .rgb8 && lineWidth > 0, "lines are drawn on 8-bit RGB pictures")
    let slack = Double(lineWidth)
    guard let (start, end) = Self.clipped(a, b, width: Double(width), height: Double(height), slack)
    else { return }
    let way = end - start
    let steps = max(1, Int(max(abs(way.x), abs(way.y)).rounded(.up)))
    let isSteep = abs(way.y) > abs(way.x)
    let weight = Int((min(max(share, 0), 1) * 256).rounded())
    for step in 0...steps {
      let point = start + way * (Double(step) / Double(steps))
      let (x, y) = (Int(point.x.rounded(.down)), Int(point.y.rounded(.down)))
      let back = (lineWidth - 1) / 2
      blend(
        x: isSteep ? x - back : x, y: isSteep ? y : y - back, width: isSteep ? lineWidth : 1,
        height: isSteep ? 1 : lineWidth, colour: colour, weight: weight)
    }
  }

  /// Draws the outline of a box in pixels, as much of it as lies inside.
  package mutating func drawBox(
    x: Int, y: Int, width boxWidth: Int, height boxHeight: Int, line: Int,
    colour: (UInt8, UInt8, UInt8)
  ) {
    fill(x: x, y: y, width: boxWidth, height: line, colour: colour)
    fill(x: x, y: y + boxHeight - line, width: boxWidth, height: line, colour: colour)
    fill(x: x, y: y, width: line, height: boxHeight, colour: colour)
    fill(x: x + boxWidth - line, y: y, width: line, height: boxHeight, colour: colour)
  }

  private mutating func blend(
    x: Int, y: Int, width boxWidth: Int, height boxHeight: Int, colour: (UInt8, UInt8, UInt8),
    weight: Int
  ) {
    for row in covered(y, boxHeight, height) {
      for column in covered(x, boxWidth, width) {
        let place = (row * width + column) * 3
        for (offset, wanted) in [colour.0, colour.1, colour.2].enumerated() {
          let there = Int(bytes[place + offset])
          bytes[place + offset] = UInt8(
            truncatingIfNeeded: (there * (256 - weight) + Int(wanted) * weight + 128) >> 8)
        }
      }
    }
  }

  /// The part of a line within the picture and `slack` around it; nil for none, or for points that
  /// are no numbers. After Liang and Barsky.
  private static func clipped(
    _ a: SIMD2<Double>, _ b: SIMD2<Double>, width: Double, height: Double, _ slack: Double
  ) -> (SIMD2<Double>, SIMD2<Double>)? {
    guard a.x.isFinite, a.y.isFinite, b.x.isFinite, b.y.isFinite else { return nil }
    let way = b - a
    var (from, to) = (0.0, 1.0)
    let limits = [
      (-way.x, a.x + slack), (way.x, width + slack - a.x), (-way.y, a.y + slack),
      (way.y, height + slack - a.y),
    ]
    for (rate, room) in limits {
      if rate == 0 {
        if room < 0 { return nil }
      } else if rate < 0 {
        from = max(from, room / rate)
      } else {
        to = min(to, room / rate)
      }
    }
    guard from <= to else { return nil }
    return (a + from * way, a + to * way)
  }
}
