import Testing
import TopsliceCashFlows
import TopsliceMoney

/// Scenarios, each by hand. A council pays £100 for outcomes on the first of each of twelve months, three months later; a
/// provider pays £60 for staff on the first of each month.
@Suite struct ShockTests {
    private static func outlook(
        _ shocks: String,
        written: String? = nil
    ) throws -> CashOutlook {
        try CashOutlook(
            WrittenTerms(
                """
                cashflow: Plan
                flows:
                  - {id: outcomes, from: Council, to: Provider, amount: 100.00, on: 2025-01-01, times: 12, lag_months: 3}
                  - {id: staff, from: Provider, to: Staff, amount: 60.00, on: 2025-01-01, times: 12}
                scenarios: [{id: s, shocks: [\(shocks)]}]
                """
            ).read(shocks: written),
            threads: 1
        )
    }

    /// Planned: £1,200 less £720. The provider leaves in month 9: eight months of each. Outcomes 20% lower: £80 each.
    /// Another takes its place from 1 September: four of twelve. £250: two payments and a half.
    @Test(arguments: [
        ("{leaves: Provider, month: 9}", "320.00", "2025-11-01"),
        ("{leaves: Provider, on: 2025-09-01, replaced_by: Other}", "320.00", "2025-11-01"),
        ("{lower_percent: 20, flows: [outcomes]}", "240.00", "2026-03-01"),
        ("{lower_percent: 20, flows: [outcomes], from: 2025-07-01}", "360.00", "2026-03-01"),
        ("{higher_percent: 50, payee: Staff}", "120.00", "2026-03-01"),
        ("{budget: 250.00, payer: Council}", "-470.00", "2025-12-01"),
        ("{late_months: 9, payer: Council}", "480.00", "2026-12-01"),
        (
            "{lower_percent: 50, payer: Council}, {lower_percent: 50, flows: [outcomes]}",
            "-420.00", "2026-03-01"
        ),
    ])
    func oneThingHappens(shocks: String, closing: String, last: String) throws {
        let outlook = try Self.outlook(shocks)
        let forecast = try #require(outlook.scenarios.first?.forecast)
        let provider = try #require(forecast.parties.first { $0.party == "Provider" })
        #expect(provider.closing.decimalText == closing)
        #expect(
            forecast.flows.last { $0.party == "Provider" }?.date.description == last
        )
        // What all hold together never changes.
        let held = forecast.parties.reduce(0) { $0 + $1.closing.minorUnits }
        #expect(held == 0)
        #expect(
            outlook.planned.parties.first { $0.party == "Provider" }?.closing.decimalText
                == "480.00"
        )
    }

    /// Three months' wait needs £180 beyond the first three payments of staff; nine months later £720 all in all.
    @Test func latePaymentsNeedMoreCash() throws {
        let outlook = try Self.outlook("{late_months: 9, payer: Council}")
        func peak(_ forecast: CashForecast?) -> String? {
            forecast?.parties.first { $0.party == "Provider" }?.peak?.amount.decimalText
        }
        #expect(peak(outlook.planned) == "180.00")
        #expect(peak(outlook.scenarios.first?.forecast) == "720.00")
    }

    /// The order in which shocks stand says nothing.
    @Test func orderSaysNothing() throws {
        let shocks = [
            "{budget: 333.33, payer: Council}", "{late_months: 2, flows: [outcomes]}",
            "{lower_percent: 33, flows: [outcomes]}",
            "{leaves: Provider, month: 4, replaced_by: Other}", "{leaves: Other, month: 8}",
            "{higher_percent: 7, payer: Council}",
        ]
        let first = try Self.outlook(shocks.joined(separator: ", "))
        let second = try Self.outlook(shocks.reversed().joined(separator: ", "))
        #expect(first.scenarios[0].forecast.flows == second.scenarios[0].forecast.flows)
    }

    /// On the command line each item is a scenario, and a list within it shocks that happen together.
    @Test func shocksOfTheCommandLine() throws {
        let outlook = try Self.outlook(
            "{lower_percent: 0, payer: Council}",
            written:
                "[{lower_percent: 20, flows: [outcomes]}, [{lower_percent: 20, flows: [outcomes]}, {budget: 100.00, payer: Council}]]"
        )
        let closings = outlook.scenarios.map { item in
            item.forecast.parties.first { $0.party == "Provider" }?.closing.decimalText
        }
        #expect(closings == ["480.00", "240.00", "-620.00"])
    }

    /// By hand: I puts in 100.00 for work and has it back on the last day, and P the 50.00 that is left. What comes after that day
    /// stays with the vehicle; P may leave, and keeps its part of what is left.
    @Test func whatComesAfterABondIsOverIsNamed() throws {
        let terms = try WrittenTerms(
            """
            cashflow: Bond
            flows:
              - {id: work, from: V, to: P, amount: 100.00, on: 2025-01-01}
              - {id: outcomes, from: C, to: V, amount: 150.00, on: 2025-06-01}
            bond:
              vehicle: V
              tranches:
                - {id: only, investor: I, commitment: 100.00, preferred_return: 0}
              distributions: [2025-12-31]
              surplus: {P: 100}
            scenarios:
              - {id: late, shocks: [{late_months: 12, flows: [outcomes]}]}
              - {id: leaves, shocks: [{leaves: P, on: 2025-07-01}]}
            """
        )
        let outlook = try CashOutlook(terms.read(), threads: 1)
        #expect(outlook.planned.leftInVehicle == nil)
        #expect(outlook.scenarios[0].leftInVehicle?.decimalText == "150.00")
        #expect(outlook.scenarios[1].leftInVehicle == nil)
        func changes(_ place: Int) -> [String: String] {
            Dictionary(
                uniqueKeysWithValues: outlook.scenarios[place].outcomes.map {
                    ($0.party, $0.change.decimalText)
                }
            )
        }
        #expect(changes(0) == ["C": "0.00", "I": "-100.00", "P": "-50.00", "V": "150.00"])
        #expect(changes(1) == ["C": "0.00", "I": "0.00", "P": "0.00", "V": "0.00"])
    }

    @Test func everyFaultOfShocksAtOnce() throws {
        let terms = try WrittenTerms(
            """
            cashflow: Plan
            flows:
              - {id: outcomes, from: Council, to: Provider, amount: 100.00, on: 2025-01-01}
            scenarios:
              - {id: a, shocks: [{leaves: Provder, month: 9}]}
              - {id: b, shocks: [{lower_percent: 120, flows: [outcomes]}, {lower_percent: 20}]}
              - {id: b, shocks: [{late_months: 3, flows: [outcome]}, {budget: 1.00, payer: Council}, {budget: 2.00, payer: Council}]}
              - {id: d, shocks: [{leaves: Provider, month: 9, on: 2025-01-01}, {rain: true}]}
            uncertainty:
              draws: 5
              of:
                - {id: u, flows: [outcomes], factor: {triangular: {low: 1, mode: 0, high: 2}}}
                - {id: v, flows: [outcomes], factor: {normal: {mean: 1}}}
                - {id: w, flows: [outcomes], factor: {interval: {estimate: 1, low: 2, high: 3}}}
                - {id: w, flows: [outcomes], chance_percent: 5}
            """
        )
        let faults = terms.faults()
        for (line, words) in [
            (5, "nobody called 'Provder'"), (6, "is not between 0 and 100 percent"),
            (6, "it does not say which payments"), (7, "is on line 6 too"),
            (7, "there are no payments 'outcome'"), (7, "has a budget already"),
            (8, "expected one of 'month' and 'on'"), (8, "expected one of leaves"),
            (10, "5 is not from 100"), (12, "expected low ≤ mode ≤ high"), (13, ".sd'"),
            (14, "expected low ≤ estimate ≤ high"), (15, "is on line 14 too"), (15, ".shocks'"),
        ] {
            #expect(
                faults.contains { $0.contains("terms.yaml:\(line):") && $0.contains(words) },
                "line \(line): \(words) in \(faults)"
            )
        }
    }
}
