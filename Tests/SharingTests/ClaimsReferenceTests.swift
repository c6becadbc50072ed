import TopsliceApportionment
import TopsliceSharing
import TopsliceStudies
import Foundation
import TopsliceMoney
import TopsliceTestSupport
import Testing

/// Published claims problems from a CSV file to the JSON of the command.
@Suite struct ClaimsReferenceTests {
    private struct Problem<Expected: Decodable>: Decodable {
        struct Input: Decodable {
            var estate: Double
            var claims: [Double]
        }
        var input: Input
        var expected: Expected
        var tolerance: Double
    }

    private func csv(_ claims: [Double]) -> String {
        "claimant,claim\n"
            + claims.enumerated().map { "c\($0 + 1),\($1)\n" }.joined()
    }

    private func names(_ count: Int) -> [String] { (1...count).map { "c\($0)" } }

    /// The R package ClaimsProblems, by the names of its documentation.
    @Test func everyRuleMatchesTheReferenceProgram() throws {
        let data = try References.data("claims_E10_all_rules")
        let problem = try JSONDecoder().decode(Problem<[String: [Double]]>.self, from: data)
        let rules = [
            "CEA": "cea", "CEL": "cel", "MO": "minimal-overlap", "PIN": "piniles",
            "PRO": "proportional", "RA": "random-arrival", "Talmud": "talmud",
            "RTalmud": "reverse-talmud",
        ]
        let run = try Workplace().claims(
            csv(problem.input.claims),
            estate: "\(problem.input.estate)"
        )
        let answer = try answer(run)
        let names = names(problem.input.claims.count)
        #expect(problem.expected.count == rules.count)
        for (code, expected) in problem.expected {
            let rule = try #require(rules[code])
            let awards = answer.numbers(rule, "awards", names)
            #expect(agree(awards, expected, within: problem.tolerance), "\(rule) \(awards)")
        }
    }

    @Test(arguments: [
        ("talmud_estate_100", "talmud"), ("talmud_estate_200", "talmud"),
        ("talmud_estate_300", "talmud"), ("contested_garment", "talmud"),
        ("oneill_ibn_ezra_minimal_overlap", "minimal-overlap"),
    ])
    func ancientProblemsMatch(file: String, rule: String) throws {
        let data = try References.data(file)
        let problem = try JSONDecoder().decode(Problem<[Double]>.self, from: data)
        let run = try Workplace().claims(
            csv(problem.input.claims),
            estate: "\(problem.input.estate)",
            rules: rule
        )
        let awards = try answer(run)
            .numbers(rule, "awards", names(problem.input.claims.count))
        #expect(agree(awards, problem.expected, within: problem.tolerance))
    }

    @Test func seniorTiersArePaidInFullAndTheMarginalOneInProportion() throws {
        struct Tiers: Decodable {
            struct Input: Decodable {
                var estate: Int
                var tiers: [[Int]]
            }
            var input: Input
            var expected: [[Double]]
            var tolerance: Double
        }
        let data = try References.data("claims_priority_tiers_E230")
        let problem = try JSONDecoder().decode(Tiers.self, from: data)
        var rows = "claimant,claim,priority\n"
        var names: [String] = []
        for (tier, claims) in problem.input.tiers.enumerated() {
            for claim in claims {
                names.append("c\(names.count)")
                rows += "c\(names.count - 1),\(claim),\(tier + 1)\n"
            }
        }
        let run = try Workplace().claims(
            rows,
            estate: "\(problem.input.estate)",
            rules: "proportional"
        )
        let awards = try answer(run).numbers("proportional", "awards", names)
        #expect(agree(awards, problem.expected.flatMap { $0 }, within: problem.tolerance))
    }

    /// R GameTheory gives (166.67, −33.33, 200) here, an award below zero. By the definition of random arrival
    /// (all six orders) it is (116.67, 16.67, 66.67).
    @Test func noAwardIsBelowZeroOrAboveItsClaim() throws {
        let run = try Workplace().claims("claimant,claim\na,300\nb,100\nc,200\n", estate: "200")
        let answer = try answer(run)
        let names = ["a", "b", "c"]
        let claims = [300.0, 100, 200]
        for rule in run.rules.map(\.rule.rawValue) {
            let awards = answer.numbers(rule, "awards", names)
            #expect(awards.count == 3)
            for (award, claim) in zip(awards, claims) {
                #expect(award >= 0 && award <= claim, "\(rule) \(awards)")
            }
        }
        // Orders abc acb bac bca cab cba of what is left when each arrives.
        let arrivals: [[Double]] = [
            [200, 0, 0], [200, 0, 0], [100, 100, 0], [0, 100, 100], [0, 0, 200], [0, 0, 200],
        ]
        let means = (0..<3).map { place in
            arrivals.reduce(0) { $0 + $1[place] } / 6
        }
        let awards = answer.numbers("random-arrival", "awards", names)
        #expect(agree(awards, means, within: 1e-9))
    }

    @Test func penniesSumToTheEstateUnderEveryRuleWhateverTheOrderOfRows() throws {
        for seed in UInt64(1)...60 {
            var generator = SeededGenerator(seed: seed)
            let count = Int.random(in: 2...7, using: &generator)
            let claims = (0..<count).map { _ in Int.random(in: 0...90_000, using: &generator) }
            let estate = Int.random(in: 0...claims.reduce(0, +), using: &generator)
            func pounds(_ pence: Int) -> String {
                let rest = pence % 100
                return "\(pence / 100).\(rest < 10 ? "0" : "")\(rest)"
            }
            let rows = claims.enumerated().map { "c\($0),\(pounds($1))\n" }
            let head = "claimant,claim\n"
            let run = try Workplace().claims(head + rows.joined(), estate: pounds(estate))
            let shuffled = rows.shuffled(using: &generator)
            let other = try Workplace().claims(head + shuffled.joined(), estate: pounds(estate))
            let names = claims.indices.map { "c\($0)" }
            let (first, second) = (try answer(run), try answer(other))
            for finding in run.rules {
                guard let awards = finding.awards else { continue }
                let units = awards.money.allocation.parts.map(\.amount.minorUnits)
                #expect(units.reduce(0, +) == estate, "seed \(seed) \(finding.rule)")
                let rule = finding.rule.rawValue
                #expect(
                    first.texts(rule, "amounts", names) == second.texts(rule, "amounts", names),
                    "seed \(seed) \(rule)"
                )
                for (unit, claim) in zip(units, claims) { #expect(unit >= 0 && unit <= claim) }
            }
        }
    }
}
