package import Control

/// Says what was recorded, one reply each time it is asked, whatever it sees and whether or not it was
/// understood; when that has ended, stands still with the gripper as it was told last.
package struct RecitingPolicy: Policy {
  private var remaining: ArraySlice<String>

  /// From the first reply on.
  package init(_ replies: Replies) { remaining = replies.texts[...] }

  /// Words alone; an action only after the last of them.
  package mutating func act(_ observation: Observation) -> Answer {
    guard let text = remaining.popFirst() else {
      return Answer([.hold(opening: observation.commandedOpening)])
    }
    return Answer(saying: text)
  }
}
