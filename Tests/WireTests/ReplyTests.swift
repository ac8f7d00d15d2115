import Control
import Foundation
import Testing
import Wire

@Suite struct ReplyTests {
  static let replies = try! Reference.decode(Replies.self, "replies.json").cases

  /// What we say of each reply that is no action.
  static let errors: [String: WireError] = [
    "array_f4_nan": .notFinite(element: 1, "nan"),
    "array_f8_inf": .notFinite(element: 5, "-inf"),
    "array_f2_inf": .notFinite(element: 2, "inf"),
    "array_complex": .unknownType("<c8"),
    "array_text": .unknownType("<U1"),
    "array_structured": .malformedArray("its dtype is not a string"),
    "array_6": .wrongShape([6]),
    "array_empty": .wrongShape([0]),
    "array_scalar": .wrongShape([]),
    "array_1x7": .wrongShape([1, 7]),
    "array_4x7": .wrongShape([4, 7]),
    "list_4x7": .wrongShape([4, 7]),
    "list_of_arrays": .wrongShape([4, 7]),
    "list_of_1s": .wrongShape([7, 1]),
    "list_6": .wrongShape([6]),
    "list_8": .wrongShape([8]),
    "list_empty": .wrongShape([0]),
    "list_of_text": .notANumber(element: 0, "a string"),
    "list_with_null": .notANumber(element: 6, "null"),
    "object_action": .object(
      keys: ["action"], #"{"action":[0.01,-0.02,0.03,0.1,-0.2,0.3,1.0]}"#),
    "object_array": .object(
      keys: ["action"],
      #"{"action":{"__numpy__":"Ctcj…","dtype":"<f4","shape":[7]}}"#),
    "object_empty": .object(keys: [], "{}"),
    "string_of_list": .doubleEncoded("[0.01, -0.02, 0.03, 0.1, -0.2, 0.3, 1.0]"),
    "string_of_array": .doubleEncoded(
      #"{"__numpy__": "Ctcj…", "dtype": "<f4", "shape": [7]}"#),
    "null": .notAList("null"),
    "number": .notAList("a number"),
    "true": .notAList("true"),
    "html": .html("<!DOCTYPE html><html><title>502 Bad Gateway</title></html>"),
    "text": .notJSON(offset: 0, "Internal Server Error"),
    "starlette_nan": .notJSON(offset: 0, "Internal Server Error"),
    "empty": .emptyReply,
    "python_nan": .notFinite(element: 1, "nan"),
    "python_infinity": .notFinite(element: 6, "-inf"),
    "truncated": .truncated(bytes: 20, "[0.01, -0.02, 0.03,"),
    "deep": .tooDeep(limit: 64),
    "detail": .detail("Missing required fields: image and instruction"),
    "validation": .detail("body: Input should be a valid dictionary"),
    "no_such_route": .detail("Not Found"),
  ]

  @Test("A reply that AutoEval takes is the same seven numbers", arguments: replies)
  func sameNumbers(reply: Replies.Case) throws {
    guard case .action(let numbers) = reply.upstream, Self.errors[reply.name] == nil else { return }
    #expect(numbers.count == 7)
    let action = try AutoEval.action(fromReply: reply.body)
    #expect(action.numbers.map(\.bitPattern) == numbers.map(\.bitPattern))
  }

  @Test("Any other reply is told for what it is", arguments: replies)
  func refusals(reply: Replies.Case) throws {
    guard let error = Self.errors[reply.name] else {
      guard case .action = reply.upstream else {
        Issue.record("no error is expected of \(reply.name)")
        return
      }
      return
    }
    #expect(throws: error) { try AutoEval.action(fromReply: reply.body) }
  }

  @Test("Every refusal is one printable line of at most 220 characters", arguments: errors.values)
  func oneLine(error: WireError) {
    let text = error.description
    #expect(!text.isEmpty && text.count <= 220)
    #expect(!text.unicodeScalars.contains { $0.properties.generalCategory == .control })
  }

  @Test("A chunk is called a chunk")
  func chunk() {
    #expect(
      WireError.wrongShape([4, 7]).description
        == "the server answered a chunk of 4 actions (shape [4, 7]); return one, "
        + "a list of 7 numbers")
  }

  @Test(
    "Text that Python's json refuses is refused with its place",
    arguments: [
      ("[1,]", 3), ("[01]", 2), ("[1 2]", 3), ("[.5]", 1), ("[+1]", 1), ("['a']", 1), ("[1]x", 3),
      ("{1:2}", 1), ("[\"\u{01}\"]", 2), ("[\"\\q\"]", 3), ("[nan]", 1), ("[-]", 2), ("[1.]", 3),
      ("[1e]", 3), ("[--1]", 2), ("[\"\\u12g4\"]", 6), ("[tru]", 1),
    ])
  func notJSON(text: String, offset: Int) {
    #expect(throws: WireError.notJSON(offset: offset, excerpt(of: Array(text.utf8)))) {
      try AutoEval.action(fromReply: Array(text.utf8))
    }
  }

  @Test(
    "Text that stops in its middle is called cut short",
    arguments: [
      "[", "[1", "[1,", "[1.", "[-", "{", "{\"a", "{\"a\"", "{\"a\":", "[tr", "[\"\\u00", "[Inf",
    ])
  func truncated(text: String) {
    #expect(throws: WireError.truncated(bytes: text.utf8.count, text)) {
      try AutoEval.action(fromReply: Array(text.utf8))
    }
  }

