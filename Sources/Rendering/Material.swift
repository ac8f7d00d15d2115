/// What a surface looks like.
package struct Material: Hashable, Sendable {
  /// The colour in full light, sRGB, each channel in 0...1.
  package var colour: SIMD3<Float>

  /// How strong its highlight is: 0 is chalk, 0.1 plastic, 0.5 polished metal.
  package var specular: Float

  /// What varies the colour over the surface.
  package var pattern: Pattern?

  package init(colour: SIMD3<Float>, specular: Float = 0, pattern: Pattern? = nil) {
    self.colour = colour
    self.specular = specular
    self.pattern = pattern
  }
}
