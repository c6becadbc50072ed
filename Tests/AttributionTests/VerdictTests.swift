import TopsliceCohortData
import TopsliceRegression
import Testing

@testable import TopsliceAttribution

/// What may be claimed, by rule: data made to break one rule each.
@Suite struct VerdictTests {
    private static let problem = AttributionProblem(
        outcome: "y",
        agencies: ["a", "b"],
        covariates: ["x"],
        family: .gaussian
    )

    /// 960 people with every combination of a, b and x alike often; a adds two units, b nothing.
    private static func sound(
        _ change: (Int, inout [String]) -> Void = { _, _ in }
    ) -> [String] {
        (0..<960).map { row in
            let (a, b, x) = (row % 2, row / 2 % 2, row / 4 % 4)
            let noise = Double(row * 7_919 % 1_009) / 1_009 - 0.5
            var cells = [
                "\(Double(2 * a + x) + 3 * noise)", "\(a)", "\(b)", "\(x)", "g\(row / 8 % 40)",
            ]
            change(row, &cells)
            return cells.joined(separator: ",")
        }
    }

    private func result(
        _ rows: [String],
        _ change: (inout AttributionProblem) -> Void = { _ in }
    ) throws -> AttributionResult {
        var problem = Self.problem
        change(&problem)
        return try Fixture.run(problem, header: "y,a,b,x,g", rows: rows).result
    }

    private func rules(_ result: AttributionResult) -> [Verdict.Rule] {
        result.verdict.grounds.map(\.rule)
    }

    @Test func chanceAlikenessIsIdentifiedAndNothingIsNoFinding() throws {
        let result = try result(Self.sound())
        #expect(result.verdict.standing == .identified)
        #expect(result.verdict.grounds.isEmpty)
        #expect(result.verdict.findings.map(\.agency) == ["a", "b"])
        #expect(result.verdict.findings.map(\.finding) == [.raises, .undecided])
    }

    @Test func harmIsAFinding() throws {
        let result = try result(
            Self.sound { row, cells in cells[0] = "-" + cells[0] }
                .map { $0.hasPrefix("--") ? String($0.dropFirst(2)) : $0 }
        )
        #expect(result.verdict.findings[0].finding == .lowers)
    }

