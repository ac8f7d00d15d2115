import Foundation
import Language
import Testing

@Suite struct MoveLabelTests {
  static let trajectories = try! Trajectory.all()

  /// ECoT's sentence for each label that it can give.
  static let sentences = Dictionary(
    uniqueKeysWithValues: try! lines(of: "sentences.csv").map { line in
      (String(line.prefix(7)), String(line.dropFirst(9).dropLast()))
    })

  @Test("Labels and sentences are those of the ECoT program", arguments: ["f4", "f8"])
  func equalsTheProgram(precision: String) throws {
    for trajectory in Self.trajectories where trajectory.precision == precision {
      guard let expected = trajectory.labels else {
        // The program fails on these as well.
        #expect(throws: LanguageError.tooFewStates(count: trajectory.states.count)) {
          try trajectory.ours()
        }
        continue
      }
      let labels = try trajectory.ours()
      #expect(labels.map(text) == expected, "\(trajectory.name)")
      #expect(
        labels.map { Mapping.ecot.words(for: [.move($0.move(in: .ecot))]) }
          == expected.map { Self.sentences[$0] },
        "\(trajectory.name)")
    }
  }

  @Test("The vectors are as many as they should be, and of both precisions")
  func vectorsAreThere() {
    #expect(Self.trajectories.count == 496)
    #expect(Self.trajectories.filter { $0.precision == "f4" }.count > 200)
    #expect(Self.trajectories.filter { $0.labels == nil }.count >= 4)
    #expect(Self.sentences.count == 1701)
  }

  @Test("All sentences of the program are read as the move with its label, and printed the same")
  func readsTheProgramsSentences() throws {
    for (label, sentence) in Self.sentences {
      let reading = try Mapping.ecot.read(sentence)
      guard case .move(let move) = reading.steps[0].deed else { throw Unexpected() }
      let signs = Array(label).map { $0 == "+" ? 1.0 : $0 == "-" ? -1 : 0 }
      let gripper = move.gripper.map { $0 == .open ? 1.0 : -1 } ?? 0
      let axes: [Move.Axis] = [.x, .y, .z, .tilt, .rotation]
      let said = axes.map { (move[$0] / Mapping.ecot.size(of: $0)).rounded() } + [gripper]
      #expect(said == Array(signs[..<4] + signs[5...]), "\(sentence)")
      #expect(Mapping.ecot.words(of: reading) == sentence)
    }
  }

  struct Unexpected: Error {}

  @Test("A state that is not seven numbers is refused with its place")
  func refusesWrongWidth() {
    var states = [[Double]](repeating: [Double](repeating: 0, count: 7), count: 5)
    states[3] = [1]
    let error = #expect(throws: LanguageError.self) { try MoveLabel.labels(states: states) }
    #expect(
      error?.description == "state 3 of the trajectory has 1 number; "
        + "give 7: x, y, z, roll, pitch, yaw, gripper")
    #expect(
      LanguageError.wrongWidth(state: 0, count: 8).description
        == "state 0 of the trajectory has 8 numbers; give 7: x, y, z, roll, pitch, yaw, gripper")
  }

  @Test("A trajectory without a second state is refused")
  func refusesTooFewStates() {
    #expect(
      LanguageError.tooFewStates(count: 0).description
        == "a trajectory of 0 states has no moves; give at least 2")
    #expect(
      LanguageError.tooFewStates(count: 1).description
        == "a trajectory of 1 state has no moves; give at least 2")
  }
}

/// A trajectory and what the ECoT program makes of it; nil where it fails.
struct Trajectory {
  var name: String
  var precision: Substring
  var states: [[Substring]] = []
  var labels: [String]?

  func ours() throws -> [MoveLabel] {
    precision == "f4"
      ? try MoveLabel.labels(states: states.map { try $0.map { try #require(Float($0)) } })
      : try MoveLabel.labels(states: states.map { try $0.map { try #require(Double($0)) } })
  }

  static func all() throws -> [Trajectory] {
    var all: [Trajectory] = []
    for line in try lines(of: "trajectories.csv") {
      let cells = line.split(separator: ",", omittingEmptySubsequences: false)
      if line.hasPrefix("#") {
        all.append(
          Trajectory(
            name: String(line.dropFirst(2)), precision: cells[1],
            labels: cells[3] == "labels" ? [] : nil))
      } else {
        all[all.count - 1].states.append(Array(cells[..<7]))
        all[all.count - 1].labels?.append(String(cells[7]))
      }
    }
    return all
  }
}

/// A label as the vectors write it.
private func text(_ label: MoveLabel) -> String {
  label.signs.map { $0 > 0 ? "+" : $0 < 0 ? "-" : "0" }.joined()
}

private func lines(of name: String) throws -> [Substring] {
  let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  let file = tests.appending(path: "Reference/ecot").appending(path: name)
  return try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
}
