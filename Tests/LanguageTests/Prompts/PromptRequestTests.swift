import Control
import Foundation
import Geometry
import Testing

@testable import Language

@Suite struct PromptRequestTests {
  private func request(_ header: String, body: String? = nil) throws -> ModelRequest {
    try prompt(header, body: body).request(for: .sample(), with: vocabulary("ecot-scaled"))
  }

  @Test("The same situation gives the same bytes")
  func same() throws {
    #expect(try request("") == request(""))
  }

  @Test("Every part can be switched off, and nothing else changes", arguments: PromptPart.allCases)
  func parts(part: PromptPart) throws {
    let examples = "examples: {count: 2}"
    let header =
      part == .examples
      ? "examples: {count: 2, use: false}" : "\(part): {use: false}, \(examples)"
    let with = try request("parts: {\(examples)}").text
    let without = try request("parts: {\(header)}").text
    #expect(with != without)
    // What is left is what there was, less one piece of it.
    let (a, b) = (Array(numberless(with)), Array(numberless(without)))
    let head = zip(a, b).prefix { $0 == $1 }.count
    let tail = zip(a.reversed(), b.reversed()).prefix { $0 == $1 }.count
    // The line for machines names the picture's number and camera, which are gone with it.
    if part != .pictures { #expect(head + tail >= b.count, "\(part)") }
  }

  private func numberless(_ text: String) -> [Substring] {
    text.split(separator: "\n").filter { !$0.hasPrefix("Picture ") }
  }

  @Test(
    "Every setting changes the request, and no text but its own part's",
    arguments: [
      "embodiment: {camera: false}", "embodiment: {limits: false}", "embodiment: {clock: true}",
      "contract: {layout: object}", "contract: {reasoning: before}", "contract: {reasoning: after}",
      "contract: {grounding: true}", "examples: {count: 1}", "examples: {count: 2}",
      "examples: {count: 4}", "examples: {count: 1, pictures: true}", "history: {last: 1}",
      "history: {choice: last}", "history: {choice: first}", "history: {choice: alternate}",
      "history: {choice: third}", "history: {pictures: 1}", "objects: {names: false}",
      "pictures: {encoding: jpeg}", "pictures: {encoding: jpeg, quality: 50}",
      "pictures: {views: [{camera: side}]}", "pictures: {views: [{camera_number: 2}]}",
      "pictures: {views: [{size_px: [32, 32]}]}", "pictures: {views: [{zoom: 2}]}",
      "pictures: {views: [{axes: [base]}]}", "pictures: {views: [{axes: [gripper]}]}",
      "pictures: {views: [{grid_cm: 5}]}", "pictures: {views: [{gripper: true}]}",
      "pictures: {views: [{boxes: true}]}", "pictures: {views: [{trail: true}]}",
      "pictures: {views: [{depth: true}]}", "pictures: {views: [{}, {camera: side}]}",
      "pictures: {side_by_side: true, views: [{}, {camera: side}]}",
    ])
  func settings(setting: String) throws {
    let (with, without) = try (request("parts: {\(setting)}"), request(""))
    #expect(with != without)
    let part = String(setting.prefix { $0 != ":" })
    let (a, b) = (sections(with), sections(without))
    let changed = Set(a.keys).union(b.keys).filter { a[$0] != b[$0] }
    let headings = [
      "embodiment": "Robot", "contract": "Answer", "objects": "Objects, by their numbers",
      "examples": "Examples, from other starts of the task", "pictures": "What is seen now",
      "history": "What you did before, oldest first",
    ]
    #expect(changed.isSubset(of: [headings[part] ?? ""]), "\(changed)")
  }

  /// The texts below each heading, without the line for machines and the numbers of pictures.
  private func sections(_ request: ModelRequest) -> [String: [String]] {
    var (sections, heading) = ([String: [String]](), "")
    for line in request.text.split(separator: "\n") where !line.hasPrefix("SIMEVAL") {
      if line.hasPrefix("## ") { heading = String(line.dropFirst(3)) }
      let text = line.hasPrefix("Picture ") ? line.drop { $0 != "," } : line
      sections[heading, default: []].append(String(text))
    }
    return sections
  }

  @Test("Pictures have the encoding, the size and the digest they say")
  func encoding() throws {
    let views = "views: [{size_px: [40, 30]}, {}]"
    for (header, start) in [("png", [0x89, 0x50] as [UInt8]), ("jpeg", [0xFF, 0xD8])] {
      let pictures = try request("parts: {pictures: {encoding: \(header), \(views)}}").pictures
      #expect(pictures.map(\.width) == [40, 64] && pictures.map(\.height) == [30, 48])
      for picture in pictures {
        #expect(Array(picture.bytes.prefix(2)) == start)
        #expect(picture.sha256 == SHA256.digest(of: picture.bytes))
      }
    }
    let joined = try request("parts: {pictures: {side_by_side: true, \(views)}}").pictures
    #expect(joined.map(\.width) == [40 + 4 + 64] && joined.map(\.height) == [48])
  }

  @Test("Views side by side that no picture can hold are refused")
  func tooLarge() {
    let views = String(repeating: "{size_px: [4096, 16]}, ", count: 8)
    #expect(throws: PromptError.tooLarge(width: 8 * 4096 + 7 * 4, height: 16)) {
      try request("parts: {pictures: {side_by_side: true, views: [\(views)]}}")
    }
  }

