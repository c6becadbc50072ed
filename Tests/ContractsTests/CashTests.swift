import Foundation
import Testing
import TopsliceCashFlows
import TopsliceContracts
import TopsliceExactArithmetic
import TopsliceFunds
import TopsliceMoney
import TopsliceRecords

/// Cash of contracts and what may happen to it, each by hand: ten people have a job on the first of ten months, for
/// £1,000.00 each, the first five through p1 and the others through p2.
@Suite struct CashTests {
    private static let plain =
        "  - {id: j, rule: outcome, outcome: job, payer: council, tariff: 1000.00}"

    private static let rows =
        "person_id,outcome,date,provider\n"
        + (1...10).map { "x\($0),job,2025-\($0 < 10 ? "0" : "")\($0)-01,p\($0 <= 5 ? 1 : 2)\n" }
        .joined()

    private static func read(
        _ clauses: String = plain,
        cash: String = "",
        shocks: String? = nil
    ) throws -> CashCase {
        try Worked.withFolder { folder in
            try CashCase.read(
                planOrAgreement: Worked.write(
                    Worked.agreement(clauses) + "\n" + cash,
                    "agreement.yaml",
                    folder
                ),
                people: .init(outcomes: Worked.write(rows, "outcomes.csv", folder)),
                shocks: shocks
            )
        }
    }

    /// What parties hold in the end under one scenario.
    private static func closings(
        _ clauses: String = plain,
        _ shocks: String
    ) throws -> [String: String] {
        let outlook = try CashOutlook(read(clauses, shocks: shocks), threads: 1)
        let played = try #require(outlook.scenarios.first)
        return Dictionary(
            uniqueKeysWithValues: played.outcomes.map { ($0.party, $0.closing.decimalText) }
        )
    }

