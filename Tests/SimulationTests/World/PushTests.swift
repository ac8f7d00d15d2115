import Control
import Geometry
import Testing

@testable import Simulation

@Suite("The fingers push the drawer, and stop at what does not give way") struct PushTests {
  /// What stays between touching surfaces. Metres.
  private let skin = 0.001

  /// The outer side of a shut finger below its straight part.
  private let taper = Taper()

  private struct Taper {
    /// How much it comes in for each metre down: 5.6 mm in 26.5 mm.
    let slope = 0.0056 / 0.0265

    var cosine: Double { 1 / (1 + slope * slope).squareRoot() }

    /// How far from the tool's middle it is at a height above the tool. Metres.
    func at(_ height: Double) -> Double { 0.02 - slope * (0.027575 - height - 0.012) }
  }

  @Test("Shut fingers push the handle from outside and shut the drawer")
  func handleFromOutside() throws {
    var world = try DrawerScene.close.world()
    try world.faceDrawer(opening: 0)
    world.go(to: try world.atCabinet([0.30, 0, 0.11]), opening: 0)
    world.go(to: try world.atCabinet([0.30, 0, 0.0450]), opening: 0)
    #expect(world.slide == 0.12)
    world.go(to: try world.atCabinet([0.18, 0, 0.0450]), opening: 0)
    // The bar meets the fingers where they taper.
    let expected = 0.18 - taper.at(0) - (0.007 + skin) / taper.cosine - 0.1265
    #expect(abs(world.slide - expected) < 0.0002)
    #expect(world.verdict.success)
  }

  @Test("Shut fingers push the front from outside and shut the drawer")
  func frontFromOutside() throws {
    var world = try DrawerScene.close.world()
    try world.faceDrawer(.across, opening: 0)
    let between = 0.0998 + world.slide
    world.go(to: try world.atCabinet([between, 0, 0.12]), opening: 0)
    let down = try world.atCabinet([between, 0, 0.0450])
    world.go(to: down, opening: 0)
    #expect(world.slide == 0.12)
    #expect((world.X_WT.translation - down).length < 1e-4)
    world.go(to: try world.atCabinet([between - 0.06, 0, 0.0450]), opening: 0)
    // Half a finger's width, up to the handle's tube on its plate. Both fingers push, and once it went twice
    // as far as one pushed it.
    let expected = between - 0.06 - 0.01425 - skin - 0.08
    #expect(abs(world.slide - expected) < 0.0002)
  }

  @Test("Shut fingers push the front from inside and open the drawer")
  func frontFromInside() throws {
    var world = try DrawerScene.open.world([("start: 0.02", with: "start: 0.06")])
    try world.faceDrawer(opening: 0)
    world.go(to: try world.atCabinet([0.0925, 0, 0.15]), opening: 0)
    world.go(to: try world.atCabinet([0.0925, 0, 0.0931]), opening: 0)
    #expect(world.slide == 0.06)
    world.go(to: try world.atCabinet([0.1425, 0, 0.0931]), opening: 0)
    // The wall's upper edge, 0.8 mm above the tool, meets the fingers where they taper.
    let expected = 0.1425 + taper.at(0.0008) + skin / taper.cosine - 0.055
    #expect(abs(world.slide - expected) < 0.0002)
    #expect(world.verdict.success)
  }

  @Test("Across its way the drawer jams: a push against its side moves it nowhere")
  func jams() throws {
    var world = try DrawerScene.close.world()
    try world.faceDrawer(opening: 0)
    let before = world.slide
    world.go(to: try world.atCabinet([0.15, -0.11, 0.07]), opening: 0)
    let reports = world.go(to: try world.atCabinet([0.15, -0.04, 0.07]), opening: 0)
    #expect(world.slide == before)
    #expect(Set(reports.blockers) == ["drawer"])
  }

  @Test("Pressing down stops the arm on top of what is there", arguments: Press.allCases)
  func presses(press: Press) throws {
    var world = try DrawerScene.open.world()
    try world.faceDrawer(.across, opening: 0)
    let place = try press.place(in: world)
    world.go(to: place + [0, 0, 0.08], opening: 0)
    #expect(world.contacts.isEmpty)
    let reports = world.go(to: place - [0, 0, 0.03], opening: 0)
    #expect(Set(reports.blockers) == [press.body])
    #expect(reports.last?.contacts == [press.body])
    #expect(reports.last?.adjustments.contains(Adjustment(.blocked, body: press.body)) == true)

    // The tips are 0.0156 m below the tool, and come to within the skin and a stride.
    let gap = world.X_WT.translation.z - 0.0156 - place.z
    #expect((0...0.0021).contains(gap))
    #expect(abs(world.slide - 0.02) < 0.002)

    // And up again, free.
    let up = world.go(to: place + [0, 0, 0.08], opening: 0)
    #expect(up.last?.adjustments.isEmpty == true)
    #expect((world.X_WT.translation - place - [0, 0, 0.08]).length < 1e-4)
  }

  enum Press: CaseIterable {
    case cabinet, handle, table, can

    var body: String {
      switch self {
      case .cabinet: "cabinet"
      case .handle: "drawer"
      case .table: "table"
      case .can: "can_peaches"
      }
    }

    /// The highest point below the fingers, in the frame of the cabinet or of the can.
    var place: Vector3 {
      switch self {
      case .cabinet: [0, 0, 0.1139]
      case .handle: [0.1465, 0, 0.0520]
      case .table: [0.26, -0.05, 0]
      case .can: [0, 0, 0.0576]
      }
    }

    /// The same in the arm's base.
    func place(in world: World) throws -> Vector3 {
      guard self == .can else { return try world.atCabinet(place) }
      let index = try #require(world.scene.bodies.firstIndex { $0.name == body })
      return world.pose(ofBody: index) * place
    }
  }

  @Test("Sideways along the cabinet's wall it slides")
  func slides() throws {
    var world = try DrawerScene.open.world()
    let wall = -0.072
    try world.faceDrawer(opening: 0)
    world.go(to: try world.atCabinet([0.03, wall - 0.05, 0.075]), opening: 0)
    #expect(world.contacts.isEmpty)
    let start = world.X_WT.translation
    let reports = world.go(to: try world.atCabinet([-0.03, wall + 0.02, 0.075]), opening: 0)
    #expect(Set(reports.blockers) == ["cabinet"])
    let along = try world.atCabinet([1, 0, 0]) - world.atCabinet(.zero)
    let across = try world.atCabinet([0, 1, 0]) - world.atCabinet(.zero)
    let moved = world.X_WT.translation - start
    #expect(abs(moved.dot(along) + 0.06) < 0.002)
    // The top stands out 3.15 mm; a finger is 28.5 mm wide.
    #expect(abs(moved.dot(across) - (0.05 - 0.00315 - 0.01425 - skin)) < 0.001)
    #expect(world.slide == 0.02)
  }
}
