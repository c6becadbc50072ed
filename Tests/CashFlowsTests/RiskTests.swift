import Foundation
import Testing
import TopsliceCashFlows
import TopsliceExactArithmetic
import TopsliceMoney
import TopsliceRandomness
import TopsliceTestSupport

/// Chance against what can be worked out without it.
@Suite struct RiskTests {
    /// One payment of £1,000,000 times a factor, and nothing else.
    private static func single(_ law: String, draws: Int = 5_000, seed: Int = 1) throws
        -> CashRisk.Party
    {
        let risk = try risk(
            """
            cashflow: Plan
            flows: [{id: pay, from: C, to: P, amount: 1000000.00, on: 2025-01-01}]
            uncertainty:
              draws: \(draws)
              seed: \(seed)
              without: {P: 900000.00}
              of: [{id: u, flows: [pay], factor: \(law)}]
            """
        )
        return try #require(risk.parties.first { $0.party == "P" })
    }

    private static func risk(_ text: String, threads: Int = 2) throws -> CashRisk {
        try #require(try CashOutlook(WrittenTerms(text).read(), threads: threads).risk)
    }

    /// Whether quantiles of draws lie within four standard errors, √(p(1 − p)/n)/f, of those of the law.
    private static func expect(
        _ party: CashRisk.Party,
        _ quantile: (Double) -> Double,
        _ draws: Double = 5_000
    ) {
        for (percent, amount) in zip(CashRisk.Spread.percents, party.closing.quantiles) {
            let p = Double(percent) / 100
            let density = 0.002 / (quantile(p + 0.001) - quantile(p - 0.001))
            let error = (p * (1 - p) / draws).squareRoot() / density
            let drawn = Double(amount.minorUnits) / 1e8
            #expect(abs(drawn - quantile(p)) < 4 * error, "\(percent)%: \(drawn), \(quantile(p))")
        }
    }

    /// A linear contract and a normal factor: the mean, and the normal's own quantiles from tables.
    @Test func normalFactor() throws {
        let party = try Self.single("{normal: {mean: 1, sd: 0.1}}")
        #expect(abs(Double(party.closing.mean.minorUnits) / 1e8 - 1) < 4 * 0.1 / 70.7)
        let table = [5: -1.644_854, 25: -0.674_490, 50: 0, 75: 0.674_490, 95: 1.644_854]
        for (percent, amount) in zip(CashRisk.Spread.percents, party.closing.quantiles) {
            let expected = 1 + 0.1 * (table[percent] ?? .nan)
            #expect(abs(Double(amount.minorUnits) / 1e8 - expected) < 0.012)
        }
        // P(1 + 0.1 z < 0.9) = Φ(−1) = 0.158655; the exact interval of the simulation holds it.
        #expect(party.worseOffInterval.low < Rational(158_655) / 1_000_000)
        #expect(party.worseOffInterval.high > Rational(158_655) / 1_000_000)
    }

    /// Triangular from 0.6 to 1.2 with mode 1: F(1) = 2/3, and square roots on both sides.
    @Test func triangularFactor() throws {
        let party = try Self.single("{triangular: {low: 0.6, mode: 1, high: 1.2}}", seed: 7)
        Self.expect(party) { p in
            p < 2.0 / 3
                ? 0.6 + (p * 0.6 * 0.4).squareRoot() : 1.2 - ((1 - p) * 0.6 * 0.2).squareRoot()
        }
        #expect(abs(Double(party.closing.mean.minorUnits) / 1e8 - 2.8 / 3) < 0.004)
    }

    /// Beta with a = 2, b = 1 has the distribution function x².
    @Test func betaFactor() throws {
        let party = try Self.single("{beta: {a: 2, b: 1}}", seed: 3)
        Self.expect(party) { $0.squareRoot() }
    }

    /// An effect of 6 points (95% interval 4 to 8) where 8 were planned: 0.75, with 1.96 standard errors of 0.25.
    @Test func intervalOfAMeasuredImpact() throws {
        let party = try Self.single(
            "{interval: {estimate: 6, low: 4, high: 8, planned: 8}}",
            seed: 4
        )
        let law = StatedLaw.normal(mean: 750_000_000, deviation: 127_553_380)
        Self.expect(party) { Double(law.quantile($0)) / 1e9 }
    }

