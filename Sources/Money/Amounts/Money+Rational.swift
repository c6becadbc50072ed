public import TopsliceExactArithmetic

// Between two amounts of money everything is an exact fraction of minor units; only a named
// rounding rule, or an apportionment of the whole, brings it back.
extension Money {
    /// The amount as an exact number of minor units.
    public var exactMinorUnits: Rational { Rational(minorUnits) }

    /// The amount as an exact number of major units: 1050 pence is 21/2 pounds.
    public var exactMajorUnits: Rational {
        Rational(minorUnits) / Rational(currency.minorUnitsPerMajor)
    }

    /// A whole number of minor units held in a fraction; anything else throws.
    public init(
        exactMinorUnits value: Rational,
        currency: Currency
    ) throws(MoneyError) {
        guard value.isInteger else {
            throw .notWholeMinorUnits(value: value.description, currency: currency.code)
        }
        try self.init(roundingMinorUnits: value, by: .down, currency: currency)
    }

    /// A fraction of minor units rounded by a stated rule.
    ///
    /// Rounding parts one by one need not preserve their sum: divide a whole by an apportionment.
    public init(
        roundingMinorUnits value: Rational,
        by rule: RoundingRule,
        currency: Currency
    ) throws(MoneyError) {
        guard let units = Int(exactly: value.rounded(rule)) else {
            throw .overflow(operation: "an amount")
        }
        self.init(minorUnits: units, currency: currency)
    }

    /// The amount times an exact factor, rounded once by a stated rule.
    public func multiplied(
        by factor: Rational,
        rounding rule: RoundingRule
    ) throws(MoneyError) -> Money {
        try Money(roundingMinorUnits: exactMinorUnits * factor, by: rule, currency: currency)
    }
}
