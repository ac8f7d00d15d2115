import Control
import Foundation
import Simulation

extension Run {
  /// The version of simeval.
  package static let version = "0.1.0"

  /// The content of `run.json`; `finished` and `interrupted` are nil while it runs.
  func description(started: Date, finished: Date?, interrupted: Bool?) -> JSON {
    let scene = first.scene
    return [
      "format": 1,
      "scene": [
        "name": .string(scene.name), "title": .string(scene.title),
        "instruction": .string(scene.instruction), "digest": .string(scene.digest),
      ],
      "policy": policy,
      "station": .string(first.station.convention.name),
      "box": first.station.box == nil ? .null : .string(box),
      "lags": .bool(first.station.lag != nil),
      "seeds": ["first": JSON(first.seed), "count": .integer(episodes)],
      "steps": .integer(first.steps),
      "stop_on_success": .bool(first.stopsOnSuccess),
      "versions": ["simeval": .string(Run.version)],
      "machine": [
        "system": .string(ProcessInfo.processInfo.operatingSystemVersionString),
        "cores": .integer(ProcessInfo.processInfo.activeProcessorCount),
        "jobs": .integer(jobs),
      ],
      "started": JSON(started.formatted(.iso8601)),
      "finished": JSON(finished?.formatted(.iso8601)),
      "interrupted": interrupted.map(JSON.bool) ?? .null,
      "planned_episodes": .integer(episodes),
    ]
  }
}
