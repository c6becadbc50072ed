/// One declared column of a study.
public struct StudyColumn: Sendable, Equatable {
    public var name: String
    public var type: ColumnType
    /// Nil: no limit, except that money may not be negative.
    public var range: ValueRange?
    /// As written next to `range:`, for messages: the two limits, nil where there is none.
    public var rangeText: RangeText?
    /// Whether a cell may be empty (or a missing code). Nil: by type, see `allowsMissing`.
    public var missingAllowed: Bool?
    /// Texts that count as an empty cell in this column, besides those of the whole study.
    public var missingCodes: [String]
    /// A date column that this date may not be before.
    public var after: String?
    /// The levels a category may have; nil: any.
    public var levels: [String]?
    /// Whether an id may stand on one row only.
    public var isUnique: Bool

    public struct RangeText: Sendable, Equatable {
        public var low: String?
        public var high: String?

        public init(low: String?, high: String?) {
            self.low = low
            self.high = high
        }

        /// `0 to 4`, `at least 0`, `at most 4`.
        var inWords: String {
            switch (low, high) {
            case (let low?, let high?): "\(low) to \(high)"
            case (let low?, nil): "at least \(low)"
            case (nil, let high?): "at most \(high)"
            case (nil, nil): "any value"
            }
        }
    }

    public init(
        name: String,
        type: ColumnType,
        range: ValueRange? = nil,
        rangeText: RangeText? = nil,
        missingAllowed: Bool? = nil,
        missingCodes: [String] = [],
        after: String? = nil,
        levels: [String]? = nil,
        isUnique: Bool = true
    ) {
        self.name = name
        self.type = type
        self.range = range
        self.rangeText = rangeText
        self.missingAllowed = missingAllowed
        self.missingCodes = missingCodes
        self.after = after
        self.levels = levels
        self.isUnique = isUnique
    }

    /// Unless the study says otherwise a category may be empty (the person is then left out of an analysis
    /// that uses it, and counted), and a cell of any other type may not.
    public var allowsMissing: Bool {
        missingAllowed ?? (type == .category)
    }
}
