/// Which pictures a prompt shows, and what is drawn on them.
package struct PictureRules: Hashable, Sendable {
  package var views = [ViewRules()]

  /// Whether they are joined into one picture, from left to right.
  package var isSideBySide = false

  package var encoding = PictureEncoding.png
}

/// One picture of a prompt.
package struct ViewRules: Hashable, Sendable {
  package var camera = Source.number(1)

  /// In pixels; nil for as it comes.
  package var size: Size?

  /// How many times the surroundings of the gripper are enlarged; 1 for the whole picture.
  package var zoom = 1.0

  /// Where the words' axes are drawn.
  package var axes: Set<Place> = []

  /// From line to line of a grid on the table, in whole centimetres; nil for none.
  package var gridSpacing: Int?

  /// Whether the gripper, and the place on the table below it, are marked.
  package var marksGripper = false

  /// Whether things have numbered boxes.
  package var showsBoxes = false

  /// Whether the way that the tool came is drawn.
  package var showsTrail = false

  /// Whether it shows how far away things are, in grey, in place of colours.
  package var showsDepth = false

  package enum Source: Hashable, Sendable {
    /// Counted from 1, the station's main camera.
    case number(Int)
    case name(String)
  }

  package enum Place: String, CaseIterable, Hashable, Sendable {
    case base, gripper
  }

  package struct Size: Hashable, Sendable {
    package var width, height: Int
  }
}
