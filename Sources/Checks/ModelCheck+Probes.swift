import Imaging
import Language

extension ModelCheck {
  /// Something that answers tell.
  struct Probe: Sendable {
    let name: String

    /// The questions whose answers tell it; empty for all.
    let topics: Set<Topic>

    /// Whether a model that fails it is not to drive.
    let decides: Bool

    /// Whether all is well, nil where the answers do not say, and why. There are as many answers as
    /// questions, none of them failed.
    let judge: @Sendable ([Asked], Manners) -> Judgement

    typealias Judgement = (isWell: Bool?, text: String)

    init(
      _ name: String, _ topics: Set<Topic>, decides: Bool = true,
      _ judge: @escaping @Sendable ([Asked], Manners) -> Judgement
    ) {
      (self.name, self.topics, self.decides, self.judge) = (name, topics, decides, judge)
    }

    func verdict(on asked: [Asked], _ manners: Manners) -> ModelReport.Verdict {
      let (isWell, text) = judgement(on: asked, manners)
      let bad: ModelReport.Outcome = decides ? .fail : .warn
      return .init(name, isWell.map { $0 ? .ok : bad } ?? .unknown, text)
    }

    private func judgement(on asked: [Asked], _ manners: Manners) -> Judgement {
      guard !topics.isEmpty else { return judge(asked, manners) }
      let own = asked.filter { topics.contains($0.question.topic) }
      for case .failed(let why) in own.map(\.answer) { return (false, "no answer: \(why)") }
      if own.contains(where: { $0.answer == .unasked }) { return (nil, "not asked") }
      return judge(own, manners)
    }
  }

  /// All that is told, in the order in which it is.
  static let probes = [
    Probe("reach", [.greeting], reach),
    Probe("pictures", [.figure], rightness),
    Probe("colours", [.colours], rightness),
    Probe("sides", [.sides], rightness),
    Probe("heights", [.heights], rightness),
    Probe("mirrors", [.sides, .heights], mirrors),
    Probe("resolution", [.figure, .smallFigures], decides: false, resolution),
    Probe("schema", [.heldObject, .object], schema),
    Probe("determinism", [.description], decides: false, determinism),
    Probe("latency", [], decides: false, latency),
  ]
}

// MARK: - What is made of answers

@Sendable private func reach(_ asked: [ModelCheck.Asked], _: ModelCheck.Manners)
  -> ModelCheck.Probe.Judgement
{
  let name = asked.compactMap { $0.reply?.model }.first
  return (true, (name.map { "'\($0)'" } ?? "a model that does not say its name") + " answers")
}

/// Whether all answers are right, and if not, what they have in common.
@Sendable private func rightness(_ asked: [ModelCheck.Asked], _: ModelCheck.Manners)
  -> ModelCheck.Probe.Judgement
{
  if asked.allSatisfy(\.isRight) { return (true, asked.excerpts) }
  let told = asked.filter { !$0.isRight }.map {
    "\($0.excerpt) where it is \($0.question.answer ?? "")"
  }
  return (false, told.joined(separator: ", ") + pattern(asked))
}

/// What answers that are not all right have in common, to be added to them.
private func pattern(_ asked: [ModelCheck.Asked]) -> String {
  guard asked.count > 1 else { return "" }
  if Set(asked.map { $0.reply?.text }).count == 1 {
    return "; the same whatever the picture, is it seen at all?"
  }
  let (readings, truths) = (asked.map(\.reading), asked.map(\.question.answer))
  if readings.count > 2, zip(readings.dropFirst(), truths).allSatisfy({ $0 == $1 }) {
    return "; each answer is for the picture before"
  }
  if !readings.contains(nil), Set(readings) == Set(truths) {
    let swapped = zip(truths, readings).filter { $0 != $1 }.compactMap { truth, said in
      truth.flatMap { truth in said.map { "\(truth) for \($0)" } }
    }
    return "; takes \(swapped.joined(separator: " and "))"
  }
  return ""
}

/// Of a picture and its mirror image.
@Sendable private func mirrors(_ asked: [ModelCheck.Asked], _: ModelCheck.Manners)
  -> ModelCheck.Probe.Judgement
{
  var same: [String] = []
  for start in stride(from: 0, to: asked.count - 1, by: 2) {
    guard let one = asked[start].reading, let other = asked[start + 1].reading else {
      return (nil, "no answers to go by")
    }
    if one == other { same.append("'\(one)'") }
  }
  return same.isEmpty
    ? (true, "mirrored pictures have mirrored answers")
    : (false, "\(same.joined(separator: " and ")) of a picture and of its mirror image")
}

