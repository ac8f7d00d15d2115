/// Why a reply was not understood: what is wrong, in a line that a person or a model can act on, and
/// the text that caused it.
package struct Diagnosis: Error, Hashable, Sendable {
  package var kind: Kind

  /// One line without its place: what was found and what to write instead.
  package var message: String

  /// Unicode scalars of the reply as given, from 0, the end not included.
  package var span: Range<Int>

  package enum Kind: String, CaseIterable, Hashable, Sendable {
    /// Nothing but white space.
    case empty
    /// Words, and none that moves the arm.
    case noCommand = "no_command"
    /// Also where a move stands beside it, unless an answer is marked off behind it. "I cannot see the
    /// handle" is none.
    case refusal
    /// One that follows the answer, or is all there is.
    case question
    /// Two ways at once, a choice left open, or an object and words that change it.
    case contradiction
    /// An object that is cut off.
    case truncated
    /// An object that is not as the vocabulary wants it.
    case badSchema = "bad_schema"
    /// A number without a metric unit, or none that can be read; a range, a bound or a speed; a place
    /// to reach ("down to 5 cm", "until 5 cm above the table"), which is no amount to go; a gripper
    /// that is to be half open; a repeat that can be counted in two ways; and an amount that may be
    /// the move's or tell of something else.
    ///
    /// A place without any way ("to z = 5 cm", "to the left of the cup") is ``noCommand``.
    case badAmount = "bad_amount"
    /// More actions than one reply may ask for.
    case tooFar = "too_far"
    /// A way-point beyond the arm.
    case outOfReach = "out_of_reach"
  }

  package init(_ kind: Kind, _ message: String, at span: Range<Int>) {
    (self.kind, self.message, self.span) = (kind, message, span)
  }
}

extension Diagnosis: CustomStringConvertible {
  /// What to tell a model that is to try again.
  package var description: String {
    "\(kind.rawValue), characters \(span.lowerBound) to \(span.upperBound): \(message)"
  }
}

extension Diagnosis {
  /// What to tell a model that is to try again, with the text that caused it, or how that begins.
  package func quoting(_ reply: String) -> String {
    let scalars = Array(reply.unicodeScalars)
    let span = span.clamped(to: 0..<scalars.count)
    guard !span.isEmpty else { return description }
    let shown = scalars[span.prefix(80)]
    let text = String(String.UnicodeScalarView(shown)) + (shown.count < span.count ? "..." : "")
    return "\(description), in '\(text)'"
  }
}

/// A piece of a reply.
package struct Excerpt: Hashable, Sendable {
  package var text: String

  /// Unicode scalars of the reply, from 0, the end not included.
  package var span: Range<Int>
}

/// What a reply was understood as, before it is known where the arm is.
package struct Reading: Hashable, Sendable {
  /// In order; one that stands still where the task is said to be done and nothing else.
  package var steps: [Step]

  /// Whether the reply says that the task is done.
  package var isDone = false

  /// What of the reply had no say.
  package var ignored: [Excerpt] = []

  /// What a reader of the reply might not expect, each in a line.
  package var notes: [String] = []

  /// Where a roll is asked for, in an object.
  var rollSpan: Range<Int>?

  /// One clause or one way-point, and the text it comes from.
  package struct Step: Hashable, Sendable {
    package var deed: Deed
    package var span: Range<Int>
  }
}

/// What one part of a reply asks for.
package enum Deed: Hashable, Sendable {
  case move(Move)
  case reach(WayPoint)
}
