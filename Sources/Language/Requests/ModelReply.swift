/// What a model answered, in no provider's form.
package struct ModelReply: Hashable, Sendable {
  /// What it said; of an answer by a tool, the tool's input as JSON; of a refusal, its words. Empty
  /// where it said nothing.
  package var text: String

  package var ending: Ending

  package var usage: Usage

  /// The model that answered, by its own name, which may be longer than what was asked for.
  package var model: String?

  package init(
    text: String, ending: Ending = .complete, usage: Usage = Usage(), model: String? = nil
  ) {
    (self.text, self.ending, self.usage, self.model) = (text, ending, usage, model)
  }

  /// Why it says no more.
  package enum Ending: Hashable, Sendable {
    case complete
    /// There was no room for more.
    case cut
    /// The model would not.
    case refused
    /// The provider kept the answer, or the question, back: its word for why.
    case filtered(String)
    /// Anything else, by the provider's word.
    case other(String)

    /// One or two words: `complete`, `cut`, `refused`, `filtered: SAFETY`.
    package var name: String {
      switch self {
      case .complete: "complete"
      case .cut: "cut"
      case .refused: "refused"
      case .filtered(let why): "filtered: \(why)"
      case .other(let why): why
      }
    }
  }

  /// Tokens, as the provider counts them; nil for what it does not say.
  package struct Usage: Hashable, Sendable {
    /// All that was read, from a cache or not.
    package var input: Int?

    /// Those of `input` that came from the provider's cache, and those that were put there.
    package var cached, cacheWritten: Int?

    /// All that was written, thoughts included.
    package var output: Int?

    /// Those of `output` that were thoughts.
    package var thoughts: Int?

    /// What the provider says that it costs. USD.
    package var usd: Double?

    package init(
      input: Int? = nil, cached: Int? = nil, cacheWritten: Int? = nil, output: Int? = nil,
      thoughts: Int? = nil, usd: Double? = nil
    ) {
      (self.input, self.cached, self.cacheWritten) = (input, cached, cacheWritten)
      (self.output, self.thoughts, self.usd) = (output, thoughts, usd)
    }

    /// Read and written; nil where neither is known.
    package var tokens: Int? {
      input == nil && output == nil ? nil : (input ?? 0) + (output ?? 0)
    }
  }
}
