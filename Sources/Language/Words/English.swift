/// The words of English that no vocabulary needs to list: those that hold sentences together, count,
/// measure, deny, ask and excuse.
enum English {
  static let meanings: [String: Meaning] = {
    var meanings: [String: Meaning] = [:]
    func add(_ meaning: Meaning, _ phrases: String) {
      for phrase in phrases.split(separator: ",") {
        let words = phrase.split(whereSeparator: \.isWhitespace)
        meanings[words.joined(separator: " ")] = meaning
      }
    }
    for (meaning, phrases) in closed { add(meaning, phrases) }
    for (word, value) in numbers { meanings[word] = .numberWord(value) }
    add(.numberWord(.vague), parts)
    for (unit, phrases) in units { add(.unit(unit), phrases) }
    return meanings
  }()

  private static let closed: [(Meaning, String)] = [
    (.article, "a, an"),
    (.and, "and, also, plus, while also, as well as"),
    (.or, "or, nor"),
    (.comma, "but, however"),
    (
      .then,
      "then, and then, after that, and after that, afterwards, next, finally, lastly, followed by"
    ),
    (
      .not,
      """
      not, don't, do not, dont, never, avoid, without, neither, rather than, instead of, no need to,
      must not, mustn't, should not, shouldn't, does not, doesn't, isn't, aren't, wasn't, weren't,
      hasn't, haven't, hadn't, couldn't, wouldn't, won't, impossible to, unsafe to, fail to, fails to,
      failed to, refuse to, refuses to, cease, quit,
      refrain from, by no means, in no way, nothing should, nobody should, forbidden to, not allowed to
      """
    ),
    (.no, "no"),
    (
      .correction,
      """
      no wait, no sorry, wait no, sorry, oops, actually, i mean, i meant, rather, or rather, edit,
      correction, my mistake, but rather, no actually, no i mean, no i meant, on second thought,
      on second thoughts, wait actually, sorry i mean, sorry i meant, let me correct that,
      let me correct myself, i should say, i made a mistake, ie,
      that's wrong, that is wrong, that was wrong, this is wrong, that's not right,
      that is not right, that isn't right, that's incorrect, that is incorrect, that's not correct,
      that is not correct, let me reconsider, let me rethink, let me think again, let me rethink that,
      let me reconsider that, i take that back
      """
    ),
    (.instead, "instead"),
    (.amend, "make that, make it, change that to, change it to"),
    (
      .retraction,
      """
      scratch that, never mind, nevermind, cancel that, ignore that, forget that, disregard that,
      undo that, strike that, scrap that, no scratch that
      """
    ),
    (
      .question,
      """
      should i, shall i, should we, shall we, do you, would you, could you, can you, can i, may i,
      could i, what should, which way, which direction, what direction, where is, how far, how much
      """
    ),
    (
      .refusal,
      """
      i cannot, i can't, i can not, i cant, i'm unable to, i am unable to, i'm not able to,
      i am not able to, i'm unable, i am unable, i refuse, i must decline, i have to decline,
      i decline, we cannot, we can't, cannot assist, can't assist, cannot help, can't help,
      cannot comply, can't comply, unable to comply, unable to assist, unable to help,
      i'm not allowed, i am not allowed
      """
    ),
    (.unable, "unable to, not able to, cannot, can not, can't, cant"),
    (
      .excuse(denies: false),
      """
      i'm sorry, i am sorry, i apologize, i apologise, i'm afraid, i am afraid, as an ai,
      my apologies, apologies
      """
    ),
    (.excuse(denies: true), "i won't, i will not, i wont, we won't, we will not"),
    (
      .perceive,
      """
      see, tell, find, locate, identify, detect, determine, spot, observe, view, know, judge,
      discern, distinguish, confirm, verify, reach, make out, estimate, measure, recognize,
      recognise, be sure, be certain, guarantee, promise, say, ensure, assess, rule out
      """
    ),
    (
      .prose,
      """
      left side, right side, left over, right next, right there, right here, not sure, not yet,
      not only, next to, gripper position, gripper positions, back up, back down, right above,
      right over, right at, right behind, right below, right under, right on, right in front,
      right beside, right between, up next, closed on, closes on, closing in, close in, closed in,
      close to the, close to it, have closed, has closed, had closed, have opened, has opened,
      had opened, have released, was closed, was opened, been closed, been opened, gripper opened,
      fingers opened, jaws opened, having closed, having opened, opened the, closed the,
      the right move, the right action, the right choice, the right thing, the right answer,
      back to the task, back to work,
      left to do, up to now, up till now, going forward the
      """
    ),
    (
      .grammar,
      """
      the, its, it, your, my, this, arm, robot, robot arm, robotic arm, hand, tool,
      end effector, effector, wrist, it's, in, direction, directions, each, both, first, firstly,
      second, secondly, third, thirdly, action input, please move, position, further, state, status
      """
    ),
    (.by, "by"),
    (.to, "to"),
    (.of, "of"),
    (.so, "so"),
    (.label, "step, steps, phase, stage, frame, iteration"),
    (
      .bound,
      """
      at most, at least, no more than, not more than, no less than, not less than, less than,
      more than, fewer than, max, maximum, minimum, a maximum of, a minimum of, within, as far as,
      as much as
      """
    ),
    (.per, "per, squared, cubed"),
    (.again, "repeat, repeat this, repeat that, repeat it, repeated, repeating, and repeat, loop"),
    (.redo, "do this, do that, do it, do so"),
    (.measure, "distance, amount, displacement, length, magnitude"),
    (
      .filler,
      """
      please, now, slowly, carefully, gently, just, only, again, ok, okay, sure, certainly, yes,
      about, around, eg, approximately, approx, ca, roughly, exactly, quickly, simply,
      straight, directly,
      more, another, gradually, smoothly, very, ever so, precisely, continue, keep,
      further, still, additionally,
      great, of course, here, perfect, alright, got it, understood, steadily, fully, completely,
      diagonally, right now, right away, all right, oh, hmm, um, well, clearly, quite, really, yet,
      currently, easily, visually, reliably, accurately, immediately, total, in total,
      if possible, if needed, if necessary, if required,
      go ahead and, going ahead and
      """
    ),
    (
      .modal,
      """
      i, i'll, i will, will, we, we'll, should, must, need, needs, needs to, need to, has to, have to,
      want, i'm going, going, let's, let us, let me, shall, i am going, i'm, i am, ought, let
      """
    ),
    (
      .tail(.reason),
      """
      because, since, was, were, in order, so as, as, where, which, that, while, due, tried,
      tried to, attempted, attempted to, told me, asked me, told us, asked us, instructed me
      """
    ),
    (
      .tail(.aim),
      """
      with, at, near, over, above, below, beneath, from, into, onto, on, to align, to reach, to get,
      to grasp, to bring, to approach, to avoid, to be, in order to, under, behind, before, past,
      beyond, between, against
      """
    ),
    (.tail(.until), "until, till, so that, such that"),
    (.after, "after"),
    (.toward, "toward, towards"),
    (.for, "for"),
    (
      .hypothetical,
      """
      if, maybe, perhaps, possibly, unless, once, when, as soon as, suppose, alternatively, option,
      otherwise, else
      """
    ),
    (.tail(.concession), "although, though, even though, considering, whether"),
    (
      .conditional,
      """
      would, could, might, may, would have, could have, failed, has failed, was blocked, is blocked,
      got blocked, was clipped, was stopped, had no effect, did nothing, did not work, didn't work,
      was too far, was wrong, is wrong, would be wrong, was done, was executed, was successful,
      succeeded, is not safe
      """
    ),
    (
      .past,
      """
      previous action, last action, previous command, last command, previous step, last step,
      previous move, last move, prior action, prior move, previous instruction, last instruction,
      previous movement, last movement, past action, past actions, previous actions, last actions,
      previous moves, past moves, last moves
      """
    ),
    (
      .strangeUnit,
      """
      inch, inches, foot, feet, yard, yards, mile, miles, pixel, pixels, px, unit, units, notch,
      notches, hair, smidge, smidgen, whisker, revolution, revolutions, rev, revs, full turn,
      full turns, right angle, right angles, full circle, full circles, full rotation, half circle
      """
    ),
    (.whole, "all the way, the whole way, the full way, the rest of the way, the full distance"),
    (.times, "times, time, x"),
    (.letter, "b, c, d, e, f, g, h, y, z"),
    (.repeats(2), "twice"),
    (.repeats(3), "thrice"),
    (
      .answer,
      """
      answer, final answer, the answer, my answer, action, actions, final action, next action,
      command, commands, final command, robot command, move command, next move, final move, output,
      final output, response, final, result, instruction, next step, decision, final decision, plan,
      final plan, movement, my move, the action, the command, best, best move, best action,
      best option, best choice, chosen, chosen move, chosen action, chosen option, choice, my choice,
      final choice, selected, selected move, selected action, selected option, selection, action now,
      move now, command now, next command
      """
    ),
  ]

