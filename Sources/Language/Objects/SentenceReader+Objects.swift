extension SentenceReader {
  /// Of a reply that is to be an object and has none, only whether the task is done counts.
  static func read(
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
  var fault: Diagnosis? {
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
