import Control
import Simulation

/// One finished step, as a line of `steps.jsonl` has it.
struct StepRecord: Sendable {
  /// Which answer of the episode the action came from, from 0.
  var answer: Int

  /// What came of asking; on the first action of an answer only.
  var response: Response?

  /// What the policy was told: the picture of this index. (Asked once for several steps, it was
  /// told so for the first of them only.)
  var observation: Observation

  var before: World
  var report: StepReport
  var after: World

  /// What went otherwise than could be expected.
  var interruption: Interruption?

  /// How many actions of the answer are not done because of that.
  var dropped: Int

  /// What was said, as it was understood.
  var words: String? { response?.answer.words }

  /// What happened to bodies, then what became true or false in the step, in the goal's order:
  /// `milestone: NAME` for one that had never held, `success` and `success lost`.
  var events: [String] {
    let (was, now) = (before.verdict, after.verdict)
    let known = Set(was.milestones.filter { $0.step != nil }.map(\.name))
    var events = report.events
    events += now.milestones.filter { $0.step != nil && !known.contains($0.name) }
      .map { "milestone: \($0.name)" }
    if now.success != was.success { events.append(now.success ? "success" : "success lost") }
    return events
  }

  var json: JSON {
    let verdict = after.verdict
    let told: [(String, JSON)] = [
      ("index", .integer(observation.step)),
      ("answer", .integer(answer)),
      ("words", JSON(words)),
      ("replies", .array((response?.replies ?? []).map { JSON($0) })),
      ("understood", response?.isUnderstood.map(JSON.bool) ?? .null),
      ("proprio", JSON(observation.proprio)),
      ("tool", JSON(observation.X_WT)),
    ]
    let done: [(String, JSON)] = [
      ("space", .string(report.asked.space.rawValue)),
      ("asked", JSON(report.asked.numbers)),
      ("applied", JSON(report.applied.numbers)),
      ("adjustments", .array(report.adjustments.map { JSON($0) })),
      ("moved", JSON(report.moved)),
      ("contacts", JSON(report.contacts)),
      ("effort", .number(report.effort)),
      ("unexpected", JSON(interruption?.rawValue)),
      ("dropped_actions", .integer(dropped)),
      ("events", JSON(events)),
      ("success", .bool(verdict.success)),
      ("progress", .number(verdict.progress)),
    ]
    return .object(told + JSON.things(of: before) + done)
  }
}

extension JSON {
  fileprivate init(_ reply: Response.Reply) {
    self = ["text": .string(reply.text), "diagnosis": JSON(reply.diagnosis)]
  }
}
