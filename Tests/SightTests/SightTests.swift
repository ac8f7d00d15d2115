import Control
import Geometry
import Imaging
import Language
import Simulation
import Testing

@testable import Sight

@Suite struct SightTests {
  /// Each by other words, other layouts and other pictures.
  @Test(
    "It solves a task from what our prompts show",
    arguments: [
      ("open_drawer", "mallet", "mallet"), ("open_drawer", "grounded", "ecot"),
      ("put_eggplant_in_sink", "grounded", "ecot-scaled"), ("close_drawer", "mallet", "mallet"),
      ("put_eggplant_in_basket", "mallet", "ecot-scaled"),
    ])
  func solves(name: String, promptName: String, words: String) throws {
    let (prompt, mapping) = (try prompt(promptName), try mapping(words))
    let sitter = Sitter(Sight(vocabularies: [mapping]))
    let world = try played(
      scene(name), seed: 5, prompt: prompt, mapping: mapping, sitter: sitter)
    #expect(world.verdict.success, "\(world.verdict.reason)")
  }

  /// With pictures as they are it needs 23 and 42 steps of the same.
  @Test(
    "It solves nothing from pictures that are mirrored, of swapped colours, or blank",
    arguments: ["open_drawer", "put_eggplant_in_sink"], [0, 1, 2])
  func broken(name: String, kind: Int) throws {
    let mapping = Mapping.ecot
    let changes: [(Image) -> Image] = [{ $0.mirrored }, { $0.swapped }, { $0.blank }]
    let world = try played(
      scene(name), seed: 0, prompt: prompt("mallet"), mapping: mapping,
      sitter: Sitter(Sight(vocabularies: [])), steps: 48, changing: changes[kind])
    #expect(!world.verdict.success)
    #expect(world.verdict.progress == 0)
  }

  @Test("What it is told of the arm beside the picture changes nothing")
  func pixelsOnly() throws {
    let (world, prompt) = (try world(scene("open_drawer"), seed: 1), try prompt("mallet"))
    var request = try request(in: world, prompt, .ecot)
    let sight = Sight(vocabularies: [])
    let reply = sight.reply(to: request)
    #expect(try Mapping.ecot.translate(reply, from: world.armState).actions.count == 1)
    // All but the pictures and the machines' line is taken away.
    request.system = nil
    request.messages[0].parts = request.messages[0].parts.compactMap { part in
      guard case .text(let text) = part else { return part }
      return text.split(separator: "\n").last { $0.hasPrefix("SIMEVAL ") }.map { .text(String($0)) }
    }
    #expect(sight.reply(to: request) == reply)
  }

  @Test("Without our last line it takes the station's published camera, and ECoT's words")
  func withoutFacts() throws {
    let world = try world(scene("open_drawer"), seed: 1)
    let picture = try EncodedPicture(world.observe().views[0].image, as: .png)
    let reply = Sight(vocabularies: []).reply(
      to: ModelRequest(messages: [
        .init(.user, [.text("Please open the drawer, robot."), .picture(picture)])
      ]))
    let read = try Mapping.ecot.translate(reply, from: world.armState)
    // The handle is ahead of the arm's home, to its left and below.
    #expect(read.actions[0].translation == [0.01, 0.01, -0.01])
  }

  @Test(
    "A request it can make nothing of is answered in words that are no move",
    arguments: ["open the drawer", "sing a song", ""])
  func excuses(instruction: String) throws {
    let sight = Sight(vocabularies: [])
    let reply = sight.reply(
      to: ModelRequest(messages: [.init(.user, [.text(instruction)])]))
    #expect(!reply.isEmpty)
    #expect(throws: Diagnosis.self) {
      try Mapping.ecot.translate(reply, from: try world(scene("open_drawer"), seed: 0).armState)
    }
  }

  @Test("The instruction's words decide the task")
  func tasks() {
    #expect(Goal("Open the drawer.") == .openDrawer)
    #expect(Goal("close the drawer") == .closeDrawer)
    #expect(Goal("put the eggplant in the blue sink") == .eggplantInSink)
    #expect(Goal("take the eggplant from the sink to the yellow basket") == .eggplantInBasket)
    #expect(Goal("fold the cloth") == nil)
  }
}
