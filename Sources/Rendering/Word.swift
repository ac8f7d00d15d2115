/// What is seen at a sample, in 32 bits: the number of a drawable and how the lamp lights it, or,
/// with the highest bit set, the number of a face that is lit pixel by pixel. 0 is the background,
/// whose number is 0.
enum Word {
  /// The bits of the lamp's level, which is the cosine of normal and lamp in so many steps.
  static let levels: UInt32 = 1023
  static let levelBits: UInt32 = 10

  static let faceBit: UInt32 = 0x8000_0000

  @inline(__always) static func look(_ number: Int) -> UInt32 {
    UInt32(truncatingIfNeeded: number) << levelBits
  }

  @inline(__always) static func face(_ number: Int) -> UInt32 {
    UInt32(truncatingIfNeeded: number) | faceBit
  }
}
