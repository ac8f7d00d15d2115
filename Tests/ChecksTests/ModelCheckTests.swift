import Control
import Foundation
import Geometry
import Imaging
import Language
import Sight
import Simulation
import Testing

@testable import Checks

/// What becomes of a model's set-up, with models that are closures around the stand-in.
@Suite struct ModelCheckTests {
  private static let plain = ModelCheck.Manners(holdsSchema: false, takesTemperature: true)

  /// What a model's answers tell, with pictures and answers changed on the way.
  private func report(
    of persona: Persona? = nil, manners: ModelCheck.Manners = plain,
    seeing change: (Image) -> Image = { $0 },
    saying said: (String, ModelRequest, Int) throws -> ModelCheck.Reply = { text, _, _ in
      ModelCheck.Reply(text: text)
    }
  ) async throws -> ModelReport {
    var sitter = Sitter(Sight(vocabularies: []), persona: persona)
    return try await ModelCheck(scenes: scenes, manners).report { request, turn in
      let request = try changed(request, change)
      let utterance = sitter.answer(to: request)
      var reply = try said(utterance.text, request, turn)
      switch utterance.ending {
      case .complete: break
      case .cut: reply.ending = .cut
      case .refused: reply.ending = .refused
      case .busy: throw Busy()
      }
      reply.latency = .seconds(utterance.delay)
      return reply
    }
  }

  /// The same, with answers changed alone.
  private func heard(
    manners: ModelCheck.Manners = plain,
    _ said: (String, ModelRequest, Int) throws -> ModelCheck.Reply
  ) async throws -> ModelReport {
    try await report(manners: manners, seeing: { $0 }, saying: said)
  }

  private struct Busy: Error {}

  /// A request whose pictures went through something.
  private func changed(_ request: ModelRequest, _ change: (Image) -> Image) throws -> ModelRequest {
    var request = request
    request.messages[0].parts = try request.messages[0].parts.map { part in
      guard case .picture(let picture) = part else { return part }
      return .picture(try EncodedPicture(change(try Image(png: picture.bytes)), as: .png))
    }
    return request
  }

  @Test("One that sees passes in everything")
  func sees() async throws {
    let report = try await self.report()
    #expect(report.verdicts.allSatisfy { $0.outcome == .ok }, "\(report.verdicts.map(\.line))")
    #expect(report.asked == 16 && report.questions == 16 && report.limit == nil)
    #expect(report.passes)
  }

  @Test("Pictures that arrive mirrored, upside down, of swapped colours or blank are noticed")
  func spoiled() async throws {
    let mirrored = try await report { $0.mirrored }
    #expect(mirrored.failures == ["pictures", "sides"])
    #expect(mirrored.text("sides").hasSuffix("; takes right for left and left for right"))
    let upsideDown = try await report { $0.upsideDown }
    #expect(upsideDown.failures == ["pictures", "heights"])
    let swapped = try await report { image in
      var swapped = image
      for index in stride(from: 0, to: image.bytes.count, by: 3) {
        swapped.bytes.swapAt(index, index + 2)
      }
      return swapped
    }
    #expect(swapped.failures.contains("colours"))
    #expect(swapped.text("colours").hasSuffix("; takes red for blue and blue for red"))
    let blank = try await report { image in
      Image(
        width: image.width, height: image.height,
        bytes: [UInt8](repeating: 175, count: image.bytes.count))
    }
    #expect(blank.failures == ["pictures", "colours", "sides", "heights", "schema"])
  }

  @Test("The smallest figures that are still read are told, and whether they are small enough")
  func resolution() async throws {
    func reading(shrunkBy factor: Int) async throws -> ModelReport.Verdict? {
      try await report {
        $0.resized(width: $0.width / factor, height: $0.height / factor)
      }.verdicts.first { $0.name == "resolution" }
    }
    let whole = try await report().text("resolution")
    #expect(whole == "reads figures 7 pixels high in a picture of 512 x 512")
    // What is sent at half the size has figures of half the height.
    let half = try await reading(shrunkBy: 2)
    #expect(half?.outcome == .ok)
    #expect(half?.text.hasPrefix("reads figures 14 pixels high") == true)
    let quarter = try await reading(shrunkBy: 4)
    #expect(quarter?.outcome == .warn)
    #expect(quarter?.text.hasPrefix("reads figures 28 pixels high") == true)
  }

  @Test(
    "Every persona that misbehaves is noticed, and one that is wordy passes",
    arguments: Persona.Habit.allCases)
  func personas(habit: Persona.Habit) async throws {
    let persona = Persona(habit, seed: 1)
    if habit == .busy {
      await #expect(throws: Busy.self) { _ = try await self.report(of: persona) }
      return
    }
    let report = try await self.report(of: persona)
    let (failures, lines) = (report.failures, report.verdicts.map(\.line))
    switch habit {
    case .wordy: #expect(report.verdicts.allSatisfy { $0.outcome == .ok }, "\(lines)")
    case .slow:
      #expect(report.passes && report.outcome("latency") == .warn, "\(lines)")
    case .swapsSides: #expect(failures == ["sides"], "\(lines)")
    case .late:
      #expect(failures.contains("pictures"))
      #expect(report.text("colours").hasSuffix("; each answer is for the picture before"))
    case .repeats:
      #expect(failures.contains("pictures") && failures.contains("mirrors") == false)
      #expect(report.text("colours").hasSuffix("the same whatever the picture, is it seen at all?"))
    case .refuses:
      #expect(failures.contains("pictures") && report.text("colours").contains("(refused)"))
      #expect(report.outcome("determinism") == .unknown)
      #expect(report.text("determinism").hasPrefix("said '"), "\(lines)")
    case .blind, .wrongFormat, .cutOff: #expect(failures.contains("pictures"), "\(lines)")
    case .busy: break
    }
  }

