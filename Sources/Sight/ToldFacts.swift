import Control
import Foundation
import Geometry
import Language

/// What a prompt of ours tells machines in its last line, or what is assumed where there is none.
struct ToldFacts {
  var vocabulary: String?
  var contract = PromptParts.Contract()
  var instruction: String?
  var convention = Convention.autoeval

  /// What the gripper was told: 0 shut ... 1 open.
  var opening: Double?

  /// The picture that the camera explains, counted from 1; the last one where nobody says.
  var picture: Int?
  var camera: Camera?

  /// The word that the line begins with.
  static let mark = "SIMEVAL "

  /// A longer line is none of ours.
  private static let longest = 8192

  /// From the last such line of a request; nothing is taken from one that is broken.
  init(_ request: ModelRequest) {
    let texts = request.messages.flatMap(\.parts).compactMap { part in
      if case .text(let text) = part { text } else { nil }
    }
    let lines = ([request.system ?? ""] + texts).flatMap { $0.split(separator: "\n") }
    guard let line = lines.last(where: { $0.hasPrefix(Self.mark) }), line.utf8.count < Self.longest,
      let object = try? JSONDecoder().decode(
        Line.self, from: Data(line.dropFirst(Self.mark.count).utf8))
    else { return }
    vocabulary = object.vocabulary
    contract.layout = object.layout.flatMap { .init(rawValue: $0) } ?? .text
    contract.reasoning = object.reasoning.flatMap { .init(rawValue: $0) } ?? .none
    contract.isGrounded = object.grounding ?? false
    instruction = object.instruction
    convention = object.station.flatMap(Convention.named) ?? .autoeval
    opening = object.opening.map { max(0, min(1, $0)) }
    picture = object.picture
    camera = object.camera?.camera
  }

  private struct Line: Decodable {
    var vocabulary, layout, reasoning, instruction, station: String?
    var grounding: Bool?
    var opening: Double?
    var picture: Int?
    var camera: CameraObject?
  }

  private struct CameraObject: Decodable {
    var size_px, focal_px, centre_px, at, quaternion_wxyz: [Double]

    /// Nil for numbers that are no camera's.
    var camera: Camera? {
      guard size_px.count == 2, focal_px.count == 2, centre_px.count == 2, at.count == 3,
        quaternion_wxyz.count == 4, size_px.allSatisfy({ (16...4096).contains($0) }),
        focal_px.allSatisfy({ (1...100_000).contains($0) }),
        (centre_px + at + quaternion_wxyz).allSatisfy({ abs($0) < 100_000 })
      else { return nil }
      let q = SIMD4(quaternion_wxyz)
      let length = (q * q).sum().squareRoot()
      guard length > 0.5 else { return nil }
      let unit = q / length
      return Camera(
        width: Int(size_px[0]), height: Int(size_px[1]), fx: focal_px[0], fy: focal_px[1],
        cx: centre_px[0], cy: centre_px[1],
        X_WC: Pose(
          Rotation(w: unit.x, x: unit.y, y: unit.z, z: unit.w), Vector3(at[0], at[1], at[2])))
    }
  }
}

extension Camera {
  /// AutoEval's cameras over the shoulder, as fitted to its goal images: of the drawer and of the
  /// sink, Logitech C920 at 640 x 480.
  static func published(for goal: Goal) -> Camera {
    let isDrawer = goal == .openDrawer || goal == .closeDrawer
    let rotation =
      isDrawer
      ? Rotation(w: 0.337299, x: -0.800479, y: 0.451012, z: -0.205065)
      : Rotation(w: 0.347256, x: -0.782754, y: 0.474084, z: -0.204827)
    return Camera(
      width: 640, height: 480, fx: 623.588, fy: 623.588, cx: 319.501, cy: 239.545,
      X_WC: Pose(rotation, isDrawer ? [-0.0302, -0.1726, 0.3643] : [-0.0333, -0.1865, 0.4128]))
  }
}