    /// Pairs that one agency serves one of, and another both or none: with the other nobody is to be compared at the level of a pair.
    @Test func levelsThatAreTooSmallToCompare() throws {
        let rows = (0..<120).map { row in
            "\(row * 7_919 % 1_009),\(row % 2),\(row / 2 % 2),p\(row / 2),g\(row)"
        }
        let found = try result(rows) { $0.categorical = ["x"] }.verdict.grounds
            .filter { $0.rule == .oneSidedLevels }
        #expect(
            found == [Verdict.Ground(.oneSidedLevels, agency: "b", covariate: "x", value: 1)]
        )
        #expect(Verdict.Rule.oneSidedLevels.standing == .partlyIdentified)
    }

    @Test func noCovariates() throws {
        let result = try result(Self.sound()) { $0.covariates = [] }
        #expect(result.verdict.standing == .partlyIdentified)
        #expect(rules(result) == [.noCovariates])
    }

    /// Of the 720 not served by a 32 are at x = 3, where 224 of the 240 served are: by the odds there and elsewhere (7 and about 0.07)
    /// they weigh about 37.
    @Test func fewWhoAreLikeTheServed() throws {
        let result = try result(
            Self.sound { row, cells in
                let isServed = row % 4 == 0
                cells[1] = isServed ? "1" : "0"
                cells[2] = "\(row / 4 % 2)"
                cells[3] =
                    isServed ? (row % 60 == 0 ? "0" : "3") : row % 30 == 1 ? "3" : "\(row % 3)"
            }
        ) { $0.categorical = ["x"] }
        #expect(result.verdict.standing == .notIdentified)
        let ground = try #require(result.verdict.grounds.first { $0.rule == .fewEffective })
        #expect(ground.agency == "a")
        #expect((25...45).contains(try #require(ground.value)))
        #expect(result.verdict.findings[0].finding == .notIdentified)
    }

    /// Of 1,000 not served 60 are at x = 1, where 290 of the 300 served are. By the odds there and elsewhere, 290/60 and 10/940, they weigh
    /// (290 + 10)² / (290²/60 + 10²/940) = 64.2: not few, but 0.21 of the 300.
    @Test func thoseAlikeAreAFewOfMany() throws {
        let served = (0..<300).map { ($0, 1, $0 < 290 ? 1 : 0) }
        let others = (0..<1_000).map { ($0, 0, $0 < 60 ? 1 : 0) }
        let result = try result(
            (served + others).map { row, a, x in
                "\(Double(row * 7_919 % 1_009) / 1_009 + Double(a)),\(a),\(row % 2),\(x),g"
            }
        ) { $0.categorical = ["x"] }
        let ground = try #require(result.verdict.grounds.first { $0.rule == .poorOverlap })
        #expect(ground.agency == "a")
        #expect((try #require(ground.value) - 64.2 / 300).magnitude < 0.005)
        #expect(!rules(result).contains(.fewEffective))
        // What happens without a is thin; only those whom it did not serve are fully supported.
        #expect(result.coalitions.map(\.support) == [.thin, .full, .thin, .full])
        #expect((result.support.fullySupportedShare - 1_000.0 / 1_300).magnitude < 1e-12)
        #expect(result.verdict.standing == .partlyIdentified)
    }

    @Test func aHandful() throws {
        let result = try result(Self.sound { row, cells in cells[2] = row % 137 == 0 ? "1" : "0" })
        let ground = try #require(result.verdict.grounds.first { $0.rule == .handful })
        #expect(ground == Verdict.Ground(.handful, agency: "b", value: 8))
        #expect(result.verdict.standing == .notIdentified)
    }

    @Test func everybodyServedBySomebody() throws {
        let result = try result(
            Self.sound { row, cells in if cells[1] == "0", cells[2] == "0" { cells[2] = "1" } }
        )
        #expect(rules(result).contains(.everybodyServed))
        #expect(result.verdict.standing == .notIdentified)
        #expect(result.verdict.findings.allSatisfy { $0.finding == .notIdentified })
        // Nobody shows v(∅), so that nothing can be added first.
        #expect(result.contributions.allSatisfy { !$0.firstIn.isIdentified })
    }

    /// b reached only through a: what b adds alone nobody shows, and what it adds last many do.
    @Test func whatNobodyEverHadIsNotIdentified() throws {
        let result = try result(
            Self.sound { row, cells in if cells[1] == "0" { cells[2] = "0" } }
        )
        #expect(!result.contributions[1].firstIn.isIdentified)
        #expect(result.contributions[1].lastIn.isIdentified)
        #expect(result.contributions[0].firstIn.isIdentified)
        #expect(!result.interactions[0].value.isIdentified)
        // Nor is an error printed of what b alone would have led to, and there is one of what all four hundred and eighty show.
        #expect(result.coalitions.map(\.supported) == [true, true, false, true])
        #expect(result.coalitions[2].error == .notIdentified)
        #expect(result.coalitions[2].standardError == nil)
        #expect(result.coalitions[1].standardError != nil)
        #expect(
            rules(result).allSatisfy {
                [.extrapolated, .mostlyExtrapolated, .sharedReasons].contains($0)
            }
        )
        #expect(!rules(result).isEmpty)
    }

    @Test func fewClusters() throws {
        let result = try result(Self.sound { row, cells in cells[4] = "g\(row / 8 % 6)" }) {
            $0.cluster = "g"
        }
        #expect(rules(result) == [.fewClusters])
    }

    /// A fifth of those served by a are left out, and none of the others.
    @Test(arguments: [(5, true), (20, false)])
    func unevenLosses(every: Int, isGround: Bool) throws {
        let result = try result(
            Self.sound { row, cells in if row % 2 == 1, row / 2 % every == 0 { cells[3] = "" } }
        )
        #expect(rules(result) == (isGround ? [.unevenLoss] : []))
        guard isGround else { return }
        let ground = result.verdict.grounds[0]
        #expect(ground.agency == "a")
        #expect((try #require(ground.value) - 0.2).magnitude < 1e-12)
    }

    @Test func whatWeighsMostStandsFirst() {
        let verdict = Verdict(
            grounds: [
                .init(.noCovariates), .init(.handful, agency: "a", value: 2), .init(.unevenLoss),
            ],
            findings: []
        )
        #expect(verdict.grounds.map(\.rule) == [.handful, .noCovariates, .unevenLoss])
        #expect(verdict.standing == .notIdentified)
        #expect(Verdict(grounds: [], findings: []).standing == .identified)
    }
}
