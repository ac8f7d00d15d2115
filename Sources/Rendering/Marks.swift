/// Which blocks of 16 by 16 pixels of a grid were touched.
struct Marks: Equatable, Sendable {
  /// Blocks along a row and a column.
  let columns, rows: Int

  /// One for each block, 1 where it was touched   (rows, columns)
  var blocks: [UInt8]

  static let side = 16

  init(width: Int, height: Int) {
    columns = (width + Self.side - 1) / Self.side
    rows = (height + Self.side - 1) / Self.side
    blocks = Array(repeating: 0, count: columns * rows)
  }

  /// Lets `body` mark what it fills. Costs about a nanosecond a box.
  @inline(__always) mutating func note(_ body: (Notes) -> Void) {
    blocks.withUnsafeMutableBufferPointer { blocks in
      guard let blocks = blocks.baseAddress else { return }
      body(Notes(blocks: blocks, columns: columns))
    }
  }

  /// Where to mark what is filled.
  struct Notes {
    fileprivate let blocks: UnsafeMutablePointer<UInt8>
    fileprivate let columns: Int

    /// A box of pixels that is not empty.
    @inline(__always) func add(_ box: Box32) {
      add(Int(box.x), Int(box.y), Int(box.z), Int(box.w))
    }

    /// The same; its ends are not part of it.
    @inline(__always) func add(_ x: Int, _ y: Int, _ endX: Int, _ endY: Int) {
      let (left, right) = (x >> 4, (endX &- 1) >> 4)
      let last = (endY &- 1) >> 4
      var row = y >> 4
      while row <= last {
        var column = left
        while column <= right {
          blocks[row &* columns &+ column] = 1
          column &+= 1
        }
        row &+= 1
      }
    }
  }

  /// Whether any block of a box of blocks is marked.
  func touches(_ box: Box) -> Bool {
    if box.x >= box.endX { return false }
    for row in box.y..<box.endY {
      for column in box.x..<box.endX where blocks[row &* columns &+ column] != 0 { return true }
    }
    return false
  }

  /// Calls `body` with row, first column and number of columns for each run of marked blocks, row
  /// by row of pixels.
  @inline(__always) func forEachRun(height: Int, _ body: (Int, Int, Int) -> Void) {
    for row in 0..<rows {
      var column = 0
      while column < columns {
        if blocks[row * columns + column] == 0 {
          column += 1
          continue
        }
        let first = column
        while column < columns, blocks[row * columns + column] != 0 { column += 1 }
        for y in row * Self.side..<Swift.min(height, (row + 1) * Self.side) {
          body(y, first * Self.side, (column - first) * Self.side)
        }
      }
    }
  }

  mutating func clear() { for k in blocks.indices { blocks[k] = 0 } }

  mutating func fill() { for k in blocks.indices { blocks[k] = 1 } }
}

/// Columns and rows from the first to the one after the last.
struct Box: Hashable, Sendable {
  var x, y, endX, endY: Int

  /// Of nothing; any union with it is the other.
  static let empty = Box(x: .max, y: .max, endX: .min, endY: .min)

  @inline(__always) mutating func join(_ x: Int, _ y: Int, _ endX: Int, _ endY: Int) {
    if x < self.x { self.x = x }
    if y < self.y { self.y = y }
    if endX > self.endX { self.endX = endX }
    if endY > self.endY { self.endY = endY }
  }
}
