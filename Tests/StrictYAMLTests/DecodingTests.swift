import StrictYAML
import Testing

@Suite struct DecodingTests {
  @Test("A file that uses the whole subset is read as it is meant")
  func readsTheSample() throws {
    let decoded = try YAMLFile(text: sample, path: "sample.yaml").decode(decode)
    let expected = Decoded(
      texts: [
        "Put the carrot on the plate", "a # and a: colon, \"and\" quotes: [1, 2]", "it's",
        "Two lines, & neither *is: [read\n  as anything.\n",
      ],
      format: 1,
      eyes: [
        Eye(name: "over-shoulder", eye: [0, -0.2, 0.4], fov_deg: 52, shadows: true),
        Eye(name: "side", eye: [1, 2, 3], fov_deg: 40.5, shadows: false),
      ],
      goals: ["carrot on plate", "carrot"], variants: ["1": .oak, "swapped": .pine], empty: [])
    #expect(decoded == expected)
  }

  @Test("Line ends of CR LF change nothing")
  func readsWindowsLines() throws {
    let text = sample.replacing("\n", with: "\r\n")
    let decoded = try YAMLFile(text: text, path: "sample.yaml").decode(decode)
    #expect(try decoded == YAMLFile(text: sample, path: "sample.yaml").decode(decode))
  }

  @Test("All problems of a file come at once, each once, in the order of its lines")
  func reportsEverything() {
    let text = """
      format: 2
      titel: Open
      cameras:
        side: {eye: [1, 2], fov_deg: no, size: 3}
        top: {eye: [1, 2, high], fov_deg: 300}
      goal: {all: [{rest-on: [a, b]}]}
      variants: {a: {kind: elm}, b: {kind: 7}}
      empty: {}
      quoted: 12
      single: 'x'
      story: true
      """
    let all = complaints(text) { decode($0).map { _ in true } }
    let yesOrNo = "may be read as a text or not. Write true or false, or quote a text."
    #expect(
      all == """
        f.yaml:1:1: error: the key 'title' is missing. Add it.
        f.yaml:1:9: error: the number '2' where a whole number from 1 to 1 belongs. Write a whole \
        number from 1 to 1.
        f.yaml:2:1: error: no key 'titel' here. Did you mean 'title'? Allowed: cameras, empty, \
        format, goal, quoted, single, story, title, variants.
        f.yaml:4:15: error: a list of 2 where a list of 3 numbers belongs. Write a list of 3 numbers.
        f.yaml:4:32: error: 'no' \(yesOrNo)
        f.yaml:4:36: error: no key 'size' here. Did you mean 'size_px'? Allowed: eye, fov_deg, \
        shadows, size_px.
        f.yaml:5:21: error: the text 'high' where a number belongs. Write a number.
        f.yaml:5:37: error: the number '300' where a number from 1 to 179 belongs. Write a number \
        from 1 to 179.
        f.yaml:6:14: error: no key where one belongs. Write one of: released, rests-on.
        f.yaml:6:15: error: no key 'rest-on' here. Did you mean 'rests-on'? Allowed: released, \
        rests-on.
        f.yaml:7:22: error: 'elm' is not known here. Allowed: oak, pine.
        f.yaml:7:38: error: the number '7' where a word belongs. Write a word.
        f.yaml:8:8: error: a mapping where a list of texts belongs. Write a list of texts.
        f.yaml:9:9: error: the number '12' where a text belongs. Quote it: "12".
        f.yaml:11:8: error: true where a text belongs. Quote it: "true".
        """)
  }

  @Test("Columns count characters, and places point at values")
  func placesCountCharacters() throws {
    // The second letter is an e and a combining accent; the emoji is five scalars.
    let text = "title: {\"\"}\n".replacing("{\"\"}", with: "'e\u{301}👩‍👩‍👧'") + "a: {b: 'é👩‍👩‍👧', c: 1}"
    let place = try YAMLFile(text: text, path: "f.yaml").decode { fields in
      _ = fields.string("title")
      let inner = fields.mapping("a")
      _ = inner?.string("b")
      _ = inner?.integer("c")
      return inner?.place(of: "c")
    }
    #expect(place.description == "f.yaml:2:17")
  }

  @Test("A missing key is no error when optional, and a wrong value still is")
  func optionalKeys() throws {
    let file = try YAMLFile(text: "a: 1", path: "f.yaml")
    let values = try file.decode { ($0.integer("a"), $0.optional.string("b")) }
    #expect(values == (1, nil))
    let wrong = complaints("a: 1\nb: 2") {
      _ = $0.integer("a")
      _ = $0.optional.string("b")
      return true
    }
    #expect(wrong == "f.yaml:2:4: error: the number '2' where a text belongs. Quote it: \"2\".")
  }

  @Test("A caller's own problems are placed and sorted among the rest")
  func ownProblems() {
    let found = complaints("a: 1\nb: 2\nc: 3") { fields in
      fields.fail("b", "2 is odd. Use 3.")
      _ = (fields.integer("a"), fields.integer("b"), fields.integer("c", in: 4...5))
      return true
    }
    #expect(
      found == """
        f.yaml:2:4: error: 2 is odd. Use 3.
        f.yaml:3:4: error: the number '3' where a whole number from 4 to 5 belongs. Write a whole \
        number from 4 to 5.
        """)
  }

  @Test("Giving up without a reason is an error, not a crash")
  func unexplainedNil() {
    let found = complaints("a: 1") {
      _ = $0.integer("a"); return nil
    }
    #expect(found == "f.yaml:1:1: error: something here makes no sense. Look it over.")
  }
}
