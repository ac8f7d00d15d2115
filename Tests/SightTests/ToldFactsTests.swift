import Control
import Geometry
import Imaging
import Language
import Simulation
import Testing

@testable import Sight

@Suite struct ToldFactsTests {
  private func facts(_ text: String) -> ToldFacts {
    ToldFacts(ModelRequest(messages: [.init(.user, [.text(text)])]))
  }

  @Test("The last line of a prompt is read as it was written", arguments: ["mallet", "grounded"])
  func ours(name: String) throws {
    let (world, prompt) = (try world(scene("put_eggplant_in_sink"), seed: 0), try prompt(name))
    let request = try request(in: world, prompt, try mapping("ecot-scaled"))
    let facts = ToldFacts(request)
    #expect(facts.vocabulary == "ecot-scaled")
    #expect(facts.contract == prompt.parts.contract)
    #expect(facts.instruction == "put the eggplant in the blue sink")
    #expect(facts.opening == 1)
    #expect(facts.picture == 1)
    let (told, camera) = (try #require(facts.camera), world.observe().views[0].camera)
    // Written with six decimals.
    #expect((told.X_WC.translation - camera.X_WC.translation).length < 1e-5)
    #expect(told.X_WC.rotation.angle(to: camera.X_WC.rotation) < 1e-5)
    #expect(abs(told.fx / Double(told.width) - camera.fx / Double(camera.width)) < 1e-5)
  }

  @Test("Only the last such line counts, and a later message may hold it")
  func last() {
    let request = ModelRequest(messages: [
      .init(.user, [.text("SIMEVAL {\"vocabulary\":\"mallet\"}")]),
      .init(.assistant, [.text("move left")]),
      .init(.user, [.text("SIMEVAL {\"vocabulary\":\"ecot\"}\nmore")]),
    ])
    #expect(ToldFacts(request).vocabulary == "ecot")
  }

  @Test(
    "A line that is broken, or a camera that is none, is as good as nothing",
    arguments: [
      "SIMEVAL", "SIMEVAL {", "SIMEVAL []", "SIMEVAL {\"vocabulary\":7}",
      "SIMEVAL {\"vocabulary\":\"ecot\",\"camera\":{\"size_px\":[1e300,1e300],\"focal_px\":[1,1],"
        + "\"centre_px\":[0,0],\"at\":[0,0,0],\"quaternion_wxyz\":[1,0,0,0]}}",
      "SIMEVAL {\"vocabulary\":\"ecot\",\"camera\":{\"size_px\":[256,256],\"focal_px\":[100,100],"
        + "\"centre_px\":[0,0],\"at\":[0,0,0],\"quaternion_wxyz\":[0,0,0,0]}}",
    ])
  func hostile(line: String) { #expect(facts(line).camera == nil) }

  @Test("A line of a megabyte is none of ours")
  func long() {
    let name = String(repeating: "a", count: 1 << 20)
    #expect(facts("SIMEVAL {\"vocabulary\":\"\(name)\"}").vocabulary == nil)
  }
}