  @Test("Settings, system and message go where they belong")
  func places() throws {
    let request = try request(
      "settings: {max_tokens: 7, temperature: 0}",
      body: "# System\nS\n{{embodiment}}\n# User\nA\n\n{{task}}\nB\n")
    #expect(request.settings == .init(maxTokens: 7, temperature: 0))
    #expect(request.system?.hasPrefix("S\n\n## Robot") == true)
    #expect(request.messages.map(\.role) == [.user])
    #expect(request.text == "A\n\n## Task\n\nopen the \"small\" drawer\n\nB")
    #expect(request.schema == nil)
  }

  @Test("The history tells the turns that are chosen")
  func history() throws {
    let turns = (0..<7).map { step in
      Turn(before: .sample(step: step), words: "", actions: [], after: .sample(step: step + 1))
    }
    // mallet's server: the last six of seven, then every second or third from the oldest of them.
    for (choice, steps) in [
      ("all", [1, 2, 3, 4, 5, 6]), ("last", [6]), ("first", [1]), ("alternate", [1, 3, 5]),
      ("third", [1, 4]),
    ] {
      let prompt = try prompt("parts: {history: {last: 6, choice: \(choice)}}")
      #expect(prompt.parts.history.chosen(of: turns).map(\.before.step) == steps)
    }
  }

  @Test("The last line is one word and one object that says how and what to answer")
  func facts() throws {
    let header = "contract: {layout: object, reasoning: after}, pictures: {views: [{zoom: 2}]}"
    let request = try request(
      "parts: {\(header)}", body: "# User\n{{contract}}\n{{pictures}}\n{{facts}}")
    let line = try #require(request.text.split(separator: "\n").last)
    #expect(line.hasPrefix("SIMEVAL {"))
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(line.dropFirst(8).utf8)) as? [String: Any])
    #expect(object["vocabulary"] as? String == "ecot-scaled")
    #expect(object["instruction"] as? String == "open the \"small\" drawer")
    #expect(object["layout"] as? String == "object" && object["reasoning"] as? String == "after")
    #expect(object["opening"] as? Double == 1 && object["picture"] as? Int == 1)
    let camera = try #require(object["camera"] as? [String: Any])
    #expect(camera["name"] as? String == "over_shoulder")
    // Twice enlarged, so with twice the focal length.
    #expect(camera["focal_px"] as? [Double] == [120, 120])
    #expect(camera["at"] as? [Double] == [-0.1, 0, 0.5])
  }

  @Test("What only a world knows is missed where nobody told it")
  func noHints() throws {
    var situation = Situation.sample()
    situation.observation.hints = nil
    for setting in [
      "objects: {}", "pictures: {views: [{boxes: true}]}", "pictures: {views: [{depth: true}]}",
    ] {
      let prompt = try prompt("parts: {\(setting)}")
      #expect(!prompt.hints.isEmpty)
      #expect(throws: PromptError.noHints) {
        try prompt.request(for: situation, with: vocabulary("ecot"))
      }
    }
    let plain = try prompt("parts: {objects: {use: false}}")
    #expect(plain.hints.isEmpty)
    _ = try plain.request(for: situation, with: vocabulary("ecot"))
  }

  @Test("A camera that is not there is an error that names those that are")
  func camera() throws {
    let prompt = try prompt("parts: {pictures: {views: [{camera: wrist}]}}")
    #expect(throws: PromptError.camera("'wrist'", known: ["over_shoulder", "side"])) {
      try prompt.request(for: .sample(), with: vocabulary("ecot"))
    }
  }

  @Test("Too few examples are an error")
  func examples() throws {
    var situation = Situation.sample()
    situation.examples = []
    let prompt = try prompt("parts: {examples: {count: 2}}")
    #expect(throws: PromptError.examples(wanted: 2, given: 0)) {
      try prompt.request(for: situation, with: vocabulary("ecot"))
    }
  }
}