  @Test("An answer that names all colours, or denies one, is none")
  func mentions() async throws {
    let report = try await heard { text, request, _ in
      ModelCheck.Reply(text: request.asksForColour ? "red, green or blue" : text)
    }
    #expect(report.failures == ["colours"])
  }

  @Test("One that says the same of a picture and of its mirror image does not look")
  func mirrors() async throws {
    let report = try await heard { text, _, _ in
      ModelCheck.Reply(text: text == "left" ? "right" : text)
    }
    #expect(report.failures == ["sides", "mirrors"])
    #expect(report.text("mirrors") == "'right' of a picture and of its mirror image")
  }

  @Test("Answers that differ at temperature 0 are a warning, and said of whom")
  func determinism() async throws {
    for takesIt in [true, false] {
      let manners = ModelCheck.Manners(holdsSchema: false, takesTemperature: takesIt)
      let report = try await heard(manners: manners) { text, _, turn in
        ModelCheck.Reply(text: turn == 1 ? "A table with an arm above it." : text)
      }
      #expect(report.passes && report.outcome("determinism") == .warn)
      let text = report.text("determinism")
      #expect(text.hasPrefix("2 different answers in 3"))
      #expect(text.contains("takes no temperature") == !takesIt)
    }
  }

  @Test("Where the wire can hold a model to a schema that is asked too, and must be kept alone")
  func schema() async throws {
    let manners = ModelCheck.Manners(holdsSchema: true, takesTemperature: true)
    let kept = try await report(manners: manners)
    #expect(kept.outcome("schema") == .ok && kept.questions == 17)
    let talkative = try await heard(manners: manners) { text, _, _ in
      ModelCheck.Reply(text: text.hasPrefix("{") ? "Sure! \(text)" : text)
    }
    #expect(talkative.failures == ["schema"])
    #expect(talkative.text("schema").hasSuffix("; kept, asked in words"))
    let other = try await heard { text, _, _ in
      ModelCheck.Reply(text: text.replacingOccurrences(of: "half", with: "side"))
    }
    #expect(other.failures == ["schema"])
  }

  @Test("A server that takes no pictures is asked no more after the second")
  func noPictures() async throws {
    let report = try await heard { _, request, _ in
      if request.messages[0].parts.count > 1 { throw ModelCheck.NoAnswer("pictures are not taken") }
      return ModelCheck.Reply(text: "ready")
    }
    #expect(report.outcome("reach") == .ok)
    #expect(report.failures == ["pictures"])
    #expect(report.text("pictures") == "no answer: pictures are not taken")
    #expect(report.outcome("colours") == .unknown && report.text("colours") == "not asked")
    #expect(report.asked == 3)
  }

  @Test("A fault of our own is thrown on, and nothing more is asked")
  func fault() async throws {
    var count = 0
    await #expect(throws: Busy.self) {
      _ = try await heard { text, _, _ in
        count += 1
        if count > 3 { throw Busy() }
        return ModelCheck.Reply(text: text)
      }
    }
    #expect(count == 4)
  }

  @Test("A limit ends the questions, and what was found until then is told")
  func limit() async throws {
    var count = 0
    let report = try await heard { text, _, _ in
      count += 1
      if count > 5 { throw LimitReached("stopped") }
      return ModelCheck.Reply(text: text)
    }
    #expect(report.limit == LimitReached("stopped") && report.asked == 5)
    #expect(report.outcome("resolution") == .ok && report.outcome("colours") == .unknown)
    #expect(count == 6)
  }

  @Test("What is asked about the scene's picture is so in the scene")
  func truth() throws {
    let scene = try Scene.load("probe/axes", folder: scenes)
    let station = try Station(named: scene.station, box: .eval, for: scene)
    let world = World(scene, station: station, seed: 0)
    let (camera, post) = (
      world.observe().views[0].camera, try #require(scene.bodies.firstIndex { $0.name == "z_axis" })
    )
    let end = camera.project(world.pose(ofBody: post).translation + [0, 0, 0.05])
    #expect(end.u > Double(camera.width) / 2)
    #expect(camera.project(world.observe().X_WT.translation).v < Double(camera.height) / 2)
  }

  @Test("Questions that differ in the picture alone have the same words, and other answers")
  func questions() throws {
    let questions = try ModelCheck(scenes: scenes, Self.plain).questions
    for topic in [ModelCheck.Topic.smallFigures, .colours, .sides, .heights] {
      let own = questions.filter { $0.topic == topic }
      #expect(Set(own.map(\.words)).count == 1)
      #expect(Set(own.map(\.answer)).count == own.count && own.count > 1)
    }
  }
}

extension ModelRequest {
  fileprivate var asksForColour: Bool {
    messages[0].parts.contains(.text(messages[0].words))
      && messages[0].words.contains("Which colour")
  }
}

extension ModelRequest.Message {
  fileprivate var words: String {
    parts.compactMap { if case .text(let text) = $0 { text } else { nil } }.joined()
  }
}

extension ModelReport {
  fileprivate var failures: [String] {
    verdicts.filter { $0.outcome == .fail }.map(\.name)
  }

  fileprivate func outcome(_ name: String) -> Outcome? {
    verdicts.first { $0.name == name }?.outcome
  }

  fileprivate func text(_ name: String) -> String {
    verdicts.first { $0.name == name }?.text ?? ""
  }
}
