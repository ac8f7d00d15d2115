import Chance
import Foundation
import Geometry
import Imaging
import Testing

@testable import Rendering

@Suite struct LensTests {
  struct Vector: Decodable {
    var lens: [Double]
    var points: [[Double]]
  }

  private func vectors() throws -> [Vector] {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Reference/marks/lenses.json")
    return try JSONDecoder().decode([Vector].self, from: Data(contentsOf: file))
  }

  /// 1e-12: the same sums in another order. 1e-9: what the search's last step may leave.
  @Test("Rays are seen where OpenCV sees them, and are found again from there")
  func openCV() throws {
    let vectors = try vectors()
    #expect(vectors.count == 5)
    for vector in vectors {
      let k = vector.lens
      let lens = LensDistortion(k1: k[0], k2: k[1], p1: k[2], p2: k[3])
      for point in vector.points {
        let (ray, seen) = (SIMD2(point[0], point[1]), SIMD2(point[2], point[3]))
        let made = lens.distorted(ray)
        #expect(max(abs(made.x - seen.x), abs(made.y - seen.y)) < 1e-12)
        let back = try #require(lens.undistorted(seen), "\(k) \(seen)")
        #expect(max(abs(back.x - ray.x), abs(back.y - ray.y)) < 1e-9)
      }
    }
  }

  private let camera = RenderingTests.camera(
    width: 160, height: 120, fx: 130, fy: 125, cx: 78, cy: 63)

  @Test("A body is seen where the lens bends it to, and the border has something to show")
  func drawn() throws {
    var marks = CameraMarks()
    let lens = LensDistortion(k1: -0.25, k2: 0.05, p1: 0.004, p2: -0.003)
    marks.distortion = lens
    let marked = try #require(PreparedMarks(marks, for: camera))
    let pinhole = marked.pinhole(of: camera)
    #expect(pinhole.width > 160 && pinhole.height > 120)
    for (y, z) in [(0.0, 0.0), (0.5, 0.4), (-0.52, 0.35), (0.45, -0.4), (-0.5, -0.36)] {
      let spot = quad(
        [
          [1, y + 0.02, z - 0.02], [1, y - 0.02, z - 0.02], [1, y - 0.02, z + 0.02],
          [1, y + 0.02, z + 0.02],
        ]
        .map { Vector3($0[0], $0[1], $0[2]) })
      let frame = Renderer(camera: pinhole, background: [0, 0, 0]).draw([
        Drawable(mesh: spot, material: plain, label: 1)
      ])
      var noise = Generator(seed: 0)
      let image = marked.picture(of: frame.image, noise: &noise)
      #expect(image.width == 160 && image.height == 120)

      let flat = camera.project([1, y, z])
      let seen = lens.distorted([(flat.u - 78) / 130, (flat.v - 63) / 125])
      let (u, v) = (130 * seen.x + 78, 125 * seen.y + 63)
      let centre = centre(of: image)
      // Half a pixel: the spot is 5 pixels wide and its edges are not smoothed.
      #expect(abs(centre.x - u) < 0.5 && abs(centre.y - v) < 0.5, "\(centre) for \(u), \(v)")
      if y != 0 { #expect(max(abs(flat.u - u), abs(flat.v - v)) > 3) }
    }
    // What is grey everywhere stays so: no pixel looked beyond what was drawn.
    var noise = Generator(seed: 0)
    let (width, height) = (pinhole.width, pinhole.height)
    let grey = Image(
      width: width, height: height, bytes: .init(repeating: 99, count: 3 * width * height))
    #expect(marked.picture(of: grey, noise: &noise).bytes.allSatisfy { $0 == 99 })
  }

  /// The mean place of what is not black, pixel centres at +0.5.
  private func centre(of image: Image) -> SIMD2<Double> {
    var (sum, weight) = (SIMD2(0.0, 0.0), 0.0)
    for row in 0..<image.height {
      for column in 0..<image.width {
        let light = SRGB.linear(Double(image.bytes[3 * (row * image.width + column)]) / 255)
        sum += light * SIMD2(Double(column) + 0.5, Double(row) + 0.5)
        weight += light
      }
    }
    return sum / weight
  }

  @Test("A lens that folds the picture over, or shows far more than it, is refused")
  func folded() {
    for lens in [
      LensDistortion(k1: -1.5), LensDistortion(k1: -0.6, k2: 0), LensDistortion(k1: 0, p1: 0.9),
      LensDistortion(k1: .nan), LensDistortion(k1: 1e300, k2: -1e300),
    ] {
      var marks = CameraMarks()
      marks.distortion = lens
      let wide = RenderingTests.camera(width: 160, height: 120, fx: 60, fy: 60, cx: 80, cy: 60)
      #expect(PreparedMarks(marks, for: wide) == nil, "\(lens)")
    }
  }
}
