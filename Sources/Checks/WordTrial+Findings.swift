import Language

extension WordTrial {
  /// What is wrong with it or has to be known of it.
  ///
  /// - Parameter isRaw: whether the vocabulary puts the word's amount into a number as it is. Up and
  ///   down then name that number's sign for a tilt or a roll, and what they do is told, not failed.
  func findings(isRaw: Bool) -> [Finding] {
    if let error = results.lazy.compactMap(\.failure).first {
      let text = "\(name) is not understood: \(error.message)"
      return [Finding(kind: .notUnderstood, isFault: true, text: text)]
    }
    switch saying {
    case .grip(let told): return gripperFindings(told)
    case .way(let axis, _):
      let moved = results.compactMap { try? $0.get() }
      if moved.allSatisfy(\.isStill) { return [dead(wasTold: moved.contains(where: \.wasTold))] }
      let isName = isRaw && (axis == .tilt || axis == .roll)
      return courseFindings(isName: isName) + clippedFindings
    }
  }

  /// Whether it goes where it promises, on all sides.
  private func courseFindings(isName: Bool) -> [Finding] {
    func at(_ course: Course) -> Int? { courses.firstIndex { $0 == course } }
    if let place = at(.elsewhere), let movement = try? results[place].get() {
      let text = "\(name) \(inWords(movement)) \(Lean.allCases[place].rawValue)"
      return [Finding(kind: .axis, isFault: true, text: text)]
    }
    guard let reversed = at(.reversed), let movement = try? results[reversed].get() else {
      return []
    }
    let place = Lean.allCases[reversed].rawValue
    var findings = [
      Finding(kind: .sign, isFault: !isName, text: "\(name) \(inWords(movement)) \(place)")
    ]
    if let agrees = at(.agrees) {
      let text = "\(name) goes the other way \(Lean.allCases[agrees].rawValue)"
      findings.append(Finding(kind: .gimbal, isFault: false, text: text))
    }
    return findings
  }

  private var clippedFindings: [Finding] {
    guard let atHome, atHome.lost > 1e-6 else { return [] }
    let text = "of \(name) the station cuts off \(inDigits(1000 * atHome.lost, 1)) mm"
    return [Finding(kind: .clipped, isFault: false, text: text)]
  }

  /// It is a fault to move nothing in silence.
  private func dead(wasTold: Bool) -> Finding {
    let text = "\(name) moves nothing" + (wasTold ? ", and the reader says so" : "")
    return Finding(kind: .dead, isFault: !wasTold, text: text)
  }

  private func gripperFindings(_ told: Move.Gripper) -> [Finding] {
    guard let atHome, (atHome.opening > 0.5) != (told == .open) else { return [] }
    let text = "\(name) leaves the gripper \(atHome.opening > 0.5 ? "open" : "shut")"
    return [Finding(kind: .gripper, isFault: true, text: text)]
  }

  /// The same motion by different words, at home.
  static func aliases(among trials: [WordTrial]) -> [Finding] {
    let moving = trials.compactMap { trial -> (String, SIMD8<Double>)? in
      guard case .way = trial.saying, let movement = trial.atHome, !movement.isStill else {
        return nil
      }
      let twist = movement.twist
      return (trial.name, twist / (twist * twist).sum().squareRoot())
    }
    return moving.indices.flatMap { i in
      moving[(i + 1)...].filter { ($0.1 * moving[i].1).sum() > 0.98 }.map { other in
        Finding(kind: .alias, isFault: true, text: "\(moving[i].0) does what \(other.0) does")
      }
    }
  }
}

extension Result {
  fileprivate var failure: Failure? { if case .failure(let error) = self { error } else { nil } }
}
