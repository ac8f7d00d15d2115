import Foundation
import MeshFiles
import Testing

@Suite("A bad mesh file is refused in one line that says where")
struct RefusalTests {
  @Test(
    "OBJ",
    arguments: [
      ("v 0 0\nf 1 1 1", "line 1: ''"), ("v 0 0 nan", "line 1: 'nan'"),
      ("v 0 inf 0", "line 1: 'inf'"), ("v 0 0 1e999", "line 1: '1e999'"),
      ("v 0 0 1e10", "line 1: '0.0 0.0 10000000000.0'"), ("v 0 0 0x10", "line 1: '0x10'"),
      ("v 0 0 0\nf 1 1 2", "line 2: a reference to number 2 of 1"),
      ("v 0 0 0\nf 0 1 1", "line 2: a reference to number 0 of 1"),
      ("v 0 0 0\nf 1 1 -2", "line 2: a reference to number -2 of 1"),
      ("v 0 0 0\n\nf 1 1", "line 3: a face of 2 corners"),
      ("v 0 0 0\nf 1/2/3/4 1 1", "line 2: '1/2/3/4'"), ("v 0 0 0\nf a 1 1", "line 2: 'a'"),
      ("v 0 0 0\nf 1/1 1 1", "line 2: a reference to number 1 of 0"),
      ("v 0 0 0\nf 1//1 1 1", "line 2: a reference to number 1 of 0"),
      ("v 0 0 0\nf 99999999999 1 1", "line 2: '99999999999'"),
      ("v 0 0 0\nf /1 1 1", "line 2: '/1'"), ("v 0 0 0\nf 1//- 1 1", "line 2: '1//-'"),
      ("v 0 0 0\nf 1-1 1 1", "line 2: '1-1'"), ("v 0 0 0\nf -+1 1 1", "line 2: '-+1'"),
      ("v 0 0 \u{1b}[31m", "line 1: '?[31m'"), ("vn 1 nan 0", "line 1: 'nan'"),
      ("vt nan", "line 1: 'nan'"),
      ("vt 0 1e10", "line 1: '0.0 -9999999999.0'"),
      ("v 0 0 0\nvt 0 0\nf 1/2 1 1", "line 3: a reference to number 2 of 1"),
    ])
  func obj(text: String, message: String) {
    #expect(refusal(Array(text.utf8), .obj)?.hasPrefix(message) == true)
  }

  @Test(
    "STL as text",
    arguments: [
      ("solid\nfacet normal 0 0 1\nouter loop\nvertex 0 0 x", "line 4: 'x'"),
      ("solid\nfacet normal 0 0 1\nouter loop\nvertex 0 0 0\nendloop", "line 5: 'endloop'"),
      ("solid a\nfact", "line 2: 'fact' where facet belongs"),
      ("solid a\nfacet normal 0 0 1", "line 2: 'the end' where outer belongs"),
      ("solid a\nfacet", "line 2: 'the end'"), ("s", "byte 0: 84 bytes belong here and 1"),
    ])
  func stl(text: String, message: String) {
    #expect(refusal(Array(text.utf8), .stl)?.hasPrefix(message) == true)
  }

  @Test("A binary STL cut short, too long, or with what is no number")
  func binary() throws {
    let can = try ReferenceFiles.mesh("can.stl")
    #expect(refusal(can.dropLast(), .stl)?.contains("4884 bytes belong here and 4883") == true)
    #expect(refusal(can + [0], .stl)?.contains("4884 bytes belong here and 4885") == true)
    var bad = can
    bad.replaceSubrange(96..<100, with: GLB.floats([.nan]))
    #expect(refusal(bad, .stl)?.hasPrefix("byte 96: 'nan") == true)
    bad.replaceSubrange(80..<84, with: [255, 255, 255, 255])
    #expect(refusal(bad, .stl)?.hasPrefix("byte 0: 214748364834 bytes belong") == true)
  }

