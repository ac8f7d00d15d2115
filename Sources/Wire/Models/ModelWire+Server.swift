package import Language

extension ModelWire {
  /// The body of an answer to a question: what ``reply(status:body:)`` reads.
  ///
  /// - Parameter id: letters and digits, by which the answer is known.
  package func body(
    of reply: ModelReply, to question: ReceivedQuestion, id: String
  ) -> JSONValue {
    switch self {
    case .chat, .compatible: ChatWire.body(of: reply, to: question, id: id)
    case .responses: ResponsesWire.body(of: reply, to: question, id: id)
    case .messages: MessagesWire.body(of: reply, to: question, id: id)
    case .gemini: GeminiWire.body(of: reply, to: question, id: id)
    }
  }

  /// The body that goes with a status that is an error.
  package func errorBody(status: Int, type: String, message: String) -> JSONValue {
    switch self {
    case .chat, .compatible, .responses:
      [
        "error": [
          "message": .string(message), "type": .string(type), "param": .null,
          "code": .string(type),
        ]
      ]
    case .messages:
      [
        "type": "error", "error": ["type": .string(type), "message": .string(message)],
        "request_id": "req_0",
      ]
    case .gemini:
      [
        "error": [
          "code": .number(status), "message": .string(message), "status": .string(type),
        ]
      ]
    }
  }
}
