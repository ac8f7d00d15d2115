import Control
import Foundation
import Geometry
import Simulation

@testable import Evaluation

/// A folder of its own for a test, gone when the test is.
final class Scratch: Sendable {
  let path = FileManager.default.temporaryDirectory.path + "/simeval-test-\(UUID().uuidString)"

  init() throws { try Disk.makeFolder(path) }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func read(_ name: String) throws -> String {
    try String(contentsOfFile: "\(path)/\(name)", encoding: .utf8)
  }

  /// The lines of a JSON-lines file.
  func lines(_ name: String) throws -> [[String: Any]] {
    try read(name).split(separator: "\n").map { try parsed(String($0)) }
  }

  func has(_ name: String) -> Bool { FileManager.default.fileExists(atPath: "\(path)/\(name)") }

  /// Every file below, by its path from here, sorted.
  func files() -> [String] {
    let all = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
    var isFolder: ObjCBool = false
    return all.filter {
      FileManager.default.fileExists(atPath: "\(path)/\($0)", isDirectory: &isFolder)
        && !isFolder.boolValue
    }.sorted()
  }
}

/// Reads JSON with Foundation's reader, which knows nothing of our writer.
func parsed(_ text: String) throws -> [String: Any] {
  let value = try JSONSerialization.jsonObject(with: Data(text.utf8))
  return value as? [String: Any] ?? [:]
}

/// The scenes of this checkout.
let scenes = URL(filePath: #filePath).appending(path: "../../../scenes").standardizedFileURL.path

/// The drawer scene of this checkout.
func drawer() throws -> Scene { try Scene.load("autoeval/open_drawer", folder: scenes) }

func episode(
  _ driver: Driver, steps: Int, seed: UInt64 = 0, stopsOnSuccess: Bool = false
) throws -> Episode {
  let scene = try drawer()
  let station = try Station(named: scene.station, box: .eval, for: scene)
  return Episode(
    scene: scene, station: station, seed: seed, driver: driver, steps: steps,
    stopsOnSuccess: stopsOnSuccess)
}

func run(_ driver: Driver, episodes: Int, steps: Int, jobs: Int = 1) throws -> Run {
  Run(
    first: try episode(driver, steps: steps), episodes: episodes, jobs: jobs,
    policy: ["name": "toy"], box: "eval")
}

/// Answers as it is told: the closure gets the number of the question, from 0.
struct ToyPolicy: Policy {
  var questions = 0
  let answer: @Sendable (Int) async throws -> Answer

  mutating func act(_ observation: Observation) async throws -> Answer {
    defer { questions += 1 }
    return try await answer(questions)
  }

  /// A driver that makes one for each episode.
  static func driver(_ answer: @escaping @Sendable (Int) async throws -> Answer) -> Driver {
    .policy { _ in ToyPolicy(answer: answer) }
  }
}

extension Answer {
  static let forward = Answer(
    [Action(translation: [0.01, 0, 0], opening: 1)], words: "move forward")
}

struct ServerGone: Error, CustomStringConvertible {
  let description = "the server\nwent\taway"
}

/// Cancels the task that calls it, as Ctrl-C does.
func cancelSelf() { withUnsafeCurrentTask { $0?.cancel() } }

extension Episode {
  /// Runs it in a folder of its own, with a new book.
  func run(in path: String) async throws -> EpisodeResult {
    try Disk.makeFolder(path)
    return try await run(
      in: path,
      book: try EpisodeBook(
        in: path, episode: 0, pictures: RunPictures(in: path), ledger: Ledger(in: path)))
  }
}
