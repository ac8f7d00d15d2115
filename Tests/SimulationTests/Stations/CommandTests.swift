import Control
import Geometry
import Testing

@testable import Simulation

@Suite("Stations command what the real control paths command")
struct CommandTests {
  /// Both sides do the same few operations on the same doubles, where numbers are about 1 or less.
  let rounding = 1e-12

  /// The real path keeps the measured place in floats: up to half of 2^-25 m at 0.25 to 0.5 m.
  let floats = 1.5e-8

  @Test("The table is whole")
  func tableIsWhole() throws {
    let commands = try #require(StationReference.commands)
    #expect(commands.autoeval.map(\.steps.count).reduce(0, +) == 609)
    #expect(commands.bridge.map(\.steps.count).reduce(0, +) == 138)
    for sequence in commands.autoeval + commands.bridge {
      #expect(sequence.start.count == 12)
      #expect(
        sequence.steps.allSatisfy {
          ($0.a.count, $0.m.count, $0.w.count, $0.t.count) == (7, 3, 6, 12)
        })
    }
  }

  @Test(
    "autoeval commands what AutoEval's wrappers and arm command",
    arguments: StationReference.autoeval)
  func autoevalCommands(sequence: StationReference.Sequence) throws {
    try check(sequence, station: "autoeval", within: sequence.unrounded == true ? floats : rounding)
  }

  @Test("bridge commands what SIMPLER's controller commands", arguments: StationReference.bridge)
  func bridgeCommands(sequence: StationReference.Sequence) throws {
    try check(sequence, station: "bridge", within: rounding)
  }

  private func check(
    _ sequence: StationReference.Sequence, station name: String, within tolerance: Double
  ) throws {
    let station = try StationReference.station(name, box: sequence.box)
    let commanded = sequence.commanded(
      remembersUnreached: station.convention.remembersUnreached)
    for (step, commanded) in zip(sequence.steps, commanded) {
      let action = try #require(Action(step.a))
      let command = station.command(action, measured: step.measured, commanded: commanded)
      let turnError = name == "bridge" ? step.turnError : 0
      #expect(command.X_WT.distance(to: step.t.pose) < tolerance + turnError)
      #expect(command.opening == step.g)
      for (ours, theirs) in zip(command.applied.numbers, step.w) {
        #expect(abs(ours - theirs) < tolerance)
      }
    }
  }

  @Test(
    "Ten steps and more stay together when each starts from our own",
    arguments: [("autoeval", StationReference.autoeval), ("bridge", StationReference.bridge)])
  func ownSteps(name: String, sequences: [StationReference.Sequence]) throws {
    let exact = sequences.filter {
      $0.unrounded != true && $0.steps.allSatisfy { $0.turnError < 1e-9 }
    }
    for sequence in exact {
      let station = try StationReference.station(name, box: sequence.box)
      var commanded = sequence.start.pose
      for step in sequence.steps {
        let action = try #require(Action(step.a))
        let X_WT = station.command(action, measured: step.measured, commanded: commanded).X_WT
        // Each step of at most 25 adds its own rounding; 2.1e-14 is the most there was.
        #expect(X_WT.distance(to: step.t.pose) < rounding, "\(sequence.name)")
        if step.refused != true || station.convention.remembersUnreached { commanded = X_WT }
      }
    }
  }

  @Test("The boxes are AutoEval's", arguments: ["eval", "reset"])
  func boxes(choice: String) throws {
    let box = try #require(try StationReference.station("autoeval", box: choice).box)
    let limits = try #require(StationReference.commands?.boxes[choice])
    for axis in 0..<3 {
      #expect(box.lower[axis] == limits[0][axis] ?? -.infinity)
      #expect(box.upper[axis] == limits[1][axis] ?? .infinity)
    }
  }

  @Test("Episodes start from the real commands")
  func homes() throws {
    let arm = try StationReference.scene("open_drawer").arm
    for (name, sequences) in [
      ("autoeval", StationReference.autoeval), ("bridge", StationReference.bridge),
    ] {
      let home = try StationReference.station(name, box: "none").commandedHome(of: arm)
      #expect(home.distance(to: try #require(sequences.first).start.pose) < rounding)
    }
  }
}
