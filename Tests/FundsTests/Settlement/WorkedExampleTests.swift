import TopsliceExactArithmetic
import Foundation
import TopsliceFunds
import TopsliceMoney
import Testing

/// The examples in `datasets/funds`, settled from their files.
struct WorkedExampleTests {
    private static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("datasets/funds").path

    private func settle(_ agreement: String, _ actuals: String) throws -> Settlement {
        let settlement = try Settlement(
            try FundInput.read(
                agreement: "\(Self.folder)/\(agreement)",
                actuals: "\(Self.folder)/\(actuals)"
            )
        )
        #expect(settlement.isReconciled)
        return settlement
    }

    /// The expected statements were worked out beside the program; each README says how.
    @Test(arguments: [
        ("south-tyneside", ""), ("cambridgeshire", ""), ("top-slice", ""), ("personal-budgets", ""),
        ("free-rider", ""), ("attributed", ""), ("blended-savings", "-w0"),
        ("blended-savings", "-w0.5"), ("blended-savings", "-w1"), ("oldham", ""),
        ("leeds-rates", ""), ("west-of-england", ""), ("shared-services", ""),
        ("shared-savings", ""), ("better-care", ""),
    ])
    func theStatementIsTheExpectedOne(name: String, variant: String) throws {
        let settlement = try settle("\(name)/agreement\(variant).yaml", "\(name)/actuals.csv")
        let expected = try String(
            contentsOfFile: "\(Self.folder)/\(name)/expected\(variant).csv",
            encoding: .utf8
        )
        let nets = settlement.statements.map { "\($0.partner),\($0.net.decimalText)" }
        let rows = expected.split(separator: "\n").dropFirst().map(String.init)
        #expect(nets.sorted() == rows.sorted())
    }

    @Test func southTynesideSharesItsUnderspendIn3334And3334And3333() throws {
        let settlement = try settle(
            "south-tyneside/agreement.yaml",
            "south-tyneside/actuals.csv"
        )
        #expect(settlement.paid(from: "pool", to: "council") == 3_334)
        #expect(settlement.paid(from: "pool", to: "health") == 3_334)
        #expect(settlement.paid(from: "pool", to: "probation") == 3_333)
        #expect(settlement.banners.isEmpty)
        // 35 and 25% of £299,899.99 are 104,964.9965 and 74,974.9975, kept 119,959.996.
        #expect(settlement.paid(from: "lead", to: "places") == 10_496_500)
        #expect(settlement.paid(from: "lead", to: "skills") == 7_497_500)
    }

    /// Fifteen clients, £58,000; criminal justice fell from £322,581 to £222,581 (Cambridgeshire pilot of
    /// the programme for adults facing chronic exclusion), so others may rise by at most £42,000.
    @Test(arguments: [("no-rise", 4_200_000), ("actuals", 800_000), ("most", 0)])
    func cambridgeshireRestoresEverybody(actuals: String, gain: Int) throws {
        let settlement = try settle(
            "cambridgeshire/agreement.yaml",
            "cambridgeshire/\(actuals).csv"
        )
        let result = try #require(settlement.compensations.first)
        #expect(result.gain.minorUnits == gain)
        #expect(result.positions.map(\.transfer).reduce(0, +) == 0)
        #expect(result.positions.allSatisfy { $0.final.minorUnits == gain / 4 })
    }

    @Test func aTopSliceOfThreeBudgetsGives2700000AndCanBeGivenBack() throws {
        let settlement = try settle("top-slice/agreement.yaml", "top-slice/actuals.csv")
        #expect(settlement.contributions.map(\.share.amount).reduce(0, +) == 270_000_000)
        let reversed = try settle("top-slice/reversed.yaml", "top-slice/none.csv")
        #expect(reversed.statements.allSatisfy { $0.net == 0 })
        #expect(reversed.balances.last?.balance == 0)
    }

