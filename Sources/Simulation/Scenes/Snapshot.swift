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
    let all = Array(scene.cameras.indices)
    cameras = Self.read("cameras", all, scene.cameras.map(\.name), file) { _, value in
      value.mapping().flatMap(SceneDecoder.pose)
    }
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