  @Test(
    "A GLB whose JSON asks for what is not there or not read",
    arguments: [
      ("\"nodes\": [0]", "\"nodes\": [7]", "nodes: a reference to number 7 of 1"),
      ("\"nodes\": [0]", "\"nodes\": [0, 0]", "nodes[0]: a node hangs on two"),
      ("{\"mesh\": 0}", "{\"mesh\": -1}", "meshes: a reference to number -1"),
      ("{\"mesh\": 0}", "{\"mesh\": 0, \"children\": [0]}", "nodes[0]: a node hangs"),
      ("{\"mesh\": 0}", "{\"mesh\": 0, \"scale\": [1]}", "nodes[0]: a place that is none"),
      ("{\"mesh\": 0}", "{\"mesh\": 0, \"matrix\": [1]}", "nodes[0]: a place that is none"),
      ("{\"mesh\": 0}", "{\"mesh\": 0, \"rotation\": [0, 0, 0, 0]}", "nodes[0]: a place"),
      ("{\"mesh\": 0}", "{\"mesh\": 0, \"scale\": [1e300, 1e300, 1]}", "meshes[0].primitives[0]"),
      ("\"VEC3\"", "\"VEC2\"", "accessors[0]: VEC2 of 5126"), ("5126", "5123", "accessors[0]"),
      ("5123", "5122", "accessors[1]: SCALAR of 5122"),
      ("\"type\": \"VEC3\"", "\"type\": \"VEC3\", \"sparse\": {}", "accessors[0]: an accessor"),
      ("{\"bufferView\": 0, ", "{", "accessors[0]: an accessor without"),
      ("\"count\": 3, \"type\": \"VEC3\"", "\"count\": 4, \"type\": \"VEC3\"", "accessors[0]: 48"),
      (
        "\"count\": 3, \"type\": \"VEC3\"", "\"count\": 9000000000000000000, \"type\": \"VEC3\"",
        "accessors[0]: sizes that are none"
      ),
      ("\"byteLength\": 36", "\"byteLength\": -1", "accessors[0]: sizes"),
      ("\"byteOffset\": 36", "\"byteOffset\": 37", "accessors[1]: 43 bytes belong here and 42"),
      ("\"byteLength\": 36", "\"byteLength\": 36, \"byteStride\": 4", "accessors[0]: sizes"),
      ("{\"byteLength\": 42}", "{\"byteLength\": 42, \"uri\": \"x\"}", "buffers: a buffer outside"),
      ("{\"scenes\"", "{\"extensionsRequired\": [\"KHR_draco\"], \"scenes\"", "extensionsRequired"),
      ("\"POSITION\": 0", "\"POSITION\": 0, \"NORMAL\": 9", "accessors: a reference to number 9"),
      ("\"POSITION\": 0", "\"POSITION\": 0, \"TEXCOORD_0\": 9", "accessors: a reference to"),
      ("\"POSITION\": 0", "\"POSITION\": 0, \"TEXCOORD_0\": 0", "accessors[0]: VEC3 of 5126"),
      ("\"indices\": 1", "\"indices\": 1, \"material\": 0", "materials: a reference to number 0"),
      ("{\"scenes\"", "[\"scenes\"", "byte 20: its JSON is not that of a glTF"),
    ])
  func glb(old: String, new: String, message: String) {
    let refused = refusal(GLB.triangle.replacing(old, with: new).bytes, .glb)
    #expect(refused?.hasPrefix(message) == true, "\(refused ?? "read")")
  }

