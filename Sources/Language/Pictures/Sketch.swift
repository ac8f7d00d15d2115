import Control
import Geometry
import Imaging

/// A picture and the camera that explains it, on which places in space are marked.
struct Sketch {
  private(set) var image: Image
  let camera: Camera

  /// What is written and where, so that nothing written hides another.
  private(set) var plaques: [(text: String, box: PixelBox)] = []

  init(image: Image, camera: Camera) { (self.image, self.camera) = (image, camera) }

  typealias Colour = (UInt8, UInt8, UInt8)

  static let white: Colour = (255, 255, 255)
  static let black: Colour = (0, 0, 0)
  static let yellow: Colour = (255, 214, 0)

  /// Times that letters of 10 x 14 pixels are enlarged: legible from 256 pixels on.
  var scale: Int { max(1, min(camera.width, camera.height) / 512) }

  /// How wide lines are.
  var weight: Int { max(1, min(camera.width, camera.height) / 200) }

  /// Nearer than this is behind the camera. Metres.
  private static let near = 0.02

  /// Draws a straight line between two places, as much of it as is in front of the camera.
  mutating func drawLine(
    _ p_WA: Vector3, _ p_WB: Vector3, _ colour: Colour, width: Int, share: Double = 1
  ) {
    let X_CW = camera.X_WC.inverse
    var (a, b) = (X_CW * p_WA, X_CW * p_WB)
    if max(a.z, b.z) < Self.near { return }
    if a.z < Self.near { a += (b - a) * ((Self.near - a.z) / (b.z - a.z)) }
    if b.z < Self.near { b += (a - b) * ((Self.near - b.z) / (a.z - b.z)) }
    image.drawLine(from: pixel(a), to: pixel(b), width: width, colour: colour, share: share)
  }

  /// Where a point in front of the camera, in its frame, appears.
  private func pixel(_ p_C: Vector3) -> SIMD2<Double> {
    SIMD2(camera.fx * p_C.x / p_C.z + camera.cx, camera.fy * p_C.y / p_C.z + camera.cy)
  }

  /// Where a place appears; nil where that is not in the picture.
  func place(_ p_W: Vector3) -> (x: Int, y: Int)? {
    let seen = camera.project(p_W)
    guard seen.depth > Self.near, seen.u >= 0, seen.v >= 0, seen.u < Double(camera.width),
      seen.v < Double(camera.height)
    else { return nil }
    return (Int(seen.u), Int(seen.v))
  }

  /// Writes a text around a place in the picture, wholly inside it. Unless it is forced, nothing where
  /// that would hide another; returns whether it was written.
  @discardableResult
  mutating func write(
    _ text: String, around centre: (x: Int, y: Int), ground: Colour, ink: Colour = white,
    forced: Bool = false
  ) -> Bool {
    let size = Image.plaqueSize(text, scale: scale)
    let x = min(max(centre.x - size.width / 2, 0), max(0, camera.width - size.width))
    let y = min(max(centre.y - size.height / 2, 0), max(0, camera.height - size.height))
    let box = PixelBox(
      x: x - gap, y: y - gap, width: size.width + 2 * gap, height: size.height + 2 * gap)
    guard forced || !plaques.contains(where: { box.overlaps($0.box) }) else { return false }
    plaques.append((text, box))
    image.drawPlaque(text, x: x, y: y, scale: scale, ink: ink, ground: ground)
    return true
  }

  /// How far texts keep from one another. Pixels.
  private var gap: Int { 2 * scale }

  /// Draws a box in the picture.
  mutating func drawBox(_ box: PixelBox, _ colour: Colour) {
    image.drawBox(
      x: box.left, y: box.top, width: box.right - box.left + 1, height: box.bottom - box.top + 1,
      line: weight, colour: colour)
  }
}
