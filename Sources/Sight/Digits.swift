import Imaging

/// Figures in a row, in the letters that marks on pictures are written in, of any size.
enum Digits {
  /// Columns and rows of a figure, and from one to the next.
  private static let (columns, rows, advance) = (5, 7, 6)

  /// Dots of a figure that may be wrong.
  private static let tolerance = 5

  /// How much darker ink is than the ground. Grey levels of 255.
  private static let contrast = 60

  /// The number that is written in a picture, darker than its ground; nil where there is none, or it
  /// is too small to be told.
  static func read(in image: Image) -> String? {
    guard image.format == .rgb8 || image.format == .rgba8 else { return nil }
    let ink = Ink(image)
    guard let box = ink.box, box.height >= rows else { return nil }
    let dot = Double(box.height) / Double(rows)
    let places = Double(box.width) / dot + 1
    let count = Int((places / Double(advance)).rounded())
    guard (1...12).contains(count), abs(places - Double(advance * count)) < 1 else { return nil }
    var text = ""
    for index in 0..<count {
      let dots = (0..<columns * rows).map { place in
        let column = advance * index + place % columns
        return ink.share(
          from: (
            Double(box.x) + dot * Double(column), Double(box.y) + dot * Double(place / columns)
          ),
          side: dot) > 0.5
      }
      guard let figure = nearest(to: dots) else { return nil }
      text += figure
    }
    return text
  }

  private static func nearest(to dots: [Bool]) -> String? {
    let distances = shapes.map { shape in zip(shape, dots).count { $0 != $1 } }
    guard let least = distances.min(), least <= tolerance else { return nil }
    return distances.firstIndex(of: least).map(String.init)
  }

  /// The figures 0 to 9 as they are drawn.   (10, 35)
  private static let shapes = (0...9).map { figure in
    var image = Image(
      width: columns, height: rows, bytes: [UInt8](repeating: 255, count: 3 * columns * rows))
    image.draw("\(figure)", x: 0, y: 0, scale: 1, colour: (0, 0, 0))
    return stride(from: 0, to: image.bytes.count, by: 3).map { image.bytes[$0] == 0 }
  }

  /// The pixels of a picture that are darker than most.
  private struct Ink {
    let width, height: Int
    let isInk: [Bool]

    /// What all of it lies in, in pixels.
    var box: (x: Int, y: Int, width: Int, height: Int)?

    init(_ image: Image) {
      let step = image.format.bytesPerPixel
      let greys = stride(from: 0, to: image.bytes.count, by: step).map { at -> Int in
        let sum = image.bytes[at..<at + 3].reduce(0) { $0 + Int($1) }
        return sum / 3
      }
      var counts = [Int](repeating: 0, count: 256)
      for grey in greys { counts[grey] += 1 }
      let ground = counts.indices.max { counts[$0] < counts[$1] } ?? 0
      (width, height) = (image.width, image.height)
      isInk = greys.map { ground - $0 > contrast }
      let places = isInk.indices.filter { isInk[$0] }
      let (xs, ys) = (places.map { $0 % width }, places.map { $0 / width })
      guard let left = xs.min(), let right = xs.max(), let top = ys.min(), let low = ys.max() else {
        return
      }
      box = (left, top, right - left + 1, low - top + 1)
    }

    /// How much of a square is ink: 0...1.
    func share(from corner: (x: Double, y: Double), side: Double) -> Double {
      let (left, top) = (Int(corner.x.rounded()), Int(corner.y.rounded()))
      let right = min(width, Int((corner.x + side).rounded()))
      let low = min(height, Int((corner.y + side).rounded()))
      guard left < right, top < low else { return 0 }
      var count = 0
      for y in top..<low { for x in left..<right where isInk[y * width + x] { count += 1 } }
      return Double(count) / Double((low - top) * (right - left))
    }
  }
}
