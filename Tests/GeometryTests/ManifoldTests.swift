import Geometry
import Testing

@Suite("A manifold is where two bodies touch") struct ManifoldTests {
  /// What lies on a slab whose top is z = 0, its lowest point 1 mm above it: by symmetry.
  @Test(
    "On a plane it is the corners, the line or the point that lies lowest",
    arguments: [
      (Shape.box(size: [0.04, 0.02, 0.06]), 0.03, 4),
      (.cylinder(radius: 0.02, length: 0.05), 0.025, 4),
      (.sphere(radius: 0.03), 0.03, 1), (.capsule(radius: 0.01, length: 0.05), 0.035, 1),
      (.roundedBox(size: [0.04, 0.04, 0.06], radius: 0.005), 0.03, 4),
      (.ellipsoid(radii: [0.03, 0.02, 0.01]), 0.01, 1),
      (.cone(bottom: 0.02, top: 0.01, length: 0.06), 0.03, 4),
      (.prism(profile: [[0, 0], [0.03, 0], [0, 0.03]], length: 0.02), 0.01, 3),
    ])
  func standing(shape: Shape, height: Double, count: Int) {
    let points = points(shape, Pose(.identity, [0.1, 0.2, height + 0.001]))
    #expect(points.count == count)
    for point in points {
      #expect(abs(point.gap - 0.001) < 1e-9)
      #expect(abs(point.p.z - 0.0005) < 1e-9)
    }
  }

  @Test("A box's are its corners")
  func corners() {
    let turned = Rotation(about: [0, 0, 1], by: 0.5)
    let points = points(.box(size: [0.04, 0.02, 0.06]), Pose(turned, [0.1, 0.2, 0.031]))
    for (x, y) in [(0.02, 0.01), (0.02, -0.01), (-0.02, 0.01), (-0.02, -0.01)] {
      let corner = turned * Vector3(x, y, 0) + [0.1, 0.2, 0.0005]
      #expect(points.contains { ($0.p - corner).length < 1e-9 })
    }
  }

  @Test("What lies on its side touches along a line as long as itself", arguments: [0.0, 1.0])
  func lying(turn: Double) {
    let R = Rotation(about: [0, 0, 1], by: turn) * Rotation(about: [0, 1, 0], by: .pi / 2)
    for shape in [Shape.capsule(radius: 0.01, length: 0.08), .cylinder(radius: 0.01, length: 0.08)]
    {
      let points = points(shape, Pose(R, [0, 0, 0.0105]))
      #expect(points.count == 2)
      let length = points.count == 2 ? (points[0].p - points[1].p).length : 0
      #expect(abs(length - 0.08) < 1e-9)
      #expect(points.allSatisfy { abs($0.gap - 0.0005) < 1e-9 })
    }
  }

  @Test("Over an edge it is what both have")
  func overhang() {
    // A box that hangs over the slab's side by half.
    let points = points(.box(size: [0.04, 0.02, 0.02]), Pose(.identity, [0.5, 0, 0.0105]))
    #expect(points.count == 4)
    let xs = points.map(\.p.x)
    #expect(abs((xs.min() ?? 0) - 0.48) < 1e-9 && abs((xs.max() ?? 0) - 0.5) < 1e-9)
  }

  @Test("Tilted, the far corners count only within the range")
  func tilted() {
    // Raised by 0.02 rad * 0.04 m = 0.8 mm on one side.
    let X = Pose(Rotation(about: [0, 1, 0], by: 0.02), [0, 0, 0.011])
    #expect(points(.box(size: [0.04, 0.02, 0.02]), X, within: 0.002).count == 4)
    #expect(points(.box(size: [0.04, 0.02, 0.02]), X, within: 0.0008).count == 2)
  }

  private func points(
    _ shape: Shape, _ X_WA: Pose, within range: Double = 0.002
  ) -> [Manifold.Point] {
    let slab = (shape: Shape.box(size: [1, 1, 0.1]), X_WB: Pose(.identity, [0, 0, -0.05]))
    var manifold = Manifold()
    manifold.fill(
      distance(shape, X_WA, slab.shape, slab.X_WB), shape, X_WA, slab.shape, slab.X_WB,
      within: range)
    return manifold.points
  }
}
