extension Image {
  /// A contact sheet: the frames in rows of `columns`, under each a dark strip with its caption,
  /// broken into lines between words where it is wider than the frame.
  ///
  /// Frames are 8-bit RGB; cells are as large as the largest, with a gap of 2 pixels between them.
  /// Captions belong to the frames in order; a frame without one has an empty strip. There is at
  /// least one frame and one column.
  package static func sheet(_ frames: [Image], captions: [String], columns: Int) -> Image {
    precondition(!frames.isEmpty && columns > 0, "a contact sheet needs a frame and a column")
    let cellWidth = frames.map(\.width).max() ?? 0
    let cellHeight = frames.map(\.height).max() ?? 0
    let style = CaptionStyle(cellWidth: cellWidth)
    let texts = captions.prefix(frames.count).map(style.lines)
    let strip = style.height(lines: max(1, texts.map(\.count).max() ?? 1))

    let across = min(columns, frames.count)
    let down = (frames.count + across - 1) / across
    var sheet = Image(
      width: across * (cellWidth + gap) - gap, height: down * (cellHeight + strip + gap) - gap)
    for (index, frame) in frames.enumerated() {
      let x = index % across * (cellWidth + gap)
      let y = index / across * (cellHeight + strip + gap)
      sheet.paste(frame, x: x, y: y)
      sheet.fill(
        x: x, y: y + cellHeight, width: cellWidth, height: strip, colour: CaptionStyle.ground)
      for (line, text) in (index < texts.count ? texts[index] : []).enumerated() {
        sheet.draw(
          text, x: x + style.margin, y: y + cellHeight + style.top(line: line),
          scale: style.scale, colour: CaptionStyle.ink)
      }
    }
    return sheet
  }

  /// Pixels between cells.
  private static let gap = 2
}

/// How captions are set in cells of a width.
private struct CaptionStyle {
  /// Times that letters are enlarged: twice where cells are wide, so that the sheet stays legible
  /// when it is shown smaller.
  let scale: Int

  /// Letters in a line.
  let letters: Int

  static let ground: (UInt8, UInt8, UInt8) = (32, 32, 32)
  static let ink: (UInt8, UInt8, UInt8) = (235, 235, 235)

  init(cellWidth: Int) {
    scale = cellWidth >= 480 ? 2 : 1
    letters = max(1, (cellWidth - 2 * 3 * scale) / (Glyphs.advance * scale))
  }

  var margin: Int { 3 * scale }

  private var lineHeight: Int { (Glyphs.height + 3) * scale }

  func height(lines: Int) -> Int { lines * lineHeight + margin }

  func top(line: Int) -> Int { margin + line * lineHeight }

  /// A caption in lines of at most `letters`; a longer word is cut.
  func lines(_ caption: String) -> [String] {
    var lines: [String] = []
    for word in caption.split(separator: " ") {
      if let last = lines.last, last.count + 1 + word.count <= letters {
        lines[lines.count - 1] = last + " " + word
        continue
      }
      var rest = word[...]
      while !rest.isEmpty {
        lines.append(String(rest.prefix(letters)))
        rest = rest.dropFirst(letters)
      }
    }
    return lines
  }
}
