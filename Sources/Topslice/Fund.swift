internal import TopsliceFunds
internal import TopsliceRecords
internal import TopsliceReports
public import TopsliceMoney

/// A pooled fund: an agreement, the actuals of a year, and what its measured shares rest on.
public struct Fund: Sendable {
    private let agreement: String
    private let actuals: String
    private let scenario: String
    private var measured: [String: [UInt8]] = [:]

    /// - Parameters:
    ///   - agreement: the agreement, as YAML.
    ///   - actuals: what was spent, saved, paid and achieved, as CSV.
    ///   - scenario: rows of this scenario count besides the actual ones.
    /// - Throws: where one of the files cannot be opened; what is in them is checked when the fund is settled, together.
    public init(
        agreement: String,
        actuals: String,
        scenario: String = "actual"
    ) throws(TopsliceError) {
        try TopsliceError.wrapping {
            for path in [agreement, actuals] {
                do throws(FileTrouble) {
                    _ = try FileBytes.beginning(of: path, count: 1)
                } catch {
                    throw Faults([Fault(error, file: path)])
                }
            }
        }
        self.agreement = agreement
        self.actuals = actuals
        self.scenario = scenario
    }

    /// Shares a saving by what was measured here, in place of the file the agreement names.
    ///
    /// The attribution goes in as the text of attribution.json, the same that a person could open and check.
    /// - Parameters:
    ///   - share: the savings share of the agreement that is `measured`, by its id.
    ///   - attribution: whose agencies are the partners the agreement names.
    public mutating func measure(_ share: String, by attribution: Attribution) {
        measured[share] = AttributionReport(attribution).json
    }

    /// What a settlement compares.
    public enum Basis: Sendable, Hashable {
        /// Spending up to a day with the part of each budget that is meant for the days up to it.
        case toDate
        /// What is expected to be spent by the end of the term with the whole budgets.
        case forecast
        /// Everything: months without rows are months without spending.
        case final
    }

    /// Settles the fund.
    ///
    /// - Parameters:
    ///   - day: as at which it is settled; the end of the last month of which anything is recorded for nil.
    ///   - basis: for nil to date before the end of the term, and final after it.
    /// - Throws: every fault of all files at once.
    public func settled(
        asAt day: CalendarDate? = nil,
        basis: Basis? = nil
    ) throws(TopsliceError) -> Settlement {
        try TopsliceError.wrapping {
            let input = try FundInput.read(
                agreement: agreement,
                actuals: actuals,
                scenario: scenario,
                standing: StandingRequest(day: day, basis: basis?.standing),
                measured: try measured.mapValues {
                    try FileBytes(holding: $0, name: "attribution in memory")
                }
            )
            for share in measured.keys.sorted()
            where !input.agreement.evidence.contains(where: { $0.share == share }) {
                throw TopsliceError(
                    "\(agreement): no savings share '\(share)' is measured by an attribution"
                )
            }
            return Settlement(settlement: try TopsliceFunds.Settlement(input), input: input)
        }
    }
}

extension Fund.Basis {
    fileprivate var standing: Standing.Basis {
        switch self {
        case .toDate: .toDate
        case .forecast: .forecast
        case .final: .final
        }
    }
}
