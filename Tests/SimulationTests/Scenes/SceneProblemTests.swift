import Control
import Imaging
import Rendering
import Simulation
import StrictYAML
import Testing

@Suite struct SceneProblemTests {
  @Test("A mistake is told at its place, with what to do", arguments: Mistake.all)
  func tellsPlace(mistake: Mistake) throws {
    let text = try changed(mistake)
    let found = try complaints(text).split(separator: "\n")
    let start = "scene.yaml:\(try place(of: mistake.place, in: text)): error: "
    #expect(
      found.contains { $0.hasPrefix(start) && $0.contains(mistake.says) },
      "\(start)... \(mistake.says)\nnot in\n\(found.joined(separator: "\n"))")
    // One mistake is one error, or two where the key that is meant is then missing.
    #expect(found.count <= 2)
  }

  @Test("All mistakes of a file are told at once, in the order of its lines")
  func tellsAll() throws {
    let mistakes = Mistake.all.filter {
      ["256", "bright", "1e9", "woood", "door", "0.121", "-1e999"].contains($0.place)
    }
    #expect(mistakes.count == 7)
    let text = try mistakes.reduce(SceneFiles.example) { text, mistake in
      text.replacing(mistake.old, with: mistake.new, maxReplacements: 1)
    }
    let found = try complaints(text).split(separator: "\n")
    #expect(found.count == mistakes.count)
    for mistake in mistakes { #expect(found.contains { $0.contains(mistake.says) }) }
    let lines = found.compactMap { Int($0.split(separator: ":")[1]) }
    #expect(lines == lines.sorted())
  }

  @Test("What is wrong with a body is told once, and not again where it is named")
  func tellsOnce() throws {
    for old in ["at: [0.35, 0.17, 0]", "along: [1, 0, 0]"] {
      let text = try SceneFiles.example.replacing(old, with: old.prefix { $0 != ":" } + ": 1")
      #expect(try complaints(text).split(separator: "\n").count == 1)
    }
  }

  @Test("A scene without cameras, bodies or parts is told so")
  func tellsEmpty() throws {
    let text = try SceneFiles.example
    let parts = text.replacing(/parts:\n( +- .*\n)+\n  drawer/, with: "parts: []\n\n  drawer")
    #expect(try complaints(parts).contains("no part. Add one."))
    let cameras = text.replacing(/cameras:\n( .*\n)+/, with: "cameras: {}\n")
    #expect(try complaints(cameras).contains("no camera. Add one."))
    let bodies = text.replacing(/bodies:\n(( .*)?\n)+scatter/, with: "bodies: {}\nscatter")
    #expect(try complaints(bodies).hasSuffix("error: no body. Add one."))
  }

  @Test("Too many bodies, parts or cameras are an error, and as many as allowed are not")
  func countsThings() throws {
    func bodies(_ count: Int) throws -> String {
      // README's has three.
      let more = (3..<count).map { "  b\($0): {at: [5, 0, 0], parts: [\(Self.ball)]}\n" }
      return try inserted(more.joined(), after: "bodies:\n")
    }
    #expect(try complaints(bodies(251)).contains("251 bodies, more than 250. Join some."))
    let crowd = try decoded(bodies(250))
    let station = try Station(named: "bridge", box: .none, for: crowd)
    let labels = World(crowd, station: station, seed: 1).drawables.map(\.label)
    #expect(labels.max() == 251)
    #expect(Set(labels).count == 251)

    func parts(_ count: Int) throws -> String {
      // README's has eight.
      let more = (8..<count).map { _ in "      - \(Self.ball)\n" }
      return try inserted(more.joined(), after: "at: [0.5, 0, 0]\n    parts:\n")
    }
    #expect(try complaints(parts(1001)).contains("more than 1000 parts in the file."))
    #expect(try complaints(parts(10_000)).contains("error: more than"))
    #expect(try decoded(parts(1000)).bodies.map(\.parts.count).reduce(0, +) == 1000)

    func cameras(_ count: Int) throws -> String {
      let more = (1..<count).map {
        "  c\($0): {size_px: [4, 4], focal_px: [4, 4], centre_px: [2, 2], at: [0, 0, 1],\n"
          + "    quaternion_wxyz: [1, 0, 0, 0]}\n"
      }
      return try inserted(more.joined(), after: "cameras:\n")
    }
    #expect(try complaints(cameras(17)).contains("17 cameras, more than 16."))
    #expect(try decoded(cameras(16)).cameras.count == 16)
  }

  @Test(
    "Extremes within the ranges are drawn: the largest picture, the widest and longest lens, the least parts"
  )
  func drawsExtremes() throws {
    let tiny = "{sphere: {radius: 0.0001}, rgb: [0, 0, 0]}"
    let huge =
      "{capsule: {radius: 10, length: 10}, at: [10, 10, 10], rgb: [0, 0, 0], texture: wood}"
    let text = try inserted(
      "      - \(tiny)\n      - \(huge)\n", after: "at: [0.5, 0, 0]\n    parts:\n")
    for (old, new) in [
      ("[640, 480]", "[4096, 4096]"), ("[640, 480]", "[1, 1]"), ("[620, 620]", "[1, 1]"),
      ("[620, 620]", "[100000, 100000]"), ("[320, 240]", "[-100000, 100000]"),
      ("at: [-0.03, -0.18, 0.37]", "at: [0.5, 0, 0]"),
      ("at: [-0.03, -0.18, 0.37]", "at: [-100, -100, 100]"),
      ("towards: [-0.4, 0.3, 1]", "towards: [0, 0, -100]"), ("lamp: 0.5", "lamp: 10"),
    ] {
      let scene = try decoded(text.replacing(old, with: new, maxReplacements: 1))
      let station = try Station(named: scene.station, box: .none, for: scene)
      let views = World(scene, station: station, seed: 3).observe().views
      #expect(views.map(\.image.bytes.count) == [256 * 256 * 3])
    }
  }

  private static let ball = "{sphere: {radius: 0.01}, rgb: [9, 9, 9]}"

  private func changed(_ mistake: Mistake) throws -> String {
    let text = try SceneFiles.example
    try #require(text.contains(mistake.old), "README's scene has no '\(mistake.old)'")
    return text.replacing(mistake.old, with: mistake.new, maxReplacements: 1)
  }

  private func inserted(_ more: String, after head: String) throws -> String {
    let text = try SceneFiles.example
    try #require(text.contains(head))
    return text.replacing(head, with: head + more, maxReplacements: 1)
  }

  /// `line:column`, both from 1.
  private func place(of piece: String, in text: String) throws -> String {
    let start = try #require(text.firstRange(of: piece)).lowerBound
    let before = text[..<start].split(separator: "\n", omittingEmptySubsequences: false)
    return "\(before.count):\((before.last?.count ?? 0) + 1)"
  }
}