    /// With a probability of one in four nothing is paid.
    @Test func events() throws {
        let risk = try Self.risk(
            """
            cashflow: Plan
            flows: [{id: pay, from: C, to: P, amount: 100.00, on: 2025-01-01}]
            uncertainty:
              of: [{id: gone, chance_percent: 25, shocks: [{lower_percent: 100, flows: [pay]}]}]
              without: {P: 50.00}
            """
        )
        let party = try #require(risk.parties.first { $0.party == "P" })
        #expect(abs(party.worseOff - 2_500) < 4 * 44)
        #expect(party.closing.mean.minorUnits == 10_000 - party.worseOff)
        #expect(
            party.closing.quantiles.map(\.decimalText) == [
                "0.00", "0.00", "100.00", "100.00", "100.00",
            ]
        )
    }

    private static let whole = """
        cashflow: Plan
        flows:
          - {id: outcomes, from: Council, to: Provider, amount: 101.37, on: 2025-01-31, times: 12}
          - {id: staff, from: Provider, to: Staff, amount: 60.11, on: 2025-01-01, times: 12}
        uncertainty:
          draws: 400
          seed: 12
          of:
            - {id: success, flows: [outcomes], factor: {triangular: {low: 0.5, mode: 0.9, high: 1.3}}}
            - {id: wages, payee: Staff, factor: {normal: {mean: 1.02, sd: 0.05}}}
            - {id: wait, payer: Council, late_months: {triangular: {low: 0, mode: 2, high: 9}}}
            - {id: cuts, chance_percent: 30, shocks: [{budget: 700.00, payer: Council}]}
        """

    /// A calculator of its own, in whole numbers and from the text of the terms: the same draws give the same money, to the
    /// penny, month by month.
    @Test func aSmallCalculatorAgrees() throws {
        let risk = try Self.risk(Self.whole)
        var closings: [Int] = []
        var needs: [Int] = []
        var thirteenth: [Int] = []
        for draw in 0..<400 {
            var generator = Xoshiro256PlusPlus(seed: 12, stream: UInt64(draw))
            func rounded(_ pence: Int, _ billionths: Int) -> Int {
                (2 * pence * billionths + 1_000_000_000) / 2_000_000_000
            }
            // In the order of identifiers: cuts, success, wages, wait.
            let isCut = generator.next(below: 1_000_000_000) < 300_000_000
            let success = StatedLaw.triangular(
                low: 500_000_000,
                mode: 900_000_000,
                high: 1_300_000_000
            ).draw(&generator)
            let wages = StatedLaw.normal(mean: 1_020_000_000, deviation: 50_000_000)
                .draw(&generator)
            let wait =
                (StatedLaw.triangular(low: 0, mode: 2_000_000_000, high: 9_000_000_000)
                    .draw(&generator) + 500_000_000) / 1_000_000_000
            var left = isCut ? 70_000 : .max
            var held = 0
            var least = 0
            for month in 0..<22 {
                if month < 12 { held -= rounded(6_011, wages) }
                least = min(least, held)
                if (0..<12).contains(month - wait) {
                    let paid = min(left, rounded(10_137, success))
                    left -= paid
                    held += paid
                }
                if month == 12 { thirteenth.append(held) }
            }
            closings.append(held)
            needs.append(-least)
        }
        let provider = try #require(risk.parties.first { $0.party == "Provider" })
        func quantiles(_ amounts: [Int]) -> [Int] {
            [20, 100, 200, 300, 380].map { amounts.sorted()[$0 - 1] }
        }
        #expect(provider.closing.quantiles.map(\.minorUnits) == quantiles(closings))
        #expect(provider.need.quantiles.map(\.minorUnits) == quantiles(needs))
        #expect(provider.balances[12].quantiles.map(\.minorUnits) == quantiles(thirteenth))
        #expect(provider.worseOff == closings.count { $0 < 0 })
    }

    /// The same seed gives the same numbers whatever the threads and the order of the file, and another seed others.
    @Test func theSameSeedTheSameNumbers() throws {
        func numbers(_ text: String, _ threads: Int) throws -> [[Money]] {
            try Self.risk(text, threads: threads).parties.map { party in
                party.balances.flatMap(\.quantiles) + [party.closing.mean, party.need.mean]
            }
        }
        let first = try numbers(Self.whole, 1)
        #expect(try first == numbers(Self.whole, 2))
        #expect(try first == numbers(Self.whole, 7))
        var lines = Self.whole.split(separator: "\n")
        lines.swapAt(2, 3)
        lines[8...].reverse()
        let reordered = lines.joined(separator: "\n")
        #expect(reordered != Self.whole)
        #expect(try first == numbers(reordered, 2))
        #expect(
            try first
                != numbers(Self.whole.replacingOccurrences(of: "seed: 12", with: "seed: 13"), 2)
        )
    }

    /// A bond under chance: in every draw what all hold together is what they held (a draw that breaks it ends the program),
    /// and the investor never ends with more than was agreed at most.
    @Test func bondsUnderChance() throws {
        let risk = try Self.risk(
            """
            cashflow: Bond
            flows:
              - {id: work, from: V, to: P, amount: 100.00, on: 2025-01-01, times: 12}
              - {id: pay, from: C, to: V, amount: 150.00, on: 2025-06-30, times: 12}
            bond:
              vehicle: V
              tranches:
                - {id: a, investor: I, commitment: 900.00, preferred_return: 10, guarantee: {guarantor: G, percent: 50}}
              distributions: {on: 2025-12-31, every_months: 6, times: 3}
              surplus: {P: 100}
            uncertainty:
              draws: 500
              of:
                - {id: u, flows: [pay], factor: {normal: {mean: 0.7, sd: 0.4}}}
                - {id: d, flows: [pay], late_months: {triangular: {low: 0, mode: 1, high: 4}}}
            """
        )
        let investor = try #require(risk.parties.first { $0.party == "I" })
        #expect(investor.worseOff > 0 && investor.worseOff < 500)
        // At most a return of 10% for two years on £900.
        #expect(investor.closing.quantiles.allSatisfy { $0.minorUnits <= 18_000 })
        let guarantor = try #require(risk.parties.first { $0.party == "G" })
        #expect(
            guarantor.closing.quantiles.allSatisfy {
                $0.minorUnits <= 0 && $0.minorUnits >= -45_000
            }
        )
    }
}
