import Foundation
import Geometry
import Testing

/// `cameras.json`'s cameras, as far as these tests read them.
private struct CameraFile: Decodable {
  struct Intrinsics: Decodable {
    var width, height: Int
    var fx, fy, cx, cy: Double
  }

  struct Mounted: Decodable {
    var T_cv_from_world: [[Double]]
    var camera_position_world: Vector3
    var forward_world: Vector3
    var projection_cases: [Case]
  }

  struct Case: Decodable {
    var world: Vector3
    var cam: Vector3
    var u, v, depth: Double
  }

  var intrinsics: Intrinsics
  var cameras: [String: Mounted]

  /// Reads the file.
  static func read() throws -> CameraFile {
    let data = try Data(contentsOf: ReferenceFiles.url("cameras/cameras.json"))
    return try JSONDecoder().decode(CameraFile.self, from: data)
  }

  func camera(_ mounted: Mounted) -> Camera {
    let m = mounted.T_cv_from_world
    let R_CW = Rotation(
      xAxis: [m[0][0], m[1][0], m[2][0]], yAxis: [m[0][1], m[1][1], m[2][1]],
      zAxis: [m[0][2], m[1][2], m[2][2]])
    return Camera(
      width: intrinsics.width, height: intrinsics.height, fx: intrinsics.fx, fy: intrinsics.fy,
      cx: intrinsics.cx, cy: intrinsics.cy,
      X_WC: Pose(R_CW, [m[0][3], m[1][3], m[2][3]]).inverse)
  }
}

@Suite("Cameras see points where the reference does")
struct CameraTests {
  @Test("Every projection case of every camera agrees to a millionth of a pixel")
  func projections() throws {
    let file = try CameraFile.read()
    #expect(file.cameras.values.map(\.projection_cases.count) == [50, 50, 50, 50])
    for (name, mounted) in file.cameras {
      let camera = file.camera(mounted)
      for expected in mounted.projection_cases {
        let seen = camera.project(expected.world)
        #expect(abs(seen.u - expected.u) < 1e-6, "\(name)")
        #expect(abs(seen.v - expected.v) < 1e-6, "\(name)")
        #expect(abs(seen.depth - expected.depth) < 1e-9, "\(name)")
        let back = camera.unproject(u: expected.u, v: expected.v, depth: expected.depth)
        // The file's rotations are orthonormal to about 1e-9.
        #expect((back - expected.world).length < 1e-8, "\(name)")
      }
    }
  }

  @Test("The cameras stand and look where the file says")
  func placement() throws {
    let file = try CameraFile.read()
    for mounted in file.cameras.values {
      let X_WC = file.camera(mounted).X_WC
      #expect((X_WC.translation - mounted.camera_position_world).length < 1e-8)
      #expect((X_WC.rotation.zAxis - mounted.forward_world).length < 1e-8)
    }
  }

  @Test("A point behind the camera has a depth below 0")
  func behind() throws {
    let file = try CameraFile.read()
    let sink = try #require(file.cameras["sink"])
    let camera = file.camera(sink)
    #expect(camera.project(camera.X_WC * Vector3(0.1, 0.2, -0.5)).depth < -0.4)
  }

  @Test("Squashing the picture moves a point by the same shares of width and height")
  func scaled() {
    let camera = Camera(
      width: 640, height: 480, fx: 600, fy: 610, cx: 321, cy: 239, X_WC: .identity)
    let small = camera.scaled(toWidth: 256, height: 256)
    let (from, to) = (camera.project([0.1, -0.2, 0.8]), small.project([0.1, -0.2, 0.8]))
    #expect(abs(to.u / 256 - from.u / 640) < 1e-12)
    #expect(abs(to.v / 256 - from.v / 480) < 1e-12)
    #expect((small.width, small.height) == (256, 256))
  }
}
