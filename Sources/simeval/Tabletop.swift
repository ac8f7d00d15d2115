import Foundation
import Geometry
import MeshFiles
import Rendering

/// The scene that renderers are compared on: bodies of triangles, one of which swings, seen by a
/// camera that stands still.
struct Tabletop {
  var renderer: Renderer

  /// The still bodies and the one that swings.
  private var drawables: [Drawable]
  private let swinging: Int

  /// Drawn as the peers draw it: matte, under one lamp, with hard shadows from a map of 1024.
  init(scene path: String, bodies: String, width: Int, height: Int, shadows: Bool) throws {
    let text = try contents(of: path)
    guard let page = try? JSONDecoder().decode(Page.self, from: text), page.isWhole else {
      throw Failure(.input, "\(path) is not as the bench's script writes it")
    }
    renderer = Renderer(
      camera: page.camera.pinhole(width: width, height: height),
      lighting: Lighting(
        direction: Vector3(page.light.direction_to_light), diffuse: page.light.diffuse,
        sky: SIMD3(repeating: page.light.ambient), ground: SIMD3(repeating: page.light.ambient),
        shadow: shadows, softShadow: false),
      background: .zero, outputs: [])
    let parts: [Model.Part]
    do { parts = try Model(contentsOf: bodies, byObject: true).parts } catch {
      throw Failure(.input, "\(bodies): \(error)")
    }
    drawables = page.bodies.enumerated().compactMap { k, body in
      guard let mesh = parts.first(where: { $0.name == body.name })?.mesh else { return nil }
      // The floor lies under everything: nothing that could be seen is in its shadow.
      return Drawable(
        mesh: mesh, material: Material(colour: SIMD3(body.colour_srgb)), label: UInt8(k + 1),
        castsShadow: body.name != "floor", isStill: !body.moves)
    }
    let moving = drawables.firstIndex { !$0.isStill }
    guard let moving, drawables.count == page.bodies.count else {
      throw Failure(.input, "\(bodies) lacks a body of \(path), make both by the same script")
    }
    swinging = moving
  }

  /// The bodies at a frame.
  mutating func pose(at frame: Int) -> [Drawable] {
    let angle = 20 * sin(2 * Double.pi * Double(frame) / 50) * Double.pi / 180
    drawables[swinging].X_WM = Pose(Rotation(about: [0, 0, 1], by: angle))
    return drawables
  }
}

private func contents(of path: String) throws -> Data {
  do { return try Data(contentsOf: URL(filePath: path)) } catch {
    throw Failure(.input, "no file to read at \(path), make it with the bench's script")
  }
}

/// What of the scene's file is needed.
private struct Page: Decodable {
  let camera: Eye
  let light: Lamp
  let bodies: [Body]

  /// Whether what should be three numbers is, of a size to draw with, and no body lacks a label.
  var isWhole: Bool {
    let vectors = [camera.eye, camera.target, camera.up, light.direction_to_light]
    let numbers = vectors.joined() + [Double(light.diffuse), Double(light.ambient)]
    return vectors.allSatisfy { $0.count == 3 } && numbers.allSatisfy { abs($0) <= 1000 }
      && camera.hasDirection && Vector3(light.direction_to_light).length > 1e-6
      && (1...170).contains(camera.vertical_fov_deg) && bodies.count <= 255
      && bodies.allSatisfy {
        $0.colour_srgb.count == 3 && $0.colour_srgb.allSatisfy { (0...1).contains($0) }
      }
  }

  struct Eye: Decodable {
    let eye, target, up: [Double]
    let vertical_fov_deg: Double

    /// Whether it looks somewhere, and not straight along `up`.
    var hasDirection: Bool {
      (Vector3(target) - Vector3(eye)).cross(Vector3(up)).length > 1e-6
    }

    /// With square pixels.
    func pinhole(width: Int, height: Int) -> Camera {
      let z = (Vector3(target) - Vector3(eye)).normalized
      let x = z.cross(Vector3(up)).normalized
      let focal = 0.5 * Double(height) / tan(vertical_fov_deg * Double.pi / 360)
      return Camera(
        width: width, height: height, fx: focal, fy: focal, cx: 0.5 * Double(width),
        cy: 0.5 * Double(height),
        X_WC: Pose(Rotation(xAxis: x, yAxis: z.cross(x), zAxis: z), Vector3(eye)))
    }
  }

  struct Lamp: Decodable {
    let direction_to_light: [Double]
    let diffuse, ambient: Float
  }

  struct Body: Decodable {
    let name: String
    let colour_srgb: [Float]
    let moves: Bool
  }
}
