import Foundation
import Language
import Simulation

@testable import Checks

let scenes = URL(filePath: #filePath).appending(path: "../../../scenes").standardizedFileURL.path

/// A vocabulary of `scenes/vocabularies`.
func vocabulary(_ name: String) throws -> Mapping {
  try Mapping.load(name, folder: scenes + "/vocabularies") { _ in "" }
}

/// A vocabulary of the user's own, with some of its lines in place of what is usual.
func custom(
  form: String = "words", frame: String = "base",
  forward: String = "{size: 0.01, positive: [forward], negative: [back]}",
  left: String = "{size: 0.01, positive: [left], negative: [right]}",
  up: String = "{size: 0.01, positive: [up], negative: [down]}",
  rotation: String = "{size: 0.1, positive: [counterclockwise], negative: [clockwise]}",
  words: String = "{open: [open], close: [close]}"
) throws -> Mapping {
  let text = """
    format: 1
    version: 1
    title: Ours
    source: ours
    form: \(form)
    frame: \(frame)
    axes:
      forward: \(forward)
      left: \(left)
      up: \(up)
      rotation: \(rotation)
    words: \(words)
    """
  return try Mapping(text: text, path: "ours.yaml", name: "ours", digest: nil)
}

/// A check at the scene's own station, in its box.
func check(
  _ mapping: Mapping, _ scene: String = "autoeval/open_drawer", seeds: Int = 1
) throws -> MappingCheck {
  let scene = try Scene.load(scene, folder: scenes)
  let station = try Station(named: scene.station, box: .eval, for: scene)
  return MappingCheck(mapping: mapping, scene: scene, station: station, seeds: seeds)
}

extension MappingReport {
  /// The texts of what was found, of some kinds.
  func texts(_ kinds: Finding.Kind...) -> [String] {
    findings.filter { kinds.contains($0.kind) }.map(\.text)
  }

  var faults: [Finding.Kind] { findings.filter(\.isFault).map(\.kind) }
}
