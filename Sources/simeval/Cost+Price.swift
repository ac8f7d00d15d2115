import Control
import Evaluation

extension Cost {
  /// What it came to in money, for people.
  var price: String {
    guard let usd else { return "price unknown" }
    // To a millionth, which is finer than any price.
    return usd == 0 ? "free" : "\(JSON.number((usd * 1e6).rounded() / 1e6).line) USD"
  }
}
