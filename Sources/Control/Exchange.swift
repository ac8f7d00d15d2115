/// One exchange with a model or a server, as a run keeps it.
package struct Exchange: Sendable {
  /// One JSON object on one line: what was asked and what came back, pictures by their digests.
  package var line: String

  /// The pictures that the line names.
  package var pictures: [Picture]

  /// What it came to, whoever paid for it and when; nothing where there was no answer.
  package var cost: Cost

  /// What is paid for it now, as limits count it: guessed where the provider does not say. Nil for one
  /// that was looked up, or got no answer.
  package var charge: Cost?

  /// From the first attempt to the end of the last, waits included; nil for one that was looked up, or
  /// got no answer.
  package var latency: Duration?

  package init(
    line: String, pictures: [Picture], cost: Cost, charge: Cost? = nil, latency: Duration?
  ) {
    (self.line, self.pictures, self.cost) = (line, pictures, cost)
    (self.charge, self.latency) = (charge, latency)
  }

  /// A picture's file.
  package struct Picture: Hashable, Sendable {
    /// The digest and the kind: letters, digits and a dot.
    package var name: String
    package var bytes: [UInt8]

    package init(name: String, bytes: [UInt8]) { (self.name, self.bytes) = (name, bytes) }
  }
}

/// What exchanges came to.
package struct Cost: Hashable, Sendable {
  /// How many questions were answered.
  package var calls: Int

  /// Read and written; nil where an answer did not say.
  package var tokens: Int?

  /// US dollars; nil where the price of an answer is not known.
  package var usd: Double?

  package init(calls: Int, tokens: Int?, usd: Double?) {
    (self.calls, self.tokens, self.usd) = (calls, tokens, usd)
  }

  package static let none = Cost(calls: 0, tokens: 0, usd: 0)

  /// The sum; unknown where one of the two is.
  package static func + (a: Cost, b: Cost) -> Cost {
    func sum<N: AdditiveArithmetic>(_ x: N?, _ y: N?) -> N? { x.flatMap { x in y.map { x + $0 } } }
    return Cost(calls: a.calls + b.calls, tokens: sum(a.tokens, b.tokens), usd: sum(a.usd, b.usd))
  }
}

/// Where an episode's exchanges are kept, in their order.
package protocol ExchangeBook: Sendable {
  /// The line of an exchange, from 0, that an earlier attempt at the same episode got as far as; nil
  /// where it did not.
  func past(_ index: Int) -> String?

  /// Keeps the next exchange. One that is `past` is counted, and not written again. Throws where it
  /// cannot be kept.
  func keep(_ exchange: Exchange) throws
}

/// That the run is to stop here, with what it has: a limit of the user's is reached.
package struct LimitReached: Error, Hashable, Sendable, CustomStringConvertible {
  /// Which limit, and what to do.
  package let description: String

  package init(_ description: String) { self.description = description }
}

/// That the run is to stop here, for what was asked cannot be kept.
package struct NotKept: Error, Hashable, Sendable, CustomStringConvertible {
  /// Where and why, and what to do.
  package let description: String

  package init(_ description: String) { self.description = description }
}
