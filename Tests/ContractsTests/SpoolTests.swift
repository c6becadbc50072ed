import Foundation
import Testing
import TopsliceContracts
import TopsliceExactArithmetic
import TopsliceFunds
import TopsliceGeneratedContracts
import TopsliceTestSupport

/// How much of records and claims is held in memory says nothing about any result.
@Suite struct SpoolTests {
    /// Every clause of a settled contract, with what it pays, leaves unpaid and counted.
    private static func told(_ settlement: Settlement) -> [String] {
        settlement.contracts.map { run in
            let claims = run.result.claims.map { claim in
                "\(claim.person) \(claim.day) \(claim.payee) \(claim.line) \(run.result.prices[Int(claim.price)])"
            }
            return """
                \(run.clause.head.id) \(run.parts) \(run.result.entitlements) \(run.result.unpaid)
                \(run.result.figures) \(claims)
                """
        } + settlement.contractPayments.map { "\($0)" } + settlement.unrewarded.map { "\($0)" }
    }

    @Test func contractsOfEveryKindAreTheSameOutOfMemory() throws {
        var generator = SeededGenerator(seed: 31)
        try Worked.withFolder { folder in
            for _ in 0..<12 {
                let contract = GeneratedContract(&generator)
                let inMemory = try Self.told(contract.settled(in: folder))
                // Of so few bytes that every sort is of runs of two, and every table lies in a file.
                let aside = try SpoolBudget.$bytes.withValue(1) {
                    try Self.told(contract.settled(in: folder))
                }
                #expect(aside == inMemory)
                #expect(inMemory.count > ClauseKind.allCases.count / 2)
            }
        }
    }

    /// Identifiers of every length, those that begin alike and those that are beginnings of others included, stand in the order of their
    /// bytes, and rows of one person in that of their days.
    @Test(arguments: [1, 400, 1 << 22])
    func peopleStandInTheOrderOfTheirBytes(budget: Int) throws {
        var generator = SeededGenerator(seed: 8)
        var names: Set<String> = ["a", "ab", "abcdefghijklmnop", "abcdefghijklmnopq", "é", "z€"]
        while names.count < 300 {
            let count = Int.random(in: 1...40, using: &generator)
            names.insert(
                (0..<count).map { _ in ["a", "b", "é"][Int.random(in: 0..<3, using: &generator)] }
                    .joined()
            )
        }
        let rows = (Array(names) + Array(names)).shuffled(using: &generator).map { name in
            "\(name),job,2025-0\(Int.random(in: 1...9, using: &generator))-01"
        }
        let records = try Worked.withFolder { folder in
            let path = try Worked.write(
                "person_id,outcome,date\n" + rows.joined(separator: "\n") + "\n",
                "outcomes.csv",
                folder
            )
            return SpoolBudget.$bytes.withValue(budget) {
                PeopleReader(
                    PeopleReader.Paths(outcomes: path),
                    expected: PeopleReader.Expected(parties: [], outcomes: ["job"], days: nil)
                ).result
            }
        }
        let ordered = names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        #expect((0..<records.people.count).map { records.people[$0] } == ordered)
        #expect(records.results.map(\.person) == (0..<300).flatMap { [Int32($0), Int32($0)] })
        for (first, second) in zip(records.results, records.results.dropFirst())
        where first.person == second.person { #expect(first.day <= second.day) }
        // Every row is there, under the name that stands in it.
        for record in records.results {
            let row = rows[Int(record.line) - 2]
            #expect(row.hasPrefix(records.people[Int(record.person)] + ","))
        }
        #expect(Set(records.results.map(\.line)).count == 600)
    }
}
