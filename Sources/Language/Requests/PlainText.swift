/// A number with at most so many decimals, without zeros at its end, and never "-0".
func plain(_ value: Double, _ decimals: Int = 1) -> String {
  guard value.isFinite, abs(value) < 1e9 else { return "\(value)" }
  let scale = (0..<decimals).reduce(1) { power, _ in 10 * power }
  let parts = Int((abs(value) * Double(scale)).rounded())
  let digits = String(parts % scale)
  var text = "\(parts / scale)"
  if parts % scale != 0 {
    text += "." + String(repeating: "0", count: decimals - digits.count) + digits
    while text.hasSuffix("0") { text.removeLast() }
  }
  return value < 0 && parts != 0 ? "-" + text : text
}

/// Metres in centimetres, to the millimetre.
func centimetres(_ metres: Double) -> String { plain(100 * metres) + " cm" }

/// Radians in degrees, to a tenth.
func degrees(_ radians: Double) -> String { plain(radians * 180 / .pi) + " degrees" }

/// A text in JSON's quotation marks, on one line.
package func jsonText(_ text: String) -> String {
  var quoted = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"": quoted += "\\\""
    case "\\": quoted += "\\\\"
    case "\n": quoted += "\\n"
    case "\r": quoted += "\\r"
    case "\t": quoted += "\\t"
    case "\0"..<" ", "\u{7f}"..<"\u{a0}", "\u{2028}", "\u{2029}":
      let digits = String(scalar.value, radix: 16)
      quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    default: quoted.unicodeScalars.append(scalar)
    }
  }
  return quoted + "\""
}
