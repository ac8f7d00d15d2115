import Chance
import Foundation
import Geometry
import Imaging
import Rendering
import Simulation
import StrictYAML
import Testing

@Suite("What a part may be")
struct FormTests {
  static let solids = [
    "cone: {bottom_radius: 0.03, top_radius: 0, length: 0.1}",
    "rounded_box: {size: [0.1, 0.05, 0.05], radius: 0.02}", "ellipsoid: [0.1, 0.05, 0.04]",
    "prism: {outline: [[0, 0], [0.1, 0], [0, 0.1]], length: 0.05}",
  ]
  static let drawn = [
    "torus: {ring_radius: 0.04, tube_radius: 0.01}",
    "lathe: {profile: [[0, 0], [0.03, 0], [0.04, 0.1], [0.037, 0.1], [0.027, 0.004], [0, 0.004]]}",
    "extrusion: {outline: [[0, 0], [0.1, 0], [0.02, 0.02], [0, 0.1]], length: 0.05}",
    "sheet: {rows: [[[0, 0, 0], [0.1, 0, 0.02]], [[0, 0.1, 0], [0.1, 0.1, 0]]], thickness: 0.002}",
    "basket: {floor: [0.2, 0.1], rim: [0.25, 0.15], height: 0.08, wire: 0.003, spacing: 0.02}",
  ]

  @Test("A convex body can be touched, unless it is only to be drawn", arguments: solids)
  func convex(form: String) throws {
    let shape = try #require(try part(form).shape)
    #expect(try part(form).mesh == shape.mesh())
    #expect(try part("\(form), solid: false").shape == nil)
  }

  @Test(
    "What is not convex is only drawn, unless the box around it is to be touched",
    arguments: drawn)
  func onlyDrawn(form: String) throws {
    #expect(try part(form).shape == nil)
    let solid = try part("\(form), at: [0.1, 0.2, 0.3], rpy_deg: [0, 0, 90], solid: true")
    let box = try #require(solid.shape)
    let mesh = try #require(solid.mesh.bounds)
    #expect((box.bounds.lower - mesh.lower).length < 1e-12)
    #expect((box.bounds.upper - mesh.upper).length < 1e-12)
  }

  @Test("The frame of what is only drawn is the one that its numbers are in")
  func frame() throws {
    let cup = try part("\(Self.drawn[1]), at: [1, 2, 3], rpy_deg: [0, 90, 0]")
    let along = cup.mesh.positions.map { cup.X_BP * $0 }
    // Turned about y, what was up is along x.
    #expect(abs((along.map(\.x).min() ?? 0) - 1) < 1e-12)
    #expect(abs((along.map(\.x).max() ?? 0) - 1.1) < 1e-12)
    #expect(abs((along.map(\.y).max() ?? 0) - 2.04) < 1e-12)
  }

  @Test("A mesh lies beside the scene, in its own unit, and has its own colours or the scene's")
  func mesh() throws {
    let scratch = try Scratch()
    let room = try Data(
      contentsOf: DrawerScene.checkout.appending(path: "Tests/Reference/meshes/room.glb"))
    try scratch.write(room, as: "meshes/room.glb")
    let parts = try parts("mesh: {file: meshes/room.glb, scale: 0.5}", rgb: nil, scratch)
    #expect(parts.map { ($0.material.colour * 255).x.rounded() } == [229, 96])
    #expect(parts.allSatisfy { $0.shape == nil && $0.X_BP == parts[0].X_BP })
    let all = parts.flatMap { part in part.mesh.positions.map { part.X_BP * $0 } }
    // trimesh's bounds of the file, halved.
    #expect(abs((all.map(\.x).min() ?? 0) + 0.5 * 0.5750000011175871) < 1e-12)
    #expect(abs((all.map(\.z).max() ?? 0) - 0.5 * 0.4315092018221489) < 1e-12)
    let red = try self.parts(
      "mesh: {file: meshes/room.glb}, solid: true", rgb: "[9, 8, 7]", scratch)
    #expect(red.count == 2 && red.allSatisfy { $0.material == red[0].material })
    #expect(red[0].shape != nil && red[1].shape == nil)
  }

