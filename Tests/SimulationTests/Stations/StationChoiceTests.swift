import Control
import Testing

@testable import Simulation

@Suite("A station is set up for a scene, or says why not")
struct StationChoiceTests {
  @Test("A station that nobody knows is refused by name")
  func unknown() throws {
    let scene = try StationReference.scene("open_drawer")
    #expect(throws: StationError.unknown("nowhere")) {
      try Station(named: "nowhere", box: .none, for: scene)
    }
    let text = StationError.unknown("nowhere").description
    #expect(text.contains("'nowhere'"))
    #expect(Convention.all.allSatisfy { text.contains($0.name) })
  }

  @Test("A box that the scene has not is refused")
  func noBox() throws {
    let scene = try StationReference.scene("open_drawer")
    let error = StationError.noBox(.reset, scene: "autoeval/open_drawer")
    #expect(throws: error) { try Station(named: "autoeval", box: .reset, for: scene) }
    #expect(error.description.contains("reset"))
    #expect(error.description.contains("autoeval/open_drawer"))
  }

  @Test("The reset box is refused at bridge, which has no boxes, even where the scene has one")
  func bridgeHasNoBoxes() throws {
    let scene = try StationReference.scene("close_drawer")
    #expect(scene.boxes[.reset] != nil)
    #expect(throws: StationError.self) {
      try Station(named: "bridge", box: .reset, for: scene)
    }
    #expect(try Station(named: "bridge", box: .eval, for: scene).box == nil)
  }

  @Test("No box is no box, and the evaluation's is the scene's")
  func choices() throws {
    let scene = try StationReference.scene("close_drawer")
    #expect(try Station(named: "autoeval", box: .none, for: scene).box == nil)
    for choice in [WorkspaceBox.Choice.eval, .reset] {
      let station = try Station(named: "autoeval", box: choice, for: scene)
      #expect(station.box == scene.boxes[choice])
      #expect(station.box != nil)
    }
  }

  @Test("A scene's own rate is used for the station that it names, and no other")
  func rates() throws {
    let scene = try StationReference.scene("open_drawer")
    #expect(try Station(named: "bridge", box: .none, for: scene).convention.rate == 3)
    #expect(
      try Station(named: "autoeval", box: .none, for: scene).convention.rate
        == Convention.autoeval.rate)
  }
}
