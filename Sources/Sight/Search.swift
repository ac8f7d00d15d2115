/// Numbers that make something as large as possible, by trying each a step up and down while that
/// helps, then with half the steps.
///
/// Ties keep what was there. Nothing but the arguments decides the result.
func climbed(
  from start: [Double], steps: [Double], rounds: Int, _ score: ([Double]) -> Double
) -> (place: [Double], score: Double) {
  var (best, top) = (start, score(start))
  var steps = steps
  for _ in 0..<rounds {
    var isBetter = true
    var tries = 0
    while isBetter, tries < 12 {
      isBetter = false
      tries += 1
      for axis in best.indices where steps[axis] != 0 {
        for sign in [-1.0, 1.0] {
          var place = best
          place[axis] += sign * steps[axis]
          let value = score(place)
          if value > top {
            (best, top, isBetter) = (place, value, true)
            break
          }
        }
      }
    }
    for axis in steps.indices { steps[axis] /= 2 }
  }
  return (best, top)
}
