package import Geometry
import StrictYAML

/// How things stand in one picture of a station: what a scene's start is replaced by, to draw it.
package struct Snapshot: Sendable {
  /// The arm's joint angles; nil for the station's home. Radians.   (arm.joints)
  package let q: [Double]?

  /// 0 shut ... 1 open; nil for open.
  package let opening: Double?

  /// Where bodies on joints stand, by their place in the scene. Metres, or radians for what turns.
  package let joints: [Int: Double]

  /// Where other bodies are in the arm's base, by their place in the scene.
  package let placements: [Int: Pose]

  /// How cloths lie in the arm's base, by their place in the scene.   (its points)
  package let cloths: [Int: [Vector3]]

  /// Where cameras are in the arm's base, or on their links, by their place in the scene.
  package let cameras: [Int: Pose]

  /// Reads it from a file whose names are those of a scene.
  ///
  /// Throws `SceneError` for a file that cannot be read, and `YAMLProblems` with all its problems.
  package init(contentsOf path: String, for scene: Scene) throws {
    let text = try Scene.text(of: path).text
    self = try YAMLFile(text: text, path: path).decode { Snapshot($0, for: scene) }
  }

  init?(_ file: Fields, for scene: Scene) {
    let angles = scene.arm.joints.count
    q = file.optional.vector("joints_rad", count: angles, in: -7...7)
    opening = file.optional.number("opening", in: 0...1)
    let jointed = scene.bodies.indices.filter { scene.bodies[$0].joint != nil }
    let turning = jointed.filter { scene.bodies[$0].joint?.turns == true }
    let sliding = jointed.filter { scene.bodies[$0].joint?.turns == false }
    let slides = Self.read("slides", sliding, scene.bodies.map(\.name), file) { body, value in
      value.number(in: scene.bodies[body].joint?.range)
    }
    let turns = Self.read("turns_deg", turning, scene.bodies.map(\.name), file) { body, value in
      value.number(in: scene.bodies[body].joint?.degrees).map(radians)
    }
    joints = slides.merging(turns) { slide, _ in slide }
    let fixed = scene.bodies.indices.filter { scene.bodies[$0].joint == nil }
    placements = Self.read("bodies", fixed, scene.bodies.map(\.name), file) { _, value in
      value.mapping().flatMap(BodyDecoder.pose)
    }
    let cloths = scene.bodies.indices.filter { scene.bodies[$0].cloth != nil }
    self.cloths = Self.read("cloths", cloths, scene.bodies.map(\.name), file) { body, value in
      Self.points(value, count: scene.bodies[body].cloth?.count ?? 0)
    }
    let all = Array(scene.cameras.indices)
    cameras = Self.read("cameras", all, scene.cameras.map(\.name), file) { _, value in
      value.mapping().flatMap(SceneDecoder.pose)
    }
  }

  /// A cloth's points, row by row.
  private static func points(_ value: Value, count: Int) -> [Vector3]? {
    guard let list = value.list() else { return nil }
    guard list.count == count else {
      value.fail("\(list.count) points where the cloth has \(count). Write them all, row by row.")
      return nil
    }
    let points = list.map { $0.vector(count: 3, in: -10...10).map(Vector3.init) }
    return points.contains { $0 == nil } ? nil : points.compactMap { $0 }
  }

  /// An optional mapping from some of the names to values.
  private static func read<T>(
    _ key: String, _ indices: [Int], _ names: [String], _ file: Fields,
    _ read: (Int, Value) -> T?
  ) -> [Int: T] {
    guard let fields = file.optional.mapping(key)?.optional else { return [:] }
    let pairs = indices.compactMap { index in
      fields.value(names[index]).flatMap { read(index, $0) }.map { (index, $0) }
    }
    return Dictionary(uniqueKeysWithValues: pairs)
  }
}

extension World {
  /// Puts everything that the snapshot speaks of where it says, as no station would: to be drawn.
  package mutating func take(_ snapshot: Snapshot) {
    if let q = snapshot.q { (self.q, q_told) = (q, q) }
    if let opening = snapshot.opening { self.opening = opening }
    for (index, position) in snapshot.joints { joints[index] = position }
    for (index, pose) in snapshot.placements {
      placements[index] = pose
      carry(pose, from: index)
    }
    placeAll()
    if cloths.contains(where: { snapshot.placements[$0.body] != nil }) { spreadCloths() }
    for k in cloths.indices {
      if let points = snapshot.cloths[cloths[k].body] { cloths[k].lie(at: points) }
    }
    for (index, X_WC) in snapshot.cameras { scene.cameras[index].camera.X_WC = X_WC }
  }

  /// Takes along what is on a joint of a body that was put elsewhere.
  private mutating func carry(_ pose: Pose, from body: Int) {
    for (index, other) in scene.bodies.enumerated() {
      guard case .jointed(let carrier, _) = other.placement else { continue }
      if carrier == scene.bodies[body].name { placements[index] = pose }
    }
  }
}
