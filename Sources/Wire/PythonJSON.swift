/// JSON as Python's `json.dumps` writes it with its default settings.
enum PythonJSON {
  /// A string with its quotes: ASCII only, everything else as `\uXXXX` in lower case, characters
  /// beyond U+FFFF as two of them.
  static func string(_ text: String) -> [UInt8] {
    let quote = UInt8(ascii: "\"")
    let backslash = UInt8(ascii: "\\")
    var out: [UInt8] = [quote]
    for unit in text.utf16 {
      switch unit {
      case 0x22, 0x5C: out += [backslash, UInt8(unit)]
      case 0x20...0x7E: out.append(UInt8(unit))
      case 0x08: out += [backslash, UInt8(ascii: "b")]
      case 0x09: out += [backslash, UInt8(ascii: "t")]
      case 0x0A: out += [backslash, UInt8(ascii: "n")]
      case 0x0C: out += [backslash, UInt8(ascii: "f")]
      case 0x0D: out += [backslash, UInt8(ascii: "r")]
      default:
        out += [backslash, UInt8(ascii: "u")]
        for shift in [12, 8, 4, 0] {
          out.append(Array("0123456789abcdef".utf8)[Int(unit >> shift & 0xF)])
        }
      }
    }
    return out + [quote]
  }
}
