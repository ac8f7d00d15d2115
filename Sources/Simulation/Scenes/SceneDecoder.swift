import Control
import Geometry
import MeshFiles
import Rendering
import StrictYAML

/// Reads a scene from its file. `scenes/README.md` is the reference for the keys.
struct SceneDecoder {
  let name: String
  let digest: String

  /// Each is drawn at each step.
  private static let mostCameras = 16

  func scene(_ file: Fields) -> Scene? {
    // What is said of the task.
    _ = file.integer("format", in: 1...1)
    let title = file.line("title")
    let instruction = file.line("instruction")
    _ = file.text("source")
    let arm = file.choice("arm", from: Self.byName(Arm.all, \.name))
    let station = file.choice("station", from: Self.byName(Convention.all, \.name))
    checkFit(arm, station, file)
    let meshFolder = file.optional.line("arm_meshes")
    let armMeshes = arm.flatMap { arm in meshFolder.map { meshes(arm, $0, file) } } ?? [:]
    let steps = file.integer("steps", in: 1...10_000)
    let rates = file.optional.mapping("rates").map(rates) ?? [:]
    let boxes = file.optional.mapping("boxes").map(boxes) ?? [:]
    let sag = file.optional.vector("sag", count: 3, in: -0.05...0.05).map(Vector3.init)
    let home = arm.flatMap { self.home(of: $0, file.optional) }
    let homeNoise = arm.flatMap {
      file.optional.vector("home_noise_rad", count: $0.joints.count, in: 0...1)
    }
    let lag = file.optional.mapping("lag").flatMap { fields in
      arm.flatMap { self.lag(of: $0, fields) }
    }
    let effortLimit = file.optional.number("effort_limit", in: 1...1e6)
    let motorFault = file.optional.mapping("motor_fault").flatMap(MotorFault.init)

    // What the cameras see.
    let cameras = cameras(file, arm)
    let lighting = file.mapping("light").flatMap(LightDecoder.lighting)
    let background = file.value("background_rgb").flatMap(LookDecoder.colour)

    // What is there, and what is to be done with it.
    let things = ThingNames(file)
    let scatter = file.optional.value("scatter").flatMap { value in
      things.flatMap { value.mapping().map($0.scatter) }
    }
    let variants = file.optional.value("variants").flatMap { value in
      things.flatMap { value.list().map($0.variants) }
    }
    let starts = file.optional.value("starts").flatMap { value in
      things.flatMap { things in arm.flatMap { self.starts(value, of: $0, things) } }
    }
    let milestones = file.optional.value("milestones").flatMap { value in
      things.flatMap { value.list().map($0.milestones) }
    }
    let goal = condition("goal", file, things)
    let failure = condition("failure", file, things)
    let classifier = file.optional.value("classifier").flatMap { value in
      things.flatMap { things in value.mapping().flatMap { Classifier($0, things) } }
    }

    guard let title, let instruction, let arm, let station, let steps, let lighting,
      let background, let things
    else { return nil }
    return Scene(
      name: name, title: title, instruction: instruction, arm: arm,
      rig: ArmRig(arm, meshes: armMeshes),
      station: station.name,
      steps: steps, rates: rates, boxes: boxes, sag: sag ?? .zero, home: home,
      homeNoise: homeNoise, lag: lag,
      effortLimit: effortLimit, motorFault: motorFault, cameras: cameras,
      lighting: lighting, background: background, bodies: things.bodies, scatter: scatter ?? [],
      variants: variants ?? [], starts: starts ?? [], goal: goal, milestones: milestones ?? [],
      failure: failure, classifier: classifier, digest: digest)
  }

  private func condition(_ key: String, _ file: Fields, _ things: ThingNames?) -> Condition? {
    file.optional.value(key).flatMap { value in
      things.flatMap { value.mapping().flatMap($0.condition) }
    }
  }

  private static func byName<T>(_ all: [T], _ name: (T) -> String) -> [String: T] {
    Dictionary(uniqueKeysWithValues: all.map { (name($0), $0) })
  }

  /// Reports an arm that the station does not drive.
  private func checkFit(_ arm: Arm?, _ station: Convention?, _ file: Fields) {
    guard let arm, let station, arm.name != station.arm else { return }
    file.fail(
      "arm", "the station '\(station.name)' drives no '\(arm.name)'. Write \(station.arm).")
  }

  /// The makers' meshes of an arm, by file, from a folder beside the scene.
  private func meshes(_ arm: Arm, _ folder: String, _ file: Fields) -> [String: Mesh] {
    var meshes: [String: Mesh] = [:]
    for name in Set(arm.meshes.map(\.file)).sorted() {
      let path = FormDecoder.path("\(folder)/\(name)", beside: file)
      do { meshes[name] = try Model(contentsOf: path).mesh } catch {
        file.fail("arm_meshes", "'\(name)': \(error) scripts/get-meshes installs it.")
        return [:]
      }
    }
    return meshes
  }

  private func rates(_ fields: Fields) -> [String: Double] {
    let pairs = Convention.all.compactMap { convention in
      fields.optional.number(convention.name, in: 0.1...1000).map { (convention.name, $0) }
    }
    return Dictionary(uniqueKeysWithValues: pairs)
  }

