import Foundation
package import Geometry
package import Imaging

/// One picture with its camera: finds bodies in it by colour and shape.
package struct Eyes: Sendable {
  package let shades: Shades
  package let camera: Camera

  private let smallShades: Shades
  private let smallCamera: Camera

  /// A larger picture is looked at in this size. Pixels.
  private static let side = 256

  /// Nil for a picture that is not in colour.
  package init?(_ image: Image, camera: Camera) {
    var image = image
    if max(image.width, image.height) > Self.side {
      let scale = Double(Self.side) / Double(max(image.width, image.height))
      image = image.resized(
        width: max(2, Int((Double(image.width) * scale).rounded())),
        height: max(2, Int((Double(image.height) * scale).rounded())))
    }
    guard let shades = Shades(image), shades.width >= 32, shades.height >= 32 else { return nil }
    self.shades = shades
    self.camera = camera.scaled(toWidth: shades.width, height: shades.height)
    smallShades = shades.halved
    smallCamera = camera.scaled(toWidth: smallShades.width, height: smallShades.height)
  }

  // MARK: - Gripper

  /// Where the gripper is, by its own shape and known size.
  package struct Gripper: Hashable, Sendable {
    /// Between the fingers, 16 mm above their tips, in the arm's base. Metres.
    package var p_WT: Vector3

    /// About the vertical. Radians.
    package var yaw: Double

    /// A finger from the middle: 0.015 shut ... 0.037 open. Metres.
    package var gap: Double

    /// How well it fits: 0...1.
    package var share: Double
  }

  /// Where the arm works, roughly, in its base. Metres.
  private static let lower = Vector3(0.10, -0.24, 0.015)
  private static let upper = Vector3(0.44, 0.26, 0.26)

  /// Nil where nothing looks like one. An `opening` that it was told, 0 shut ... 1 open, saves it from
  /// being taken for a nearer one that is shut further.
  package func gripper(opening: Double? = nil) -> Gripper? {
    let isOpen = opening.map { $0 > 0.5 } ?? false
    let gap = isOpen ? GripperShape.open : opening == nil ? 0.034 : 0.029
    let gapStep = isOpen ? 0 : 0.006
    var small = Likeness(smallShades, smallCamera, shown: [.dark], hiding: [], margin: 4)
    var starts: [(place: [Double], score: Double)] = []
    for depth in stride(from: 0.26, through: 0.72, by: 0.04) {
      for v in stride(from: -8.0, to: Double(smallShades.height), by: 5) {
        for u in stride(from: 0.0, to: Double(smallShades.width), by: 5) {
          let p = smallCamera.unproject(u: u, v: v, depth: depth)
          guard all(p .>= Self.lower), all(p .<= Self.upper) else { continue }
          for yaw in [-0.3, 0.0] {
            let place = [2 * u, 2 * v, depth, yaw, gap]
            guard Self.mayBe(Self.shape(place, camera), in: small) else { continue }
            starts.append((place, Self.score(place, camera, &small)))
          }
        }
      }
    }
    starts.sort { $0.score > $1.score }
    var ends = Self.apart(starts, count: 5).map { start in
      climbed(from: start.place, steps: [4, 4, 0.02, 0.12, gapStep], rounds: 2) {
        Self.score($0, camera, &small)
      }
    }
    ends.sort { $0.score > $1.score }
    var large = Likeness(shades, camera, shown: [.dark], hiding: [], margin: 6)
    var best: (place: [Double], score: Double) = ([], 0)
    for start in ends.prefix(2) {
      let end = climbed(
        from: start.place, steps: [2, 2, 0.012, 0.06, gapStep / 2], rounds: 4
      ) { Self.score($0, camera, &large) }
      if end.score > best.score { best = end }
    }
    guard best.score > 0.45 else { return nil }
    // The pixels at its rim are mixed with what is behind and brighter: it looks a little smaller
    // than it is, and so further away.
    best.place[2] *= 1 - 2 * Self.rim * best.place[2] / (camera.fx * 0.105)
    let shape = Self.shape(best.place, camera)
    return Gripper(p_WT: shape.p_WT, yaw: shape.yaw, gap: shape.gap, share: best.score)
  }

  /// How much is lost at a side, in pixels.
  private static let rim = 0.45

  /// Whether most of what can be told from a few points speaks for it.
  private static func mayBe(_ shape: GripperShape, in likeness: Likeness) -> Bool {
    let (on, off) = shape.landmarks
    var (seen, wrong) = (0, 0)
    for (points, isDark) in [(on, true), (off, false)] {
      for point in points {
        guard let shade = likeness.shade(at: point) else { continue }
        seen += 1
        if (shade == .dark) != isDark { wrong += 1 }
      }
    }
    return seen >= 4 && wrong <= 2
  }

  /// The first few that are not close to a better one.
  private static func apart(
    _ sorted: [(place: [Double], score: Double)], count: Int
  ) -> [(place: [Double], score: Double)] {
    var chosen: [(place: [Double], score: Double)] = []
    for candidate in sorted where chosen.count < count {
      let isNear = chosen.contains {
        abs($0.place[0] - candidate.place[0]) + abs($0.place[1] - candidate.place[1]) < 18
          && abs($0.place[2] - candidate.place[2]) < 0.06
      }
      if !isNear { chosen.append(candidate) }
    }
    return chosen
  }

  private static func shape(_ place: [Double], _ camera: Camera) -> GripperShape {
    GripperShape(
      p_WT: camera.unproject(u: place[0], v: place[1], depth: place[2]), yaw: place[3],
      gap: place[4])
  }

  private static func score(
    _ place: [Double], _ camera: Camera, _ likeness: inout Likeness
  ) -> Double {
    let shape = shape(place, camera)
    guard all(shape.p_WT .>= lower - 0.02), all(shape.p_WT .<= upper + 0.02),
      abs(shape.yaw) < 0.9, shape.gap >= GripperShape.shut, shape.gap <= GripperShape.open + 0.001
    else { return 0 }
    let fit = likeness.fit(shape.figure)
    // What lies mostly outside the picture could be anything.
    let scale = Double(likeness.shades.width) / place[2]
    let whole = 0.0018 * scale * scale
    return Double(fit.visible) < 0.3 * whole ? 0 : fit.share
  }

  // MARK: - Drawer

  /// A drawer, as far as it shows.
  package struct Drawer: Hashable, Sendable {
    /// Its frame in the arm's base: x is the way it opens.
    package var X_WD: Pose

    /// How far it is open. Metres.
    package var opening: Double

    /// How well it fits: 0...1.
    package var share: Double
  }

  /// Nil where nothing red looks like one.
  package func drawer() -> Drawer? {
    guard let patch = shades.patches(of: .red, atLeast: 40).first else { return nil }
    let middle = Self.meet(camera, patch.middle, height: 0.05)
    var small = Likeness(
      smallShades, smallCamera, shown: [.red], hiding: [.dark], margin: 6)
    var starts: [(place: [Double], score: Double)] = []
    for yaw in [-1.92, -1.73, -1.54] {
      for opening in [0.015, 0.05, 0.085, 0.115] {
        let forward = SIMD2(cos(yaw), sin(yaw))
        // The red middle is between the front and the side.
        let about = SIMD2(middle.x, middle.y) - 0.05 * forward
        for i in -2...2 {
          for j in -2...2 {
            let at = about + 0.018 * SIMD2(Double(i), Double(j))
            let place = [at.x, at.y, yaw, opening]
            starts.append((place, Self.drawerScore(place, &small)))
          }
        }
      }
    }
    starts.sort { $0.score > $1.score }
    var large = Likeness(shades, camera, shown: [.red], hiding: [.dark], margin: 10)
    var best: (place: [Double], score: Double) = ([], 0)
    for start in starts.prefix(3) {
      let end = climbed(from: start.place, steps: [0.008, 0.008, 0.06, 0.012], rounds: 4) {
        Self.drawerScore($0, &large)
      }
      if end.score > best.score { best = end }
    }
    guard best.score > 0.4 else { return nil }
    let shape = Self.drawer(best.place)
    return Drawer(X_WD: shape.X_WD, opening: shape.opening, share: best.score)
  }

  private static func drawer(_ place: [Double]) -> DrawerShape {
    DrawerShape(at: SIMD2(place[0], place[1]), yaw: place[2], opening: place[3])
  }

  private static func drawerScore(_ place: [Double], _ likeness: inout Likeness) -> Double {
    guard place[3] >= 0, place[3] <= 0.13, abs(place[2] + 1.73) < 0.4 else { return 0 }
    let fit = likeness.fit(drawer(place).figure)
    return fit.agreed < 10 ? 0 : fit.share
  }

  // MARK: - Eggplant and sink

  /// An eggplant that lies flat, and where its blue is seen.
  package struct Eggplant: Hashable, Sendable {
    /// The middle of its body in the arm's base, if it lies at the height asked for. Metres.
    package var p_WE: Vector3

    /// The way from the stem to the thick end. Radians.
    package var yaw: Double

    /// How well it fits: 0...1.
    package var share: Double

    /// The middle of what is seen of it, in pixels of the eyes' camera.
    package var middle: SIMD2<Double>
  }

  /// Nil where nothing is as blue. `height` is its middle's over the arm's base. Metres.
  package func eggplant(height: Double) -> Eggplant? {
    var likeness = Likeness(
      shades, camera, shown: [.blue, .green], hiding: [.dark], margin: 6)
    var best: (place: [Double], score: Double, middle: SIMD2<Double>) = ([], 0, .zero)
    for patch in shades.patches(of: .blue, atLeast: 16).prefix(3) {
      let middle = Self.meet(camera, patch.middle, height: height)
      guard all(middle .>= Self.lower - 0.05), all(middle .<= Self.upper + 0.05) else { continue }
      for yaw in [-1.0, -0.65, -0.3, 0.05, 0.4] {
        let start = [middle.x, middle.y, yaw]
        let end = climbed(from: start, steps: [0.012, 0.012, 0.15], rounds: 4) {
          likeness.fit(EggplantShape(p_WE: [$0[0], $0[1], height], yaw: $0[2]).figure).share
        }
        if end.score > best.score { best = (end.place, end.score, patch.middle) }
      }
    }
    guard best.score > 0.1 else { return nil }
    return Eggplant(
      p_WE: [best.place[0], best.place[1], height], yaw: best.place[2], share: best.score,
      middle: best.middle)
  }

  /// The middle of the sink's basin at a height, by its deeper blue. Metres; nil where there is none.
  package func basin(height: Double) -> Vector3? {
    let patch = shades.all(of: .aqua)
    guard patch.count * 40 >= shades.width * shades.height else { return nil }
    return Self.meet(camera, patch.middle, height: height)
  }

  /// Where the ray of a pixel is at a height.
  static func meet(_ camera: Camera, _ pixel: SIMD2<Double>, height: Double) -> Vector3 {
    let eye = camera.X_WC.translation
    let way = camera.unproject(u: pixel.x, v: pixel.y, depth: 1) - eye
    guard abs(way.z) > 1e-6 else { return eye + way }
    return eye + (height - eye.z) / way.z * way
  }
}
