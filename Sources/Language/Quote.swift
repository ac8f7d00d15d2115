/// A piece of somebody's text, made fit for one line of an error, and where it stands there.
package struct Quote: Hashable, Sendable {
  /// At most 40 scalars and an ellipsis; what does not print, or would end the quotation, is
  /// escaped.
  package let text: String

  /// Of the first character in the whole text, from 1, counted in Unicode scalars.
  package let place: Int

  package init(_ text: some StringProtocol, place: Int) {
    let scalars = text.unicodeScalars
    let shown = scalars.prefix(40)
    let cut = shown.endIndex < scalars.endIndex
    self.text = shown.map(Self.printable).joined() + (cut ? "…" : "")
    self.place = place
  }

  init(_ token: Token) { self.init(token.text, place: token.place) }

  private static func printable(_ scalar: Unicode.Scalar) -> String {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .unassigned, .privateUse,
      .nonspacingMark, .enclosingMark, .spacingMark:
      "\\u{\(String(scalar.value, radix: 16))}"
    default:
      scalar == "\"" || scalar == "\\" ? "\\\(scalar)" : String(scalar)
    }
  }
}

extension Quote: CustomStringConvertible {
  package var description: String { "\"\(text)\" at character \(place)" }
}