  @Test("The picture in a GLB is on its surface, unless the scene says otherwise")
  func embeddedPicture() throws {
    let scratch = try Scratch()
    let box = try Data(
      contentsOf: DrawerScene.checkout.appending(path: "Tests/Reference/meshes/labelled.glb"))
    try scratch.write(box, as: "labelled.glb")
    let drawn = try #require(try parts("mesh: {file: labelled.glb}", rgb: nil, scratch).first)
    let texture = try #require(drawn.material.texture)
    // The pixels of make_vectors.py.
    let pixels: [UInt8] = [
      250, 20, 30, 20, 240, 40, 30, 40, 230, 220, 210, 20,
      10, 20, 30, 90, 80, 70, 130, 140, 150, 250, 250, 250,
    ]
    let picture = Image(width: 4, height: 2, bytes: pixels)
    #expect(texture == Texture(picture, mapping: .mesh))
    let plain = try #require(
      try parts("mesh: {file: labelled.glb}, texture: wood", rgb: nil, scratch).first)
    #expect(plain.material.texture != nil && plain.material.texture != texture)
  }

  @Test(
    "Mistakes",
    arguments: [
      ("cone: {bottom_radius: 0, top_radius: 0, length: 1}", "no thickness at either end"),
      ("rounded_box: {size: [1, 1, 0.1], radius: 0.06}", "a number from 0.0001 to 0.05"),
      ("prism: {outline: [[0, 0], [1, 0], [0.1, 0.1], [0, 1]], length: 1}", "bends inwards"),
      (
        "prism: {outline: [[0, 0], [1, 0]], length: 1}", "a line that meets itself, or not 3 to 512"
      ),
      ("extrusion: {outline: [[0, 0], [1, 1], [1, 0], [0, 1]], length: 1}", "a line that meets"),
      ("extrusion: {outline: [[0, 0], [1, 1], [1]], length: 1}", "a list of 2 numbers"),
      ("torus: {ring_radius: 0.1, tube_radius: 0.1}", "as thick as the ring"),
      ("lathe: {profile: [[-1, 0], [1, 0], [0, 1]]}", "a corner beyond the axis"),
      ("sheet: {rows: [], thickness: 0.1}", "no grid. Write 2 to 64 rows"),
      ("sheet: {rows: [[[0, 0, 0]], [[1, 1, 1]]], thickness: 0.1}", "no grid"),
      (
        "sheet: {rows: [[[0, 0, 0], [1, 0, 0]], [[0, 1, 0]]], thickness: 0.1}", "no grid"
      ),
      ("sheet: {rows: [[[0, 0, 0], [1, 0]], [[0, 1, 0], [1, 1, 0]]], thickness: 0.1}", "3 numbers"),
      ("basket: {floor: [1, 1], rim: [1, 1], height: 1, wire: 1}", "'spacing' is missing"),
      ("mesh: {file: nowhere.stl}", "'nowhere.stl': no file that can be read"),
      ("mesh: {file: scene.yaml}", "'scene.yaml': the ending 'yaml' tells no format"),
      ("mesh: {file: a.obj}", "'a.obj': line 1: 'x' where a number"),
      ("mesh: {file: b.obj}", "a mesh that reaches 100 m or more"),
      ("mesh: {file: b.obj, scale: 0}", "a number from"),
    ])
  func mistakes(form: String, says: String) throws {
    let scratch = try Scratch()
    try scratch.write("v 1 2 x", as: "a.obj")
    try scratch.write("v 1 2 3\nv 200 0 0\nv 0 1 0\nf 1 2 3", as: "b.obj")
    let path = try scratch.write(scene("      - {\(form), rgb: [1, 2, 3]}"), as: "scene.yaml")
    let problems = try #require(throws: (any Error).self) {
      _ = try Scene(contentsOf: path, name: "scene")
    }
    #expect("\(problems)".contains(says), "\(problems)")
    #expect("\(problems)".split(separator: "\n").count == 1)
  }

  @Test("Forms changed at random are read or refused with a reason", arguments: solids + drawn)
  func changed(form: String) throws {
    let scratch = try Scratch()
    var chance = Generator(seed: 5, stream: form)
    let digits = form.indices.filter { form[$0].isNumber }.map {
      form.distance(from: form.startIndex, to: $0)
    }
    let marks = Array("0123456789.-,] e")
    var good = 0
    for _ in 0..<100 {
      var text = Array(form)
      for _ in 0...chance.next() % 2 {
        let at = digits[Int(chance.next() % UInt64(digits.count))]
        text[at] = marks[Int(chance.next() % UInt64(marks.count))]
      }
      let line = "      - {\(String(text)), rgb: [1, 2, 3]}"
      let path = try scratch.write(scene(line), as: "scene.yaml")
      do {
        let parts = try Scene(contentsOf: path, name: "scene").bodies[0].parts
        #expect(parts.allSatisfy { $0.mesh.normals.allSatisfy { abs($0.length - 1) < 1e-9 } })
        good += 1
      } catch let problems as YAMLProblems {
        #expect(!problems.description.contains("makes no sense"), "\(String(text))")
      }
    }
    #expect((5...95).contains(good))
  }

  @Test("A mesh without a colour of its own needs one, and many fine ones are too much")
  func limits() throws {
    let scratch = try Scratch()
    try scratch.write("v 0 0 0\nv 1 0 0\nv 0 1 0\nf 1 2 3", as: "c.obj")
    #expect(throws: (any Error).self) { try parts("mesh: {file: c.obj}", rgb: nil, scratch) }
    let sheet = (0..<64).map { y in
      "["
        + (0..<64).map { "[\(0.01 * Double($0)), \(0.01 * Double(y)), 0]" }.joined(separator: ", ")
        + "]"
    }
    let rows = "sheet: {rows: [\(sheet.joined(separator: ", "))], thickness: 0.001}"
    #expect(try part(rows).mesh.triangles.count == 2 * 2 * 63 * 63 + 2 * 4 * 63)
  }

  private func part(_ form: String) throws -> Body.Part {
    let scratch = try Scratch()
    return try #require(try parts(form, rgb: "[1, 2, 3]", scratch).first)
  }

  private func parts(_ form: String, rgb: String?, _ scratch: Scratch) throws -> [Body.Part] {
    let line = "      - {\(form)\(rgb.map { ", rgb: \($0)" } ?? "")}"
    let path = try scratch.write(scene(line), as: "scene.yaml")
    let bodies = try Scene(contentsOf: path, name: "scene").bodies
    return Array(try #require(bodies.first).parts.dropLast())
  }

  /// README's scene with one more part.
  private func scene(_ part: String) throws -> String {
    let head = "at: [0.5, 0, 0]\n    parts:\n"
    return try SceneFiles.example.replacing(head, with: head + part + "\n", maxReplacements: 1)
  }
}
