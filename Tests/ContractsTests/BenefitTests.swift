import Foundation
import Testing
import TopsliceContracts
import TopsliceExactArithmetic
import TopsliceFunds
import TopsliceMoney
import TopsliceRecords

/// Who pays by what they gain, and who brought something about for nothing.
@Suite struct BenefitTests {
    private static let three =
        "person_id,outcome,date,provider\na,job,2025-03-01,p1\nb,job,2025-06-01,p2\nc,job,2026-03-01,p2\n"

    /// - Parameter files: beside the agreement, by name.
    private static func settled(
        _ clauses: String,
        files: [String: String] = [:]
    ) throws -> Settlement {
        try Worked.withFolder { folder in
            for (name, text) in files { _ = try Worked.write(text, name, folder) }
            return try Settlement(
                FundInput.read(
                    agreement: Worked.write(Worked.agreement(clauses), "agreement.yaml", folder),
                    standing: StandingRequest(basis: .final),
                    people: PeopleReader.Paths(outcomes: Worked.write(three, "o.csv", folder))
                )
            )
        }
    }

    private static func nets(_ settlement: Settlement) -> [String: String] {
        Dictionary(
            uniqueKeysWithValues: settlement.statements.map {
                ($0.partner, $0.outcomePayments.decimalText)
            }
        )
    }

    private static let appraisal = """
        {"appraisal": {"by_agency": {"NHS": {"benefit": "60000.00"}, "council": {"benefit": "20000.00"},
         "Police": {"benefit": "0.00"}, "Courts": {"benefit": "-5.00"}}}}
        """

    /// Three quarters of the benefit are the NHS's; who gains nothing pays nothing.
    @Test func whoBenefitsPays() throws {
        let settlement = try Self.settled(
            "  - {id: j, rule: outcome, outcome: job, payee: p1, tariff: 1000.00, payers: {benefits: {appraisal: a.json, agencies: {NHS: nhs}}}}",
            files: ["a.json": Self.appraisal]
        )
        let nets = Self.nets(settlement)
        #expect(nets["nhs"] == "-2250.00")
        #expect(nets["council"] == "-750.00")
    }

    @Test func whoBenefitsMustBeAPartner() throws {
        #expect {
            try Self.settled(
                "  - {id: j, rule: outcome, outcome: job, payee: p1, tariff: 1.00, payers: {benefits: {appraisal: a.json}}}",
                files: ["a.json": Self.appraisal]
            )
        } throws: {
            "\($0)".contains("'NHS' benefits and is not a partner")
        }
        #expect {
            try Self.settled(
                "  - {id: j, rule: outcome, outcome: job, payee: p1, tariff: 1.00, payers: {benefits: {appraisal: a.json}}}",
                files: ["a.json": "{}"]
            )
        } throws: {
            "\($0)".contains("holds no benefits by agency")
        }
    }

    private static let job =
        "  - {id: j, rule: outcome, outcome: job, payee: p1, payer: council, tariff: 1000.00}\n"

    /// Two of three jobs are recorded as p2's, and p1 is paid; once it passes a part on, nobody is left out.
    @Test func whoContributedForNothing() throws {
        let settlement = try Self.settled(Self.job)
        #expect(settlement.unrewarded.map(\.partner) == ["p2"])
        #expect(settlement.unrewarded.first?.outcomes == 2)
        let passed = try Self.settled(
            Self.job
                + "  - {id: c, rule: chain, of: [j], links: [{prime: p1, sub: p2, percent: 1}]}"
        )
        #expect(passed.unrewarded.isEmpty)
    }

    /// An attribution says that the NHS and p2 brought something about, and p1 harm; only the bond is paid.
    @Test func whoContributedByAMeasurement() throws {
        let settlement = try Self.settled(
            "  - {id: n, rule: net-impact, payee: p2, payer: council, tariff: 100.00, attribution: a.json, agencies: {health: nhs, jobs: p2, courts: p1}}",
            files: [
                "a.json": """
                {"people": 100, "total": {"deadweight": 0.5, "attributable": 0.1, "conf_low": 0.05, "conf_high": 0.15},
                 "attribution": [{"agency": "health", "shapley": 0.07}, {"agency": "jobs", "shapley": 0.05},
                                 {"agency": "courts", "shapley": -0.02}]}
                """
            ]
        )
        #expect(settlement.unrewarded.map(\.partner) == ["nhs"])
        #expect(settlement.unrewarded.first?.contribution == Rational(7) / 100)
    }
}
