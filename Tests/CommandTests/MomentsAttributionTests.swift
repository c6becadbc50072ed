import Foundation
import Testing

/// An attribution from moments against that from the rows under the same model.
@Suite struct MomentsAttributionTests {
    private static let cohort = "datasets/resettlement/cohort.csv"

    private func json(_ arguments: [String]) throws -> [String: Any] {
        let run = try Command.run(arguments + ["--json", "-"])
        try #require(run.exitCode == 0, "\(run.errors)")
        return try #require(
            try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
        )
    }

    private func moments(
        _ formula: String,
        in folder: URL,
        _ more: [String] = ["--cluster", "area"]
    ) throws -> String {
        let path = folder.appendingPathComponent("m").path
        let run = try Command.run(
            ["moments", "build", Self.cohort, "--formula", formula, "--output", path] + more
        )
        try #require(run.exitCode == 0, "\(run.errors)")
        return path
    }

    @Test(arguments: [
        ("none", "outcome ~ got_housing + got_health + got_jobs + prior + need"),
        ("pairwise", "outcome ~ (got_housing + got_health + got_jobs)^2 + prior + need"),
        ("full", "outcome ~ got_housing * got_health * got_jobs + prior + need"),
    ])
    func itIsThatOfTheRows(interactions: String, formula: String) throws {
        try Command.withFolder { folder in
            let agencies = "got_housing,got_health,got_jobs"
            let found = try json([
                "attribute", moments(formula, in: folder), "--agencies", agencies,
            ])
            let rows = try json([
                "attribute", Self.cohort, "--outcome", "outcome", "--agencies", agencies,
                "--covariates", "prior,need", "--cluster", "area", "--family", "gaussian",
                "--shrinkage", "none", "--interactions", interactions, "--linear", "prior,need",
            ])
            var compared = 0
            /// Everything that the attribution from moments says must be what the rows say.
            func compare(_ one: Any?, _ other: Any?, _ path: String) {
                switch (one, other) {
                case (let one as [String: Any], let other as [String: Any]):
                    for (key, value) in one
                    where !["form", "method", "provenance", "warnings"].contains(key) {
                        compare(value, other[key], path + "." + key)
                    }
                case (let one as [Any], let other as [Any]):
                    #expect(one.count == other.count, "\(path)")
                    for (place, pair) in zip(one, other).enumerated() {
                        compare(pair.0, pair.1, path + "[\(place)]")
                    }
                case (let one as Double, let other as Double):
                    compared += 1
                    #expect(
                        abs(one - other) <= 1e-9 * max(abs(other), 1e-3),
                        "\(path): \(one) \(other)"
                    )
                case (let one as String, let other as String): #expect(one == other, "\(path)")
                case (is NSNull, is NSNull): break
                default:
                    // An error is left out of the rows' report where the coalition lacks support.
                    #expect(
                        path.contains("coalitions") && other is NSNull,
                        "\(path): \(String(describing: one)) \(String(describing: other))"
                    )
                }
            }
            compare(found, rows, "")
            #expect(compared > 80)
        }
    }

    @Test func whatMomentsDoNotHoldIsRefusedWithTheWayOut() throws {
        try Command.withFolder { folder in
            let plain = "outcome ~ got_housing + got_health + I(got_jobs * 2) + need"
            let clustered = try moments(plain, in: folder)
            let cases: [([String], String)] = [
                ([], "give --agencies"),
                (["--agencies", "got_housing,nobody"], "'nobody' is no column"),
                (["--agencies", "got_housing,need"], "'need' is not 0 or 1"),
                (["--agencies", "got_housing,got_housing"], "named twice"),
                (["--agencies", "got_housing", "--covariates", "prior"], "need the rows"),
                (["--agencies", "got_housing", "--family", "binomial"], "need the rows"),
                (["--agencies", "got_housing", "--outcome", "need"], "of the outcome 'outcome'"),
                (["--agencies", "got_jobs"], "stands inside 'I(got_jobs * 2)'"),
                (["--agencies", "got_housing", "--cluster", "site"], "kept apart by 'area'"),
                (["--agencies", "got_housing", "--where", "need > 3"], "needs the rows"),
                (["--agencies", "got_housing", "--output", folder.path + "/o"], "give --json"),
            ]
            for (more, words) in cases {
                let run = try Command.run(["attribute", clustered] + more)
                #expect(run.exitCode == 2)
                #expect(run.errors.contains(words), "\(more): \(run.errors)")
                #expect(run.output.isEmpty)
            }
            let alone = folder.appendingPathComponent("alone")
            try FileManager.default.createDirectory(at: alone, withIntermediateDirectories: true)
            let run = try Command.run([
                "attribute", moments("outcome ~ got_housing + need", in: alone, []), "--agencies",
                "got_housing",
            ])
            #expect(run.exitCode == 2 && run.errors.contains("build the moments with --cluster"))
        }
    }
}
