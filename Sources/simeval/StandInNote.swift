import Sight
import Simulation

/// What is to be said of the stand-in before it drives.
enum StandInNote {
  /// Says so where it knows nothing of a scene.
  static func warn(of scene: Scene) {
    guard scene.station != "autoeval" || !Sight.knows(scene.instruction) else { return }
    Output.complain(
      "note: the stand-in knows AutoEval's drawer and eggplant alone, not what is to be done in "
        + "\(scene.name): its episodes are bound to fail. Name a --model")
  }
}
