import TopsliceFunds
import TopsliceMoney
import Testing

/// Rules of published agreements, with amounts that were not published made up; figures worked out apart
/// from this program, exactly, with Python's fractions.
struct RealAgreementTests {
    /// Leeds City Region Business Rates Pool, governance agreement of 1 April 2018 (leeds.gov.uk), clause
    /// 4.2: half of the growth retained, a quarter by growth achieved, a quarter by population. Exact in
    /// pence: Bradford 196,944,524.03, Kirklees, which grew by nothing, 97,633,837.80, the region
    /// 1,195,000,027.5 of 2,390,000,055.
    @Test func leedsRetainsHalfOfTheGrowthAndSharesTheRest() throws {
        let growth = [
            "bradford": "3100000.00", "calderdale": "1450000.00", "harrogate": "2200000.00",
            "kirklees": "0.00", "leeds": "9800000.00", "wakefield": "4050000.55",
            "york": "3300000.00",
        ]
        let members = growth.keys.sorted()
        let roles = members.map { "  - {id: \($0), role: \($0 == "leeds" ? "host" : "funder")}\n" }
        let streams = members.map { "  - {id: g-\($0), beneficiary: \($0), share: split}\n" }
        let values = members.filter { $0 != "kirklees" }.map { "\($0): \(growth[$0, default: ""])" }
        let settlement = try TemporaryFund.settle(
            """
            agreement: Leeds City Region Business Rates Pool 2018/19
            term: {from: 2018-04-01, to: 2019-03-31}
            partners:
              - {id: region, role: provider}
            \(roles.joined())
            savings_shares:
              - id: split
                agreed_basis:
                  formula:
                    - {name: retained, percent: 50, values: {region: 1}}
                    - {name: growth, percent: 25, values: {\(values.joined(separator: ", "))}}
                    - {name: population, percent: 25, values: {bradford: 534800, calderdale: 209454, harrogate: 160044, kirklees: 437145, leeds: 784846, wakefield: 340790, york: 208163}}
            savings:
            \(streams.joined())
            """,
            members.map { "2019-03-31,saving,g-\($0),,\(growth[$0, default: ""]),," }
        )
        let exact = [
            "bradford": 196_944_524, "calderdale": 83_030_354, "harrogate": 90_744_913,
            "kirklees": 97_633_838, "leeds": 420_290_869, "region": 1_195_000_028,
            "wakefield": 177_363_513, "york": 128_992_017,
        ]
        // Rounded as a table, a figure may stand a penny beside its own rounding.
        for (member, pence) in exact {
            #expect(abs(settlement[member].savings.minorUnits - pence) <= 1, "\(member)")
        }
        #expect(settlement.statements.map(\.savings.minorUnits).reduce(0, +) == 2_390_000_055)
        #expect(settlement.isReconciled)
    }

    /// South Hams and West Devon, shared services 2023/24 (Appendix A, Audit and Governance Committee, 28
    /// March 2024): every service has its own percentages, for its budget and for what it spends beside it.
    @Test func southHamsAndWestDevonShareEachServiceByItsPercentages() throws {
        let services: [(id: String, budget: String, spend: String, host: Int)] = [
            ("member-services", "212400.00", "206732.12", 50),
            ("planning", "1184300.55", "1203476.85", 75),
            ("enforcement", "236810.00", "234866.67", 76),
            ("legal", "401250.10", "411100.31", 70), ("hr", "355900.00", "365723.14", 82),
            ("audit", "118720.33", "112686.26", 62), ("comms", "149000.00", "140334.68", 50),
            ("design", "64010.00", "67674.30", 70), ("contact", "887654.32", "866625.40", 70),
            ("mail", "141200.00", "137360.25", 70), ("benefits", "713456.78", "770098.31", 60),
            ("ctax", "502010.01", "504940.19", 63),
        ]
        func list(_ entry: (String, String, String) -> String) -> String {
            services.map { service in
                let shares = "{south-hams: \(service.host), west-devon: \(100 - service.host)}"
                return "  - {\(entry(service.id, service.budget, shares))}\n"
            }.joined()
        }
        let settlement = try TemporaryFund.settle(
            """
            agreement: Shared services South Hams and West Devon 2023/24
            term: {from: 2023-04-01, to: 2024-03-31}
            partners:
              - {id: south-hams, role: host}
              - {id: west-devon, role: funder}
            lines:
            \(list { id, budget, _ in "id: \(id), owner: south-hams, budget: \(budget), risk: r-\(id)" })
            contributions:
            \(list { id, _, shares in "id: c-\(id), rule: percentage, total_of: [\(id)], shares: \(shares)" })
            risk:
            \(list { id, _, shares in "id: r-\(id), apply: each-line, both: {rule: proportional, shares: \(shares)}" })
            """,
            services.map { "2024-03-31,spend,\($0.id),south-hams,\($0.spend),," }
        )
        #expect(settlement["south-hams"].contribution.minorUnits == 340_456_608)
        #expect(settlement["west-devon"].contribution.minorUnits == 156_214_601)
        #expect(settlement["south-hams"].riskShare.minorUnits == 3_793_557)
        #expect(settlement["west-devon"].riskShare.minorUnits == 1_697_082)
        #expect(settlement.isReconciled)
    }
}
