import Language
import Testing

@Suite struct MoveTests {
  @Test("Every move's sentence is read back as the move")
  func roundTrip() throws {
    #expect(everyMove.count == 729)
    for move in everyMove { #expect(try Move(parsing: move.description) == move) }
    #expect(Set(everyMove.map(\.description)).count == 729)
  }

  @Test(
    "A sentence is printed as ECoT writes it",
    arguments: [
      (Move.stop, "stop"),
      (Move(x: .positive), "move forward"),
      (Move(tilt: .positive), "tilt up"),
      (Move(rotation: .positive), "rotate counterclockwise"),
      (Move(gripper: .open), "open gripper"),
      (
        Move(
          x: .negative, y: .negative, z: .positive, tilt: .negative, rotation: .negative,
          gripper: .close),
        "move backward right up, tilt down, rotate clockwise, close gripper"
      ),
    ])
  func prints(move: Move, sentence: String) {
    #expect(move.description == sentence)
  }

  @Test(
    "Case, white space, a full stop at the end and order do not matter",
    arguments: [
      "move forward left, tilt down, rotate clockwise, close gripper",
      "  Move  Forward\tLEFT ,tilt down,\n rotate clockwise,close  gripper. \r\n",
      "close gripper, rotate clockwise, tilt down, move left forward .",
      "\u{a0}move forward\u{2003}left, tilt down, rotate clockwise, close gripper\u{3000}",
    ])
  func toleratesLayout(sentence: String) throws {
    let move = Move(
      x: .positive, y: .positive, tilt: .negative, rotation: .negative, gripper: .close)
    #expect(try Move(parsing: sentence) == move)
  }

  @Test("Up and down after tilt are not those after move")
  func upIsToldApart() throws {
    #expect(try Move(parsing: "move up") == Move(z: .positive))
    #expect(try Move(parsing: "tilt up") == Move(tilt: .positive))
    #expect(try Move(parsing: "tilt up, move down") == Move(z: .negative, tilt: .positive))
  }

  @Test("An axis that is set is the one that is got, and no other changes")
  func subscripts() {
    for axis in Move.Axis.allCases {
      var move = Move(gripper: .open)
      move[axis] = .negative
      #expect(Move.Axis.allCases.filter { move[$0] == .negative } == [axis])
      #expect(move.gripper == .open)
    }
  }
}

/// All 3^5 directions with the gripper unsaid, opened and closed.
let everyMove: [Move] = {
  var moves = [Move(), Move(gripper: .open), Move(gripper: .close)]
  for axis in Move.Axis.allCases {
    moves = moves.flatMap { move in
      Move.Sign.allCases.map { sign in
        var turned = move
        turned[axis] = sign
        return turned
      }
    }
  }
  return moves
}()
