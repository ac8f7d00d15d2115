extension SentenceReader {
  /// The reading of the last complete object or list of a reply that has the form asked for; what is
  /// wrong with the last, where none has. `candidates` are those within one, itself among them.
  static func read(
    lastObjectOf text: Folded, with mapping: Mapping, among candidates: (JSONNode) -> [JSONNode],
    by reading: (JSONNode) throws(Diagnosis) -> Reading
  ) throws(Diagnosis) -> Reading {
    let found = LooseJSON.found(in: text, Thoughts.rest(of: text))
    var first: Diagnosis?
    for node in found.complete.reversed() {
      for object in candidates(node).reversed() {
        do {
          let reading = try reading(object)
          try check(around: node.span, of: text, with: mapping)
          return reading
        } catch {
          if error.kind != .badSchema { throw error }
          first = first ?? error
        }
      }
    }
    if let fault = found.fault { throw fault }
    if let first { throw first }
    return try read(withoutObject: text, with: mapping)
  }

  /// Of a reply that is to be an object and has none, only whether the task is done counts.
  private static func read(
    withoutObject text: Folded, with mapping: Mapping
  ) throws(Diagnosis) -> Reading {
    let reading: Reading?
    do { reading = try read(text, with: mapping) } catch {
      if [.empty, .refusal, .question].contains(error.kind) { throw error }
      reading = nil
    }
    guard let reading, reading.isDone else {
      throw Diagnosis(.noCommand, "no answer in its form; \(mapping.hint)", at: 0..<text.count)
    }
    return Reading(
      steps: [.init(deed: .move(.stop), span: 0..<text.count)], isDone: true,
      ignored: reading.ignored)
  }
}

extension LooseJSON.Found {
  /// What is wrong with an object that cannot be read to its end.
  fileprivate var fault: Diagnosis? {
    if let truncated {
      return Diagnosis(
        .truncated, "an object or a list that is cut off; give all of it", at: truncated)
    }
    return malformed.map {
      Diagnosis(
        .badSchema, "no JSON from its last character on; close what is open, commas between", at: $0
      )
    }
  }
}
