extension Image {
  /// The picture stretched or squashed to another size, bilinearly, bit for bit as OpenCV's
  /// `cv2.resize(image, (width, height), interpolation=cv2.INTER_LINEAR)` on 8-bit pictures.
  ///
  /// Pixel centres lie at +0.5, beyond the border its pixels repeat, and no smoothing precedes a
  /// reduction. Weights have 11 bits. Both sizes are at least 1 pixel; 8-bit formats only.
  package func resized(width newWidth: Int, height newHeight: Int) -> Image {
    precondition(format != .grey16, "only 8-bit pictures are resized")
    precondition(min(width, height, newWidth, newHeight) > 0, "a picture without pixels")
    precondition(bytes.count == width * height * format.bytesPerPixel, "bytes do not fit the size")
    if newWidth == width && newHeight == height { return self }
    let columns = Taps(from: width, to: newWidth, weightsAtBorder: false)
    let rows = Taps(from: height, to: newHeight, weightsAtBorder: true)
    let stretch = Stretch(columns: columns, channels: format.channels)
    let rowBytes = width * format.channels
    let pixels = bytes.withUnsafeBufferPointer { source in
      [UInt8](unsafeUninitializedCapacity: newHeight * stretch.count) { target, initialised in
        guard let from = source.baseAddress, let to = target.baseAddress else { return }
        stretch.rows(rows, from: from, rowBytes: rowBytes, to: to)
        initialised = newHeight * stretch.count
      }
    }
    return Image(width: newWidth, height: newHeight, format: format, bytes: pixels)
  }
}

/// For each new position along a side the two old ones it lies between, and their weights.
private struct Taps {
  private(set) var lower: [Int] = []
  private(set) var upper: [Int] = []

  /// In 1/2048, rounded one by one to the nearest, half to even.
  private(set) var lowerWeight: [Int32] = []
  private(set) var upperWeight: [Int32] = []

  /// Beyond the border both positions are the border's. There the weights stay as they are, or, if
  /// not `weightsAtBorder`, the lower one has all: OpenCV does one for rows, the other for columns,
  /// and it shows in the last bit.
  init(from oldCount: Int, to newCount: Int, weightsAtBorder: Bool) {
    let step = 1 / (Double(newCount) / Double(oldCount))
    let last = oldCount - 1
    for index in 0..<newCount {
      let place = Float((Double(index) + 0.5) * step - 0.5)
      let whole = place.rounded(.down)
      let below = Int(whole)
      var part = place - whole
      if !weightsAtBorder && (below < 0 || below >= last) { part = 0 }
      lower.append(min(max(below, 0), last))
      upper.append(min(max(below + 1, 0), last))
      lowerWeight.append(Int32(((1 - part) * 2048).rounded(.toNearestOrEven)))
      upperWeight.append(Int32((part * 2048).rounded(.toNearestOrEven)))
    }
  }
}

/// Rows brought to their new width, then blended in pairs.
private struct Stretch {
  let columns: Taps
  let channels: Int

  /// Samples in a new row.
  var count: Int { columns.lower.count * channels }

  /// Fills all new rows. An old row is widened once as long as neighbours share it.
  func rows(
    _ rows: Taps, from: UnsafePointer<UInt8>, rowBytes: Int, to: UnsafeMutablePointer<UInt8>
  ) {
    withUnsafeTemporaryAllocation(of: Int16.self, capacity: 2 * count) { room in
      guard let base = room.baseAddress else { return }
      var (above, below) = (base, base + count)
      var (heldAbove, heldBelow) = (-1, -1)
      for y in rows.lower.indices {
        if heldAbove != rows.lower[y] && heldBelow == rows.lower[y] {
          swap(&above, &below)
          swap(&heldAbove, &heldBelow)
        }
        if heldAbove != rows.lower[y] {
          heldAbove = rows.lower[y]
          widen(from + heldAbove * rowBytes, to: above)
        }
        if heldBelow != rows.upper[y] {
          heldBelow = rows.upper[y]
          widen(from + heldBelow * rowBytes, to: below)
        }
        blend(
          above, rows.lowerWeight[y], below, rows.upperWeight[y], to: to + y * count)
      }
    }
  }

  /// One old row at its new width: 2048 times its samples, less 4 bits.
  private func widen(_ from: UnsafePointer<UInt8>, to: UnsafeMutablePointer<Int16>) {
    columns.lower.withUnsafeBufferPointer { lower in
      columns.upper.withUnsafeBufferPointer { upper in
        columns.lowerWeight.withUnsafeBufferPointer { lowerWeight in
          columns.upperWeight.withUnsafeBufferPointer { upperWeight in
            for x in 0..<lower.count {
              let (a, b) = (from + lower[x] &* channels, from + upper[x] &* channels)
              let (p, q) = (lowerWeight[x], upperWeight[x])
              let out = to + x &* channels
              func mix(_ c: Int) {
                let sum = Int32(a[c]) &* p &+ Int32(b[c]) &* q
                out[c] = Int16(truncatingIfNeeded: sum &>> 4)
              }
              mix(0)
              if channels > 1 {
                mix(1)
                mix(2)
                if channels > 3 { mix(3) }
              }
            }
          }
        }
      }
    }
  }

  /// The weighted sum of two widened rows, each product cut to its upper 16 bits first.
  private func blend(
    _ above: UnsafePointer<Int16>, _ p: Int32, _ below: UnsafePointer<Int16>, _ q: Int32,
    to: UnsafeMutablePointer<UInt8>
  ) {
    for i in 0..<count {
      let sum = (Int32(above[i]) &* p) &>> 16 &+ (Int32(below[i]) &* q) &>> 16
      to[i] = UInt8(truncatingIfNeeded: (sum &+ 2) &>> 2)
    }
  }
}