  @Test("A GLB of another version, cut short, without JSON, or with an index beyond its corners")
  func glbFrame() {
    let good = GLB.triangle.bytes
    #expect(refusal(good, .glb) == nil)
    #expect(refusal([1, 2], .glb)?.hasPrefix("byte 0: '??' where glTF") == true)
    #expect(refusal(Array("glTF".utf8), .glb)?.hasPrefix("byte 0: 20 bytes") == true)
    #expect(refusal(good.dropLast(), .glb)?.hasPrefix("byte 8: ") == true)
    var other = good
    other[4] = 1
    #expect(refusal(other, .glb)?.hasPrefix("byte 4: glTF version 1 is not read") == true)
    other = good
    other[15] = 255
    #expect(refusal(other, .glb)?.hasPrefix("byte 12: ") == true)
    other = good
    other[16] = 0
    #expect(refusal(other, .glb)?.hasPrefix("byte 16: the first chunk") == true)
    var index = GLB.triangle
    index.buffer[40] = 3
    #expect(
      refusal(index.bytes, .glb)?.hasPrefix("meshes[0].primitives[0]: a reference to number 3 of 3")
        == true)
  }

  @Test("Nodes and JSON that go too deep are no end of the stack")
  func deep() {
    let nodes = (0..<100_000).map { "{\"children\": [\($0 + 1)]}" } + ["{\"mesh\": 0}"]
    let chain = GLB.triangle.replacing(
      "{\"mesh\": 0}", with: nodes.joined(separator: ","))
    #expect(refusal(chain.bytes, .glb)?.hasPrefix("nodes[64]: more than 64 levels") == true)
    let nested = String(repeating: "[", count: 1_000_000)
    let deep = GLB.triangle.replacing("{\"scenes\"", with: "{\"extras\": \(nested), \"scenes\"")
    #expect(refusal(deep.bytes, .glb)?.hasPrefix("byte 20: its JSON") == true)
  }

  @Test("A mesh shown by very many nodes is refused before the memory ends")
  func manyNodes() {
    let count = 5000
    let nodes = Array(repeating: "{\"mesh\":0}", count: count).joined(separator: ",")
    let roots = (0..<count).map(String.init).joined(separator: ",")
    var glb = GLB.triangle.replacing("{\"mesh\": 0}", with: nodes)
      .replacing("{\"nodes\": [0]}", with: "{\"nodes\": [\(roots)]}")
      .replacing("5126, \"count\": 3", with: "5126, \"count\": 4000")
      .replacing("\"byteLength\": 36}", with: "\"byteLength\": 48000}")
    glb.buffer += Array(repeating: 0, count: 48_000)
    #expect(refusal(glb.bytes, .glb)?.contains("more than 12582912 corners") == true)

    // A strip of 1000 turns about the same three corners.
    var strip = GLB.triangle.replacing("{\"mesh\": 0}", with: nodes)
      .replacing("{\"nodes\": [0]}", with: "{\"nodes\": [\(roots)]}")
      .replacing("\"indices\": 1", with: "\"indices\": 1, \"mode\": 5")
      .replacing("5123, \"count\": 3", with: "5123, \"count\": 1000")
      .replacing("\"byteLength\": 6}", with: "\"byteLength\": 2000}")
    strip.buffer += (0..<997).flatMap { [UInt8($0 % 3), 0] }
    #expect(refusal(strip.bytes, .glb)?.contains("more than 4194304 triangles") == true)
  }

  @Test("Files that are missing, folders, pipes or of another kind")
  func files() throws {
    func refusal(_ path: String) -> String? {
      do {
        _ = try Model(contentsOf: path)
        return nil
      } catch { return "\(error)" }
    }
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "simeval-\(ProcessInfo.processInfo.globallyUniqueString).obj")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(refusal(folder.path)?.hasPrefix("no file that can be read") == true)
    #expect(refusal(folder.appending(path: "a.stl").path)?.hasPrefix("no file") == true)
    #expect(refusal("/dev/null.glb")?.hasPrefix("no file") == true)
    #expect(refusal("a.dae")?.hasPrefix("the ending 'dae' tells no format") == true)
    #expect(refusal("a")?.hasPrefix("the ending '' tells no format") == true)
  }
}
