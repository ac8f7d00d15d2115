import Geometry

/// The least box of whole pixels around points as a camera sees them.
struct PixelBox: Hashable {
  let left, top, right, bottom: Int

  /// As much of it as lies in the picture; nil for none, and where a point is not in front of it.
  init?(around points: [Vector3], by camera: Camera) {
    let seen = points.map(camera.project)
    guard !seen.isEmpty, seen.allSatisfy({ $0.depth > 0.01 && $0.u.isFinite && $0.v.isFinite })
    else { return nil }
    let (width, height) = (Double(camera.width), Double(camera.height))
    let (us, vs) = (seen.map(\.u), seen.map(\.v))
    let (low, high) = (us.min() ?? 0, us.max() ?? 0)
    let (up, down) = (vs.min() ?? 0, vs.max() ?? 0)
    guard low < width, high >= 0, up < height, down >= 0 else { return nil }
    func whole(_ value: Double, _ most: Double) -> Int {
      Int(min(max(value.rounded(.down), 0), most - 1))
    }
    (left, right) = (whole(low, width), whole(high, width))
    (top, bottom) = (whole(up, height), whole(down, height))
  }

  /// Left, top, right, bottom.
  var sides: [Int] { [left, top, right, bottom] }

  /// Across and down.
  var corner: [Int] { [left, top] }

  func overlaps(_ other: PixelBox) -> Bool {
    left <= other.right && other.left <= right && top <= other.bottom && other.top <= bottom
  }

  init(x: Int, y: Int, width: Int, height: Int) {
    (left, top, right, bottom) = (x, y, x + width - 1, y + height - 1)
  }
}
