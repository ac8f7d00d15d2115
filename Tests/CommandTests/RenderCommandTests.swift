import Foundation
import Testing

@Suite struct RenderCommandTests {
  let simeval: Program

  init() throws { simeval = try Program() }

  @Test("Labels and depth come in the size that is asked for, with the labels' names")
  func truth() throws {
    let ending = try simeval(
      "render", "open_drawer", "--size", "64x48", "--labels", "l.png", "--depth", "d.png")
    #expect(ending.status == 0)
    for file in ["picture.png", "l.png", "d.png"] {
      let bytes = try [UInt8](Data(contentsOf: URL(filePath: "\(simeval.folder)/\(file)")))
      #expect(bytes.count > 24 && bytes[19] == 64 && bytes[23] == 48, "\(file)")
    }
    let legend = try JSONSerialization.jsonObject(with: Data(simeval.read("l.png.json").utf8))
    #expect((legend as? [String: Int])?["table"] == 1)
  }

  @Test("A state changes the picture")
  func state() throws {
    try simeval.write("opening: 0\n", as: "state.yaml")
    #expect(try simeval("render", "open_drawer", "-o", "a.png").status == 0)
    #expect(
      try simeval("render", "open_drawer", "--state", "state.yaml", "-o", "b.png").status == 0)
    let pictures = try ["a.png", "b.png"].map {
      try Data(contentsOf: URL(filePath: "\(simeval.folder)/\($0)"))
    }
    #expect(pictures[0] != pictures[1])
  }

  @Test("A state that is missing or wrong is bad input, a size that is none wrong usage")
  func mistakes() throws {
    try simeval.write("opening: wide\n", as: "state.yaml")
    for file in ["state.yaml", "none.yaml"] {
      #expect(try simeval("render", "open_drawer", "--state", file).status == 65)
    }
    for size in ["64", "0x48", "64x48x1", "5000x1"] {
      #expect(try simeval("render", "open_drawer", "--size", size).status == 64)
    }
  }

  @Test("A scene without a goal is drawn and not run")
  func noGoal() throws {
    #expect(try simeval("render", "cloth_folded").status == 0)
    let ending = try simeval("run", "cloth_folded", "--policy", "hold")
    #expect(ending.status == 65)
    #expect(ending.saysOneError)
    #expect(!simeval.has("runs"))
  }

  @Test("A prompt's page holds what a model would get, and tells of mistakes with their place")
  func prompt() throws {
    let ending = try simeval(
      "render", "open_drawer", "--prompt", "grounded", "--mapping", "ecot", "--steps", "2")
    #expect(ending.status == 0)
    let page = try simeval.read("prompt.html")
    #expect(page.contains("data:image/png;base64,") && page.contains("What you did before"))
    #expect(page.contains("&quot;vocabulary&quot;:&quot;ecot&quot;"))
    #expect(!page.contains("class=oracle"))

    try simeval.write("---\nformat: 1\n---\n# User\n{{tusk}}\n", as: "mine.md")
    let wrong = try simeval("render", "open_drawer", "--prompt", "mine.md")
    #expect(wrong.status == 65 && wrong.errors.contains("mine.md:5:1: error: no part '{{tusk}}'"))
    #expect(try simeval("render", "open_drawer", "--prompt", "none").status == 65)
    let unplayable = try simeval("render", "cloth_folded", "--prompt", "grounded")
    #expect(unplayable.status == 65 && unplayable.saysOneError)
    #expect(try simeval("render", "cloth_folded", "--prompt", "mallet").status == 0)
    #expect(try simeval("render", "open_drawer", "--mapping", "ecot").status == 64)
    let sized = try simeval("render", "open_drawer", "--prompt", "mallet", "--size", "9x9")
    #expect(sized.status == 64)
  }
}
