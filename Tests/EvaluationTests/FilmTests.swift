import Imaging
import Testing

@testable import Evaluation

@Suite struct FilmTests {
  private func film(steps: Int) -> Film {
    var film = Film()
    for step in 0...steps { film.add(Image(width: 1, height: 1), png: [], step: step) }
    return film
  }

  @Test("A short episode keeps every picture")
  func short() {
    #expect(film(steps: 70).frames.map(\.step) == Array(0...70))
  }

  @Test("A long episode keeps a bounded number, evenly spread, with the first and the last")
  func long() {
    let film = film(steps: 1001)
    #expect(film.frames.count <= 129)
    #expect(film.frames.first?.step == 0)
    #expect(film.frames.last?.step == 1001)
    let steps = film.frames.dropLast().map(\.step)
    #expect(Set(zip(steps, steps.dropFirst()).map { $1 - $0 }) == [film.stride])
  }

  @Test("The contact sheet has at most 24 pictures, the first and the last among them")
  func highlights() {
    #expect(film(steps: 70).highlights.count == 24)
    #expect(film(steps: 70).highlights.first?.step == 0)
    #expect(film(steps: 70).highlights.last?.step == 70)
    #expect(film(steps: 3).highlights.map(\.step) == [0, 1, 2, 3])
    #expect(Film().highlights.isEmpty)
  }

  @Test("Words are kept with the picture they were said upon")
  func words() {
    var film = film(steps: 1)
    film.say("stop", at: 1)
    film.say("move up", at: 0)
    #expect(film.frames.map(\.words) == [nil, "stop"])
  }
}
