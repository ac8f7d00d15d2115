import Control
import Geometry
import Testing

@Suite("An action holds the numbers of its space") struct ActionTests {
  @Test("As many numbers as RoboArena's spaces have, the gripper's last, and no others")
  func counts() throws {
    let widths: [ActionSpace: Int] = [
      .toolStep: 7, .jointPosition: 8, .jointVelocity: 8, .cartesianPosition: 7,
      .cartesianVelocity: 7,
    ]
    #expect(widths.count == ActionSpace.allCases.count)
    for (space, width) in widths {
      let numbers = (1...width).map { Double($0) / 10 }
      let action = try #require(Action(numbers, in: space))
      #expect(action.numbers == numbers)
      #expect(action.opening == numbers[width - 1])
      #expect(space.elements.count == width && Set(space.elements).count == width)
      #expect(space.elements.last == "gripper")
      #expect(Action(numbers + [0], in: space) == nil)
      #expect(Action(Array(numbers.dropLast()), in: space) == nil)
      #expect(Action([], in: space) == nil)
      for bad in [Double.nan, .infinity] {
        #expect(Action([bad] + numbers.dropFirst(), in: space) == nil)
        #expect(Action(numbers.dropLast() + [bad], in: space) == nil)
      }
    }
    // The names on RoboArena's wire.
    let names = ["joint_position", "joint_velocity", "cartesian_position", "cartesian_velocity"]
    #expect(names.allSatisfy { ActionSpace(rawValue: $0) != nil })
  }

  @Test("Of the joints no part is about the tool")
  func joints() throws {
    var action = try #require(Action([1, 2, 3, 4, 5, 6, 7, 1], in: .jointVelocity))
    #expect(action.translation == .zero && action.rotation == .zero)
    action.translation = [9, 9, 9]
    action.rotation = [9, 9, 9]
    #expect(action.motion == [1, 2, 3, 4, 5, 6, 7])

    var pose = try #require(Action([1, 2, 3, 4, 5, 6, 1], in: .cartesianPosition))
    #expect(pose.translation == [1, 2, 3] && pose.rotation == [4, 5, 6])
    (pose.translation, pose.rotation) = ([7, 8, 9], [0, 1, 2])
    #expect(pose.motion == [7, 8, 9, 0, 1, 2])
  }

  @Test("Standing still is known to every station", arguments: Convention.all)
  func hold(convention: Convention) throws {
    let still = Action.hold(opening: 0.5)
    try convention.check(still)
    #expect(still.numbers == [0, 0, 0, 0, 0, 0, 0.5])
  }
}
