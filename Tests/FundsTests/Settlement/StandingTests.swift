import TopsliceFunds
import TopsliceMoney
import TopsliceRecords
import Testing

/// A settlement is as at a day: an unfinished year is never settled as a whole one.
struct StandingTests {
    private static func agreement(_ line: String, _ more: String = "") -> String {
        AgreementText.year + """
            lines:
              - {id: care, owner: a, budget: 120000.00, risk: r\(line)}
            contributions:
              - {id: c, rule: percentage, total: 120000.00, by: equally, among: [a, b]}
            risk:
              - {id: r, both: {rule: proportional, by: equally, among: [a, b]}}
            \(more)
            """
    }

    /// A row of the same amount at the end of each month.
    private static func months(_ months: [String], _ pounds: Int, line: String = "care") -> [String]
    {
        months.map { "\($0)-28,spend,\(line),,\(pounds).00,," }
    }

    private static let half = ["2025-04", "2025-05", "2025-06", "2025-07", "2025-08", "2025-09"]
    private static let whole =
        half + ["2025-10", "2025-11", "2025-12", "2026-01", "2026-02", "2026-03"]

    private func shares(_ settlement: Settlement) -> [Int] {
        ["a", "b"].map { settlement[$0].riskShare.minorUnits }
    }

    /// Six months at £11,000.00: £66,000.00 against six twelfths of £120,000.00, so £6,000.00 over, half each;
    /// nothing of the other £60,000.00 comes back, though nobody said on which day it is settled.
    @Test func halfAYearIsSettledToDate() throws {
        let settlement = try TemporaryFund.settle(
            Self.agreement(""),
            Self.months(Self.half, 11_000),
            standing: StandingRequest()
        )
        #expect(settlement.standing.basis == .toDate)
        #expect("\(settlement.standing.day)" == "2025-09-30")
        #expect(settlement.lines.map(\.budget.minorUnits) == [6_000_000])
        #expect(settlement.lines.map(\.revised.minorUnits) == [12_000_000])
        #expect(shares(settlement) == [300_000, 300_000])
        #expect(settlement.isReconciled)
    }

    /// £9,000.00 a month: £6,000.00 under to date, and no more than that goes back.
    @Test func whatIsUnspentToDateIsThatOfTheMonthsBehind() throws {
        let settlement = try TemporaryFund.settle(
            Self.agreement(""),
            Self.months(Self.half, 9_000),
            standing: StandingRequest()
        )
        #expect(shares(settlement) == [-300_000, -300_000])
    }

