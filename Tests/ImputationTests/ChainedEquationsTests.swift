import Foundation
import Testing
import TopsliceRandomness
@testable import TopsliceImputation

/// People whose law is known, some values of whom are hidden by a rule that looks at the outcome and at an agency.
private struct Law {
    var outcome: [Double] = []
    var agency: [Double] = []
    var number: [Double] = []
    var flag: [Double] = []
    var level: [Double] = []
    var hidden: [Bool] = []

    init(people: Int, seed: UInt64, hides: Bool = true) {
        var generator = Xoshiro256PlusPlus(seed: seed, stream: 3)
        for _ in 0..<people {
            let x = generator.normal()
            let a = generator.uniform() < 1 / (1 + exp(-1.2 * x)) ? 1.0 : 0
            let f = generator.uniform() < (x > 0 ? 0.7 : 0.2) ? 1.0 : 0
            let place = generator.uniform()
            let l = x > 0.5 ? (place < 0.6 ? 2.0 : 1) : (place < 0.7 ? 0 : 1)
            let y = x + 0.5 * a + f + 0.4 * l + 0.5 * generator.normal()
            outcome.append(y)
            agency.append(a)
            number.append((10 * x).rounded() / 10)
            flag.append(f)
            level.append(l)
            hidden.append(hides && generator.uniform() < (y > 1 ? 0.45 : 0.1))
        }
    }

    func gapped(_ values: [Double]) -> [Double] {
        zip(values, hidden).map { $1 ? .nan : $0 }
    }

    func table(
        number: [Double]? = nil,
        flag: [Double]? = nil,
        level: [Double]? = nil,
        clusters: (numbers: [Double], count: Int)? = nil
    ) -> IncompleteTable {
        IncompleteTable(
            outcome: outcome,
            agencies: [agency],
            clusters: clusters,
            variables: [
                .init(name: "number", kind: .number, values: number ?? self.number),
                .init(name: "flag", kind: .number, values: flag ?? self.flag),
                .init(name: "level", kind: .levels(count: 3), values: level ?? self.level),
            ]
        )
    }
}

private func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }

private func product(_ left: [Double], _ right: [Double]) -> [Double] {
    zip(left, right).map { $0 * $1 }
}

@Suite struct ChainedEquationsTests {
    private let law = Law(people: 4_000, seed: 11)

    /// Means of imputed tables against those of the people before anything was hidden: the known people alone are far off.
    private func check(_ truth: [Double], _ variable: Int, _ table: IncompleteTable) throws {
        let equations = try ChainedEquations(table)
        let tables = (0..<5).map { equations.completed(number: $0, seed: 4)[variable] }
        let pooled = mean(tables.map(mean))
        let withOutcome = mean(tables.map { mean(product($0, law.outcome)) })
        let withAgency = mean(tables.map { mean(product($0, law.agency)) })
        let complete = zip(truth, law.hidden).filter { !$0.1 }.map(\.0)
        let lost = abs(mean(complete) - mean(truth))
        #expect(lost > 0.05)
        #expect(abs(pooled - mean(truth)) < 0.15 * lost + 0.01)
        #expect(abs(withOutcome - mean(product(truth, law.outcome))) < 0.03)
        #expect(abs(withAgency - mean(product(truth, law.agency))) < 0.02)
    }

    @Test func numbersAreRecovered() throws {
        try check(law.number, 0, law.table(number: law.gapped(law.number)))
    }

    @Test func flagsAreRecovered() throws {
        try check(law.flag, 1, law.table(flag: law.gapped(law.flag)))
    }

    @Test func levelsAreRecovered() throws {
        try check(law.level, 2, law.table(level: law.gapped(law.level)))
    }

    @Test func whatIsKnownStaysAndWhatIsDrawnOccurs() throws {
        let gapped = law.gapped(law.number)
        let table = law.table(
            number: gapped,
            flag: law.gapped(law.flag),
            level: law.gapped(law.level)
        )
        let completed = try ChainedEquations(table).completed(number: 3, seed: 1)
        let occurring = Set(gapped.filter { !$0.isNaN })
        for (variable, values) in zip(table.variables, completed) {
            for (before, after) in zip(variable.values, values) {
                #expect(before.isNaN ? !after.isNaN : before == after)
            }
        }
        #expect(completed[0].allSatisfy(occurring.contains))
        #expect(Set(completed[1]) == [0, 1])
        #expect(Set(completed[2]) == [0, 1, 2])
    }

    @Test func theSameSeedDrawsTheSameAndNoImputationHangsOnAnother() throws {
        let equations = try ChainedEquations(law.table(number: law.gapped(law.number)))
        let first = equations.completed(number: 2, seed: 9)
        _ = equations.completed(number: 0, seed: 9)
        #expect(equations.completed(number: 2, seed: 9) == first)
        #expect(equations.completed(number: 1, seed: 9) != first)
        #expect(equations.completed(number: 2, seed: 10) != first)
    }

    /// A covariate that differs from cluster to cluster: among those imputed it still does.
    @Test func clustersKeepTheirDifferences() throws {
        var generator = Xoshiro256PlusPlus(seed: 5, stream: 0)
        let count = 40
        let levels = (0..<count).map { _ in 2 * generator.normal() }
        let clusters = (0..<4_000).map { Double($0 % count) }
        let truth = clusters.map { levels[Int($0)] + generator.normal() }
        let gapped = truth.map { generator.uniform() < 0.3 ? Double.nan : $0 }
        let table = IncompleteTable(
            outcome: law.outcome,
            agencies: [law.agency],
            clusters: (clusters, count),
            variables: [.init(name: "x", kind: .number, values: gapped)]
        )
        let drawn = try ChainedEquations(table).completed(number: 0, seed: 1)[0]
        var (together, alone) = (0.0, 0.0)
        for row in gapped.indices where gapped[row].isNaN {
            together += drawn[row] * levels[Int(clusters[row])]
            alone += levels[Int(clusters[row])] * levels[Int(clusters[row])]
        }
        // The slope of what is drawn on the level of its cluster; 0 where clusters were forgotten.
        #expect(abs(together / alone - 1) < 0.08)
    }

    @Test func columnsWithNothingToLearnFromAreRefused() {
        let empty = [Double](repeating: .nan, count: law.outcome.count)
        #expect(throws: ImputationError.tooFewValues(column: "number", count: 0, least: 20)) {
            try ChainedEquations(law.table(number: empty))
        }
    }
}