  /// Other starts by name, each with the arm's joint angles and, if need be, bodies elsewhere.
  private func starts(
    _ value: Value, of arm: Arm, _ things: ThingNames
  ) -> [(name: String, Scene.NamedStart)]? {
    value.entries()?.compactMap { name, value in
      guard let fields = value.mapping() else { return nil }
      let home = home(of: arm, fields)
      let variant = fields.optional.mapping("bodies").map(things.variant)
      let elsewhere = variant ?? Scene.Variant(placements: [:], joints: [:])
      return home.map { (name, Scene.NamedStart(home: $0, variant: elsewhere)) }
    }
  }

  /// The joint angles at the start, each within its joint's stops.
  private func home(of arm: Arm, _ file: Fields) -> [Double]? {
    guard let q = file.vector("home_rad", count: arm.joints.count, in: -7...7) else {
      return nil
    }
    for (angle, joint) in zip(q, arm.joints) where !joint.limits.contains(angle) {
      let (lower, upper) = (joint.limits.lowerBound, joint.limits.upperBound)
      file.fail(
        "home_rad", "the \(joint.name) at \(angle), beyond its stops. Write \(lower) to \(upper).")
      return nil
    }
    return q
  }

  private func lag(of arm: Arm, _ fields: Fields) -> Lag? {
    let joints = fields.vector("joints_s", count: arm.joints.count, in: 0...10)
    let gripper = fields.number("gripper_s", in: 0...10)
    guard let joints, let gripper else { return nil }
    return Lag(joints + [gripper], joints: arm.joints, gripper: arm.gripper)
  }

  private func boxes(_ fields: Fields) -> [WorkspaceBox.Choice: WorkspaceBox] {
    let pairs = [WorkspaceBox.Choice.eval, .reset].compactMap { choice in
      fields.optional.mapping(choice.rawValue).map { (choice, Self.box($0)) }
    }
    return Dictionary(uniqueKeysWithValues: pairs)
  }

  /// Limits along the axes, those left out open.
  static func box(_ fields: Fields) -> WorkspaceBox {
    func limit(_ axis: String, _ suffix: String) -> Double? {
      fields.optional.number("\(axis)_\(suffix)", in: -10...10)
    }
    var box = WorkspaceBox(
      lower: Vector3(repeating: -.infinity), upper: Vector3(repeating: .infinity))
    for (index, axis) in ["x", "y", "z"].enumerated() {
      box.lower[index] = limit(axis, "min") ?? -.infinity
      box.upper[index] = limit(axis, "max") ?? .infinity
      if box.lower[index] > box.upper[index] {
        fields.fail("\(axis)_min", "a minimum above its maximum. Swap them.")
      }
    }
    return box
  }

  private func cameras(_ file: Fields, _ arm: Arm?) -> [Scene.NamedCamera] {
    guard let entries = file.entries("cameras") else { return [] }
    guard (1...Self.mostCameras).contains(entries.count) else {
      let most = Self.mostCameras
      file.fail(
        "cameras",
        entries.isEmpty
          ? "no camera. Add one." : "\(entries.count) cameras, more than \(most). Leave some out.")
      return []
    }
    let bodies = file.optional.entries("bodies")?.map(\.name) ?? []
    return entries.compactMap { camera($0, $1, bodies: bodies, arm) }
  }

  private func camera(
    _ name: String, _ value: Value, bodies: [String], _ arm: Arm?
  ) -> Scene.NamedCamera? {
    guard let fields = value.mapping() else { return nil }
    let size = fields.vector("size_px", count: 2, in: 1...4096)
    let focal = fields.vector("focal_px", count: 2, in: 1...100_000)
    let centre = fields.vector("centre_px", count: 2, in: -100_000...100_000)
    let X_WC = Self.pose(fields)
    if let size, size.contains(where: { $0 != $0.rounded() }) {
      fields.fail("size_px", "a part of a pixel. Write whole numbers.")
    }
    let links = arm.map { Dictionary(uniqueKeysWithValues: zip($0.links, $0.links.indices)) }
    let link = links.flatMap { fields.optional.choice("link", from: $0) }
    if fields.has("link"), fields.has("backdrop") {
      fields.fail("backdrop", "a photo behind a camera that moves. Leave out this or 'link'.")
    }
    guard let size, let focal, let centre, let X_WC else { return nil }
    let camera = Camera(
      width: Int(size[0]), height: Int(size[1]), fx: focal[0], fy: focal[1], cx: centre[0],
      cy: centre[1], X_WC: X_WC)
    let backdrop = BackdropDecoder(bodies: bodies).backdrop(of: fields, for: camera)
    guard let marks = MarksDecoder.marks(of: fields, for: camera) else { return nil }
    return Scene.NamedCamera(
      name: name, camera: camera, link: link, marks: marks, backdrop: backdrop?.backdrop,
      photographed: backdrop?.bodies ?? [])
  }

  /// A camera's pose in the arm's base, or on a link.
  static func pose(_ fields: Fields) -> Pose? {
    let at = fields.vector("at", count: 3, in: -100...100)
    let q = fields.vector("quaternion_wxyz", count: 4, in: -1.001...1.001)
    if let q, abs(q.reduce(0) { $0 + $1 * $1 } - 1) > 1e-3 {
      fields.fail("quaternion_wxyz", "not of length 1. Divide it by its length.")
    }
    guard let at, let q else { return nil }
    return Pose(Rotation(w: q[0], x: q[1], y: q[2], z: q[3]), Vector3(at))
  }
}
