import Control
import Geometry
import Imaging
import Language
import Testing

@testable import Sight

/// Photos of the real stations, which no part of this project drew.
@Suite struct PhotoTests {
  /// What a model is asked about a photo: nobody tells the camera.
  private func request(_ name: String, _ instruction: String) throws -> ModelRequest {
    let facts =
      "SIMEVAL {\"vocabulary\":\"ecot\",\"layout\":\"text\",\"reasoning\":\"none\","
      + "\"grounding\":true,\"instruction\":\"\(instruction)\"}"
    let picture = try EncodedPicture(photo(name), as: .png)
    return ModelRequest(messages: [.init(.user, [.picture(picture), .text(facts)])])
  }

  /// By the annotated places: the handle is up and to the left of the gripper in the picture, which
  /// is to the arm's left; the eggplant down and to the right.
  @Test(
    "The side on which the target lies is named",
    arguments: [
      ("drawer_closed_real.png", "open the drawer", "left"),
      ("drawer_open_real.png", "close the drawer", "left"),
      ("open_drawer_vlm_12.png", "open the drawer", "left"),
      ("eggplant_in_sink_real.png", "put the eggplant in the yellow basket", "right"),
    ])
  func side(name: String, instruction: String, side: String) throws {
    let reply = Sight(vocabularies: []).reply(to: try request(name, instruction))
    let offset = try #require(reply.split(separator: "\n").first { $0.hasPrefix("Offset:") })
    #expect(offset.contains("\(side) "), "\(reply)")
    #expect(!offset.contains("\(side == "left" ? "right" : "left") "), "\(reply)")
  }

  /// The photos' cameras stand up to 6 px from the one assumed, and what is annotated is the end of a
  /// finger that is 6 px thick: 13 px of 256.
  @Test(
    "The fingers' tips are where they are annotated",
    arguments: ["drawer_closed_real.png", "eggplant_in_sink_real.png", "open_drawer_vlm_12.png"])
  func tips(name: String) throws {
    let goal: Goal = name.hasPrefix("eggplant") ? .eggplantInBasket : .openDrawer
    let eyes = try #require(Eyes(try photo(name), camera: .published(for: goal)))
    let gripper = try #require(eyes.gripper())
    let X_WT = Pose(Rotation(roll: 0, pitch: .pi / 2, yaw: gripper.yaw), gripper.p_WT)
    let truth = try #require(try keypoints()[name])
    for (key, side) in [("finger_left_tip", 1.0), ("finger_right_tip", -1.0)] {
      let point = try #require(truth[key])
      let (u, v, _) = eyes.camera.project(X_WT * Vector3(0.0156, side * gripper.gap, 0))
      let off = SIMD2(u - point[0], v - point[1])
      #expect((off * off).sum().squareRoot() < 13, "\(key) at \(u), \(v), not \(point)")
    }
  }

  @Test("The real drawer is shut in one photo and open in the other, its corners where they are")
  func drawer() throws {
    for (name, range) in [
      ("drawer_closed_real.png", 0...0.03), ("drawer_open_real.png", 0.09...0.12),
    ] {
      let eyes = try #require(Eyes(try photo(name), camera: .published(for: .openDrawer)))
      let drawer = try #require(eyes.drawer())
      #expect(range.contains(drawer.opening), "\(name): \(drawer.opening)")
      let truth = try #require(try keypoints()[name])
      for (key, corner) in [
        ("drawer_front_bottom_left", Vector3(0.065, -0.056, 0.007)),
        ("drawer_front_top_left", [0.065, -0.056, 0.0922]),
      ] {
        let point = try #require(truth[key])
        let (u, v, _) = eyes.camera.project(drawer.X_WD * corner)
        let off = SIMD2(u - point[0], v - point[1])
        #expect((off * off).sum().squareRoot() < 6, "\(name): \(key) at \(u), \(v), not \(point)")
      }
    }
  }
}
