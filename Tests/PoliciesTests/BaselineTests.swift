import Control
import Geometry
import Policies
import Testing

@Suite struct BaselineTests {
  @Test("Holding still keeps the gripper as it was told last")
  func hold() async throws {
    try await checkPolicy { HoldPolicy() }
    #expect(HoldPolicy().act(.example()).actions == [.hold(opening: 0.25)])
  }

  @Test("Random motions are seeded, stay within 0.01 m and 0.05 rad, and fill that range")
  func random() async throws {
    try await checkPolicy { RandomPolicy(seed: 7) }
    var policy = RandomPolicy(seed: 7)
    let actions = (0..<2000).flatMap { policy.act(.example(step: $0)).actions }
    for (index, limit) in [0.01, 0.01, 0.01, 0.05, 0.05, 0.05].enumerated() {
      let numbers = actions.map { $0.numbers[index] }
      #expect(numbers.allSatisfy { abs($0) <= limit })
      // Of 2000 even draws the extremes are within 1 % of the ends but for a chance of e^-10, and
      // their mean has a standard deviation of limit / 77.
      #expect(numbers.max()! > 0.99 * limit && numbers.min()! < -0.99 * limit)
      #expect(abs(numbers.reduce(0, +) / 2000) < limit / 15)
    }
    let openings = Set(actions.map(\.opening))
    #expect(openings == [0, 0.25, 1])
    var other = RandomPolicy(seed: 8)
    #expect(other.act(.example()).actions != [actions[0]])
  }
}
