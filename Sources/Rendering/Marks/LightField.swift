import Chance
import Imaging

/// A picture as linear light, which is what lens and sensor work on.
struct LightField {
  let width, height: Int

  /// Red, green and blue, 1 being the brightest pixel, and the part of what is behind that shows:
  /// 0 where nothing is known of that.   (height, width)
  private(set) var light: [SIMD4<Float>]

  private static let linear = (0..<256).map { Float(SRGB.linear(Double($0) / 255)) }

  /// From an 8-bit RGB picture.
  init(_ image: Image) {
    (width, height) = (image.width, image.height)
    let linear = Self.linear
    light = image.bytes.withUnsafeBufferPointer { bytes in
      (0..<image.width * image.height).map { index in
        let at = 3 * index
        return SIMD4(
          linear[Int(bytes[at])], linear[Int(bytes[at + 1])], linear[Int(bytes[at + 2])], 0)
      }
    }
  }

  /// From bodies drawn before a black and before a white background.
  init(onBlack: Image, onWhite: Image) {
    self.init(onBlack)
    let white = LightField(onWhite)
    for index in light.indices { light[index].w = max(white.light[index].y - light[index].y, 0) }
  }

  private init(width: Int, height: Int, light: [SIMD4<Float>]) {
    (self.width, self.height, self.light) = (width, height, light)
  }

  /// What is seen through a lens, bilinearly, of the picture of its pinhole.
  func seen(through map: LensMap, width newWidth: Int, height newHeight: Int) -> LightField {
    let (lastX, lastY) = (Float(width - 1), Float(height - 1))
    let seen = light.withUnsafeBufferPointer { light in
      map.places.map { place in
        // Rounding may put a place a hair beyond the last pixel.
        let (x, y) = (min(max(place.x, 0), lastX), min(max(place.y, 0), lastY))
        let (left, top) = (Int(x), Int(y))
        let (right, bottom) = (min(left + 1, width - 1), min(top + 1, height - 1))
        let (u, v) = (x - Float(left), y - Float(top))
        let above = light[top * width + left] * (1 - u) + light[top * width + right] * u
        let below = light[bottom * width + left] * (1 - u) + light[bottom * width + right] * u
        return above * (1 - v) + below * v
      }
    }
    return LightField(width: newWidth, height: newHeight, light: seen)
  }

  /// Blurs by a Gaussian, along rows and then along columns; beyond the border its pixels repeat.
  mutating func blur(_ kernel: BlurKernel) {
    let (width, height, reach) = (width, height, kernel.reach)
    light.withUnsafeMutableBufferPointer { light in
      var padded = [SIMD4<Float>](repeating: .zero, count: width + 2 * reach)
      for row in 0..<height {
        let start = row * width
        for x in padded.indices { padded[x] = light[start + min(max(x - reach, 0), width - 1)] }
        padded.withUnsafeBufferPointer { padded in
          for x in 0..<width {
            var sum = SIMD4<Float>.zero
            for (tap, weight) in kernel.weights.enumerated() { sum += padded[x + tap] * weight }
            light[start + x] = sum
          }
        }
      }
      let rows = Array(light)
      rows.withUnsafeBufferPointer { rows in
        for row in 0..<height {
          let target = row * width
          for x in 0..<width { light[target + x] = .zero }
          for (tap, weight) in kernel.weights.enumerated() {
            let from = min(max(row + tap - reach, 0), height - 1) * width
            for x in 0..<width { light[target + x] += rows[from + x] * weight }
          }
        }
      }
    }
  }

  /// Scales the bodies' light.
  mutating func scale(by factor: SIMD3<Float>) {
    let factor = SIMD4(factor, 1)
    for index in light.indices { light[index] *= factor }
  }

  /// Puts a photo behind the bodies and, where its mask says so, before them.
  mutating func add(_ backdrop: Backdrop) {
    let photo = LightField(backdrop.photo)
    for index in light.indices {
      let (here, behind) = (light[index], photo.light[index])
      var sum = here + behind * here.w
      if let mask = backdrop.inFront {
        let part = Float(mask.bytes[index]) / 255
        sum = sum * (1 - part) + behind * part
      }
      light[index] = SIMD4(sum.x, sum.y, sum.z, 0)
    }
  }

  /// Takes light from the corners: `part` at the one that is farthest from a centre, in pixels.
  mutating func darkenCorners(by part: Float, around centre: SIMD2<Float>) {
    let farX = max(abs(centre.x), abs(Float(width) - centre.x))
    let farY = max(abs(centre.y), abs(Float(height) - centre.y))
    let scale = part / (farX * farX + farY * farY)
    for row in 0..<height {
      let y = Float(row) + 0.5 - centre.y
      for column in 0..<width {
        let x = Float(column) + 0.5 - centre.x
        let left = max(1 - scale * (x * x + y * y), 0)
        light[row * width + column] *= SIMD4(left, left, left, 1)
      }
    }
  }

  /// Adds a sensor's noise, each channel of each pixel on its own.
  mutating func add(_ noise: SensorNoise, from generator: inout Generator) {
    let (read, shot) = (noise.read * noise.read, noise.shot * noise.shot)
    light.withUnsafeMutableBufferPointer { light in
      for index in light.indices {
        let here = light[index]
        // There is no noise of ours in what a photo will be seen in.
        let deviation = (here * shot + read * max(1 - here.w, 0)).squareRoot()
        let (r, g, b) = (bell(generator.next()), bell(generator.next()), bell(generator.next()))
        light[index] = here + deviation * SIMD4(r, g, b, 0)
      }
    }
  }

  /// As an 8-bit picture; what is brighter than 1 is 1.
  var image: Image {
    let last = Float(SRGB.steps - 1)
    let codes = SRGB.codes
    let bytes = [UInt8](unsafeUninitializedCapacity: 3 * light.count) { bytes, count in
      for (index, light) in light.enumerated() {
        let steps = light * last + 0.5
        bytes[3 * index] = codes[Int(min(max(steps.x, 0), last))]
        bytes[3 * index + 1] = codes[Int(min(max(steps.y, 0), last))]
        bytes[3 * index + 2] = codes[Int(min(max(steps.z, 0), last))]
      }
      count = 3 * light.count
    }
    return Image(width: width, height: height, bytes: bytes)
  }
}

/// A number of mean 0 and deviation 1 that is nearly normal: the sum of a word's eight bytes, which
/// ends at 4.9 deviations.
private func bell(_ word: UInt64) -> Float {
  let pairs = (word & 0x00FF_00FF_00FF_00FF) &+ (word >> 8 & 0x00FF_00FF_00FF_00FF)
  let sum = (pairs &* 0x0001_0001_0001_0001) >> 48
  // Eight bytes have a mean of 1020 and a variance of 8 (256² - 1) / 12 = 43690.
  return (Float(sum) - 1020) / Float(43690).squareRoot()
}
