import Language
import StrictYAML
import Testing

@Suite("What is wrong with a vocabulary's file") struct VocabularyFileTests {
  /// A file of six axes with one line replaced or added.
  private func problems(
    _ line: String, for key: String? = nil, form: String = "words"
  ) throws -> [String] {
    var lines = [
      "format: 1", "version: 1", "title: Ours", "source: ours", "form: \(form)", "axes:",
      "  forward: {size: 0.01, positive: [forward], negative: [backward]}",
      "  left: {size: 0.01, positive: [left], negative: [right]}",
      "  up: {size: 0.01, positive: [up], negative: [down]}",
      "  tilt: {size: 0.1, positive: [up], negative: [down]}",
      "  roll: {size: 0.1, positive: [up], negative: [down]}",
      "  rotation: {size: 0.1, positive: [counterclockwise], negative: [clockwise]}",
      "words:", "  done: [done]",
    ]
    if let key, let place = lines.firstIndex(where: { $0.hasPrefix("  \(key):") }) {
      lines[place] = line
    } else {
      lines.append(line)
    }
    do {
      _ = try Mapping(
        text: lines.joined(separator: "\n"), path: "ours.yaml", name: "ours", digest: nil)
      return []
    } catch {
      return error.problems.map(\.description)
    }
  }

  @Test("Nothing, where up and down are shared by up, tilt and roll")
  func fine() throws { #expect(try problems("  stop: [stop, halt]") == []) }

  @Test(
    "A word for two things, twice, of grammar, or none; a size of nothing",
    arguments: [
      (
        "  left: {size: 0.01, positive: [left], negative: [down]}", "left",
        "ours.yaml:9:47: error: 'down' is for the axis 'up' and for the axis 'left'. "
          + "Write another for one of them."
      ),
      (
        "  rotation: {size: 0.1, positive: [left], negative: [clockwise]}", "rotation",
        "ours.yaml:12:36: error: 'left' is for the axis 'rotation' and for the axis 'left'. "
          + "Write another for one of them."
      ),
      (
        "  left: {size: 0.01, positive: [left], negative: [left]}", "left",
        "ours.yaml:8:51: error: 'left' comes twice. Leave one out."
      ),
      (
        "  left: {size: 0.01, positive: [left, LEFT], negative: [right]}", "left",
        "ours.yaml:8:39: error: 'left' comes twice. Leave one out."
      ),
      (
        "  stop: [halt, tilt]", nil,
        "ours.yaml:15:16: error: 'tilt' is for 'stop' and for 'tilt'. Write another for one of them."
      ),
      (
        "  open: [let go, done]", nil,
        "ours.yaml:14:10: error: 'done' is for 'done' and for 'open'. Write another for one of them."
      ),
      (
        "  left: {size: 0.01, positive: [left], negative: [close]}", "left",
        "ours.yaml:8:51: error: 'close' is for the axis 'left' and for 'close'. "
          + "Write another for one of them."
      ),
      (
        "  move: [go, go]", nil, "ours.yaml:15:14: error: 'go' comes twice. Leave one out."
      ),
      (
        "  left: {size: 0.01, positive: [not], negative: [right]}", "left",
        "ours.yaml:8:33: error: 'not' holds sentences together. Write another word."
      ),
      (
        "  stop: []", nil,
        "ours.yaml:15:9: error: a list without words. Add one, or leave the key out."
      ),
      (
        "  left: {size: 0.01, positive: [], negative: [right]}", "left",
        "ours.yaml:8:32: error: a list without words. Add one, or leave the key out."
      ),
      (
        "  left: {size: 0, positive: [left], negative: [right]}", "left",
        "ours.yaml:8:16: error: a size of nothing. Write how far a word goes, such as 0.01."
      ),
      (
        "  left: {size: .nan, positive: [left], negative: [right]}", "left",
        "ours.yaml:8:16: error: '.nan' may be read as a number or not. Write a decimal number such "
          + "as 8, -0.5 or 1e-3, or quote a text."
      ),
    ] as [(String, String?, String)])
  func told(line: String, key: String?, problem: String) throws {
    #expect(try problems(line, for: key).first == problem)
  }
}
