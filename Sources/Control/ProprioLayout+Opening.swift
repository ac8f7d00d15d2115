extension Convention.ProprioLayout {
  /// How far the gripper is measured to be open, 0 shut ... 1 open, of a state in this layout; nil
  /// for one that is too short.
  package func opening(in proprio: [Float]) -> Double? {
    switch self {
    case .autoeval:
      // The WidowX's finger goes from 0.015 m to 0.037 m.
      number(7, of: proprio).map { ((0.07 * $0 + 0.01) - 0.015) / 0.022 }
    case .bridge: number(6, of: proprio)
    case .droid: number(7, of: proprio).map { 1 - $0 }
    }
  }

  private func number(_ index: Int, of proprio: [Float]) -> Double? {
    proprio.indices.contains(index) ? Double(proprio[index]) : nil
  }
}
