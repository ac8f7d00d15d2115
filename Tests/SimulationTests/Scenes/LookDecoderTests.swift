import Foundation
import Geometry
import Imaging
import Rendering
import Simulation
import StrictYAML
import Testing

@Suite struct LookDecoderTests {
  /// README's scene with a part of the table's body exchanged, and a picture beside it.
  private func scene(part: String, picture: Image? = nil) throws -> Scene {
    let scratch = try Scratch()
    if let picture { try scratch.write(Data(picture.png()), as: "art/picture.png") }
    let text = try SceneFiles.example.replacing(
      "    parts:\n", with: "    parts:\n      - \(part)\n", maxReplacements: 1)
    return try Scene(contentsOf: scratch.write(text, as: "scene.yaml"), name: "scene")
  }

  private func part(_ text: String, picture: Image? = nil) throws -> Body.Part {
    try #require(scene(part: text, picture: picture).bodies.first?.parts.first)
  }

  @Test(
    "Each texture is what it says, with its own colours or the part's",
    arguments: ["wood", "brushed_metal", "cloth", "speckle"])
  func materials(name: String) throws {
    let word = try part("{box: [1, 1, 1], rgb: [255, 0, 0], texture: \(name), roughness: 0.3}")
    #expect(word.material.texture != nil)
    #expect(word.material.colour == [1, 0, 0])
    #expect(word.material.roughness == 0.3)
    let long = try part(
      "{box: [1, 1, 1], rgb: [255, 0, 0], texture: {\(name): {seed: 1}}}")
    #expect(long.material.texture == word.material.texture)
    let other = try part(
      "{box: [1, 1, 1], rgb: [255, 0, 0], texture: {\(name): {seed: 2, mapping: {box: [1, 2]}}}}")
    #expect(other.material.texture != word.material.texture)
    #expect(other.material.texture?.mapping == .box(size: [1, 2]))
  }

  @Test("A body's look is that of the parts that say no other")
  func bodies() throws {
    let text = try SceneFiles.example.replacing(
      "    parts:\n",
      with: "    look: {rgb: [0, 0, 255], roughness: 0.2, texture: cloth}\n    parts:\n"
        + "      - {box: [1, 1, 1]}\n      - {box: [1, 1, 1], rgb: [255, 0, 0], texture: wood}\n",
      maxReplacements: 1)
    let parts = try #require(decoded(text).bodies.first).parts
    #expect(
      parts[0].material
        == Material(colour: [0, 0, 1], specular: 0.05, roughness: 0.2, texture: .wovenCloth()))
    #expect(
      parts[1].material
        == Material(colour: [1, 0, 0], specular: 0.05, roughness: 0.2, texture: .wood()))
  }

  @Test("A label, a picture and lettering bring their own looks")
  func prints() throws {
    let can = try part(
      "{cylinder: {radius: 0.03, length: 0.1}, texture: {label: {text: SOUP, height: 0.1, "
        + "paper_rgb: [250, 240, 230], band_rgb: [200, 0, 0], patch_rgb: [255, 255, 0], "
        + "ink_rgb: [0, 0, 0]}}}")
    #expect(can.material.texture?.mapping == .cylinder(height: 0.1))
    #expect(can.material.colour == .one)

    let picture = Image(width: 3, height: 2, format: .grey8, bytes: [0, 50, 100, 150, 200, 250])
    let decal = try part(
      "{decal: [0.2, 0.1], texture: {picture: {file: art/picture.png, mapping: mesh}}}",
      picture: picture)
    #expect(decal.material.texture == Texture(picture, mapping: .mesh))
    #expect(!decal.castsShadow)
    #expect(decal.shape == nil)
    #expect(decal.mesh.uvs.count == 4)

    let letters = try part("{lettering: {text: Hi, height: 0.02}, rgb: [0, 0, 255]}")
    #expect(letters.material.texture == .text("Hi"))
    #expect(letters.material.colour == [0, 0, 1])
    let size = try #require(letters.mesh.bounds?.size)
    #expect(abs(size.x - 0.02 * Texture.textAspect("Hi")) < 1e-12)
  }

  @Test("A picture of a sort that is no texture, or too large, is refused at its place")
  func refusals() throws {
    let deep = Image(width: 1, height: 1, format: .grey16)
    let wide = Image(width: 2049, height: 1)
    for (image, says) in [(deep, "than 8-bit RGB or"), (wide, "more than 2048 pixels")] {
      let text = "{box: [1, 1, 1], texture: {picture: {file: art/picture.png, mapping: mesh}}}"
      let error = #expect(throws: YAMLProblems.self) { try part(text, picture: image) }
      #expect(error?.description.contains(says) == true)
    }
  }

  @Test("Lamps and contact are read as they stand")
  func light() throws {
    let text = try SceneFiles.example.replacing(
      "lamp: 0.5,",
      with: "lamp: 0.5, lamps: [{towards: [1, 0, 1], light: [0.1, 0.2, 0.3], casts_shadow: true}, "
        + "{towards: [0, 0, 1], light: [1, 1, 1]}], contact: {height: 0.01, reach: 0.05},")
    let lighting = try decoded(text).lighting
    #expect(
      lighting.fills == [
        .init(direction: [1, 0, 1], diffuse: [0.1, 0.2, 0.3], castsShadow: true),
        .init(direction: [0, 0, 1], diffuse: .one),
      ])
    #expect(lighting.contact == .init(height: 0.01, reach: 0.05))
  }
}
