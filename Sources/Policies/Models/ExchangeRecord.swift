import Language
import Wire

/// A question and what came back, as a run and a cassette keep it: one JSON object, never with a key.
struct ExchangeRecord: Hashable, Sendable {
  /// What decides the answer.
  var question: Asked

  /// What went wrong before the last attempt, in order.
  var failedAttempts: [String]

  /// HTTP's, of the last attempt; 0 where nothing came back.
  var status: Int

  /// What came back, or, where nothing did, what went wrong.
  var reply: String

  /// Whether the reply is an answer.
  var isAnswered: Bool

  /// US dollars; nil where the price is not known.
  var usd: Double?

  /// All that decides an answer.
  struct Asked: Hashable, Sendable {
    var wire: ModelWire

    /// The server and the path.
    var url: String

    var model: String

    /// Which of several answers to the same question it is.
    var turn: Turn

    /// The body, digests in the pictures' places.
    var body: JSONValue

    /// By which a cassette finds it: 64 hexadecimal digits.
    var key: String { SHA256.digest(of: json.bytes) }

    var json: JSONValue {
      [
        "wire": .string(wire.rawValue), "url": .string(url), "model": .string(model),
        "seed": .string(String(turn.seed)), "repeat": .number(turn.index), "body": body,
      ]
    }
  }

  /// The episode's seed, and how often the same was asked in that episode before.
  struct Turn: Hashable, Sendable {
    var seed: UInt64
    var index: Int
  }

  /// One line.
  var line: String { json.text }

  private var json: JSONValue {
    [
      "key": .string(question.key), "question": question.json,
      "failed_attempts": .array(failedAttempts.map { .string($0) }),
      "status": .number(status), "answered": .bool(isAnswered), "reply": .string(reply),
      "answer": answer, "usd": usd.map { .number($0) } ?? .null,
    ]
  }

  /// The answer for people, who would have to read the provider's.
  private var answer: JSONValue {
    guard isAnswered,
      let said = try? question.wire.reply(status: status, body: Array(reply.utf8))
    else { return .null }
    return [
      "text": .string(said.text), "ending": .string(said.ending.name),
      "input_tokens": said.usage.input.map { .number($0) } ?? .null,
      "output_tokens": said.usage.output.map { .number($0) } ?? .null,
    ]
  }

  init(
    question: Asked, failedAttempts: [String], status: Int, reply: String, isAnswered: Bool,
    usd: Double? = nil
  ) {
    (self.question, self.failedAttempts) = (question, failedAttempts)
    (self.status, self.reply, self.isAnswered) = (status, reply, isAnswered)
    self.usd = usd
  }

  /// From a line; nil for anything else.
  init?(line: some Collection<UInt8>) {
    guard let json = try? JSONValue(Array(line)), let asked = json["question"],
      let wire = asked["wire"]?.string.flatMap(ModelWire.init(rawValue:)),
      let url = asked["url"]?.string, let model = asked["model"]?.string,
      let seed = asked["seed"]?.string.flatMap({ UInt64($0) }),
      let index = asked["repeat"]?.whole, let body = asked["body"],
      let status = json["status"]?.whole, let reply = json["reply"]?.string
    else { return nil }
    let question = Asked(
      wire: wire, url: url, model: model, turn: Turn(seed: seed, index: index), body: body)
    guard json["key"]?.string == question.key else { return nil }
    self.init(
      question: question,
      failedAttempts: (json["failed_attempts"]?.elements ?? []).compactMap(\.string),
      status: status, reply: reply, isAnswered: json["answered"]?.isTrue == true,
      usd: json["usd"]?.number)
  }
}
