/// How the 2F-85 is spoken to: its registers, as Polymetis' driver (`robotiq_2f_gripper.py` of
/// facebookresearch/fairo) makes widths of them for DROID.
enum RobotiqRegister {
  /// From shut to open. Metres.
  static let stroke = 0.085

  /// Registers a metre, over a stroke from 230 (shut) to 3 (open).
  private static let slope = 227 / stroke

  /// What the register holds at a width in metres.
  static func number(forWidth width: Double) -> Int {
    Int(min(max(230 - slope * width, 0), 255))
  }

  /// What the driver makes of a register: a width in metres.
  static func width(told number: Int) -> Double {
    min(max((230 - Double(number)) / slope, 0), stroke)
  }

  /// The width between a gripper's pads, with its two ends taken for the stroke's: the linkage leaves
  /// 1.5 mm when shut, and the real one is calibrated on its stops. Metres.
  static func width(of gripper: Gripper, opening: Double) -> Double {
    let (shut, open) = (gripper.padGap(opening: 0), gripper.padGap(opening: 1))
    return stroke * (gripper.padGap(opening: opening) - shut) / (open - shut)
  }
}
