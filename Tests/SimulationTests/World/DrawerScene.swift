import Control
import Foundation
import Geometry
import StrictYAML
import Testing

@testable import Simulation

/// The two scenes with a drawer, as they are or with some of their text changed.
enum DrawerScene: String, CaseIterable, CustomTestStringConvertible {
  case open = "open_drawer"
  case close = "close_drawer"

  var testDescription: String { rawValue }

  /// The scene after each change, every one of which must find its text exactly once.
  func scene(_ changes: [(String, with: String)] = []) throws -> Scene {
    var text = try text
    for (old, new) in changes {
      try #require(text.components(separatedBy: old).count == 2, "'\(old)' is not there once")
      text = text.replacing(old, with: new)
    }
    return try read(text)
  }

  var text: String {
    get throws {
      try String(
        contentsOf: Self.checkout.appending(path: "scenes/autoeval/\(rawValue).yaml"),
        encoding: .utf8)
    }
  }

  func read(_ text: String) throws -> Scene {
    let decoder = SceneDecoder(name: "autoeval/\(rawValue)", digest: "")
    return try YAMLFile(text: text, path: "\(rawValue).yaml").decode(decoder.scene)
  }

  func world(
    seed: UInt64 = 0, station: String = "autoeval", _ changes: [(String, with: String)] = []
  ) throws -> World {
    let scene = try scene(changes)
    return World(scene, station: try Station(named: station, box: .none, for: scene), seed: seed)
  }

  static let checkout = (0..<4).reduce(URL(filePath: #filePath)) { url, _ in
    url.deletingLastPathComponent()
  }
}

extension World {
  /// Where the drawer stands. Metres.
  var slide: Double { position(of: "drawer") }

  /// A point of the cabinet's frame, in which the drawer comes out along x, in the arm's base.
  func atCabinet(_ p_CQ: Vector3) throws -> Vector3 {
    let index = try #require(scene.bodies.firstIndex { $0.name == "cabinet" })
    return placements[index] * p_CQ
  }

  /// Sends the tool to a place as a policy would, in steps of at most 2 cm along each axis.
  ///
  /// - Returns: what each step did.
  @discardableResult
  mutating func go(to p_WT: Vector3, opening: Double) -> [StepReport] {
    var reports: [StepReport] = []
    while reports.count < 100 {
      let left = p_WT - X_WT_commanded.translation
      if left.length < 1e-9 { break }
      reports.append(advance(Action(translation: left.cut(to: 0.02), opening: opening)))
    }
    return reports
  }

  /// One step that only opens or shuts the gripper.
  @discardableResult
  mutating func grip(opening: Double) -> StepReport { advance(.hold(opening: opening)) }

  /// Turns the tool about the vertical, so that its fingers part along the drawer's way or across
  /// it.
  mutating func faceDrawer(_ parting: Parting = .along, opening: Double) throws {
    let axis = try atCabinet([1, 0, 0]) - atCabinet(.zero)
    // The fingers part along y, which is a quarter of a turn from the drawer's -x.
    let turn = atan2(axis.y, axis.x) + (parting == .along ? .pi / 2 : 0)
    _ = advance(Action(rotation: [0, 0, turn], opening: opening))
  }

  enum Parting { case along, across }
}

extension Vector3 {
  /// Each axis cut to plus or minus a limit.
  func cut(to limit: Double) -> Vector3 {
    clamped(lowerBound: Vector3(repeating: -limit), upperBound: Vector3(repeating: limit))
  }
}

extension [StepReport] {
  /// The bodies that were in the way, in the order of the steps.
  var blockers: [String] {
    flatMap(\.adjustments).filter { $0.kind == .blocked }.compactMap(\.body)
  }
}