    /// Nothing recorded, nothing known, nothing moved.
    @Test func anEmptyTableReturnsNothing() throws {
        for day in [nil, "2025-09-30", "2026-03-31"] {
            let request = try #require(
                day.map { StandingRequest(dayText: $0, basis: nil) } ?? StandingRequest()
            )
            let settlement = try TemporaryFund.settle(
                Self.agreement(""),
                [],
                standing: request
            )
            #expect(shares(settlement) == [0, 0])
            #expect(settlement.journal.allSatisfy { $0.debit == .pool })
            #expect(settlement.warnings.contains { $0.isAboutMonths })
        }
    }

    /// Weights 1, 1, 1, 3 and eight times 1: six fourteenths… of the first four months 6/14 of £120,000.00.
    @Test func aProfileSaysWhatIsMeantForTheMonthsBehind() throws {
        let settlement = try TemporaryFund.settle(
            Self.agreement(", profile: [1, 1, 1, 3, 1, 1, 1, 1, 1, 1, 1, 1]"),
            Self.months(Array(Self.half.prefix(4)), 13_000),
            standing: StandingRequest()
        )
        // 120,000 × 6/14 = 51,428.571…; 52,000.00 spent.
        #expect(settlement.lines.map(\.budget.minorUnits) == [5_142_857])
        #expect(settlement.lines.map(\.variance.minorUnits) == [57_143])
    }

    /// In the middle of a month: five months and 15 of the 30 days of September, 5.5 twelfths.
    @Test func aDayInTheMiddleOfAMonthCountsItsDays() throws {
        let settlement = try TemporaryFund.settle(
            Self.agreement(""),
            Self.months(Array(Self.half.prefix(5)), 11_000) + ["2025-09-10,spend,care,,100.00,,"],
            standing: try #require(StandingRequest(dayText: "2025-09-15", basis: nil))
        )
        #expect(settlement.lines.map(\.budget.minorUnits) == [5_500_000])
        #expect(settlement.lines.map(\.variance.minorUnits) == [10_000])
    }

    /// Two lines, one recorded to the end of the year and one for six months: the second's other six twelfths are
    /// held, until a row of nothing, or the word that all is final, says otherwise.
    @Test func aLineWithoutRowsForMonthsThatHaveEndedIsAskedAbout() throws {
        let agreement = Self.agreement("", "").replacing(
            "contributions:",
            with: "  - {id: beds, owner: b, budget: 12000.00, risk: r}\ncontributions:"
        )
        let rows = Self.months(Self.whole, 10_000) + Self.months(Self.half, 900, line: "beds")
        let open = try TemporaryFund.settle(agreement, rows, standing: StandingRequest())
        #expect(open.standing.basis == .final)
        // 5,400.00 spent of 12,000.00: 6,600.00 unspent, 6,000.00 of it for the months nobody spoke of.
        let beds = try #require(open.lines.first { $0.line.id == "beds" })
        #expect(beds.held == 600_000)
        #expect(beds.variance == -60_000)
        #expect(open.warnings.filter(\.isAboutMonths).count == 1)
        let answered = try TemporaryFund.settle(
            agreement,
            rows + ["2026-03-31,spend,beds,,0.00,,"],
            standing: StandingRequest()
        )
        let answeredBeds = try #require(answered.lines.first { $0.line.id == "beds" })
        #expect(answeredBeds.held == 0)
        #expect(answeredBeds.variance == -660_000)
        let confirmed = try TemporaryFund.settle(
            agreement,
            rows,
            standing: StandingRequest(basis: .final)
        )
        #expect(shares(confirmed) == [-330_000, -330_000])
        // What is taken for nothing on somebody's word is said.
        #expect(
            confirmed.warnings.contains { warning in
                if case .monthsTakenAsNothing(let months) = warning {
                    months.line == "beds" && months.held.isZero && !months.months.isEmpty
                } else {
                    false
                }
            }
        )
    }

    /// £66,000.00 in six months is £132,000.00 in twelve; with all of the profile's winter ahead, 66,000 × 18/6.
    @Test(arguments: [
        ("", 13_200_000), (", profile: [1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2]", 19_800_000),
        (", forecast: budget", 12_600_000), (", forecast: commitments", 7_100_000),
    ])
    func aForecastSaysHowTheYearWillEnd(line: String, pence: Int) throws {
        let settlement = try TemporaryFund.settle(
            Self.agreement(line),
            Self.months(Self.half, 11_000)
                + (line.contains("commitments") ? ["2026-01-31,commitment,care,,5000.00,,"] : []),
            standing: StandingRequest(basis: .forecast)
        )
        #expect(settlement.lines.map(\.spend.minorUnits) == [pence])
        #expect(settlement.lines.map(\.budget.minorUnits) == [12_000_000])
        #expect(settlement.lines.map(\.foreseen.minorUnits) == [pence - 6_600_000])
        let over = pence - 12_000_000
        #expect(shares(settlement) == [over / 2, over / 2])
        #expect(settlement.isReconciled)
    }

    /// What compares whole years waits for them: half a year of costs is no gain.
    @Test func clausesThatCompareWholeYearsWait() throws {
        let settlement = try TemporaryFund.settle(
            Self.agreement(
                "",
                "compensation:\n  - {id: k, before: {a: 1000.00, b: 1000.00}, by: equally, among: [a, b]}"
            ),
            Self.months(Self.half, 10_000) + ["2025-09-30,cost,k,a,500.00,,"],
            standing: StandingRequest()
        )
        #expect(settlement.compensations.isEmpty)
        #expect(settlement.statements.allSatisfy { $0.compensation == 0 })
        #expect(settlement.warnings.contains { if case .waits = $0 { true } else { false } })
    }

    /// Told month by month, then whole: each month's share is that of the months so far, and the last is the year's.
    @Test func aYearToldInTwelveSettlements() throws {
        let spent = [
            9_000, 11_000, 10_500, 8_000, 12_000, 13_000, 9_500, 10_000, 11_500, 9_000, 10_000,
            10_700,
        ]
        let rows = zip(Self.whole, spent).map { "\($0)-28,spend,care,,\($1).00,," }
        for month in 1...12 {
            let settlement = try TemporaryFund.settle(
                Self.agreement(""),
                Array(rows.prefix(month)),
                standing: StandingRequest()
            )
            let over = spent.prefix(month).reduce(0, +) - 10_000 * month
            #expect(settlement.lines.map(\.variance.minorUnits) == [over * 100])
            #expect(shares(settlement) == [over * 50, over * 50])
            #expect(settlement.standing.basis == (month == 12 ? .final : .toDate))
            #expect(settlement.isReconciled)
        }
    }

    /// An invoice of May for March counts in the year when it is settled as at a later day, and only then.
    @Test func aLateInvoiceBelongsToTheYear() throws {
        let rows = Self.months(Self.whole, 10_000) + ["2026-05-20,spend,care,,700.00,,"]
        let settlement = try TemporaryFund.settle(
            Self.agreement(""),
            rows,
            standing: try #require(StandingRequest(dayText: "2026-05-31", basis: .final))
        )
        #expect(settlement.lines.map(\.variance.minorUnits) == [70_000])
        #expect("\(settlement.date)" == "2026-05-20")
        let fund = try TemporaryFund([
            "agreement.yaml": Self.agreement(""),
            "actuals.csv": "date,kind,id,partner,amount,quantity,scenario\n"
                + rows.joined(separator: "\n"),
        ])
        #expect(throws: (any Error).self) { try fund.input() }
    }

    /// £500.00 accrued in March and taken back when the invoice of £450.00 comes: £450.00 in all.
    @Test func anAccrualIsSpendingUntilItsInvoiceComes() throws {
        let year = Self.months(Self.whole, 10_000) + ["2026-03-31,accrual,care,,500.00,,"]
        let accrued = try TemporaryFund.settle(
            Self.agreement(""),
            year,
            standing: StandingRequest()
        )
        #expect(accrued.lines.map(\.variance.minorUnits) == [50_000])
        #expect(accrued.lines.map(\.accrued.minorUnits) == [50_000])
        let invoiced = try TemporaryFund.settle(
            Self.agreement(""),
            year + ["2026-04-20,accrual,care,,-500.00,,", "2026-04-20,spend,care,,450.00,,"],
            standing: try #require(StandingRequest(dayText: "2026-06-30", basis: .final))
        )
        #expect(invoiced.lines.map(\.variance.minorUnits) == [45_000])
        #expect(invoiced.lines.map(\.accrued.minorUnits) == [0])
    }

    @Test(arguments: [
        ("2025-03-31", nil, "before the term begins"),
        ("2025-09-30", Standing.Basis.final, "until then it is to date or a forecast"),
    ])
    func aDayThatDoesNotGoWithTheTermIsRefused(
        day: String,
        basis: Standing.Basis?,
        words: String
    ) throws {
        let fund = try TemporaryFund([
            "agreement.yaml": Self.agreement(""), "actuals.csv": "date,kind,id\n",
        ])
        let request = try #require(StandingRequest(dayText: day, basis: basis))
        do {
            _ = try fund.input(standing: request)
            Issue.record("nothing was refused")
        } catch let faults as Faults {
            #expect(faults.description.contains(words))
        }
    }
}

extension SettlementWarning {
    fileprivate var isAboutMonths: Bool {
        if case .monthsWithoutRows = self { true } else { false }
    }
}
