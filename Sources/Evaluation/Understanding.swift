package import Language

/// How a policy that speaks was understood.
package struct Understanding: Hashable, Sendable {
  /// How often a reply went back with what was wrong with it.
  package var repairs = 0

  /// How many answers were not understood to the end, so that the arm only held still, by what was
  /// wrong with the last reply.
  package var failures: [Diagnosis.Kind: Int] = [:]

  package init() {}

  /// Counts an answer.
  mutating func count(_ response: Response) {
    repairs += max(0, response.replies.count - 1)
    if response.isUnderstood == false, let kind = response.replies.last?.diagnosis?.kind {
      failures[kind, default: 0] += 1
    }
  }

  static func + (a: Understanding, b: Understanding) -> Understanding {
    var sum = a
    sum.repairs += b.repairs
    sum.failures.merge(b.failures, uniquingKeysWith: +)
    return sum
  }

  /// `failures` in a fixed order, of those that there were.
  package var list: [(kind: Diagnosis.Kind, count: Int)] {
    Diagnosis.Kind.allCases.compactMap { kind in failures[kind].map { (kind, $0) } }
  }
}

extension JSON {
  /// The members `repairs` and `not_understood`, null where nothing was said.
  static func members(of understanding: Understanding?) -> [(String, JSON)] {
    let failures = understanding.map { understanding in
      JSON.object(understanding.list.map { ($0.kind.rawValue, .integer($0.count)) })
    }
    return [("repairs", JSON(understanding?.repairs)), ("not_understood", failures ?? .null)]
  }
}
