import Control
import Foundation
import Imaging
import Testing

@testable import Simulation

/// The scenes as a policy first sees them, looked at beside the station's photos when they were
/// made. To make them anew, run these tests with `RECORD_GOLDENS=1` and look again.
@Suite("The scenes look as they did") struct ScenePictureTests {
  @Test("At home at seed 0", arguments: DrawerScene.allCases)
  func home(drawer: DrawerScene) throws {
    let view = try #require(try drawer.world().observe().views.first)
    let file = DrawerScene.checkout.appending(
      path: "Tests/Reference/scenes/\(drawer.rawValue).png")
    if ProcessInfo.processInfo.environment["RECORD_GOLDENS"] == "1" {
      try Data(view.image.png(level: 9)).write(to: file)
    }
    #expect(try Image(png: [UInt8](Data(contentsOf: file))) == view.image)
  }
}
