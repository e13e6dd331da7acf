import Text

/// One datum: what another tool loads as a row. See `observation/1`.
public struct Observation: Sendable {
  /// The value's span.
  public var span: Span
  /// The quantity that it was made from, by its place in `Document.quantities`; nil where the text gives no number.
  public var quantity: Int?
  /// Code in the indicator table.
  public var indicator: String?
  public var indicatorName: String?
  public var measure: Measure = .level
  public var value: ExactDecimal?
  public var valueMax: ExactDecimal?
  public var unit: String?
  public var unitMult = 0
  public var decimals = 0
  public var comparator: Comparator?
  public var min: ExactDecimal?
  public var max: ExactDecimal?
  public var basis: Basis?
  public var isBasisStated = false
  public var basisPeriod: String?
  public var price: Price?
  public var refArea: String?
  public var refAreaName: String?
  public var subject: String?
  public var subjectType: EntityType?
  public var refAreaFrom: Origin?
  public var periodStart: Moment?
  public var periodEnd: Moment?
  public var timePeriod: String?
  public var timeFrom: Origin?
  public var modality: Modality = .actual
  public var rank: ExactDecimal?
  public var rankArea: String?
  public var rankAreaName: String?
  /// The whole, by its place in `Document.observations`.
  public var partOf: Int?
  public var agent: String?
  public var purpose: String?
  public var recurrence: String?
  public var sentence: Span
  public var roles: [Role] = []
  public var rule: RuleTrail

  // MARK: For the resolver; not emitted
  /// A rank that is given to what was said before it in the sentence.
  public var isListRank = false
  /// It was read from a cell by the headers of its table: its roles name its period and area.
  public var isFromTable = false
  /// Of such a rank: it is given to the last datum alone.
  public var isLastRank = false
  /// The first level of 由A提高到B: it held before the period of the second.
  public var isFromLevel = false

  public enum Measure: String, Sendable, CaseIterable { case level, growth, delta, share, contribution, rank }

  public enum Basis: String, Sendable, CaseIterable {
    case yoy, mom, qoq, since
    case annualAverage = "annual_average"
  }

  public enum Price: String, Sendable, CaseIterable { case constant, current }

  /// Where an area or a period was taken from.
  public enum Origin: String, Sendable, CaseIterable {
    case clause, sentence, paragraph, coreference, document, option, implied
  }

  public enum Modality: String, Sendable, CaseIterable { case actual, expected, target, plan }

  /// A stretch of the text with the part that it played.
  public struct Role: Sendable {
    public var name: Name
    public var span: Span

    public enum Name: String, Sendable, CaseIterable {
      case value, indicator, area, subject, period, cue, modality, basis, rank
    }

    public init(_ name: Name, _ span: Span) {
      self.name = name
      self.span = span
    }
  }

  public init(span: Span, sentence: Span, rule: RuleTrail) {
    self.span = span
    self.sentence = sentence
    self.rule = rule
  }
}
