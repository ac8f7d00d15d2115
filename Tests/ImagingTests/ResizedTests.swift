import Foundation
import Imaging
import Testing

@Suite struct ResizedTests {
  /// Exact: it is the same integer arithmetic.
  @Test("Pictures are resized bit for bit as OpenCV does it")
  func openCV() throws {
    let names = try Reference.names("imaging/resize").filter { $0.contains("_to_") }
    #expect(names.count == 19)
    for name in names {
      let source = try #require(name.split(separator: "_").first)
      let image = try Image(png: Reference.bytes("imaging/resize/\(source).png"))
      let expected = try Image(png: Reference.bytes("imaging/resize/\(name)"))
      let made = image.resized(width: expected.width, height: expected.height)
      #expect(made.format == expected.format, "\(name)")
      let differing = zip(made.bytes, expected.bytes).count { $0 != $1 }
      #expect(made.bytes.count == expected.bytes.count && differing == 0, "\(name)")
    }
  }

  @Test("A picture resized to its own size is the same")
  func same() {
    let image = Image.patterned(31, 17)
    #expect(image.resized(width: 31, height: 17) == image)
  }

  @Test("A plain picture stays plain at any size")
  func plain() {
    let image = Image(width: 9, height: 5, bytes: Array(repeating: 255, count: 9 * 5 * 3))
    for (width, height) in [(1, 1), (2, 3), (9, 200), (300, 5)] {
      let made = image.resized(width: width, height: height)
      #expect(made.bytes.allSatisfy { $0 == 255 } && made.bytes.count == width * height * 3)
    }
  }

  @Test("A size without pixels, and depth, are faults of the caller")
  func refused() async {
    await #expect(processExitsWith: .failure) {
      _ = Image(width: 2, height: 2).resized(width: 0, height: 2)
    }
    await #expect(processExitsWith: .failure) {
      _ = Image(width: 0, height: 2).resized(width: 2, height: 2)
    }
    await #expect(processExitsWith: .failure) {
      _ = Image(width: 2, height: 2, format: .grey16).resized(width: 1, height: 1)
    }
  }
}
