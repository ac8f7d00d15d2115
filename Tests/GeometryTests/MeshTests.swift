import Geometry
import Testing

@Suite("Meshes are closed, face outwards and fill their bodies")
struct MeshTests {
  @Test("Every edge, by position, is run through once each way", arguments: Sample.shapes)
  func closed(shape: Shape) {
    for segments in [3, 8, 24, 31] {
      let mesh = shape.mesh(segments: segments)
      #expect(mesh.isClosed)
    }
  }

  @Test(
    "Normals are of unit length and on the side that the winding faces", arguments: Sample.shapes)
  func normals(shape: Shape) {
    let mesh = shape.mesh()
    #expect(mesh.normals.count == mesh.positions.count)
    #expect(mesh.normals.allSatisfy { abs($0.length - 1) < 1e-15 })
    // A curved side turns by 15 degrees within a triangle, by more where an ellipsoid is stretched;
    // a cone's point by 180, half either way.
    #expect(mesh.leastFacing > (isStretched(shape) ? 0.6 : 0.9))
  }

  @Test(
    "A normal is the direction in which the body has its corner farthest out",
    arguments: Sample.shapes)
  func normalsAreTheBodys(shape: Shape) {
    let mesh = shape.mesh()
    for (p, n) in zip(mesh.positions, mesh.normals) {
      #expect(abs(shape.support(n).dot(n) - p.dot(n)) < 1e-15)
    }
  }

  @Test("The volume inside is the body's", arguments: Sample.shapes)
  func volume(shape: Shape) {
    let expected = Sample.volume(shape)
    // Flat sides are exact; 96 straight ones lose 7 in 10,000 of a circle, twice that of a sphere.
    let least = isFlat(shape) ? 1 - 1e-12 : 1 - 2e-3
    let volume = shape.mesh(segments: 96).enclosedVolume
    #expect(volume > least * expected && volume < (1 + 1e-12) * expected)
  }

  @Test("Corners lie within the bounds", arguments: Sample.shapes)
  func insideBounds(shape: Shape) {
    #expect(shape.mesh().positions.allSatisfy { shape.bounds.contains($0, slack: 1e-15) })
  }

  @Test("An appended mesh is moved whole and keeps its own indices")
  func append() throws {
    let box = Shape.box(size: [1, 1, 1]).mesh()
    var pair = box
    pair.append(box, at: Pose(Rotation(about: [0, 0, 1], by: .pi / 2), [3, 0, 0]))
    #expect(pair.triangles.count == 24)
    #expect(abs(pair.enclosedVolume - 2) < 1e-14)
    let bounds = try #require(pair.bounds)
    #expect((bounds.upper - [3.5, 0.5, 0.5]).length < 1e-15)
    #expect((bounds.lower - [-0.5, -0.5, -0.5]).length < 1e-15)
    #expect((pair.normals[24] - Vector3(1, 0, 0)).length < 1e-15)
    #expect(box + Mesh() == box)
    #expect(Mesh().bounds == nil)
  }

  private func isFlat(_ shape: Shape) -> Bool {
    switch shape {
    case .box, .prism: true
    default: false
    }
  }

  private func isStretched(_ shape: Shape) -> Bool {
    if case .ellipsoid = shape { return true }
    return false
  }
}
