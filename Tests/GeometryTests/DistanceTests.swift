import Foundation
import Geometry
import Testing

@Suite("Distances agree with other ways to find them")
struct DistanceTests {
  @Test("Pairs of every kind, apart and overlapping, are as far apart as the reference says")
  func reference() throws {
    let cases = try DistanceCase.all()
    #expect(cases.count == 392)
    #expect(cases.count { $0.distance < 0 } > 100)
    for (i, expected) in cases.enumerated() {
      let found = expected.found
      let isCurved = expected.a.isCurved || expected.b.isCurved
      // Flat-sided: the reference is exact to rounding. Curved: it stops this near.
      let tolerance = isCurved ? 1e-7 : 1e-9
      #expect(abs(found.distance - expected.distance) < tolerance, "case \(i)")
    }
  }

  @Test("A body moved out by what the answer says touches, and no more")
  func movingOutParts() throws {
    for expected in try DistanceCase.all() {
      let found = expected.found
      var X_WA = expected.X_WA.pose
      X_WA.translation -= found.distance * found.normal
      let touching = distance(expected.a.shape, X_WA, expected.b.shape, expected.X_WB.pose)
      // Two runs, each right to 1e-9, of a cylinder's flat end against its rim at worst.
      #expect(abs(touching.distance) < 1e-8)
    }
  }

  @Test("The points are on the bodies and the normal joins them")
  func points() throws {
    for expected in try DistanceCase.all() {
      let found = expected.found
      #expect(abs(found.normal.length - 1) < 1e-14)
      let gap = found.pointOnA - found.pointOnB
      #expect((gap - found.distance * found.normal).length < 1e-6)
      #expect(isOn(found.pointOnA, -found.normal, expected.a.shape, expected.X_WA.pose))
      #expect(isOn(found.pointOnB, found.normal, expected.b.shape, expected.X_WB.pose))
    }
  }

  @Test("Turning the question round turns the answer round")
  func swapped() throws {
    for expected in try DistanceCase.all() {
      let found = expected.found
      let swapped = distance(
        expected.b.shape, expected.X_WB.pose, expected.a.shape, expected.X_WA.pose)
      #expect(abs(found.distance - swapped.distance) < 1e-7)
    }
  }

  @Test("Parallel faces, edges across, corners and a touch")
  func placements() {
    let box = Shape.box(size: [2, 2, 2])
    func gap(_ X_WA: Pose) -> Separation { distance(box, X_WA, box, .identity) }
    let face = gap(Pose(.identity, [0.3, -0.2, 2.5]))
    #expect(abs(face.distance - 0.5) < 1e-14 && face.normal == [0, 0, 1])
    let corner = gap(Pose(.identity, [3, 3, 3]))
    #expect(abs(corner.distance - 3.0.squareRoot()) < 1e-14)
    let half = 2.0.squareRoot()
    let turned = Rotation(about: [1, 0, 0], by: .pi / 4) * Rotation(about: [0, 1, 0], by: .pi / 2)
    let edges = distance(
      box, Pose(turned, [0, 0, 2 * half + 0.25]), box,
      Pose(Rotation(about: [0, 1, 0], by: .pi / 4)))
    #expect(abs(edges.distance - 0.25) < 1e-12)
    #expect(abs(gap(Pose(.identity, [2, 0, 0])).distance) < 1e-15)
    let deep = gap(Pose(.identity, [0, 1.9, 0]))
    #expect(abs(deep.distance + 0.1) < 1e-14 && deep.normal == [0, 1, 0])
  }

  @Test("Bodies about the same place overlap by a whole extent", arguments: Sample.shapes)
  func sameCentre(shape: Shape) {
    for X in [Pose.identity, Pose(Rotation(vector: [1, 2, 3]), [0.3, 0.4, 0.5])] {
      let found = distance(shape, X, shape, X)
      #expect(found.distance < 0 && found.distance.isFinite)
      #expect(abs(found.normal.length - 1) < 1e-14)
      let n = X.rotation.inverse * found.normal
      let depth = shape.support(n).dot(n) + shape.support(-n).dot(-n)
      #expect(abs(found.distance + depth) < 1e-12)
    }
  }

  @Test("Upright cylinders and cones side by side overlap by what their radii say")
  func upright() {
    let (cup, can) = (
      Shape.cylinder(radius: 0.04, length: 0.1), Shape.cylinder(radius: 0.03, length: 0.1)
    )
    for angle in stride(from: 0.0, to: 6.3, by: 0.37) {
      let away = 0.065 * Vector3(cos(angle), sin(angle), 0)
      let found = distance(cup, Pose(.identity, away), can, .identity)
      #expect(abs(found.distance + 0.005) < 1e-12)
      #expect((found.normal - away / 0.065).length < 1e-6)
      let cone = Shape.cone(bottom: 0.05, top: 0.03, length: 0.1)
      let slope = Vector3(cos(angle), sin(angle), 0.2).normalized
      // A ball whose centre is 1 cm outside the cone's side, halfway up.
      let center = 0.04 * Vector3(cos(angle), sin(angle), 0) + 0.01 * slope
      let ball = distance(.sphere(radius: 0.015), Pose(.identity, center), cone, .identity)
      #expect(abs(ball.distance + 0.005) < 1e-9)
    }
  }

