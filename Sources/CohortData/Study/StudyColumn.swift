package import TopsliceOptions

/// One declared column of a study.
package struct StudyColumn: Sendable, Equatable {
    package var name: String
    package var type: ColumnType
    /// Nil: no limit, except that money may not be negative.
    package var range: ValueRange?
    /// As written next to `range:`, for messages: the two limits, nil where there is none.
    package var rangeText: RangeText?
    /// Whether a cell may be empty (or a missing code). Nil: by type, see `allowsMissing`.
    package var missingAllowed: Bool?
    /// Texts that count as an empty cell in this column, besides those of the whole study.
    package var missingCodes: [String]
    /// A date column that this date may not be before.
    package var after: String?
    /// The levels a category may have; nil: any. Of a binary column the word for 0 and the word for 1.
    package var levels: [String]?
    /// Whether an id may stand on one row only.
    package var isUnique: Bool
    /// Whether ids such as `1.23E+11` are meant, rather than what a spreadsheet made of long numbers.
    package var allowsScientificIDs: Bool
    /// What one of the numbers counts: a currency (`GBP`), its small coin (`GBP-pence`), or a plain word (`days`). With where it stands.
    package var unit: Stated<String>?
    /// What one unit of it is worth in money, such as `GBP 24000.00`, where it is no money itself. With where it stands.
    package var worth: Stated<String>?
    /// To whom the outcome is worth something, such as `police`.
    package var beneficiary: String?
    /// Whether less of the outcome is what benefits, as with a cost.
    package var benefitsByFalling = false

    package struct RangeText: Sendable, Equatable {
        package var low: String?
        package var high: String?
        /// Whether the low limit itself is too low.
        package var isAboveLow: Bool

        package init(low: String?, high: String?, isAboveLow: Bool = false) {
            self.low = low
            self.high = high
            self.isAboveLow = isAboveLow
        }

        /// `0 to 4`, `at least 0`, `at most 4`.
        var inWords: String {
            switch (low, high) {
            case (let low?, let high?): "\(low) to \(high)"
            case (let low?, nil): isAboveLow ? "above \(low)" : "at least \(low)"
            case (nil, let high?): "at most \(high)"
            case (nil, nil): "any value"
            }
        }
    }

    package init(
        name: String,
        type: ColumnType,
        range: ValueRange? = nil,
        rangeText: RangeText? = nil,
        missingAllowed: Bool? = nil,
        missingCodes: [String] = [],
        after: String? = nil,
        levels: [String]? = nil,
        isUnique: Bool = true,
        allowsScientificIDs: Bool = false
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
        self.allowsScientificIDs = allowsScientificIDs
    }

    /// Unless the study says otherwise a category may be empty (the person is then left out of an analysis
    /// that uses it, and counted), and a cell of any other type may not.
    package var allowsMissing: Bool {
        missingAllowed ?? (type == .category)
    }
}
