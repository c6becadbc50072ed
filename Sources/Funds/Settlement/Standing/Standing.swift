package import TopsliceMoney

/// The day as at which a fund is settled, and what is made of the days still to come.
package struct Standing: Sendable, Hashable {
    /// What a settlement compares.
    package enum Basis: String, Sendable, Hashable, CaseIterable {
        /// What was spent up to the day, with the part of each budget that is meant for the days up to it.
        case toDate = "to-date"
        /// What is expected to be spent by the end of the term, with the whole budgets.
        case forecast
        /// What was spent in the whole term, with the whole budgets.
        case final
    }

    package let day: CalendarDate
    package let basis: Basis
    /// Whether somebody said that nothing more is to come, so that months without rows are months without spending.
    package let isConfirmed: Bool

    /// Everything is known: what is settled is the whole term.
    static func confirmed(_ term: Period) -> Standing {
        Standing(day: term.to, basis: .final, isConfirmed: true)
    }
}

/// What was asked about the day of a settlement; what is left open follows from the actuals.
package struct StandingRequest: Sendable, Hashable {
    package var day: CalendarDate?
    package var basis: Standing.Basis?

    package init(day: CalendarDate? = nil, basis: Standing.Basis? = nil) {
        self.day = day
        self.basis = basis
    }

    /// Nil where the text is no day such as `2025-09-30`.
    package init?(dayText: String, basis: Standing.Basis?) {
        guard let day = CalendarDate(parsing: dayText) else { return nil }
        self.init(day: day, basis: basis)
    }

    /// Why it cannot be met by an agreement.
    enum Trouble: Error {
        case beforeTerm(CalendarDate, Period)
        /// What is final cannot end before the term does.
        case finalTooEarly(CalendarDate, Period)

        var words: String {
            switch self {
            case .beforeTerm(let day, let term):
                "the settlement is asked for as at \(day), before the term begins on \(term.from)"
            case .finalTooEarly(let day, let term):
                "a final settlement is asked for as at \(day), but the term ends on \(term.to); until then it "
                    + "is to date or a forecast"
            }
        }
    }

    /// The day and basis that are meant. Where no day is given it is the end of the month of the last row, so that
    /// half a year of rows is never taken for a whole one.
    ///
    /// - Parameter people: the last day of which anything is recorded of people; nil without such records.
    func resolved(
        term: Period,
        _ actuals: Actuals,
        people: CalendarDate? = nil
    ) throws(Trouble) -> Standing {
        if let day, day < term.from { throw .beforeTerm(day, term) }
        if basis == .final, let day, day < term.to { throw .finalTooEarly(day, term) }
        guard !actuals.file.isEmpty || people != nil || day != nil else { return .confirmed(term) }
        let last = day ?? (basis == .final ? term.to : Self.lastDay(of: actuals, people, term))
        let basis = basis ?? (last < term.to ? .toDate : .final)
        return Standing(
            day: last,
            basis: basis,
            isConfirmed: self.basis == .final
        )
    }

    /// The end of the last month of which anything is recorded; where nothing is, of the last payment.
    private static func lastDay(
        of actuals: Actuals,
        _ people: CalendarDate?,
        _ term: Period
    ) -> CalendarDate {
        let records = actuals.rows.lazy.filter(\.kind.isRecord).map(\.counted)
        let rows = records.max() ?? actuals.rows.lazy.map(\.counted).max()
        guard let last = [rows, people].compactMap(\.self).max() else {
            return term.from
        }
        return min(Month(last).last, term.to)
    }
}

extension ActualRow.Kind {
    /// Whether rows of the kind say what happened up to their day; advances and plans do not.
    fileprivate var isRecord: Bool {
        switch self {
        case .spend, .accrual, .saving, .receipt, .outcome, .cost, .income: true
        case .paid, .start, .commitment: false
        }
    }
}
