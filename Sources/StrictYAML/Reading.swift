/// What one decoding of a file has asked for and found wrong so far.
final class Reading {
  let source: SourceText
  private(set) var findings: [Finding] = []

  /// The mappings looked into, by id, with the keys asked for.
  private var visited: [Int: (mapping: Node.Mapping, asked: Set<String>)] = [:]

  init(_ source: SourceText) {
    self.source = source
  }

  func report(_ mark: Mark, _ message: String) {
    findings.append(Finding(mark: mark, message: message))
  }

  func visit(_ mapping: Node.Mapping) {
    visited[mapping.id, default: (mapping, [])].mapping = mapping
  }

  func ask(_ key: String, of mapping: Node.Mapping) {
    visited[mapping.id, default: (mapping, [])].asked.insert(key)
  }

  /// A finding for each key that the file has and nothing asked for.
  func unknownKeys() -> [Finding] {
    var unknown: [Finding] = []
    for (mapping, asked) in visited.values.sorted(by: { $0.mapping.id < $1.mapping.id }) {
      for entry in mapping.entries where !asked.contains(entry.key) {
        // Advice takes time, and no more than these are told.
        let advice = unknown.count < Limits.problems ? advice(entry.key, allowed: asked) : ""
        let message = "no key \(quoted(entry.key)) here. \(advice)"
        unknown.append(Finding(mark: entry.mark, message: message))
      }
    }
    return unknown
  }
}

/// The nearest allowed word, if one is near, and all of them.
func advice(_ word: String, allowed: some Collection<String>) -> String {
  guard !allowed.isEmpty else { return "None is allowed." }
  let sorted = allowed.sorted()
  // Long words come from a mistake other than mistyping, and would take long to compare.
  let near = word.unicodeScalars.count > 40 ? nil : nearest(to: word, among: sorted)
  let question = near.map { "Did you mean '\($0)'? " } ?? ""
  return "\(question)Allowed: \(sorted.joined(separator: ", "))."
}

/// The first of the words that goes on where `word` stops, or else the one with the fewest edits
/// from it, if those are few for its length.
private func nearest(to word: String, among words: [String]) -> String? {
  if let longer = words.first(where: { $0.hasPrefix(word) }), word.count > 2 { return longer }
  let distances = words.map { (word: $0, edits: editDistance(Array(word), Array($0))) }
  guard let best = distances.min(by: { $0.edits < $1.edits }) else { return nil }
  return best.edits <= max(1, (word.count + 1) / 3) ? best.word : nil
}

/// How many insertions, deletions and replacements turn one word into another (V. Levenshtein,
/// 1966).
private func editDistance(_ first: [Character], _ second: [Character]) -> Int {
  var row = Array(0...second.count)
  for (i, character) in first.enumerated() {
    var diagonal = row[0]
    row[0] = i + 1
    for (j, other) in second.enumerated() {
      let replaced = diagonal + (character == other ? 0 : 1)
      diagonal = row[j + 1]
      row[j + 1] = min(replaced, row[j] + 1, row[j + 1] + 1)
    }
  }
  return row[second.count]
}
