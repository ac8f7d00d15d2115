import Foundation
import Testing

/// `run --policy model` as far as it gets without a model.
@Suite struct ModelCommandTests {
  let simeval: Program

  init() throws { simeval = try Program() }

  static let key = "sk-canary-77f3ab12"

  /// A run of one step with a key in the environment.
  func run(_ options: String, key: String = key) throws -> Program.Ending {
    try simeval.shell(
      "export OPENAI_API_KEY=\(key) MY_KEY=\(key); "
        + "simeval run open_drawer --policy model --max-steps 1 --out run \(options)")
  }

  @Test("A key is in no file of a run and in nothing that is printed, whoever is asked")
  func canary() throws {
    for (index, options) in [
      "--model m --base-url http://127.0.0.1:9/v1 --key-env MY_KEY --attempts 2 --cassette tape",
      "--model gpt-4o --base-url http://127.0.0.1:9/v1 --wire chat --attempts 1",
    ].enumerated() {
      let ending = try run(options.replacing("--model", with: "--out run\(index) --model"))
      #expect(ending.status == 69, "\(ending.errors)")
      #expect(ending.errors.contains("cannot reach http://127.0.0.1:9/v1"), "\(ending.errors)")
      #expect(ending.saysOneError)
      #expect(!ending.errors.contains("canary") && !ending.output.contains("canary"))
      let files = FileManager.default.enumerator(atPath: simeval.folder)?.compactMap {
        $0 as? String
      }
      var read = 0
      for file in files ?? [] {
        guard let data = FileManager.default.contents(atPath: "\(simeval.folder)/\(file)") else {
          continue
        }
        #expect(data.firstRange(of: Data("canary".utf8)) == nil, "\(file)")
        read += 1
      }
      #expect(read > 5)
      let line = try simeval.read("run\(index)/episodes/0000/exchanges.jsonl")
      #expect(line.contains("\"answered\":false") && line.contains("sha256:"))
    }
  }

  @Test(
    "A key on the command line is refused, and not repeated, wherever it stands",
    arguments: [
      "--model m --base-url 'https://x.example/v1?key=KEY'",
      "--model m --base-url https://user:KEY@x.example/v1",
      "--model m --base-url http://KEY.example",
      "--model KEY", "--model x-KEY --wire gemini", "--model gpt-4o --key-env KEY",
      "--model gpt-4o --key-env=KEY", "--model gpt-4o --wire KEY", "--model gpt-4o --cassette KEY",
      "--model gpt-4o --prompt x/KEY", "--model gpt-4o KEY", "--KEY", "--model gpt-4o --rpm KEY",
    ])
  func keyAsArgument(options: String) throws {
    let ending = try run(options.replacing("KEY", with: Self.key))
    #expect(ending.status == 64 && ending.saysOneError, "\(ending.errors)")
    #expect(!ending.errors.contains("canary"), "\(ending.errors)")
    #expect(!simeval.has("run"))
  }

  @Test("A key in a file of the user's is not in what is said of the file")
  func keyInFile() throws {
    try simeval.write("format: 1\n\(Self.key): 1\n", as: "mine.yaml")
    let ending = try simeval.shell(
      "export OPENAI_API_KEY=\(Self.key); simeval scenes --validate mine.yaml")
    #expect(ending.status == 65 && ending.errors.contains("mine.yaml:2:1: error: "))
    #expect(ending.errors.contains("[key]") && !ending.errors.contains("canary"))
  }

  @Test(
    "A key that is in no variable is not repeated either where one may be by mistake",
    arguments: [
      "--model m --base-url 'https://x.example/v1?key=KEY'",
      "--model m --base-url https://user:KEY@x.example/v1", "--model KEY",
      "--model gpt-4o --key-env KEY",
    ], ["sk-proj-canary-9", "AIzacanary5f01c2ab"])
  func unknownKey(options: String, key: String) throws {
    let ending = try run(options.replacing("KEY", with: key))
    #expect(ending.status == 64 && ending.saysOneError, "\(ending.errors)")
    #expect(!ending.errors.contains("canary"), "\(ending.errors)")
  }

  @Test(
    "What cannot be asked is said before anything is run",
    arguments: [
      (
        "--model claude-x", "no key for https://api.anthropic.com: the environment has no ANTHROPIC"
      ),
      ("--model mine", "'mine' is no model of a provider known here. Name its server"),
      (
        "--model gpt-4o --base-url ftp://x",
        "is no server's address: the scheme is 'ftp', not http or https"
      ),
      ("--model gpt-4o --base-url https://x/v1?key=1", "it has a '?'"),
      ("--model gpt-4o --max-usd 1", "no price of gpt-4o for today"),
      ("--model gpt-4o --max-usd 0", "--max-usd 0.0 is no amount above 0"),
      ("--model gpt-4o --exchanges replay", "--exchanges replay needs --cassette"),
      ("--model gpt-4o --max-calls 0", "--max-calls 0 is not within 1 to"),
      ("--model gpt-4o --wire telepathy", "telepathy"),
      (
        "--model gpt-4o --key-env NOT_THERE",
        "the environment has no variable of the name that --key-env gives"
      ),
      ("--model gpt-4o --base-url https://u:p@x/v1", "Leave them out"),
      ("--base-url http://127.0.0.1:1", "--base-url needs --model"),
    ])
  func refusals(options: String, text: String) throws {
    let ending = try run(options)
    #expect(ending.status == 64, "\(ending.errors)")
    #expect(ending.errors.contains(text), "\(ending.errors)")
    #expect(!simeval.has("run"))
  }

  @Test("Options of a model are for a model; one prompt and one run to resume must be there")
  func elsewhere() throws {
    let oracle = try simeval("run", "open_drawer", "--model", "gpt-4o")
    #expect(oracle.status == 64)
    #expect(oracle.errors.contains("--model is for --policy model, not for oracle"))
    let prompt = try run("--model gpt-4o --prompt nowhere")
    #expect(prompt.status == 65 && prompt.errors.contains("grounded"), "\(prompt.errors)")
    let none = try simeval("run", "open_drawer", "--resume", "nowhere")
    #expect(none.status == 64 && none.errors.contains("holds no run to resume"))
  }

  @Test("An empty cassette is an episode's error, and no key is asked for")
  func emptyCassette() throws {
    func play(_ name: String) throws -> Program.Ending {
      try simeval(
        "run", "open_drawer", "--policy", "model", "--model", "claude-x", "--max-steps", "1",
        "--cassette", name, "--exchanges", "replay", "--out", "run")
    }
    let none = try play("tpae")
    #expect(none.status == 65 && none.errors.contains("no cassette in tpae, check the path"))
    try FileManager.default.createDirectory(
      atPath: "\(simeval.folder)/tape", withIntermediateDirectories: false)
    let ending = try play("tape")
    #expect(ending.status == 69)
    #expect(ending.errors.contains("the cassette tape has no such exchange: it is empty."))
  }
}
