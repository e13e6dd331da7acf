#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Foundation
#endif

/// The 24 terms of the solar year, as days in China: 立春 is 315°, 春分 0°, 清明 15°, 冬至 270°.
///
/// ICU keeps its astronomy to itself, so the sun's longitude is summed here: the series of Bretagnon and Simon
/// (Planetary Programs and Tables from −4000 to +2800, 1986), good to two arc seconds or a minute of time.
public enum SolarTerms {
  /// The day in China (UTC+8) of Gregorian `year` on which the sun reaches a longitude, in degrees; nil outside 1600–2400.
  public static func day(year: Int, longitude: Int) -> (year: Int, month: Int, day: Int)? {
    guard (1600...2400).contains(year), (0..<360).contains(longitude) else { return nil }
    // The sun stands at 280° about the first of January.
    let sinceJanuary = Double((longitude - 280 + 720) % 360)
    let start = Double(dayNumber((year, 1, 1)))
    var moment = start + sinceJanuary / 360 * 365.2422
    for _ in 0..<6 {
      var miss = Double(longitude) - sunLongitude(moment)
      miss -= (miss / 360).rounded() * 360
      moment += miss / 360 * 365.2422
    }
    return civil(day: Int((moment + 8.0 / 24).rounded(.down)))
  }

  /// Apparent longitude of the sun in degrees at a moment of universal time, in days since 1970.
  static func sunLongitude(_ moment: Double) -> Double {
    let c = (moment - 10_957.5 + deltaT(moment) / 86_400) / 36_525
    func sine(_ degrees: Double) -> Double { sin(degrees * .pi / 180) }
    var sum = 0.0
    for term in terms { sum += term.0 * sine(term.2 + term.1 * c) }
    let mean = 282.7771834 + 36_000.76953744 * c + 0.000005729577951308232 * sum
    let aberration = 0.0000974 * sine(267.63 + 35_999.01848 * c) - 0.005575
    let nutation =
      -0.004778 * sine(124.90 - 1934.134 * c + 0.002063 * c * c)
      - 0.0003667 * sine(201.11 + 72_001.5377 * c + 0.00057 * c * c)
    return mean + aberration + nutation
  }

  /// Dynamical time less universal time in seconds: a parabola is near enough here, a minute moves no day but by chance.
  private static func deltaT(_ moment: Double) -> Double {
    let t = moment / 365.2425 - 30
    return 63.8 + 0.35 * t + 0.0025 * t * t
  }

  /// Amplitude, degrees a century, degrees at 2000.
  private static let terms: [(Double, Double, Double)] = [
    (403406, 0.9287892, 270.54861), (195207, 35999.1376958, 340.19128), (119433, 35999.4089666, 63.91854),
    (112392, 35998.7287385, 331.26220), (3891, 71998.20261, 317.843), (2819, 71998.4403, 86.631),
    (1721, 36000.35726, 240.052), (660, 71997.4812, 310.26), (350, 32964.4678, 247.23), (334, -19.4410, 260.87),
    (314, 445267.1117, 297.82), (268, 45036.8840, 343.14), (242, 3.1008, 166.79), (234, 22518.4434, 81.53),
    (158, -19.9739, 3.50), (132, 65928.9345, 132.75), (129, 9038.0293, 182.95), (114, 3034.7684, 162.03),
    (99, 33718.148, 29.8), (93, 3034.448, 266.4), (86, -2280.773, 249.2), (78, 29929.992, 157.6),
    (72, 31556.493, 257.8), (68, 149.588, 185.1), (64, 9037.750, 69.9), (46, 107997.405, 8.0),
    (38, -4444.176, 197.1), (37, 151.771, 250.4), (32, 67555.316, 65.3), (29, 31556.080, 162.7),
    (28, -4561.540, 341.5), (27, 107996.706, 291.6), (27, 1221.655, 98.5), (25, 62894.167, 146.7),
    (24, 31437.369, 110.0), (21, 14578.298, 5.2), (21, -31931.757, 342.6), (20, 34777.243, 230.9),
    (18, 1221.999, 256.1), (17, 62894.511, 45.3), (14, -4442.039, 242.9), (13, 107997.909, 115.2),
    (13, 119.066, 151.8), (13, 16859.071, 285.3), (12, -4.578, 53.3), (10, 26895.292, 126.6), (10, -39.127, 205.7),
    (10, 12297.536, 85.9), (10, 90073.778, 146.1),
  ]
}
