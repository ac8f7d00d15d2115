package import Control
import Imaging

/// AutoEval's policy-server protocol as bytes: what its `OpenWebClient` posts to `/act`, and what it
/// accepts as an answer.
///
/// Arrays travel as json_numpy writes them (`EncodedArray`). Source: `zhouzypaul/auto_eval`,
/// `auto_eval/robot/policy_clients.py`, and captures of the genuine client.
package enum AutoEval {
  /// The body of `POST /act`, the very bytes that Python's requests sends for the same observation:
  /// keys image, instruction and proprio in this order, ASCII only.
  ///
  /// The image is the observation's first view, `|u1` of shape (height, width, 3), and proprio is
  /// `<f4`; a station of the convention `autoeval` gives (256, 256, 3) and (8). An empty proprio is
  /// left out, as upstream does with a state it lacks. Throws when there is no picture, or one that
  /// is not RGB.
  package static func actRequest(_ observation: Observation) throws(WireError) -> [UInt8] {
    guard let image = observation.views.first?.image else { throw .noPicture }
    guard image.format == .rgb8 else { throw .pictureNotRGB }
    var body = Array(#"{"image": "#.utf8)
    body.reserveCapacity(image.bytes.count * 4 / 3 + 1024)
    body += EncodedArray.bytes(image.bytes, type: "|u1", shape: [image.height, image.width, 3])
    body += Array(#", "instruction": "#.utf8) + PythonJSON.string(observation.instruction)
    if !observation.proprio.isEmpty {
      let raw = observation.proprio.flatMap { value in
        withUnsafeBytes(of: value.bitPattern.littleEndian, Array.init)
      }
      body += Array(#", "proprio": "#.utf8)
      body += EncodedArray.bytes(raw, type: "<f4", shape: [observation.proprio.count])
    }
    return body + [UInt8(ascii: "}")]
  }

  /// The action in the body of an answer to `POST /act`: a bare JSON list of seven numbers, or one
  /// encoded array of shape (7).
  ///
  /// As upstream, a list may also hold `true`, `false` and encoded 0-d scalars, which is what a
  /// server sends that returns `list(array)`. Unlike upstream, which would hand them to the robot,
  /// NaN and infinities are refused. Throws what the server did instead.
  package static func action(fromReply body: [UInt8]) throws(WireError) -> Action {
    let reply = try JSONReader.read(body)
    let numbers: [Double]
    switch reply {
    case .array(let elements): numbers = try list(elements)
    case .object(let members) where members.has(EncodedArray.key):
      let array = try EncodedArray(members)
      guard array.shape == [7] else { throw .wrongShape(array.shape) }
      numbers = array.numbers
    case .object(let members): throw refusal(members, body: body)
    case .string(let text): throw .doubleEncoded(excerpt(of: Array(text.utf8)))
    case .null, .bool, .number: throw .notAList(reply.kind)
    }
    if let index = numbers.firstIndex(where: { !$0.isFinite }) {
      throw .notFinite(element: index, "\(numbers[index])")
    }
    guard let action = Action(numbers) else { throw .wrongShape([numbers.count]) }
    return action
  }

  /// The numbers of a bare list, of which there must be seven.
  private static func list(_ elements: [JSONValue]) throws(WireError) -> [Double] {
    if let shape = try nestedShape(elements) { throw .wrongShape(shape) }
    guard elements.count == 7 else { throw .wrongShape([elements.count]) }
    var numbers: [Double] = []
    for (index, element) in elements.enumerated() {
      switch element {
      case .number(let number): numbers.append(number)
      case .bool(let flag): numbers.append(flag ? 1 : 0)
      case .object(let members) where members.has(EncodedArray.key):
        let array = try EncodedArray(members)
        guard array.shape.isEmpty else { throw .wrongShape([7] + array.shape) }
        numbers += array.numbers
      default: throw .notANumber(element: index, element.kind)
      }
    }
    return numbers
  }

  /// The shape of a list of lists or arrays, by its first element at each level; nil for any other
  /// list, and for one of scalars.
  private static func nestedShape(_ elements: [JSONValue]) throws(WireError) -> [Int]? {
    switch elements.first {
    case .array(let inner)?: return [elements.count] + (try nestedShape(inner) ?? [inner.count])
    case .object(let members)? where members.has(EncodedArray.key):
      let shape = try EncodedArray(members).shape
      return shape.isEmpty ? nil : [elements.count] + shape
    default: return nil
    }
  }

  /// What an object means that is no encoded array: FastAPI's error, or a reply with a key too many.
  private static func refusal(_ members: [JSONValue.Member], body: [UInt8]) -> WireError {
    switch members.value("detail") {
    case nil: .object(keys: members.map(\.key), excerpt(of: body))
    case .string(let text)?: .detail(excerpt(of: Array(text.utf8)))
    case .array(let problems)?:
      .detail(
        excerpt(of: Array(problems.prefix(3).map(validationProblem).joined(separator: "; ").utf8)))
    default: .detail(excerpt(of: body))
    }
  }

  /// One entry of FastAPI's list of validation problems: `body.image: Field required`.
  private static func validationProblem(_ entry: JSONValue) -> String {
    guard case .object(let members) = entry else { return entry.kind }
    var place: [String] = []
    if case .array(let steps)? = members.value("loc") {
      for case .string(let step) in steps { place.append(step) }
    }
    guard case .string(let message)? = members.value("msg") else { return "no message" }
    return (place.isEmpty ? "" : place.joined(separator: ".") + ": ") + message
  }
}
