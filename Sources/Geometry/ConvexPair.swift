/// Two bodies without their margins, seen from the first one's frame A.
struct ConvexPair {
  var a, b: Shape

  /// The second body's frame in the first's.
  var X_AB: Pose

  /// How far the first body is moved out of its place, in its own axes.
  var shift = Vector3.zero

  /// The corner of the difference that lies farthest against a direction.
  @inline(__always)
  func corner(against d: Vector3) -> Corner {
    let onA = a.coreSupport(-d) + shift
    return Corner(w: onA - supportB(d), a: onA)
  }

  /// How far the first body, in its place, must move along a unit vector to leave the second
  /// behind it; negative where it has already.
  func depth(along n: Vector3) -> Double {
    supportB(n).dot(n) - a.coreSupport(-n).dot(n)
  }

  @inline(__always)
  private func supportB(_ d: Vector3) -> Vector3 {
    let R_AB = X_AB.rotation
    return X_AB * b.coreSupport(Vector3(R_AB.xAxis.dot(d), R_AB.yAxis.dot(d), R_AB.zAxis.dot(d)))
  }

  /// The nearest points of the two bodies, as a simplex whose `nearest` points from the second to
  /// the first. Where they meet, or come closer than `ConvexPair.contact`, it may be any that shows
  /// it.
  ///
  /// The method of Gilbert, Johnson and Keerthi (IEEE J. Robotics and Automation 4, 1988): walk
  /// towards the origin over simplices of the bodies' difference.
  func nearest(from guess: Vector3) -> Simplex {
    var simplex = Simplex(corner(against: guess))
    var areApart = false
    for _ in 0..<128 {
      let v = simplex.nearest
      let squared = v.dot(v)
      if squared < ConvexPair.contact * ConvexPair.contact { break }
      let next = corner(against: v)
      // No point of the difference is nearer than v . w / |v|.
      let bound = v.dot(next.w)
      let gap = squared - bound
      if gap * gap <= 1e-24 * squared || gap <= 0 || simplex.contains(next.w) { break }
      areApart = areApart || bound > ConvexPair.contact * squared.squareRoot()
      let grown = simplex.adding(next)
      // Once a gap is proven, corners that seem to hold the origin are too flat to tell.
      if grown.holdsOrigin { return areApart ? simplex : grown }
      if grown.nearest.dot(grown.nearest) >= squared { break }
      simplex = grown
    }
    return simplex
  }

  /// Bodies closer than this count as meeting: the direction between them has lost its digits.
  /// Metres.
  static let contact = 1e-9
}