  @Test("A sliver of a prism deep in a wide cylinder has its points on both")
  func sliverInCylinder() {
    let outline: [SIMD2<Double>] = [
      [0.0014324211536876573, 0.0010522163887638765],
      [0.00014184975046293232, 0.0017716851691564096],
      [-0.0017124623951030248, -0.00047588048465258947],
      [-0.00039638756784376663, -0.001732589560852216],
      [0.0005890606955095053, -0.0016769010666467564],
    ]
    let sliver = Shape.prism(profile: outline, length: 0.0005422375261803794)
    let drum = Shape.cylinder(radius: 0.6869830132463741, length: 1.9972646782326329)
    let X_WA = Pose(
      Rotation(
        w: -0.008413421143374043, x: -0.7987446707290383, y: 0.3162913894924608,
        z: 0.511757679238478))
    let X_WB = Pose(
      Rotation(
        w: -0.5682264324274084, x: -0.5852967263622536, y: 0.47489381665507746,
        z: -0.3301852911672819),
      [0.24136186557156628, -0.921669689629724, -0.6598776053364971])
    let found = distance(sliver, X_WA, drum, X_WB)
    #expect((found.pointOnA - found.pointOnB - found.distance * found.normal).length < 1e-6)
  }

  @Test("A millimetre cube on a wide table, a little in, touching and a little out")
  func tinyOnLarge() {
    let (cube, table) = (Shape.box(size: [0.001, 0.001, 0.001]), Shape.box(size: [2, 2, 0.1]))
    let yaw = Rotation(about: [0, 0, 1], by: 0.7)
    for gap in [-1e-4, -1e-7, -1e-9, 0, 1e-12, 1e-9, 1e-7, 1e-4] {
      let X_WA = Pose(yaw, [0.91, -0.73, 0.0505 + gap])
      let found = distance(cube, X_WA, table, .identity)
      // Positions of about a metre, rounded.
      #expect(abs(found.distance - gap) < 1e-14)
      #expect((found.normal - [0, 0, 1]).length < 1e-6)
    }
  }

  @Test("The distance changes smoothly from apart to deep", arguments: Sample.shapes)
  func continuous(shape: Shape) {
    let block = Shape.box(size: [0.3, 0.3, 0.1])
    let R_WA = Rotation(vector: [0.4, -0.2, 0.9])
    var last: Double?
    for step in 0...400 {
      let X_WA = Pose(R_WA, [0.01, 0.02, 2 - 0.005 * Double(step)])
      let found = distance(shape, X_WA, block, .identity).distance
      // A body moved by 5 mm comes nearer or farther by at most that.
      if let last { #expect(abs(found - last) < 0.005 + 1e-8) }
      last = found
    }
  }

  @Test("An ellipsoid of equal radii lies as a ball does, apart and overlapping")
  func roundEllipsoid() {
    let (ball, round) = (Shape.sphere(radius: 0.05), Shape.ellipsoid(radii: [0.05, 0.05, 0.05]))
    let others: [Shape] = [
      .box(size: [0.2, 0.1, 0.3]), .capsule(radius: 0.03, length: 0.2), .sphere(radius: 0.04),
      .roundedBox(size: [0.1, 0.2, 0.1], radius: 0.02), round,
    ]
    for other in others {
      for d in Sample.directions.prefix(100) {
        let X_WA = Pose(Rotation(vector: 2 * d), 0.12 * d)
        let found = distance(round, X_WA, other, .identity).distance
        let expected = distance(ball, X_WA, other == round ? ball : other, .identity).distance
        // The walk along a curved side stops this near.
        #expect(abs(found - expected) < 1e-7)
      }
    }
  }

  @Test("An ellipsoid over, touching or in a wide slab is as far from it as its support says")
  func ellipsoidOnSlab() {
    let (egg, slab) = (
      Shape.ellipsoid(radii: [0.06, 0.02, 0.04]), Shape.box(size: [2, 2, 0.2])
    )
    for d in Sample.directions.prefix(50) {
      let R_WA = Rotation(vector: 3 * d)
      let reach = egg.support(R_WA.inverse * [0, 0, -1]).dot(R_WA.inverse * [0, 0, -1])
      for gap in [-0.02, -0.001, 0.001, 0.3] {
        let X_WA = Pose(R_WA, [0.1, -0.2, 0.1 + reach + gap])
        #expect(abs(distance(egg, X_WA, slab, .identity).distance - gap) < 1e-7)
      }
    }
  }

  /// Whether a point is in the body, and as far along `outward` as the body goes.
  private func isOn(
    _ p_WQ: Vector3, _ outward: Vector3, _ shape: Shape, _ X_WS: Pose
  ) -> Bool {
    let (p, n) = (X_WS.inverse * p_WQ, X_WS.rotation.inverse * outward)
    let inside = Sample.directions.allSatisfy { p.dot($0) <= shape.support($0).dot($0) + 1e-9 }
    return inside && p.dot(n) >= shape.support(n).dot(n) - 1e-6
  }
}
