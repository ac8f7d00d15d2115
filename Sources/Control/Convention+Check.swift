extension Convention {
  /// Throws for an action that the real system does not take, and that ends its evaluation: numbers
  /// in a space it does not know, or a Cartesian velocity beyond full speed, which DROID's
  /// environment asserts and RoboArena's evaluator does not cut.
  package func check(_ action: Action) throws(ActionError) {
    guard spaces.contains(action.space) else {
      throw .space(action.space, station: name, known: spaces)
    }
    guard action.space == .cartesianVelocity else { return }
    for (element, number) in zip(action.space.elements, action.motion) where abs(number) > 1 {
      throw .beyondFullSpeed(element: element, number, station: name)
    }
  }
}

/// Why a station does not take an action.
package enum ActionError: Error, Hashable {
  case space(ActionSpace, station: String, known: [ActionSpace])
  case beyondFullSpeed(element: String, Double, station: String)
}

extension ActionError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .space(let space, let station, let known):
      "actions in \(space.rawValue), which station '\(station)' does not take; "
        + "answer in \(known.map(\.rawValue).joined(separator: " or "))"
    case .beyondFullSpeed(let element, let number, let station):
      "\(element) is \(number) in cartesian_velocity, and station '\(station)' ends an evaluation "
        + "there; keep each number within -1...1"
    }
  }
}
