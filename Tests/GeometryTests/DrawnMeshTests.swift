import Foundation
import Geometry
import Testing

@Suite("Surfaces that are only drawn are closed and face outwards")
struct DrawnMeshTests {
  static let star: [SIMD2<Double>] = (0..<10).map { i in
    let angle = Double(i) * .pi / 5
    return (i % 2 == 0 ? 0.1 : 0.04) * SIMD2(cos(angle), sin(angle))
  }

  /// A U with corners in the middle of straight sides.
  static let channel: [SIMD2<Double>] = [
    [0, 0], [1, 0], [3, 0], [3, 2], [2, 2], [2, 1.5], [2, 1], [1, 1], [1, 2], [0, 2],
  ]

  /// A cup's wall and floor, from the axis outwards and back in.
  static let cup: [SIMD2<Double>] = [
    [0, 0], [0.03, 0], [0.04, 0.1], [0.037, 0.1], [0.027, 0.004], [0, 0.004],
  ]

  @Test("A torus has its volume, and normals away from the tube's middle")
  func torus() {
    for segments in [3, 7, 24] {
      let mesh = Mesh.torus(ring: 0.05, tube: 0.02, segments: segments)
      #expect(mesh.isClosed)
      #expect(segments < 24 || mesh.leastFacing > 0.95)
      for (p, n) in zip(mesh.positions, mesh.normals) {
        let ring = 0.05 * Vector3(p.x, p.y, 0).normalized
        #expect((p - ring - 0.02 * n).length < 1e-15)
      }
    }
    let volume = Mesh.torus(ring: 0.05, tube: 0.02, segments: 96).enclosedVolume
    let expected = 2 * Double.pi * .pi * 0.05 * 0.02 * 0.02
    #expect(volume < expected && volume > 0.997 * expected)
  }

  @Test("A turned cup is closed, has the volume that Pappus says, and sharp edges")
  func lathe() throws {
    let profile = try #require(Outline(Self.cup))
    let mesh = Mesh.lathe(profile, segments: 120)
    #expect(mesh.isClosed)
    #expect(mesh.leastFacing > 0.999)
    let p = Self.cup
    let moment = p.indices.reduce(0.0) { sum, i in
      let (a, b) = (p[i], p[(i + 1) % p.count])
      return sum + (a.x + b.x) * (a.x * b.y - b.x * a.y) / 6
    }
    // A polygon of 120 corners has 2 in 1,000 less area than its circle.
    #expect(abs(mesh.enclosedVolume / (2 * .pi * moment) - 1) < 1e-3)
    let bounds = try #require(mesh.bounds)
    #expect(bounds.lower.z == 0 && bounds.upper.z == 0.1 && bounds.upper.x == 0.04)
  }

