import Imaging

/// The main camera's pictures of an episode, for its contact sheet and its animation. A long
/// episode is thinned evenly, so that it holds a bounded number of them.
struct Film: Sendable {
  private static let capacity = 128
  private static let sheetCapacity = 24

  private(set) var frames: [Frame] = []

  /// Every `stride`th step is kept.
  private(set) var stride = 1

  struct Frame: Sendable {
    var step: Int
    var image: Image

    /// The same as a PNG.
    var png: [UInt8]
    var words: String?
  }

  mutating func add(_ image: Image, png: [UInt8], step: Int) {
    // The newest is always kept, so that the last one is.
    if let last = frames.last, !last.step.isMultiple(of: stride) { frames.removeLast() }
    frames.append(Frame(step: step, image: image, png: png))
    if frames.count > Film.capacity {
      stride *= 2
      frames.removeAll { !$0.step.isMultiple(of: stride) && $0.step != step }
    }
  }

  /// Notes the words said upon the picture of `step`.
  mutating func say(_ words: String?, at step: Int) {
    guard let last = frames.indices.last, frames[last].step == step else { return }
    frames[last].words = words
  }

  /// At most 24 pictures, the first and the last among them, evenly spread.
  var highlights: [Frame] {
    let count = min(frames.count, Film.sheetCapacity)
    guard count > 1 else { return frames }
    return (0..<count).map { frames[$0 * (frames.count - 1) / (count - 1)] }
  }
}
