import Control
import Evaluation

extension Cost {
  /// What it came to in money, for people.
  var price: String {
    usd.map { $0 == 0 ? "free" : "\(JSON.number($0).line) USD" } ?? "price unknown"
  }
}
