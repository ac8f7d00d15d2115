import Geometry

extension Eyes {
  /// A drawer, as far as it shows.
  struct Drawer: Hashable, Sendable {
    /// Its frame in the arm's base: x is the way it opens.
    var X_WD: Pose

    /// How far it is open. Metres.
    var opening: Double

    /// How well it fits: 0...1.
    var share: Double
  }

  /// Nil where nothing red looks like one.
  func drawer() -> Drawer? {
    guard let patch = shades.patches(of: .red, atLeast: 40).first else { return nil }
    // What is drawn or held before it may cut the red into pieces.
    let middles = [patch.middle, shades.all(of: .red).middle].map {
      Self.meet(camera, $0, height: 0.05)
    }
    var small = Likeness(
      smallShades, smallCamera, shown: [.red], hiding: [.dark], margin: 6)
    var large = Likeness(shades, camera, shown: [.red], hiding: [.dark], margin: 10)
    var best: (place: [Double], score: Double) = ([], 0)
    // From the best start of each opening, since a finger before the front makes openings alike.
    for opening in [0.015, 0.05, 0.085, 0.115] {
      var start: (place: [Double], score: Double) = ([], 0)
      for place in Self.drawerPlaces(around: middles, opening) {
        let score = Self.drawerScore(place, &small)
        if score > start.score { start = (place, score) }
      }
      guard start.score > 0 else { continue }
      let end = climbed(from: start.place, steps: [0.008, 0.008, 0.06, 0.012], rounds: 4) {
        Self.drawerScore($0, &large)
      }
      if end.score > best.score { best = end }
    }
    guard best.score > 0.4 else { return nil }
    let shape = Self.drawer(best.place)
    return Drawer(X_WD: shape.X_WD, opening: shape.opening, share: best.score)
  }

  /// Where to begin to look: x, y, yaw, opening.
  private static func drawerPlaces(around middles: [Vector3], _ opening: Double) -> [[Double]] {
    var places: [[Double]] = []
    for middle in middles {
      for yaw in [-1.92, -1.73, -1.54] {
        // The red middle is between the front and the side.
        let about = middle - 0.05 * Rotation(about: [0, 0, 1], by: yaw).xAxis
        for i in -2...2 {
          for j in -2...2 {
            let at = about + 0.018 * Vector3(Double(i), Double(j), 0)
            places.append([at.x, at.y, yaw, opening])
          }
        }
      }
    }
    return places
  }

  private static func drawer(_ place: [Double]) -> DrawerShape {
    DrawerShape(at: SIMD2(place[0], place[1]), yaw: place[2], opening: place[3])
  }

  private static func drawerScore(_ place: [Double], _ likeness: inout Likeness) -> Double {
    guard place[3] >= 0, place[3] <= 0.13, abs(place[2] + 1.73) < 0.4 else { return 0 }
    let fit = likeness.fit(drawer(place).figure)
    return fit.agreed < 10 ? 0 : fit.share
  }

  /// An eggplant that lies flat, and where its blue is seen.
  struct Eggplant: Hashable, Sendable {
    /// The middle of its body in the arm's base, if it lies at the height asked for. Metres.
    var p_WE: Vector3

    /// The way from the stem to the thick end. Radians.
    var yaw: Double

    /// How well it fits: 0...1.
    var share: Double

    /// The middle of what is seen of it, in pixels of the eyes' camera.
    var middle: SIMD2<Double>
  }

  /// Nil where nothing is as blue. `height` is its middle's over the arm's base. Metres.
  func eggplant(height: Double) -> Eggplant? {
    var likeness = Likeness(
      shades, camera, shown: [.blue, .green], hiding: [.dark], margin: 6)
    var best: (place: [Double], score: Double, middle: SIMD2<Double>) = ([], 0, .zero)
    for patch in shades.patches(of: .blue, atLeast: 16).prefix(3) {
      let middle = Self.meet(camera, patch.middle, height: height)
      guard all(middle .>= Self.lower - 0.05), all(middle .<= Self.upper + 0.05) else { continue }
      for yaw in [-1.0, -0.65, -0.3, 0.05, 0.4] {
        let start = [middle.x, middle.y, yaw]
        let end = climbed(from: start, steps: [0.012, 0.012, 0.15], rounds: 4) { place in
          let p_WE = Vector3(place[0], place[1], height)
          guard all(p_WE .>= Self.lower - 0.05), all(p_WE .<= Self.upper + 0.05) else { return 0 }
          let fit = likeness.fit(EggplantShape(p_WE: p_WE, yaw: place[2]).figure)
          // A few pixels beside what hides the rest fit anything.
          return fit.share * Double(fit.agreed) / Double(fit.agreed + 40)
        }
        if end.score > best.score { best = (end.place, end.score, patch.middle) }
      }
    }
    guard best.score > 0.05 else { return nil }
    return Eggplant(
      p_WE: [best.place[0], best.place[1], height], yaw: best.place[2], share: best.score,
      middle: best.middle)
  }

  /// The middle of all that is of a shade, at a height. Metres; nil where there is little of it.
  func place(of shade: Shade, height: Double) -> Vector3? {
    let patch = shades.all(of: shade)
    guard patch.count * 80 >= shades.width * shades.height else { return nil }
    return Self.meet(camera, patch.middle, height: height)
  }
}
