import Geometry
import Testing

@Suite("Shapes reach as far as their definitions say")
struct ShapeTests {
  @Test("No point of a body's surface lies beyond its support", arguments: Sample.shapes)
  func supportIsFarthest(shape: Shape) {
    let corners = shape.mesh(segments: 16).positions
    for d in Sample.directions {
      let reach = shape.support(d).dot(d)
      // Sums of three products of lengths below a metre.
      #expect(corners.allSatisfy { $0.dot(d) <= reach + 1e-15 })
      #expect(shape.support(7 * d).dot(d) <= reach + 1e-15)
    }
  }

  @Test("Bounds and bounding radius are the least that hold the body", arguments: Sample.shapes)
  func bounds(shape: Shape) throws {
    let points = Sample.directions.map { shape.support($0) }
    let corners = shape.mesh(segments: 64)
    let box = try #require(corners.bounds)
    #expect(points.allSatisfy { shape.bounds.contains($0, slack: 1e-15) })
    // The mesh has a corner on every coordinate half plane, and so touches each side.
    #expect((shape.bounds.lower - box.lower).length < 1e-15)
    #expect((shape.bounds.upper - box.upper).length < 1e-15)
    let farthest = try #require(corners.positions.map(\.length).max())
    #expect(abs(shape.boundingRadius - farthest) < 1e-15 || isOblique(shape))
    #expect(shape.boundingRadius >= farthest - 1e-15)
  }

  @Test("Known corners")
  func corners() {
    #expect(Shape.box(size: [2, 4, 6]).support([1, -1, 1]) == [1, -2, 3])
    #expect(Shape.cylinder(radius: 3, length: 2).support([1, 0, -0.1]) == [3, 0, -1])
    #expect(Shape.cone(bottom: 1, top: 0, length: 4).support([0, 0, 1]) == [0, 0, 2])
    #expect(Shape.capsule(radius: 1, length: 4).support([0, 0, -2]) == [0, 0, -3])
    #expect(Shape.sphere(radius: 2).support([0, 5, 0]) == [0, 2, 0])
    #expect(
      Shape.prism(profile: [[0, 0], [1, 0], [0, 1]], length: 2).support([1, 0, 1]) == [1, 0, 1])
    #expect(Shape.roundedBox(size: [2, 2, 2], radius: 0.5).support([1, 0, 0]) == [1, 0.5, 0.5])
    #expect(Shape.ellipsoid(radii: [1, 2, 3]).support([0, -7, 0]) == [0, -2, 0])
    #expect(Shape.box(size: [2, 4, 4]).boundingRadius == 3)
  }

  /// Whether the farthest point of the body need not be a corner of its mesh.
  private func isOblique(_ shape: Shape) -> Bool {
    if case .roundedBox = shape { return true }
    return false
  }
}
