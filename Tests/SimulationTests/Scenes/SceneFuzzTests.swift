import Chance
import Control
import Simulation
import StrictYAML
import Testing

@Suite struct SceneFuzzTests {
  /// Two of the scenes, each in several streams of mutations, so that cores share the work.
  static let cases = ["autoeval/open_drawer.yaml", "autoeval/close_drawer.yaml"].flatMap { path in
    (1...4).map { (path, UInt64($0)) }
  }

  @Test(
    "A scene's text, changed at random, is refused with places or makes a world that moves",
    arguments: cases)
  func survives(path: String, seed: UInt64) throws {
    let scratch = try Scratch()
    var mutation = Mutation(of: try SceneFiles.text(path), seed: seed, stream: path)
    var good = 0
    for _ in 0..<400 {
      let text = mutation.next()
      let file = try scratch.write(text, as: "scene.yaml")
      do {
        let scene = try Scene(contentsOf: file, name: "scene")
        try move(scene, seed: seed)
        good += 1
      } catch let problems as YAMLProblems {
        #expect(!problems.problems.isEmpty)
        for problem in problems.problems {
          #expect(problem.place.path == file && problem.place.line > 0 && problem.place.column > 0)
          #expect(!problem.description.contains("makes no sense"), "unexplained:\n\(text)")
          #expect(!problem.description.contains("\n"))
        }
      }
    }
    // Neither all refused nor all taken, so both ways are tried.
    #expect((20...380).contains(good))
  }

  /// Three steps, without drawing.
  private func move(_ scene: Scene, seed: UInt64) throws {
    let station = try Station(named: scene.station, box: .none, for: scene)
    var world = World(scene, station: station, seed: seed)
    for sign in [1.0, -1, 1] {
      _ = world.advance(
        Action(translation: [0.01 * sign, 0, -0.01], rotation: [0, 0, 0.05], opening: 0))
    }
    #expect(world.q.allSatisfy { $0.isFinite })
    #expect(world.verdict.milestones.count == scene.milestones.count)
  }
}

/// Changes of a text, a few at a time: what people mistype, and what a decoder trips over.
private struct Mutation {
  private let lines: [Substring]
  private var chance: Generator

  init(of text: String, seed: UInt64, stream: String) {
    lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    chance = Generator(seed: seed, stream: stream)
  }

  private static let numbers = [
    "0", "-0", "1", "-1", "1e308", "-1e308", "1e-308", "1e999", "255", "256", "0.5", "1e4", "3e-4",
    ".nan", ".inf", "9223372036854775808", "-9223372036854775809", "[]", "{}", "text", "true", "''",
  ]
  private static let words = [
    "drawer", "cabinet", "table", "sphere", "box", "capsule", "slides", "at", "parts", "autoeval",
    "bridge", "panda-hand", "panda-robotiq", "widowx-250s", "joint", "touched", "at_most", "eval",
  ]
  private static let marks = Array("{}[]:,-#'\"|>&*!%@ 0123456789.e\t\u{0}\u{e9}\u{1F600}")

  mutating func next() -> String {
    var lines = lines
    for _ in 0..<1 + below(2) {
      let at = below(lines.count)
      switch below(10) {
      case 0: lines.remove(at: at)
      case 1: lines.insert(lines[below(lines.count)], at: at)
      case 2: lines.swapAt(at, below(lines.count))
      case 3: lines[at] = Substring(changedMark(lines[at]))
      case 4:
        lines[at] = Substring(changedToken(lines[at], Self.words) { $0.isLetter || $0 == "_" })
      default:
        lines[at] = Substring(
          changedToken(lines[at], Self.numbers) { $0.isNumber || $0 == "." || $0 == "-" })
      }
    }
    return lines.joined(separator: "\n")
  }

  private mutating func below(_ count: Int) -> Int { Int(chance.next() % UInt64(max(1, count))) }

  private mutating func changedMark(_ line: Substring) -> String {
    var marks = Array(line)
    let mark = Self.marks[below(Self.marks.count)]
    let at = below(marks.count)
    if marks.isEmpty || below(2) == 0 { marks.insert(mark, at: at) } else { marks[at] = mark }
    return String(marks)
  }

  /// One run of such characters, if there is one, in place of which something else stands.
  private mutating func changedToken(
    _ line: Substring, _ others: [String], _ isPart: (Character) -> Bool
  ) -> String {
    var runs: [Range<Substring.Index>] = []
    var start = line.startIndex
    while let first = line[start...].firstIndex(where: isPart) {
      let end = line[first...].firstIndex { !isPart($0) } ?? line.endIndex
      runs.append(first..<end)
      start = end
    }
    guard !runs.isEmpty else { return String(line) }
    return String(
      line.replacingSubrange(runs[below(runs.count)], with: others[below(others.count)]))
  }
}

extension Substring {
  fileprivate func replacingSubrange(_ range: Range<Index>, with other: String) -> Substring {
    var copy = self
    copy.replaceSubrange(range, with: other)
    return copy
  }
}
