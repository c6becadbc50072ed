import Testing
import TopsliceContracts
import TopsliceExactArithmetic
import TopsliceFunds

/// To which limit of a department what it pays is charged: its departmental limit (DEL) or managed expenditure (AME).
@Suite struct SpendingLimitTests {
    private static let three =
        "person_id,outcome,date\na,job,2025-03-01\nb,job,2025-06-01\nc,job,2026-03-01\n"

    private static let job =
        "  - {id: j, rule: outcome, outcome: job, payee: p1, payer: council, tariff: 1000.00}\n"

    /// Of three payments of £1,000.00 40% are charged to DEL, with a limit of £500.00: 400, 100 of the second; and of
    /// AME, with a limit of £1,500.00: 600, 600, 300. Above are 700 and 300, which another pays, or nobody.
    @Test(arguments: [(", then: nhs", "-1000.00", "3000.00"), ("", "0.00", "2000.00")])
    func chargesHaveLimits(then: String, nhs: String, provider: String) throws {
        let worked = try Worked(
            Self.job
                + "  - {id: l, rule: spending-limit, of: [j], payer: council, del_percent: 40, del_limit: 500.00, ame_limit: 1500.00\(then)}",
            outcomes: Self.three
        )
        #expect(try worked.net("council") == "-2000.00")
        #expect(try worked.net("nhs") == nhs)
        #expect(try worked.net("p1") == provider)
        #expect(try worked.figure("l", .chargedToDel) == .money(50_000))
        #expect(try worked.figure("l", .chargedToAme) == .money(150_000))
        #expect(try worked.figure("l", .aboveSpendingLimit) == .money(100_000))
    }

    /// A limit of each year: two outcomes in the first year of the term and one in the second.
    @Test func limitsOfYears() throws {
        let worked = try Worked(
            Self.job
                + "  - {id: l, rule: spending-limit, of: [j], payer: council, del_percent: 100, del_limit_per_year: 1500.00}",
            outcomes: Self.three
        )
        #expect(try worked.net("council") == "-2500.00")
    }

    /// A quarter of £3,200,000.00 saved in AME is released to DEL: 800,000.00, and 2,400,000.00 are kept.
    @Test func aSwitchMakesRoom() throws {
        let worked = try Worked(
            "  - {id: j, rule: outcome, outcome: job, payee: p1, payer: council, tariff: 400000.00}\n"
                + "  - {id: l, rule: spending-limit, of: [j], payer: council, del_percent: 100, del_limit: 0.00, ame_saving: 3200000.00, switch_percent: 25}",
            outcomes: Self.three
        )
        #expect(try worked.figure("l", .releasedToDel) == .money(80_000_000))
        #expect(try worked.figure("l", .retainedInAme) == .money(240_000_000))
        #expect(try worked.net("council") == "-800000.00")
    }

    @Test(arguments: [
        ("del_percent: 40, del_limit: 1.00, ame_limit_per_year: 1.00", "not of both"),
        ("del_percent: 40, ame_saving: 1.00", "both 'ame_saving' and 'switch_percent'"),
        (
            "del_percent: 40, del_limit_per_year: 1.00, ame_saving: 1.00, switch_percent: 25",
            "released once"
        ),
        ("del_percent: 140", "140"), ("del_limit: 1.00", "del_percent"),
        ("del_percent: 40, then: council", "is the payer that is limited"),
    ])
    func badLimits(terms: String, message: String) throws {
        #expect(
            try Worked.faults(
                Self.job + "  - {id: l, rule: spending-limit, of: [j], payer: council, \(terms)}",
                outcomes: Self.three
            ).contains(message)
        )
    }
}
