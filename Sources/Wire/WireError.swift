/// What is wrong with bytes that came or should go over a wire. The description says in one line
/// what the server did and what it should do instead; excerpts are those of `excerpt(of:)`.
package enum WireError: Error, Hashable, Sendable {
  /// The observation to send has no view.
  case noPicture
  /// The observation's first view is not 8-bit RGB.
  case pictureNotRGB

  /// Nothing, or white space only.
  case emptyReply
  /// Markup, such as a proxy's or a tunnel's page.
  case html(String)
  /// JSON that stops in its middle, after so many bytes.
  case truncated(bytes: Int, String)
  /// No JSON at a byte, counted from 0.
  case notJSON(offset: Int, String)
  /// Lists and objects nested beyond the limit.
  case tooDeep(limit: Int)
  /// More values than the limit, names of members not counted.
  case tooManyValues(limit: Int)

  /// FastAPI's error object: the text of its `detail`.
  case detail(String)
  /// An object that is no encoded array.
  case object(keys: [String], String)
  /// A string, such as JSON that was encoded twice: the string's text.
  case doubleEncoded(String)
  /// A lone number, a literal or null.
  case notAList(String)
  /// A list or an array of other than seven numbers. Chunks of actions are (n, 7).
  case wrongShape([Int])
  /// An element of the list that is no number, by what it is instead.
  case notANumber(element: Int, String)
  /// An element that is NaN or infinite.
  case notFinite(element: Int, String)
  /// An encoded array of a type that holds no numbers, or none known here.
  case unknownType(String)
  /// An object with `__numpy__` that json_numpy would not have written.
  case malformedArray(String)
  /// An encoded array whose data is not as long as its shape and type say.
  case wrongByteCount(found: Int, expected: Int)
}

extension WireError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .noPicture: "the observation has no picture to send"
    case .pictureNotRGB: "the observation's picture is not 8-bit RGB, as AutoEval sends it"
    case .emptyReply, .tooDeep, .tooManyValues: "\(finding); \(Self.wanted)"
    default: finding
    }
  }

  /// What was found, without what an action would have to be.
  var finding: String {
    switch self {
    case .emptyReply: "the server answered nothing"
    case .html(let text): "the server answered a web page, not JSON: \(text)"
    case .truncated(let bytes, let text):
      "the server's JSON stops after \(bytes) bytes: \(text)"
    case .notJSON(let offset, let text):
      "the server's answer is not JSON (byte \(offset)): \(text)"
    case .tooDeep(let limit): "the server's JSON is more than \(limit) levels deep"
    case .tooManyValues(let limit): "the server's JSON holds more than \(limit) values"
    default: "the server answered \(answer)"
    }
  }

  private static let wanted = "return a list of 7 numbers"

  /// What the server answered, for the cases where it was JSON.
  private var answer: String {
    switch self {
    case .detail(let text): "an error: \(text)"
    case .object(let keys, let text):
      "an object with \(Self.list(keys)); return the bare list of 7 numbers: \(text)"
    case .doubleEncoded(let text):
      "a string; was it encoded as JSON twice? Return the list itself: \(text)"
    case .notAList(let kind): "\(kind); \(Self.wanted)"
    case .wrongShape(let shape): Self.shape(shape)
    case .notANumber(let element, let kind):
      "\(kind) as \(Self.element(element)); \(Self.wanted)"
    case .notFinite(let element, let number):
      "\(number) as \(Self.element(element)); every number must be finite"
    case .unknownType(let type): "an array of dtype '\(type)'; send float32"
    case .malformedArray(let why): "an encoded array, but \(why)"
    case .wrongByteCount(let found, let expected):
      "an array of \(found) bytes where its shape and dtype need \(expected)"
    default: ""
    }
  }

  private static func list(_ keys: [String]) -> String {
    guard !keys.isEmpty else { return "no keys" }
    let shown = keys.prefix(3).map { "'" + excerpt(of: Array($0.utf8), limit: 24) + "'" }
    let more = keys.count > 3 ? " and \(keys.count - 3) more" : ""
    return (keys.count == 1 ? "the key " : "the keys ") + shown.joined(separator: ", ") + more
  }

  private static func shape(_ shape: [Int]) -> String {
    let text = "shape [\(shape.map(String.init).joined(separator: ", "))]"
    if shape.count == 2, shape[1] == 7 {
      return "a chunk of \(shape[0]) actions (\(text)); return one, a list of 7 numbers"
    }
    return shape.count == 1
      ? "\(shape[0]) numbers; an action has 7" : "an array of \(text); an action has shape [7]"
  }

  /// An element's place in an action, by number and name.
  private static func element(_ index: Int) -> String {
    let names = ["dx", "dy", "dz", "droll", "dpitch", "dyaw", "gripper"]
    return "element \(index)" + (names.indices.contains(index) ? " (\(names[index]))" : "")
  }
}