  @Test("White space, a byte order mark, escapes and extra keys change nothing")
  func tolerated() throws {
    let list = "\u{FEFF} \r\n[\t0 , -0.5e-1,0,0,0,0, 1E0 ]\n"
    #expect(try AutoEval.action(fromReply: Array(list.utf8)).numbers == [0, -0.05, 0, 0, 0, 0, 1])
    let array =
      #"{"a\u00e9\ud83e\udd16":[{}],"shape":[7],"dtype":"uint8","__\u006eumpy__":"AQID\nBAUGBw=="}"#
    #expect(try AutoEval.action(fromReply: Array(array.utf8)).numbers == [1, 2, 3, 4, 5, 6, 7])
  }

  @Test(
    "A malformed array is told for what it is",
    arguments: [
      (
        #"{"__numpy__":"AA==","dtype":"|u1","shape":[1e18,1e18]}"#,
        WireError.wrongShape([1_000_000_000_000_000_000, 1_000_000_000_000_000_000])
      ),
      (#"{"__numpy__":"AA==","dtype":"|u1","shape":[1000000]}"#, .wrongShape([1_000_000])),
      (
        #"{"__numpy__":"AA==","dtype":"|u1","shape":[-7]}"#,
        .malformedArray("its shape is not of whole numbers from 0")
      ),
      (
        #"{"__numpy__":"AA==","dtype":"|u1","shape":[1e30]}"#,
        .malformedArray("its shape is not of whole numbers from 0")
      ),
      (
        #"{"__numpy__":"AA==","dtype":"|u1","shape":[0.5]}"#,
        .malformedArray("its shape is not of whole numbers from 0")
      ),
      (
        #"{"__numpy__":"AA==","dtype":"|u1","shape":[1,1,1,1,1,1,1,1,1]}"#,
        .malformedArray("its shape has 9 sizes")
      ),
      (#"{"__numpy__":"AA==","dtype":"|u1"}"#, .malformedArray("its shape is not a list")),
      (#"{"__numpy__":"AA==","shape":[7]}"#, .malformedArray("its dtype is not a string")),
      (#"{"__numpy__":7,"dtype":"|u1","shape":[7]}"#, .malformedArray("its data is not a string")),
      (
        #"{"__numpy__":"AQIDBAUGBw","dtype":"|u1","shape":[7]}"#,
        .malformedArray("its data is not base64")
      ),
      (
        #"{"__numpy__":"AQID*AUGBw==","dtype":"|u1","shape":[7]}"#,
        .malformedArray("its data is not base64")
      ),
      (#"{"__numpy__":"AQID","dtype":"|u1","shape":[7]}"#, .wrongByteCount(found: 3, expected: 7)),
      (#"{"__numpy__":"AQID","dtype":"f16","shape":[7]}"#, .unknownType("f16")),
      (#"{"__numpy__":"AQID","dtype":"","shape":[7]}"#, .unknownType("")),
    ])
  func malformedArrays(text: String, error: WireError) {
    #expect(throws: error) { try AutoEval.action(fromReply: Array(text.utf8)) }
  }

  @Test("What is too large is refused before it is decoded")
  func caps() {
    let long =
      #"{"__numpy__":"\#(String(repeating: "A", count: 400_000))","dtype":"|u1","shape":[7]}"#
    #expect(throws: WireError.wrongByteCount(found: 300_000, expected: 7)) {
      try AutoEval.action(fromReply: Array(long.utf8))
    }
    let many = "[" + String(repeating: "0,", count: 100_001) + "0]"
    #expect(throws: WireError.tooManyValues(limit: 100_000)) {
      try AutoEval.action(fromReply: Array(many.utf8))
    }
    let braces = String(repeating: "{\"a\":", count: 100_000)
    #expect(throws: WireError.tooDeep(limit: 64)) {
      try AutoEval.action(fromReply: Array(braces.utf8))
    }
    #expect(throws: WireError.notFinite(element: 0, "inf")) {
      try AutoEval.action(fromReply: Array("[1e999,0,0,0,0,0,0]".utf8))
    }
  }

  @Test("No reply cut short or with a byte changed is taken for another shape of answer")
  func damaged() throws {
    let body = Array(#"{"__numpy__": "CtcjPArXo7yPwvU8", "dtype": "<f4", "shape": [3]}"#.utf8)
    for length in 0..<body.count {
      #expect(throws: WireError.self) { try AutoEval.action(fromReply: Array(body[..<length])) }
    }
    for place in body.indices {
      for flip in [0x01, 0x20, 0x80] as [UInt8] {
        var changed = body
        changed[place] ^= flip
        #expect(throws: WireError.self) { try AutoEval.action(fromReply: changed) }
      }
    }
  }
}