    @Test func paymentsComeOnTheirDays() throws {
        let forecast = try CashForecast(Self.read(cash: "cash: {lag_months: 2}"))
        let months = try #require(forecast.parties.first { $0.party == "p2" }).months
        #expect(
            months.map { "\($0.month) \($0.received.decimalText)" }
                == (3...12).map {
                    "2025-\($0 < 10 ? "0" : "")\($0) \($0 < 8 ? "0.00" : "1000.00")"
                }
        )
    }

    /// Twenty percent fewer of ten are eight, and of five through p2 four. The clause pays for what is left: under a cap
    /// of £6,000.00 the same, above five who would have found one anyway three.
    @Test(arguments: [
        ("", "{lower_percent: 20, outcomes: [job]}", "-8000.00"),
        ("", "{lower_percent: 20, provider: p2}", "-9000.00"),
        ("", "{higher_percent: 50, outcomes: [job]}", "-15000.00"),
        ("", "{lower_percent: 50, outcomes: [job], from: 2025-07-01}", "-8000.00"),
        (", cap: 6000.00", "{lower_percent: 20, outcomes: [job]}", "-6000.00"),
        (", deadweight: 5", "{lower_percent: 20, outcomes: [job]}", "-3000.00"),
        (
            "", "[{lower_percent: 50, outcomes: [job]}, {lower_percent: 40, provider: p1}]",
            "-4000.00"
        ),
    ])
    func fewerOutcomes(terms: String, shock: String, council: String) throws {
        let clause = Self.plain.dropLast() + terms + "}"
        let shocks = shock.hasPrefix("[") ? "[\(shock)]" : shock
        let closings = try Self.closings(String(clause), shocks)
        #expect(closings["council"] == council)
    }

    /// From the ninth month on nobody finds a job through p2: two of ten, which the fee that depends on ten hears of too.
    /// Where another takes its place, that one is paid.
    @Test func aProviderLeaves() throws {
        let clauses =
            Self.plain
            + "\n  - {id: f, rule: at-risk, of: j, payee: p1, payer: nhs, fee: 1000.00, at_risk_percent: 50, target: 10}"
        let closings = try Self.closings(clauses, "{leaves: p2, month: 9}")
        #expect(closings["p2"] == "3000.00")
        #expect(closings["nhs"] == "-900.00")
        let replaced = try Self.closings(clauses, "{leaves: p2, month: 9, replaced_by: New}")
        #expect(replaced["New"] == "2000.00")
        #expect(replaced["nhs"] == "-1000.00")
    }

    /// A fund that pays half pays the provider, so that the council's budget of £2,500.00 lasts for five outcomes.
    @Test func whoPaysInTheirPlaceIsSetOff() throws {
        let clauses =
            Self.plain + "\n  - {id: t, rule: top-up, of: [j], partner: fund, percent: 50}"
        let planned = try CashForecast(Self.read(clauses))
        let council = try #require(planned.parties.first { $0.party == "council" })
        #expect(council.received.isZero)
        #expect(council.paid.decimalText == "5000.00")
        let closings = try Self.closings(clauses, "{budget: 2500.00, payer: council}")
        #expect(closings["council"] == "-2500.00")
        #expect(closings["p1"] == "5000.00")
        #expect(closings["p2"] == "2500.00")
    }

    /// Thirds of pence: days together are what is settled.
    @Test func daysSumToTheSettlement() throws {
        let clause =
            "  - {id: j, rule: outcome, outcome: job, payee: p1, payers: {equally: [council, nhs, fund]}, tariff: 100.01}"
        let settled = try Worked(clause, outcomes: Self.rows)
        let forecast = try CashForecast(Self.read(clause))
        for party in forecast.parties {
            #expect(try party.closing.decimalText == settled.net(party.party))
        }
    }

    private static let uncertain = """
        cash:
          uncertainty:
            seed: 3
            draws: 2000
            without: {council: -10000.00}
            of: [{id: often, outcomes: [job], factor: {triangular: {low: 0.5, mode: 1, high: 1.5}}}]
        """

    /// A triangle around one has a standard deviation of 0.5/√6; what comes about is the nearest below or above, and on
    /// average neither. The council is worse off where more than ten are paid for: half of the draws less those of ten, at
    /// ±0.1 of one around it a fifth, half of which are rounded down to it.
    @Test func drawsOfOutcomes() throws {
        let terms = try Self.read(cash: Self.uncertain)
        let risk = try #require(try CashOutlook(terms, threads: 2).risk)
        let council = try #require(risk.parties.first { $0.party == "council" })
        #expect(abs(council.closing.mean.minorUnits + 1_000_000) < 20_000)
        #expect(council.closing.quantiles.allSatisfy { $0.minorUnits % 100_000 == 0 })
        let worse = council.worseOffPart
        #expect(worse > Rational(36) / 100 && worse < Rational(46) / 100)
        let again = try #require(try CashOutlook(terms, threads: 1).risk)
        for (left, right) in zip(risk.parties, again.parties) {
            #expect(left.closing == right.closing && left.balances == right.balances)
        }
    }

    @Test(arguments: [
        ("{lower_percent: 20, outcomes: [jobs]}", "no contract pays for 'jobs'"),
        ("{higher_percent: 100000, outcomes: [job]}", "more than 100 times as often"),
        ("{lower_percent: 20, outcomes: [job], payer: council}", "payer"),
        ("{lower_percent: 20}", "which payments or outcomes"),
        ("{lower_percent: 20, flows: [k]}", "there are no payments 'k'"),
    ])
    func badShocks(shock: String, message: String) throws {
        #expect(throws: Faults.self) { try Self.read(shocks: shock) }
        do throws(any Error) {
            _ = try Self.read(shocks: shock)
        } catch {
            #expect("\(error)".contains(message), "\(error)")
        }
    }

    /// A plan of its own has no outcomes, an agreement without contracts nothing that pays, and a clause that looks at a table
    /// wants it.
    @Test func whatCannotBe() throws {
        func fault(_ text: String, people: Bool) throws -> String {
            try Worked.withFolder { folder in
                let path = try Worked.write(text, "terms.yaml", folder)
                let outcomes = try Worked.write(Self.rows, "outcomes.csv", folder)
                do throws(Faults) {
                    _ = try CashCase.read(
                        planOrAgreement: path,
                        people: .init(outcomes: people ? outcomes : nil)
                    )
                    return ""
                } catch {
                    return error.description
                }
            }
        }
        let plan = "cashflow: A\nflows: [{id: a, from: B, to: C, amount: 1.00, on: 2025-01-01}]"
        #expect(try fault(plan, people: true).contains("has no contracts"))
        #expect(
            try fault(
                plan + "\nscenarios: [{id: s, shocks: [{lower_percent: 1, outcomes: [x]}]}]",
                people: false
            )
            .contains("depend on outcomes")
        )
        let agreement = Worked.agreement(Self.plain)
        #expect(try fault(agreement, people: false).contains("expected --outcomes"))
        #expect(
            try fault(agreement.components(separatedBy: "contracts:")[0], people: false)
                .contains("has no contracts")
        )
    }
}
