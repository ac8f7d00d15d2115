import Control
import Geometry

/// The last line of our prompts, for machines that answer in a model's place: one word and one JSON
/// object.
///
/// `vocabulary`, `layout`, `reasoning` and `grounding` say how to answer; `instruction`, `station`
/// and `opening` (told last, 0 shut ... 1 open) what is known; `camera` explains `picture`, counted
/// from 1 among all pictures, and is null where there is none: sizes in pixels, metres, and a
/// quaternion of x right, y down and z forward in the arm's base. Of pictures side by side it is the
/// left one's.
struct PromptFacts {
  let contract: AnswerContract
  let situation: Situation
  let shown: (camera: Camera, name: String, number: Int)?

  /// The word before the object.
  static let mark = "SIMEVAL"

  var line: String {
    let observation = situation.observation
    let members = [
      ("vocabulary", jsonText(contract.mapping.name)),
      ("layout", jsonText(contract.layout.rawValue)),
      ("reasoning", jsonText(contract.settings.reasoning.rawValue)),
      ("grounding", "\(contract.settings.isGrounded)"),
      ("instruction", jsonText(observation.instruction)),
      ("station", jsonText(situation.workplace.convention.name)),
      ("opening", plain(observation.commandedOpening, 3)),
      ("picture", shown.map { "\($0.number)" } ?? "null"),
      ("camera", shown.map { Self.object(of: $0.camera, $0.name) } ?? "null"),
    ]
    return Self.mark + " {" + members.map { "\"\($0)\":\($1)" }.joined(separator: ",") + "}"
  }

  private static func object(of camera: Camera, _ name: String) -> String {
    let (p, q) = (camera.X_WC.translation, camera.X_WC.rotation.quaternion)
    let members = [
      ("name", jsonText(name)),
      ("size_px", list([Double(camera.width), Double(camera.height)])),
      ("focal_px", list([camera.fx, camera.fy])),
      ("centre_px", list([camera.cx, camera.cy])),
      ("at", list([p.x, p.y, p.z])),
      ("quaternion_wxyz", list([q.x, q.y, q.z, q.w])),
    ]
    return "{" + members.map { "\"\($0)\":\($1)" }.joined(separator: ",") + "}"
  }

  private static func list(_ numbers: [Double]) -> String {
    "[" + numbers.map { plain($0, 6) }.joined(separator: ",") + "]"
  }
}
