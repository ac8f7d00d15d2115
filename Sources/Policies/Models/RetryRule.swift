import Wire

/// What became of one attempt that got no answer.
enum AttemptFailure: Hashable, Sendable {
  /// Something came back: what, what the headers say of waiting, and whether to try again at all.
  case fault(ModelFault, wait: Duration?, shouldRetry: Bool?)
  /// Nothing did.
  case network(PolicyError)

  /// In one line, for the record.
  var text: String {
    switch self {
    case .fault(let fault, _, _): "\(fault)"
    case .network(let error): "\(error)"
    }
  }

  /// Whether the provider wants to be asked less.
  var isLimit: Bool {
    if case .fault(let fault, _, _) = self { [429, 529].contains(fault.status) } else { false }
  }
}

/// When an attempt is followed by another, and how long after: as the providers' own clients do.
package struct RetryRule: Hashable, Sendable {
  /// How many attempts there are at most.
  var attempts: Int

  /// The first wait where nobody says how long, doubled each time up to the longest.
  var firstWait = Duration.milliseconds(500)
  var longestWait = Duration.seconds(8)

  /// What a provider may ask for at most.
  var patience = Duration.seconds(120)

  package init(attempts: Int = 5) { self.attempts = attempts }

  enum Decision: Hashable {
    case wait(Duration)
    case giveUp
    /// The provider asks for too long a wait.
    case tooLong(Duration)
  }

  /// After so many attempts, from 1, the last of which failed.
  ///
  /// - Parameter chance: 0...1, so that not all who were refused come back at once: a wait of our own
  ///   is shortened by up to a quarter, one that was asked for lengthened by up to a tenth.
  func decision(after attempt: Int, _ failure: AttemptFailure, chance: Double) -> Decision {
    guard isPassing(failure) else { return .giveUp }
    if case .fault(let fault, let wait, _) = failure, let wait = wait ?? fault.delay, wait > .zero {
      if wait > patience { return .tooLong(wait) }
      return attempt < attempts ? .wait(wait * (1 + 0.1 * chance)) : .giveUp
    }
    guard attempt < attempts else { return .giveUp }
    let doubled = firstWait * Double(1 << min(attempt - 1, 20))
    return .wait(min(doubled, longestWait) * (1 - 0.25 * chance))
  }

  /// Whether the same question may have better luck.
  private func isPassing(_ failure: AttemptFailure) -> Bool {
    switch failure {
    case .network(.answerTooLarge), .network(.unusableAddress), .network(.untrusted): return false
    case .network: return true
    case .fault(let fault, _, let shouldRetry):
      if fault.isOutOfCredit { return false }
      if let shouldRetry { return shouldRetry }
      if case .unreadable(let error) = fault.kind, fault.status < 300 {
        // Cut off on its way.
        switch error {
        case .truncated, .emptyReply: return true
        default: return false
        }
      }
      return [408, 409, 429].contains(fault.status) || fault.status >= 500
    }
  }
}
