import Testing

@testable import Text

@Suite("Sets of places")
struct PlaceSetTests {
  @Test("first and last agree with a set of integers, at every place")
  func neighbours() {
    var seed: UInt64 = 7
    for count in [1, 63, 64, 65, 300] {
      var places = PlaceSet(count: count)
      var all: Set<Int> = []
      for _ in 0..<count / 9 {
        seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let place = Int(seed >> 33) % (count + 1)
        places.insert(place)
        all.insert(place)
      }
      for at in -2...count + 70 {
        #expect(places.last(before: at) == all.filter { $0 < at }.max())
        #expect(places.first(from: at) == all.filter { $0 >= at }.min())
      }
    }
  }

  @Test("a union holds the places of both")
  func union() {
    var a = PlaceSet(count: 100)
    var b = PlaceSet(count: 100)
    a.insert(3)
    b.insert(99)
    a.formUnion(b)
    #expect(a.contains(3) && a.contains(99) && !a.contains(4))
  }
}
