import Control
import Foundation
import Geometry
import Imaging
import Testing
import Wire

@Suite struct RequestTests {
  static let requests = try! Reference.decode(Requests.self, "requests.json")

  @Test("A request is, byte for byte, what requests and json_numpy send", arguments: requests.cases)
  func sameBytes(request: Requests.Case) throws {
    let body = try AutoEval.actRequest(
      observation(
        height: request.height, width: request.width, instruction: request.instruction,
        proprio: request.proprio_bits.map(Float.init(bitPattern:))))
    #expect(body == Array(request.body_base64), "\(String(decoding: body, as: UTF8.self))")
  }

  @Test("A request with a picture of 256 x 256 is what requests and json_numpy send")
  func sameLargeBytes() throws {
    let proprio: [Float] = [0.2567, -0.0031, 0.1843, -3.0891, 1.5416, -3.0887, 0.0, 0.3936]
    let body = try AutoEval.actRequest(
      observation(height: 256, width: 256, instruction: "open the drawer", proprio: proprio))
    #expect(body.count == Self.requests.act_256.bytes)
    #expect(fnv1a64(body) == Self.requests.act_256.fnv1a64)
  }

  @Test("Only the first view is sent, and the proprio's sign of zero is kept")
  func firstView() throws {
    var two = observation(height: 1, width: 1, instruction: "go", proprio: [-0.0])
    let one = try AutoEval.actRequest(two)
    two.views.append(two.views[0])
    #expect(try AutoEval.actRequest(two) == one)
    #expect(String(decoding: one, as: UTF8.self).contains(#"{"__numpy__": "AAAAgA==""#))
  }

  @Test("An observation without an RGB picture is refused")
  func refused() {
    var blind = observation(height: 1, width: 1, instruction: "go", proprio: [])
    blind.views[0].image = Image(width: 1, height: 1, format: .grey8)
    #expect(throws: WireError.pictureNotRGB) { try AutoEval.actRequest(blind) }
    blind.views = []
    #expect(throws: WireError.noPicture) { try AutoEval.actRequest(blind) }
  }

  /// An observation whose picture has the vectors' bytes: (37 i + i / 251) mod 256.
  private func observation(height: Int, width: Int, instruction: String, proprio: [Float])
    -> Observation
  {
    let bytes = (0..<height * width * 3).map { (index: Int) -> UInt8 in
      UInt8(truncatingIfNeeded: index * 37 + index / 251)
    }
    let camera = Camera(
      width: width, height: height, fx: 1, fy: 1, cx: 0, cy: 0, X_WC: .identity)
    return Observation(
      instruction: instruction,
      views: [
        .init(
          name: "main", camera: camera, image: Image(width: width, height: height, bytes: bytes))
      ], proprio: proprio, X_WT: .identity, commandedOpening: 1, step: 0)
  }

  private func fnv1a64(_ bytes: [UInt8]) -> String {
    let hash = bytes.reduce(0xcbf2_9ce4_8422_2325 as UInt64) {
      ($0 ^ UInt64($1)) &* 0x100_0000_01b3
    }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
