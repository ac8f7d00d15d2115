import Control
import Foundation
import Geometry
import Imaging
import Language
import Simulation

@testable import Sight

private let root = #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined()

func scene(_ name: String) throws -> Scene {
  try Scene.load("autoeval/\(name)", folder: root + "/scenes")
}

func mapping(_ name: String) throws -> Mapping {
  try Mapping.load(name, folder: root + "/scenes/vocabularies") { _ in "" }
}

func prompt(_ name: String) throws -> Prompt {
  var prompt = try Prompt.load(name, folder: root + "/scenes/prompts") { _ in "" }
  prompt.parts.unused.insert(.examples)
  return prompt
}

func photo(_ name: String) throws -> Image {
  let path = root + "/Tests/Reference/photos/\(name)"
  return try Image(png: Array(Data(contentsOf: URL(filePath: path))))
}

/// What is visible in the photos and where, in pixels, by the photo's name.
func keypoints() throws -> [String: [String: [Double]]] {
  let path = root + "/Tests/Reference/photos/keypoints.json"
  return try JSONDecoder().decode(
    [String: [String: [Double]]].self, from: Data(contentsOf: URL(filePath: path)))
}

func world(_ scene: Scene, seed: UInt64) throws -> World {
  World(scene, station: try Station(named: "autoeval", box: .eval, for: scene), seed: seed)
}

/// What the station's camera shows.
func eyes(in world: World) throws -> Eyes {
  let view = world.observe().views[0]
  guard let eyes = Eyes(view.image, camera: view.camera) else { throw NoEyes() }
  return eyes
}

struct NoEyes: Error {}

/// What a model would be sent in a world, of which the picture may be changed first.
func request(
  in world: World, _ prompt: Prompt, _ mapping: Mapping,
  changing change: (Image) -> Image = { $0 }
) throws -> ModelRequest {
  var observation = world.observe()
  observation.views[0].image = change(observation.views[0].image)
  let box = world.scene.boxes[.eval].map { Bounds(lower: $0.lower, upper: $0.upper) }
  let place = Workplace(
    convention: .autoeval, box: box, tableHeight: 0.0034, steps: world.scene.steps)
  let situation = Situation(workplace: place, observation: observation, arm: world.armState)
  return try prompt.request(for: situation, with: mapping)
}

/// A world after the stand-in has said what to do, until it succeeds or the station's steps end.
func played(
  _ scene: Scene, seed: UInt64, prompt: Prompt, mapping: Mapping, sitter: Sitter,
  steps: Int? = nil, changing change: (Image) -> Image = { $0 }
) throws -> World {
  var (world, sitter) = (try world(scene, seed: seed), sitter)
  while world.step < steps ?? scene.steps, !world.verdict.success {
    let utterance = sitter.answer(
      to: try request(in: world, prompt, mapping, changing: change))
    // What cannot be read stands still, as at a station.
    let answer = try? mapping.translate(utterance.text, from: world.armState).actions
    for action in answer ?? [.hold(opening: world.commandedOpening)] {
      _ = world.advance(action)
    }
  }
  return world
}

extension Image {
  var mirrored: Image {
    var copy = self
    for y in 0..<height {
      for x in 0..<width {
        for channel in 0..<3 {
          copy.bytes[(y * width + x) * 3 + channel] =
            bytes[(y * width + width - 1 - x) * 3 + channel]
        }
      }
    }
    return copy
  }

  /// Red for blue.
  var swapped: Image {
    var copy = self
    for pixel in stride(from: 0, to: bytes.count, by: 3) { copy.bytes.swapAt(pixel, pixel + 2) }
    return copy
  }

  var blank: Image {
    Image(
      width: width, height: height, bytes: [UInt8](repeating: 127, count: width * height * 3))
  }
}
