/// What a surface looks like.
package struct Material: Hashable, Sendable {
  /// The colour in full light, sRGB, each channel in 0...1; what a texture multiplies.
  package var colour: SIMD3<Float>

  /// How much it mirrors of what comes straight on: 0 is chalk, 0.04 plastic, 0.5 polished metal.
  package var specular: Float

  /// How wide its highlights are: 0.1 is polished, 1 has none to speak of.
  package var roughness: Float

  /// What varies the colour over the surface.
  package var texture: Texture?

  package init(
    colour: SIMD3<Float>, specular: Float = 0, roughness: Float = 0.5, texture: Texture? = nil
  ) {
    self.colour = colour
    self.specular = specular
    self.roughness = roughness
    self.texture = texture
  }
}