/// The smallest letters that prompts of ours draw on a picture. Pixels.
private let smallestLetters = 14

@Sendable private func resolution(_ asked: [ModelCheck.Asked], _: ModelCheck.Manners)
  -> ModelCheck.Probe.Judgement
{
  let read = asked.prefix(while: \.isRight)
  guard let last = read.last, let height = last.question.figureHeight,
    let picture = last.question.picture
  else { return (nil, "no figures were read") }
  var text =
    "reads figures \(height) pixels high in a picture of \(picture.width) x \(picture.height)"
  if read.count < asked.count {
    let next = asked[read.count]
    text += "; of \(next.question.figureHeight ?? 0) pixels said \(next.excerpt)"
  }
  if height > smallestLetters {
    text += "; what prompts write on pictures is \(smallestLetters) pixels high, send larger ones"
  }
  return (height <= smallestLetters, text)
}

@Sendable private func schema(_ asked: [ModelCheck.Asked], _ manners: ModelCheck.Manners)
  -> ModelCheck.Probe.Judgement
{
  let ways = [
    (ModelCheck.Topic.heldObject, "held to it by the wire"), (.object, "asked in words"),
  ]
  let told = ways.compactMap { topic, way -> (isKept: Bool, text: String)? in
    guard let one = asked.first(where: { $0.question.topic == topic }) else { return nil }
    return one.reading != nil ? (true, "kept, \(way)") : (false, "\(one.excerpt), \(way)")
  }
  let hint =
    manners.holdsSchema
    ? [] : ["not tried by the wire, of which that is not known (--structure)"]
  return (
    told.allSatisfy(\.isKept), (told.map(\.text) + hint).joined(separator: "; ")
  )
}

@Sendable private func determinism(_ asked: [ModelCheck.Asked], _ manners: ModelCheck.Manners)
  -> ModelCheck.Probe.Judgement
{
  let how =
    manners.takesTemperature ? "at temperature 0" : "of a model that takes no temperature"
  guard asked.allSatisfy({ $0.reading != nil }) else { return (nil, asked.excerpts) }
  let count = Set(asked.map(\.reading)).count
  return count == 1
    ? (true, "\(asked.count) answers alike \(how)")
    : (false, "\(count) different answers in \(asked.count) \(how): \(asked.excerpts)")
}

/// Beyond this an episode of 70 questions takes longer than three and a half minutes.
private let patience = Duration.seconds(3)

@Sendable private func latency(_ asked: [ModelCheck.Asked], _: ModelCheck.Manners)
  -> ModelCheck.Probe.Judgement
{
  let sorted = asked.compactMap { $0.reply?.latency }.sorted()
  guard let most = sorted.last else { return (nil, "no answer was asked anew") }
  /// The smallest that so many of a hundred do not exceed.
  func percentile(_ percent: Int) -> Duration { sorted[(sorted.count * percent + 99) / 100 - 1] }
  let median = percentile(50)
  let text =
    "p50 \(inSeconds(median)) s, p95 \(inSeconds(percentile(95))) s, at most \(inSeconds(most)) s "
    + "of \(sorted.count)"
  guard median > patience else { return (true, text) }
  return (
    false,
    text + "; an episode of 70 questions takes \(Int(median / .seconds(1) * 70 / 60)) minutes"
  )
}

private func inSeconds(_ duration: Duration) -> String { inDigits(duration / .seconds(1), 2) }

extension ModelCheck.Asked {
  var reply: ModelCheck.Reply? {
    if case .said(let reply) = answer { reply } else { nil }
  }

  /// What was said, on a line; how it ended where that is not as it should be.
  var excerpt: String {
    guard let reply else { return "nothing" }
    let line = reply.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let said = line.isEmpty ? "nothing" : "'\(line.count > 60 ? line.prefix(60) + "..." : line)'"
    return reply.ending == .complete ? said : "\(said) (\(reply.ending.name))"
  }
}

extension [ModelCheck.Asked] {
  /// What was said, in order; what comes twice in a row once.
  fileprivate var excerpts: String {
    var texts: [String] = []
    for text in map(\.excerpt) where texts.last != text { texts.append(text) }
    return "said " + texts.joined(separator: ", ")
  }
}