  /// Parts in words and sizes of other things, which no number is read from.
  private static let parts = """
    a third, one third, two thirds, thirds, a fifth, one fifth, fifths, a tenth, one tenth, tenths,
    double the, triple the, twice the, that many, that much, this many, this much, by the width,
    by the length, by the height, by the size, by the diameter, by its width, by its length,
    an eighth, one eighth, eighths, a sixth, one sixth, a hundredth, one hundredth, hundredths
    """

  private static let numbers: [(String, NumberWord)] = [
    ("zero", .ones(0)), ("one", .ones(1)), ("two", .ones(2)), ("three", .ones(3)),
    ("four", .ones(4)), ("five", .ones(5)), ("six", .ones(6)), ("seven", .ones(7)),
    ("eight", .ones(8)), ("nine", .ones(9)), ("ten", .ones(10)), ("eleven", .ones(11)),
    ("twelve", .ones(12)), ("thirteen", .ones(13)), ("fourteen", .ones(14)),
    ("fifteen", .ones(15)), ("sixteen", .ones(16)), ("seventeen", .ones(17)),
    ("eighteen", .ones(18)), ("nineteen", .ones(19)), ("twenty", .tens(20)),
    ("thirty", .tens(30)), ("forty", .tens(40)), ("fifty", .tens(50)), ("sixty", .tens(60)),
    ("seventy", .tens(70)), ("eighty", .tens(80)), ("ninety", .tens(90)), ("hundred", .hundred),
    ("point", .point), ("half", .half), ("quarter", .quarter), ("couple", .ones(2)),
    ("few", .vague), ("several", .vague), ("some", .vague), ("many", .vague),
    ("multiple", .vague), ("halfway", .vague), ("partially", .vague), ("partly", .vague),
    ("midway", .vague),
  ]

  private static let units: [(Unit, String)] = [
    (
      Unit(isLength: true, size: 0.001, parts: 1000),
      "mm, mms, millimeter, millimeters, millimetre, millimetres"
    ),
    (
      Unit(isLength: true, size: 0.01, parts: 100),
      "cm, cms, centimeter, centimeters, centimetre, centimetres"
    ),
    (
      Unit(isLength: true, size: 0.1, parts: 10),
      "dm, decimeter, decimeters, decimetre, decimetres"
    ),
    (Unit(isLength: true, size: 1, parts: 1), "m, meter, meters, metre, metres"),
    (
      Unit(isLength: true, size: 1000, parts: 0.001),
      "km, kilometer, kilometers, kilometre, kilometres"
    ),
    (
      Unit(isLength: false, size: .pi / 180, parts: 1), "degree, degrees, deg, degs, circ"
    ),
    (Unit(isLength: false, size: 1, parts: 1), "radian, radians, rad, rads"),
    (
      Unit(isLength: false, size: 0.001, parts: 1000), "mrad, milliradian, milliradians"
    ),
  ]
}
