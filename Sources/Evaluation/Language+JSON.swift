package import Language

extension JSON {
  /// `kind`, `message` and `span`, the places from and to in Unicode scalars; null for none.
  package init(_ diagnosis: Diagnosis?) {
    guard let diagnosis else {
      self = .null
      return
    }
    self = [
      "kind": .string(diagnosis.kind.rawValue), "message": .string(diagnosis.message),
      "span": JSON(diagnosis.span),
    ]
  }

  /// From and to, the latter not included.
  package init(_ span: Range<Int>) {
    self = [.integer(span.lowerBound), .integer(span.upperBound)]
  }
}
