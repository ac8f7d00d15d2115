import Foundation
import Geometry
import MeshFiles
import Testing

@Suite("Every form a format allows is read")
struct FormatTests {
  @Test("Lines end in LF, CR LF or CR, go on after a backslash, and hold what is passed over")
  func lines() throws {
    let text =
      "mtllib a.mtl\nv 0 0 0 1\nv 1e0 0 0\nv 0 +1 0.0\nvp 1\n\nl 1 2\nf 1 2 \\\n 3"
    let plain = try Model(Array(text.utf8), format: .obj)
    #expect(
      plain.mesh.positions.sorted { $0.x + 2 * $0.y < $1.x + 2 * $1.y }
        == [[0, 0, 0], [1, 0, 0], [0, 1, 0]])
    for end in ["\r\n", "\r"] {
      let other = text.replacing("\n", with: end)
      #expect(try Model(Array(other.utf8), format: .obj) == plain)
    }
  }

  @Test("Numbers are read to the last bit")
  func numbers() throws {
    let words = [
      "0.1", "-0.30000000000000004", "123456.789", ".5", "5.", "1e-7", "-2.5E+3", "0.000000000001",
      "999999999.123456",
    ]
    for word in words {
      let bytes = Array("v \(word) 0 0\nv 1 1 0\nv 0 0 1\nf 1 2 3".utf8)
      let expected = try #require(Double(word.hasPrefix(".") ? "0" + word : word))
      #expect(try Model(bytes, format: .obj).mesh.positions.contains([expected, 0, 0]))
    }
  }

  @Test("The normals of an OBJ are used, one without length is made from the face")
  func normals() throws {
    let text = "v 0 0 0\nv 1 0 0\nv 0 1 0\nvn 0 3 4\nvn 0 0 0\nf 1//1 2//1 3//-1"
    let mesh = try Model(Array(text.utf8), format: .obj).mesh
    #expect(mesh.normals.filter { ($0 - [0, 0.6, 0.8]).length < 1e-15 }.count == 2)
    #expect(mesh.normals.contains([0, 0, 1]))
  }

  @Test("Texture coordinates of an OBJ count from the lower left, and tear corners apart")
  func uvs() throws {
    let text = """
      v 0 0 0\nv 1 0 0\nv 0 1 0\nv 1 1 0
      vt 0 0\nvt 0.25 0 7\nvt 0 1\nvt 0.5
      f 1/1 2/2 3/3\nf 3/3 2/4 4
      """
    let mesh = try Model(Array(text.utf8), format: .obj).mesh
    #expect(mesh.uvs.count == mesh.positions.count)
    func seen(_ position: Vector3) -> [SIMD2<Double>] {
      mesh.positions.indices.filter { mesh.positions[$0] == position }.map { mesh.uvs[$0] }
    }
    #expect(seen([0, 0, 0]) == [[0, 1]])
    #expect(seen([1, 0, 0]) == [[0.25, 1], [0.5, 1]])
    #expect(seen([0, 1, 0]) == [[0, 0]])
    #expect(seen([1, 1, 0]) == [[0, 0]])
  }

  @Test(
    "Texture coordinates of a GLB are floats, bytes or two bytes", arguments: [5126, 5121, 5123])
  func uvsOfGLB(component: Int) throws {
    let places: [(Double, Double)] = [(0, 1), (0.2, 0.4), (1, 0)]
    let bytes = places.flatMap { place in
      [place.0, place.1].flatMap { number -> [UInt8] in
        switch component {
        case 5126: GLB.floats([Float(number)])
        case 5121: [UInt8((255 * number).rounded())]
        default: Array(GLB.word(Int((65_535 * number).rounded())).prefix(2))
        }
      }
    }
    var glb = GLB.triangle
      .replacing("\"POSITION\": 0", with: "\"POSITION\": 0, \"TEXCOORD_0\": 2")
      .replacing(
        "\"type\": \"SCALAR\"}",
        with: "\"type\": \"SCALAR\"}, {\"bufferView\": 2, \"componentType\": \(component), "
          + "\"count\": 3, \"type\": \"VEC2\"}"
      )
      .replacing(
        "\"byteLength\": 6}",
        with: "\"byteLength\": 6}, {\"buffer\": 0, \"byteOffset\": 42, "
          + "\"byteLength\": \(bytes.count)}"
      )
      .replacing("{\"byteLength\": 42}", with: "{\"byteLength\": \(42 + bytes.count)}")
    glb.buffer += bytes
    let mesh = try Model(glb.bytes, format: .glb).mesh
    for (uv, place) in zip(mesh.uvs, places) {
      #expect(abs(uv.x - place.0) < 1e-6)
      #expect(abs(uv.y - place.1) < 1e-6)
    }
    #expect(mesh.uvs.count == 3)
  }

  @Test("An OBJ's objects are parts where that is asked for, and one surface otherwise")
  func objects() throws {
    // The second refers to a corner of the first, which has the same place in both.
    let text = """
      v 0 0 0\nv 1 0 0\nv 0 1 0\no empty\no left\nf 1 2 3\no right \nv 1 1 0\nf 2 4 3\no left\nf 1 3 2
      """
    let parts = try Model(Array(text.utf8), format: .obj, byObject: true).parts
    #expect(parts.map(\.name) == ["left", "right", "left"])
    #expect(parts.map(\.mesh.triangles.count) == [1, 1, 1])
    #expect(Set(parts[1].mesh.positions) == [[1, 0, 0], [1, 1, 0], [0, 1, 0]])
    #expect(parts.map { $0.mesh.normals[0].z } == [1, 1, -1])
    let whole = try Model(Array(text.utf8), format: .obj).parts
    #expect(whole.map(\.name) == [nil])
    #expect(whole[0].mesh.triangles.count == 3)
    let first = try Model(
      Array("v 0 0 0\nv 1 0 0\nv 0 1 0\nf 1 2 3\no a".utf8), format: .obj, byObject: true)
    #expect(first.parts.map(\.name) == [nil])
  }

  @Test("More objects than parts may be are refused where they are asked for, and else passed over")
  func manyObjects() throws {
    let text = String(repeating: "o a\n", count: 65) + "v 0 0 0\nv 1 0 0\nv 0 1 0\nf 1 2 3"
    #expect(throws: MeshError.self) {
      try Model(Array(text.utf8), format: .obj, byObject: true)
    }
    #expect(try Model(Array(text.utf8), format: .obj).parts.count == 1)
  }

  @Test("Triangles without an area are left out, and a mesh of nothing else is refused")
  func slivers() throws {
    let corners = "v 0 0 0\nv 1 0 0\nv 0 1 0\nv 2 0 0\nv 1 0 -0\n"
    let mesh = try Model(Array((corners + "f 1 2 4\nf 1 2 3\nf 2 5 3").utf8), format: .obj).mesh
    #expect(mesh.triangles.count == 1)
    #expect(refusal(Array((corners + "f 1 2 4").utf8), .obj)?.contains("area") == true)
    #expect(refusal([], .obj) == refusal(Array("solid a\nendsolid a".utf8), .stl))
  }

  @Test("A binary STL that begins with solid is binary all the same")
  func solidBinary() throws {
    var bytes = try ReferenceFiles.mesh("can.stl")
    bytes.replaceSubrange(0..<5, with: "solid".utf8)
    #expect(try Model(bytes, format: .stl).mesh.triangles.count == 96)
  }

  @Test("A strip and a fan turn as the first triangle does; indices may have one or four bytes")
  func modes() throws {
    let square = GLB.floats([0, 0, 0, 1, 0, 0, 0, 1, 0, 1, 1, 0])
    func glb(_ mode: Int, _ order: [UInt8], _ type: Int, _ width: Int) -> GLB {
      var glb = GLB.triangle.replacing(
        "\"indices\": 1", with: "\"indices\": 1, \"mode\": \(mode)")
      glb = glb.replacing("5126, \"count\": 3", with: "5126, \"count\": 4")
      glb = glb.replacing("5123, \"count\": 3", with: "\(type), \"count\": 4")
      glb = glb.replacing("\"byteLength\": 36", with: "\"byteLength\": 48")
      glb = glb.replacing(
        "\"byteOffset\": 36, \"byteLength\": 6",
        with: "\"byteOffset\": 48, \"byteLength\": \(4 * width)")
      glb.buffer = square + order.flatMap { [$0] + Array(repeating: 0, count: width - 1) }
      return glb
    }
    for (mode, order) in [(5, [0, 1, 2, 3] as [UInt8]), (6, [0, 1, 3, 2])] {
      for (type, width) in [(5121, 1), (5123, 2), (5125, 4)] {
        let mesh = try Model(glb(mode, order, type, width).bytes, format: .glb).mesh
        #expect(mesh.triangles.count == 2)
        #expect(mesh.normals == Array(repeating: [0, 0, 1], count: 4))
      }
    }
  }

  @Test("A node's turn, scale and step apply in that order; a mirror keeps the outside outside")
  func nodes() throws {
    let turned = GLB.triangle.replacing(
      "{\"mesh\": 0}",
      with: """
        {"mesh": 0, "translation": [5, 0, 0], "rotation": [0, 0, 0.7071067811865476,
        0.7071067811865476], "scale": [2, 1, 1]}
        """)
    let mesh = try Model(turned.bytes, format: .glb).mesh
    #expect(mesh.positions.contains { ($0 - [5, 2, 0]).length < 1e-12 })
    #expect(mesh.positions.contains { ($0 - [4, 0, 0]).length < 1e-12 })
    let mirrored = GLB.triangle.replacing(
      "{\"mesh\": 0}", with: "{\"mesh\": 0, \"scale\": [1, 1, -1]}")
    #expect(try Model(mirrored.bytes, format: .glb).mesh.normals[0] == [0, 0, -1])
  }

  @Test("A million triangles are read, and so are a hundred thousand about one corner")
  func large() throws {
    let side = 708
    var bytes = [UInt8](repeating: 0, count: 80) + GLB.word(2 * side * side)
    bytes.reserveCapacity(84 + 100 * side * side)
    for y in 0..<side {
      for x in 0..<side {
        let (l, r, b, t) = (Float(x), Float(x + 1), Float(y), Float(y + 1))
        let lower = [0, 0, 0, l, b, 0, r, b, 0, r, t, 0]
        let upper = [0, 0, 0, l, b, 0, r, t, 0, l, t, 0]
        for corners in [lower, upper] {
          corners.withUnsafeBytes { bytes += $0 }
          bytes += [0, 0]
        }
      }
    }
    let mesh = try Model(bytes, format: .stl).mesh
    #expect(mesh.triangles.count == 1_002_528)
    #expect(mesh.positions.count == (side + 1) * (side + 1))

    var fan = "v 0 0 1\n"
    for i in 0..<100_000 { fan += "v \(i) \((i * 7919) % 100_003) 0\n" }
    for i in 2..<100_001 { fan += "f 1 \(i) \(i + 1)\n" }
    #expect(try Model(Array(fan.utf8), format: .obj).mesh.triangles.count == 99_999)
  }
}
