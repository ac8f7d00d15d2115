package import Control

/// How a model is asked: texts and parts in order, each with its settings, from a file.
///
/// ``request(for:with:)`` makes of it what a model is sent at a step.
package struct Prompt: Hashable, Sendable {
  package var name: String

  /// Counts up when what a model is sent changes.
  package var version: Int

  /// `Chance.digest` of its file; nil for one made in code.
  package var digest: String?

  package var title: String

  /// The vocabulary it is written for, which another may take the place of.
  package var mapping: String

  /// What is asked of the model besides.
  package var settings: ModelRequest.Settings

  package var parts: PromptParts

  /// What is said before the conversation, and the message, in order.
  var system, user: [Piece]

  enum Piece: Hashable, Sendable {
    case text(String)
    case part(PromptPart)
  }

  /// What it shows that only a world knows: such a run is an oracle's and no perception.
  package var hints: Hints.Kinds {
    var kinds: Hints.Kinds = []
    if shows(.objects) { kinds.insert(.things) }
    if shows(.pictures) || shows(.examples) && parts.examples.hasPictures
      || shows(.history) && parts.history.pictures > 0
    {
      if parts.pictures.views.contains(where: \.showsBoxes) { kinds.insert(.things) }
      if parts.pictures.views.contains(where: \.showsDepth) { kinds.insert(.depths) }
    }
    return kinds
  }

  /// How many examples it shows.
  package var exampleCount: Int { shows(.examples) ? parts.examples.count : 0 }

  /// Whether its message says something in every situation; a service refuses one that is empty.
  var asksSomething: Bool {
    user.contains { piece in
      switch piece {
      case .text, .part(.embodiment), .part(.task), .part(.vocabulary), .part(.contract),
        .part(.state), .part(.objects), .part(.pictures), .part(.facts):
        if case .part(let part) = piece { shows(part) } else { true }
      case .part(.examples): exampleCount > 0
      case .part(.history), .part(.outcome): false
      }
    }
  }

  /// Whether a part has a place and is used.
  func shows(_ part: PromptPart) -> Bool {
    !parts.unused.contains(part) && (system + user).contains(.part(part))
  }
}

/// What a prompt can tell by itself, by its name between braces.
package enum PromptPart: String, CaseIterable, Hashable, Sendable {
  /// The robot: axes, signs, units, the gripper's polarity, limits, and where the camera stands.
  case embodiment
  /// The instruction.
  case task
  /// The words that may be used, and what each does.
  case vocabulary
  /// How the answer is laid out.
  case contract
  /// What was answered elsewhere.
  case examples
  /// What was done before.
  case history
  /// The tool's pose, the gripper and the steps left.
  case state
  /// What became of the last answer.
  case outcome
  /// Where things are, from the world.
  case objects
  /// What the cameras see now.
  case pictures
  /// One line for machines.
  case facts

  /// Whether pictures may come with it, which only a message can hold.
  var mayHavePictures: Bool { [.examples, .history, .pictures].contains(self) }
}

/// The settings of a prompt's parts.
package struct PromptParts: Hashable, Sendable {
  /// Those that are left out although they have a place.
  package var unused: Set<PromptPart> = []

  package var embodiment = Embodiment()
  package var contract = Contract()
  package var examples = Examples()
  package var history = History()
  package var objects = Objects()
  package var pictures = PictureRules()

  package struct Embodiment: Hashable, Sendable {
    /// Whether it tells where the cameras stand and how the axes lie in their pictures.
    package var tellsCamera = true

    /// Whether it tells how far a step goes and where the tool may go.
    package var tellsLimits = true

    /// Whether it likens directions to a clock's face, the robot at 6 o'clock.
    package var isClock = false
  }

  package struct Contract: Hashable, Sendable {
    package var layout = Layout.text
    package var reasoning = Reasoning.none

    /// Whether the answer first says what is where in the picture.
    package var isGrounded = false

    package init() {}

    package enum Layout: String, CaseIterable, Hashable, Sendable {
      /// Free text with the move on a line of its own.
      case text
      /// One JSON object, to a schema.
      case object
    }

    package enum Reasoning: String, CaseIterable, Hashable, Sendable {
      case before, after, none
    }
  }

  package struct Examples: Hashable, Sendable {
    /// 0, 1, 2 or 4.
    package var count = 0
    package var hasPictures = false
  }

  package struct History: Hashable, Sendable {
    /// How many turns are looked at, the newest ones.
    package var last = 4

    /// Which of those are told.
    package var choice = Choice.all

    /// How many of those, the newest, come with their picture.
    package var pictures = 0

    package enum Choice: String, CaseIterable, Hashable, Sendable {
      case all, last, first
      /// Every second or third, from the oldest.
      case alternate, third
    }
  }

  package struct Objects: Hashable, Sendable {
    /// Whether things have their names, and not numbers only.
    package var areNamed = true
  }
}
