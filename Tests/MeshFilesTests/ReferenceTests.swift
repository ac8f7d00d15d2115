import Foundation
import Geometry
import MeshFiles
import Testing

@Suite("Mesh files are read as trimesh reads them")
struct ReferenceTests {
  struct Truth: Decodable {
    var triangles, places: Int
    var area, volume: Double
    var lower, upper: Vector3
  }

  static let truth: [String: Truth] = {
    let data = try? Data(contentsOf: ReferenceFiles.url("meshes/truth.json"))
    return (try? JSONDecoder().decode([String: Truth].self, from: data ?? Data())) ?? [:]
  }()

  @Test("There are sixteen files")
  func all() { #expect(Self.truth.count == 16) }

  @Test("A picture in a GLB comes with its part, and the places of its corners on it")
  func picture() throws {
    let model = try Model(contentsOf: ReferenceFiles.url("meshes/labelled.glb").path)
    let part = try #require(model.parts.first)
    #expect(model.parts.count == 1 && part.colour == [255, 255, 255])
    // A PNG from its first byte to its last.
    let picture = try #require(part.picture)
    #expect(picture.prefix(8) == [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
    #expect(picture.suffix(8) == [0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82])
    let bounds = try #require(part.mesh.bounds)
    for (p, uv) in zip(part.mesh.positions, part.mesh.uvs) {
      let place = (p - bounds.lower) / bounds.size
      // glTF counts from the upper edge; both are floats in the file.
      #expect(abs(uv.x - place.x) < 1e-6 && abs(uv.y - (1 - place.z)) < 1e-6)
    }
    #expect(part.mesh.uvs.count == part.mesh.positions.count)
  }

  @Test("Triangles, places, area, volume and bounds", arguments: truth.keys.sorted())
  func reference(name: String) throws {
    let truth = try #require(Self.truth[name])
    let model = try Model(contentsOf: ReferenceFiles.url("meshes/\(name)").path)
    let mesh = model.mesh
    #expect(mesh.triangles.count == truth.triangles)
    #expect(Set(mesh.positions).count == truth.places)
    // The same sums of the same numbers in another order.
    #expect(abs(area(mesh) - truth.area) < 1e-12)
    #expect(abs(volume(mesh) - truth.volume) < 1e-12)
    let bounds = try #require(mesh.bounds)
    #expect((bounds.lower - truth.lower).length < 1e-12)
    #expect((bounds.upper - truth.upper).length < 1e-12)
    #expect(mesh.normals.count == mesh.positions.count)
    for t in mesh.triangles {
      let (p, q, r) = corners(t, mesh)
      let facing = (q - p).cross(r - p).normalized
      // Normals lean by half the angle between neighbours, at most half the crease; those that
      // trimesh writes in room.glb run smoothly over the corners of a box, one of them stretched.
      let least = name == "room.glb" ? 0.2 : 0.9
      for k in 0..<3 { #expect(mesh.normals[Int(t[k])].dot(facing) > least) }
    }
  }

  @Test("An egg's normals, from the file or made here, are near the egg's own")
  func normals() throws {
    for name in ["egg.obj", "egg.glb", "egg.stl"] {
      let mesh = try Model(contentsOf: ReferenceFiles.url("meshes/\(name)").path).mesh
      #expect(mesh.positions.count == 162)
      for (p, n) in zip(mesh.positions, mesh.normals) {
        let own = (p / (Vector3(0.05, 0.03, 0.04) * Vector3(0.05, 0.03, 0.04))).normalized
        // 320 triangles differ from the egg by up to five degrees.
        #expect(own.dot(n) > cos(5 * Double.pi / 180))
      }
    }
  }

  @Test("A box keeps its edges and a can its rims, and the can's side is smooth")
  func creases() throws {
    let box = try Model(contentsOf: ReferenceFiles.url("meshes/box.stl").path).mesh
    #expect(box.positions.count == 24)
    #expect(box.normals.allSatisfy { $0.max() == 1 || $0.min() == -1 })
    let can = try Model(contentsOf: ReferenceFiles.url("meshes/can.stl").path).mesh
    // 24 on each rim for the side, as many for the end, and its middle.
    #expect(can.positions.count == 2 * (24 + 24 + 1))
  }

  @Test("A GLB's parts are its colours, in sRGB")
  func colours() throws {
    let room = try Model(contentsOf: ReferenceFiles.url("meshes/room.glb").path)
    // 200/255, 40/255 and so on in linear light.
    #expect(room.parts.map(\.colour) == [[229, 110, 122], [96, 229, 160]])
    #expect(room.parts.map(\.mesh.triangles.count) == [12 + 12 + 96, 320])
    let box = try Model(contentsOf: ReferenceFiles.url("meshes/box.stl").path)
    #expect(box.parts.map(\.colour) == [nil])
  }

  private func corners(_ t: SIMD3<UInt32>, _ mesh: Mesh) -> (Vector3, Vector3, Vector3) {
    (mesh.positions[Int(t.x)], mesh.positions[Int(t.y)], mesh.positions[Int(t.z)])
  }

  private func area(_ mesh: Mesh) -> Double {
    mesh.triangles.reduce(0) { sum, t in
      let (p, q, r) = corners(t, mesh)
      return sum + 0.5 * (q - p).cross(r - p).length
    }
  }

  private func volume(_ mesh: Mesh) -> Double {
    mesh.triangles.reduce(0) { sum, t in
      let (p, q, r) = corners(t, mesh)
      return sum + p.dot(q.cross(r)) / 6
    }
  }
}
