import Chance
import Geometry
import MeshFiles
import Testing

@Suite("No bytes make a reader trap, or give a mesh that would")
struct FuzzTests {
  static let files = [
    "box.obj", "polygons.obj", "egg.obj", "box.stl", "can-text.stl", "box.glb", "room.glb",
  ]

  @Test("Bytes changed, left out, doubled and cut off at random", arguments: files)
  func mutated(name: String) throws {
    let original = try ReferenceFiles.mesh(name)
    let format = try #require(Model.Format(rawValue: String(name.suffix(3))))
    var chance = Generator(seed: 4, stream: name)
    var read = 0
    for _ in 0..<400 {
      var bytes = original
      for _ in 0...chance.next() % 4 { mutate(&bytes, &chance) }
      if isSound(bytes, format) { read += 1 }
    }
    // Enough come through that what is read was looked at.
    #expect(read > 10)
  }

  @Test("Every beginning of a small file", arguments: ["box.obj", "box.stl", "box.glb"])
  func beginnings(name: String) throws {
    let original = try ReferenceFiles.mesh(name)
    let format = try #require(Model.Format(rawValue: String(name.suffix(3))))
    for count in original.indices { _ = isSound(Array(original.prefix(count)), format) }
    #expect(isSound(original, format))
  }

  private func mutate(_ bytes: inout [UInt8], _ chance: inout Generator) {
    guard !bytes.isEmpty else { return }
    let at = Int(chance.next() % UInt64(bytes.count))
    switch chance.next() % 8 {
    case 0: bytes.removeSubrange(at..<min(at + 1 + Int(chance.next() % 8), bytes.count))
    case 1: bytes.insert(contentsOf: bytes[at..<min(at + 9, bytes.count)], at: at)
    case 2: bytes.removeLast(min(bytes.count, Int(chance.next() % 64)))
    case 3: bytes[at] = [0, 255, 127, 128][Int(chance.next() % 4)]
    case 4: bytes[at] ^= 1 << UInt8(chance.next() % 8)
    case 5: bytes[at] = Array("0123456789-.e/ \n\"[]{},".utf8)[Int(chance.next() % 22)]
    default: bytes[at] = UInt8(truncatingIfNeeded: chance.next())
    }
  }

  /// Whether the bytes are read, and then what is read can be drawn.
  private func isSound(_ bytes: [UInt8], _ format: Model.Format) -> Bool {
    let model: Model
    do { model = try Model(bytes, format: format, byObject: bytes.count.isMultiple(of: 2)) } catch {
      #expect(error is MeshError)
      #expect(!"\(error)".contains("\n"))
      return false
    }
    for mesh in model.parts.map(\.mesh) {
      #expect(mesh.normals.count == mesh.positions.count)
      #expect(mesh.positions.allSatisfy { $0.max() <= 1e9 && $0.min() >= -1e9 })
      #expect(mesh.normals.allSatisfy { abs($0.length - 1) < 1e-12 })
      #expect(mesh.triangles.allSatisfy { $0.max() < mesh.positions.count })
    }
    return true
  }
}
