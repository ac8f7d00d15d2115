import Geometry

extension Eyes {
  /// Where the gripper is, by its own shape and known size.
  struct Gripper: Hashable, Sendable {
    /// Between the fingers, 16 mm above their tips, in the arm's base. Metres.
    var p_WT: Vector3

    /// About the vertical. Radians.
    var yaw: Double

    /// A finger from the middle: 0.015 shut ... 0.037 open. Metres.
    var gap: Double

    /// How well it fits: 0...1.
    var share: Double
  }

  /// Nil where nothing looks like one. An `opening` that it was told, 0 shut ... 1 open, saves it from
  /// being taken for a nearer one that is shut further.
  func gripper(opening: Double? = nil) -> Gripper? {
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
}
