import ArgumentParser
import Control
import Evaluation
import Foundation
import Language

struct TranslateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "translate",
    abstract: "Turns words into actions, and recorded actions or states into words.",
    discussion: """
      Reads a reply from its arguments or from standard input. Exit status 1 says that a reply was \
      not understood.
      """)

  @Argument(help: "The reply; standard input where it is left out.") var reply: [String] = []
  @Option(help: "The vocabulary: one of scenes/vocabularies by its name, or a .yaml file.")
  var mapping = "ecot"
  @Flag(help: "Print one JSON object for each reply.") var json = false
  @Flag(help: "Read a reply from each line, as a JSON string.") var lines = false
  @Option(help: "Put a recorded trajectory into words: CSV, NPY, NPZ or a run's steps.jsonl.")
  var describe: String?
  @Flag(help: "The file holds states.") var states = false
  @Flag(help: "The file holds actions.") var actions = false
  @Flag(help: "A CSV's numbers were recorded in single precision, as Bridge's are.")
  var single = false
  @OptionGroup var start: TranslateStart

  func validate() throws {
    if describe == nil, states || actions || single {
      throw ValidationError("--states, --actions and --single need --describe")
    }
    if describe != nil {
      if states == actions { throw ValidationError("--describe needs --states or --actions") }
      if lines || !reply.isEmpty {
        throw ValidationError("--describe takes no reply and no --lines")
      }
    }
    if lines, !reply.isEmpty { throw ValidationError("--lines reads standard input, no arguments") }
  }

  func run() throws {
    let mapping = try MappingFile.load(mapping)
    let state = try start.armState
    if mapping.frame == .picture, state.R_WC == nil {
      throw Failure(.usage, "words about the picture, in '\(mapping.name)', need --scene")
    }
    if let describe {
      let trajectory = try Trajectory(file: describe, ofStates: states, isSingle: single)
      for (index, words) in try trajectory.sentences(in: mapping, from: state).enumerated() {
        try print(["index": .integer(index), "words": .string(words)], words)
      }
      return
    }
    var isUnderstood = true
    func translate(_ text: String) throws {
      let result = Translated(text, mapping, from: state)
      isUnderstood = isUnderstood && result.isUnderstood
      if json { try Output.print(result.json) } else { try Output.print(result.text) }
    }
    if lines {
      for (number, line) in StandardInput.lines.enumerated() {
        guard let text = try? JSONDecoder().decode(String.self, from: line) else {
          throw Failure(
            .input, "no JSON string, on line \(number + 1), write one, as \"move left\"")
        }
        try translate(text)
      }
    } else {
      try translate(reply.isEmpty ? StandardInput.text : reply.joined(separator: " "))
    }
    if !isUnderstood { throw ExitCode(ExitStatus.missed.rawValue) }
  }

  private func print(_ object: JSON, _ text: String) throws {
    if json { try Output.print(object) } else { try Output.print([text]) }
  }
}

/// A reply, translated or diagnosed, as the command prints it.
struct Translated {
  private let mapping: Mapping
  private let result: Result<Translation, Diagnosis>

  init(_ reply: String, _ mapping: Mapping, from state: ArmState) {
    self.mapping = mapping
    do { result = .success(try mapping.translate(reply, from: state)) } catch {
      result = .failure(error)
    }
  }

  var isUnderstood: Bool { if case .success = result { true } else { false } }

  var json: JSON {
    switch result {
    case .success(let translation):
      let actions = translation.actions.map { JSON($0.numbers) }
      return [
        "action": actions.first ?? .null, "actions": .array(actions),
        "words": .string(mapping.words(of: translation.reading)),
        "done": .bool(translation.reading.isDone),
        "ignored": .array(
          translation.reading.ignored.map { ["text": .string($0.text), "span": JSON($0.span)] }),
        "notes": JSON(translation.reading.notes),
        "diagnosis": .null,
      ]
    case .failure(let diagnosis):
      return [
        "action": .null, "actions": [], "words": .null, "done": false, "ignored": [], "notes": [],
        "diagnosis": JSON(diagnosis),
      ]
    }
  }

  /// The words, then an action a line.
  var text: [String] {
    switch result {
    case .success(let translation):
      let reading = translation.reading
      return [mapping.words(of: reading) + (reading.isDone ? " (done)" : "")]
        + translation.actions.map { "  " + $0.numbers.map(\.description).joined(separator: ", ") }
        + reading.ignored.map { "  ignored: \($0.text)" } + reading.notes.map { "  note: \($0)" }
    case .failure(let diagnosis): return [diagnosis.description]
    }
  }
}
