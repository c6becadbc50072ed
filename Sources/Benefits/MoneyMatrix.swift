package import TopsliceAttribution
internal import TopsliceExactArithmetic
package import TopsliceMoney

/// Who caused it, by whom it benefits: what each agency contributed to the money of each beneficiary, for all the people analysed.
///
/// A cell is the contribution a person times the people, rounded to the nearest minor unit; rows, columns and the whole are sums of cells, so
/// that they add up to the penny. Their intervals come from the covariance of all contributions to all outcomes.
package struct MoneyMatrix: Sendable, Equatable, Codable {
    package let currency: Currency
    package let agencies: [String]
    package let beneficiaries: [String]
    /// People analysed.
    package var people: Int
    /// By agency, then beneficiary.
    package let cells: [[Entry]]
    /// By agency: for all beneficiaries together.
    package let rows: [Entry]
    /// By beneficiary: of all agencies together.
    package let columns: [Entry]
    package let whole: Entry

    /// An amount with its uncertainty.
    package struct Entry: Sendable, Equatable, Codable {
        package let amount: Money
        /// In minor units, before rounding; its uncertainty is that of the amount.
        package let estimate: Estimate
        /// Nil where the data do not identify the amount.
        package let standardError: Money?
        package let low: Money?
        package let high: Money?
    }

    init(
        _ plan: BenefitPlan,
        _ effects: JointEffects,
        _ currency: Currency
    ) throws(BenefitError) {
        let (agencies, beneficiaries) = (effects.agencies, plan.beneficiaries)
        /// The sum of some cells: the contributions of some agencies to the money of some beneficiaries.
        func estimate(_ agency: Int?, _ beneficiary: String?) -> Estimate {
            let own = beneficiary.map { [$0] } ?? beneficiaries
            return effects.estimate(
                effects.outcomes.indices.map { outcome in
                    let worth = own.reduce(0) {
                        $0 + plan.minorUnits(ofOutcome: outcome, to: $1)
                    }
                    let scaled = worth * Double(effects.people)
                    return agencies.indices.map { agency == nil || agency == $0 ? scaled : 0 }
                }
            )
        }
        var cells: [[Entry]] = []
        for agency in agencies.indices {
            var row: [Entry] = []
            for beneficiary in beneficiaries {
                let one = estimate(agency, beneficiary)
                row.append(try Entry(one, amount: Self.money(one.value, currency), currency))
            }
            cells.append(row)
        }
        do {
            var rows: [Entry] = []
            for (agency, row) in cells.enumerated() {
                let sum = try Money.sum(row.map(\.amount), in: currency)
                rows.append(try Entry(estimate(agency, nil), amount: sum, currency))
            }
            var columns: [Entry] = []
            for (place, beneficiary) in beneficiaries.enumerated() {
                let sum = try Money.sum(cells.map { $0[place].amount }, in: currency)
                columns.append(try Entry(estimate(nil, beneficiary), amount: sum, currency))
            }
            let total = try Money.sum(rows.map(\.amount), in: currency)
            let across = try Money.sum(columns.map(\.amount), in: currency)
            precondition(
                total == across,
                "the columns of the matrix do not add up to its rows, \(total)"
            )
            whole = try Entry(estimate(nil, nil), amount: total, currency)
            (self.rows, self.columns) = (rows, columns)
        } catch let error as MoneyError {
            throw .tooLarge(error)
        } catch let error as BenefitError {
            throw error
        } catch {
            preconditionFailure("sums of money fail by \(error)")
        }
        self.cells = cells
        self.currency = currency
        self.agencies = agencies
        self.beneficiaries = beneficiaries
        people = effects.people
    }

    /// The nearest minor unit; measured numbers become money by their decimal text.
    static func money(
        _ minorUnits: Double,
        _ currency: Currency
    ) throws(BenefitError) -> Money {
        guard let exact = try? Rational(parsing: "\(minorUnits)", allowingExponent: true) else {
            throw .tooLarge(.overflow(operation: "a measured amount"))
        }
        do {
            return try Money(
                roundingMinorUnits: exact,
                by: .nearestOrAwayFromZero,
                currency: currency
            )
        } catch {
            throw .tooLarge(error)
        }
    }
}

extension MoneyMatrix.Entry {
    fileprivate init(
        _ estimate: Estimate,
        amount: Money,
        _ currency: Currency
    ) throws(BenefitError) {
        func money(_ value: Double?) throws(BenefitError) -> Money? {
            guard let value else { return nil }
            return try MoneyMatrix.money(value, currency)
        }
        self.amount = amount
        self.estimate = estimate
        standardError = try money(estimate.standardError)
        low = try money(estimate.confidenceLow)
        high = try money(estimate.confidenceHigh)
    }
}
