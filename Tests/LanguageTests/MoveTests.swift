import Language
import Testing

@Suite struct MoveTests {
  @Test("Every move of ECoT's is printed as ECoT does and read back as it is")
  func roundTrip() throws {
    #expect(everyMove.count == 729)
    var sentences: Set<String> = []
    for move in everyMove {
      let sentence = Mapping.ecot.words(for: [.move(move)])
      sentences.insert(sentence)
      let read = try Mapping.ecot.read(sentence)
      #expect(read.steps.map(\.deed) == [.move(move)], "\(sentence)")
      #expect(read.ignored.isEmpty)
    }
    #expect(sentences.count == 729)
  }

  @Test(
    "Case, white space, a full stop at the end and order do not matter",
    arguments: [
      "move forward left, tilt down, rotate clockwise, close gripper",
      "  Move  Forward\tLEFT ,tilt down, rotate clockwise,close  gripper. \r\n",
      "close gripper, rotate clockwise, tilt down, move left forward .",
      "\u{a0}move forward\u{2003}left, tilt down, rotate clockwise, close gripper\u{3000}",
    ])
  func toleratesLayout(sentence: String) throws {
    #expect(
      try Mapping.ecot.words(sentence)
        == "move forward left, tilt down, rotate clockwise, close gripper")
  }

  @Test("Up and down after tilt are not those after move")
  func upIsToldApart() throws {
    #expect(try Mapping.ecot.words("move up") == "move up")
    #expect(try Mapping.ecot.words("tilt up") == "tilt up")
    #expect(try Mapping.ecot.words("tilt up, move down") == "move down, tilt up")
  }

  @Test("An axis that is set is the one that is got, and no other changes")
  func subscripts() {
    for axis in Move.Axis.allCases {
      var move = Move(gripper: .open)
      move[axis] = -1
      #expect(Move.Axis.allCases.filter { move[$0] == -1 } == [axis])
      #expect(move.gripper == .open && !move.isStill)
    }
  }
}

/// All 3^5 directions of ECoT's table with the gripper unsaid, opened and closed.
let everyMove: [Move] = {
  var moves = [Move(), Move(gripper: .open), Move(gripper: .close)]
  for axis in Move.Axis.allCases where axis != .roll {
    moves = moves.flatMap { move in
      [-1.0, 0, 1].map { sign in
        var turned = move
        turned[axis] = sign * Mapping.ecot.size(of: axis)
        return turned
      }
    }
  }
  return moves
}()