    @Test func whoLeavesAfter146Of365DaysIsRefunded3000() throws {
        let settlement = try settle(
            "personal-budgets/agreement.yaml",
            "personal-budgets/actuals.csv"
        )
        #expect(settlement["council"].refunds == 300_000)
        #expect(settlement.people.map(\.paidIn).reduce(0, +) == 5_000_000)
        #expect(settlement.balances.last?.balance == 0)
    }

    @Test func theFreeRiderIsNamedAndRepaired() throws {
        let settlement = try settle("free-rider/agreement.yaml", "free-rider/actuals.csv")
        let gaps = settlement.freeRiders.map { "\($0.partner) \($0.gap)" }
        #expect(gaps == ["a -3/5", "b 3/5"])
        #expect(settlement.freeRiders.map(\.repairedContribution) == [8_000_000, 12_000_000])
        let repaired = try settle("free-rider/repaired.yaml", "free-rider/actuals.csv")
        #expect(repaired.freeRiders.allSatisfy { $0.gap.isZero })
        #expect(repaired["b"].contribution == 12_000_000)
    }

    /// Of 176,666.68 shared: agreed 20, 30, 50%; measured 60, 30, 10%; half of each in between.
    @Test(arguments: [
        ("0", [3_533_334, 5_300_000, 8_833_334]), ("0.5", [7_066_667, 5_300_001, 5_300_000]),
        ("1", [10_600_001, 5_300_000, 1_766_667]),
    ])
    func blendsOfMeasuredAndAgreedSharesAddUp(weight: String, pence: [Int]) throws {
        let settlement = try settle(
            "blended-savings/agreement-w\(weight).yaml",
            "blended-savings/actuals.csv"
        )
        #expect(settlement.statements.map(\.savings.minorUnits) == pence)
        #expect(settlement.matrix.cells.joined().reduce(0, +) == 17_666_668)
        // What is not cashable is shown and moves nothing.
        #expect(settlement.notCashable.cells.joined().reduce(0, +) == 1_200_000)
    }

    /// Budgets of £135.625m less £2.163m moved away are £133.462m, of which £142.274m were spent: £8.812m over
    /// (minutes of the Commissioning Partnership Board).
    @Test func oldhamIsEightMillionOver() throws {
        let settlement = try settle("oldham/agreement.yaml", "oldham/actuals.csv")
        let original = settlement.lines.map(\.original.minorUnits).reduce(0, +)
        let revised = settlement.lines.map(\.revised.minorUnits).reduce(0, +)
        #expect(original == 13_562_500_000)
        #expect(revised == 13_346_200_000)
        #expect(settlement.figures.over == 881_200_000)
        #expect(settlement.figures.under == 0)
    }

    @Test func aGainIsHalvedFromTheFirstPound() throws {
        let settlement = try settle("shared-savings/agreement.yaml", "shared-savings/gain.csv")
        #expect(settlement.paid(from: "cms", to: "aco") == 327_160_550)
    }

    /// The general lines' underspend meets their overspend, the grant's does not; the pool ends as it began, and the
    /// grant's £1,500.00 are carried forward.
    @Test func aRingFencedGrantMakesUpForNothingElse() throws {
        let settlement = try settle("better-care/agreement.yaml", "better-care/actuals.csv")
        let over = try #require(settlement.risks.first { $0.isOverspend })
        #expect(over.amount == 2_210_075)
        let grant = try #require(settlement.bands.first { $0.band.ringFence != nil })
        #expect(
            [grant.contributed, grant.budget, grant.spent, grant.over, grant.under] == [
                9_600_000, 9_600_000, 9_450_000, 0, 150_000,
            ]
        )
        func closing(_ account: Account) -> Money? {
            settlement.accounts.first { $0.account == account }?.closing
        }
        #expect(closing(.pool) == 1_200_000)
        #expect(closing(.riskPool) == 0)
        #expect(closing(.carriedForward) == 150_000)
    }
}
