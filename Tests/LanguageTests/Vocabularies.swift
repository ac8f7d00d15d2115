import Chance
import Control
import Foundation
import Geometry
import Language

/// The checkout's folder of tests.
let testsFolder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()

/// A vocabulary of `scenes/vocabularies`.
func vocabulary(_ name: String) -> Mapping {
  let folder = testsFolder.deletingLastPathComponent().appending(path: "scenes/vocabularies").path
  do { return try Mapping.load(name, folder: folder) { Chance.digest(of: $0) } } catch {
    fatalError("\(error)")
  }
}

let vocabularies = ["ecot", "ecot-scaled", "mallet", "mallet-as-upstream", "eb", "plan"]

extension ArmState {
  /// At a station with the tool straight down, where AutoEval's home is.
  static func home(_ station: Convention = .autoeval, opening: Double = 1) -> ArmState {
    ArmState(
      rule: StepRule(station),
      X_WT: Pose(Rotation(roll: 0, pitch: .pi / 2, yaw: 0), [0.258325, 0, 0.19065]),
      opening: opening)
  }

  /// With the tool told to take a rotation.
  static func turned(
    roll: Double, pitch: Double, yaw: Double, _ station: Convention = .autoeval
  ) -> ArmState {
    var state = home(station)
    state.X_WT = Pose(Rotation(roll: roll, pitch: pitch, yaw: yaw), [0.3, 0.05, 0.1])
    return state
  }
}

extension Mapping {
  /// The first action of a reply at home.
  func first(_ reply: String, _ state: ArmState = .home()) throws -> [Double] {
    try translate(reply, from: state).actions[0].numbers
  }

  func words(_ reply: String) throws -> String { words(of: try read(reply)) }
}

extension Vector3 {
  /// The largest part of it, whichever way.
  var largest: Double { max(abs(x), abs(y), abs(z)) }
}