  @Test("A turned half disk is a ball with its normals, one turned triangle a cone with a point")
  func poles() throws {
    let arc = (0...24).map { i -> SIMD2<Double> in
      let angle = -Double.pi / 2 + .pi * Double(i) / 24
      return i == 0 ? [0, -0.05] : i == 24 ? [0, 0.05] : 0.05 * SIMD2(cos(angle), sin(angle))
    }
    let ball = Mesh.lathe(try #require(Outline(arc)))
    #expect(ball.isClosed)
    for (p, n) in zip(ball.positions, ball.normals) { #expect((p - 0.05 * n).length < 1e-15) }
    let cone = Mesh.lathe(try #require(Outline([[0, 0], [0.03, 0], [0, 0.04]])))
    #expect(cone.isClosed)
    let apex = zip(cone.positions, cone.normals).filter { p, n in p.z == 0.04 && n.z > 0 }
    #expect(!apex.isEmpty && apex.allSatisfy { p, n in abs(n.z - 0.6) < 1e-12 })
  }

  @Test(
    "An extrusion of any simple outline, either way round, has its volume",
    arguments: [star, channel, cup])
  func extrusion(corners: [SIMD2<Double>]) throws {
    for corners in [corners, corners.reversed(), Array(corners[3...] + corners[..<3])] {
      let outline = try #require(Outline(corners))
      let mesh = Mesh.extrusion(outline, length: 0.5)
      #expect(mesh.isClosed)
      #expect(mesh.leastFacing > 0.9)
      #expect(abs(mesh.enclosedVolume - 0.5 * outline.area) < 1e-12)
      let convex = try #require(Outline([[0, 0], [1, 0], [1, 1], [0, 1]]))
      let box = Mesh.extrusion(convex, length: 2)
      #expect(abs(box.enclosedVolume - 2) < 1e-15)
    }
  }

  @Test("A round outline's side is lit as the circle it stands for, and its rim is sharp")
  func roundSide() throws {
    let outline = try #require(Outline.circle(radius: 0.1, segments: 32))
    let mesh = Mesh.extrusion(outline, length: 0.3)
    for (p, n) in zip(mesh.positions, mesh.normals) where n.z == 0 {
      #expect((Vector3(p.x, p.y, 0) - 0.1 * n).length < 1e-15)
    }
    #expect(mesh.normals.count { abs($0.z) == 1 } == 64)
  }

  @Test("Outlines that meet themselves, enclose nothing or are no numbers are refused")
  func refused() {
    let bad: [[SIMD2<Double>]] = [
      [], [[0, 0], [1, 0]], [[0, 0], [1, 0], [2, 0]], [[0, 0], [1, 1], [1, 0], [0, 1]],
      [[0, 0], [1, 0], [1, 0], [0, 1]], [[0, 0], [2, 0], [1, 0], [1, 1]],
      [[0, 0], [4, 0], [4, 4], [2, 0], [0, 4]], [[0, 0], [1, 0], [.nan, 1]],
      [[0, 0], [1, 0], [0, .infinity]], Array(repeating: [0, 0], count: 600),
      [[0, 0], [1, 0], [0, 1], [0, 0], [-1, 0], [0, -1]],
    ]
    for corners in bad { #expect(Outline(corners) == nil) }
    #expect(Outline.circle(radius: 1, segments: 2) == nil)
    #expect(Outline.circle(radius: 1, segments: 10_000) == nil)
  }

  @Test("A star and a line with a corner in the middle are not convex, a hexagon is")
  func convex() {
    #expect(Outline(Self.star)?.isConvex == false)
    #expect(Outline([[0, 0], [1, 0], [2, 0], [1, 1]])?.isConvex == false)
    #expect(Outline(Sample.hexagon.reversed())?.isConvex == true)
  }

  @Test("A comb of 512 corners is cut into ears")
  func comb() throws {
    let heights = [1.0, 0.5, 2.0, 0.5]
    let teeth = (0..<510).map { i -> SIMD2<Double> in SIMD2(0.5 * Double(i), heights[i % 4]) }
    let ends: [SIMD2<Double>] = [[255, 0], [0, 0]]
    let outline = try #require(Outline(ends + teeth))
    let mesh = Mesh.extrusion(outline, length: 1)
    #expect(mesh.isClosed)
    #expect(abs(mesh.enclosedVolume - outline.area) < 1e-9)
  }

  @Test("A sheet of cloth is closed, of its thickness, and faces up on one side only")
  func sheet() {
    let points = (0..<35).map { i -> Vector3 in
      let (x, y) = (0.05 * Double(i % 7), 0.05 * Double(i / 7))
      let z: Double = 0.01 * sin(20 * x) * cos(15 * y)
      return Vector3(x, y, z)
    }
    let mesh = Mesh.sheet(points, columns: 7, thickness: 0.002)
    #expect(mesh.isClosed)
    #expect(mesh.leastFacing > 0.9)
    let flat = Mesh.sheet(
      points.map { Vector3($0.x, $0.y, 0) }, columns: 7, thickness: 0.002)
    #expect(flat.isClosed)
    #expect(abs(flat.enclosedVolume - 0.3 * 0.2 * 0.002) < 1e-15)
    #expect(flat.leastFacing > 1 - 1e-12)
    #expect(mesh.normals.prefix(35).allSatisfy { $0.z > 0.9 })
  }

  @Test("A sheet folded in two, with a whole row in one place, still has a direction everywhere")
  func folded() {
    let rows: [[Vector3]] = [
      [[0, 0, 0], [1, 0, 0]], [[0, 1, 0], [1, 1, 0]], [[0, 1, 0.01], [1, 1, 0.01]],
      [[0, 0, 0.01], [1, 0, 0.01]],
    ]
    let mesh = Mesh.sheet(rows.flatMap(\.self), columns: 2, thickness: 0.004)
    #expect(mesh.isClosed)
    let stuck = Mesh.sheet(Array(repeating: .zero, count: 6), columns: 3, thickness: 0.01)
    #expect((mesh.normals + stuck.normals).allSatisfy { abs($0.length - 1) < 1e-12 })
  }

  @Test("Every bar of a basket is closed, and the whole is as large as it says")
  func basket() throws {
    let mesh = Mesh.basket(
      floor: [0.2, 0.1], rim: [0.25, 0.15], height: 0.08, wire: 0.003, spacing: 0.02)
    #expect(mesh.isClosed)
    #expect(mesh.leastFacing > 0.9)
    let size = try #require(mesh.bounds).size
    // The bars end half a wire beyond the corners.
    #expect(abs(size.x - 0.253) < 1e-3 && abs(size.y - 0.153) < 1e-3 && abs(size.z - 0.083) < 1e-3)
  }
}
