import Foundation
import Testing

/// An outcome that is the same for everybody whom an agency served: one rule for one outcome and for several, for every family.
@Suite struct ConstantArmTests {
    /// 600 people, one in ten served by `a`, none of whom has any of these outcomes.
    private static let rows: [String] = (0..<600).map { row in
        let mixed = row * 7_919 % 1_009
        let a = mixed % 10 == 0 ? 1 : 0
        let b = mixed / 10 % 2
        let rest = mixed / 20
        func free(_ value: String) -> String { a == 1 ? "0" : value }
        return [
            "\(a)", "\(b)", "\(mixed % 5)", "\((rest + b) % 3 == 0 ? 1 : 0)",
            free((rest + b) % 4 == 0 ? "1" : "0"), free("\((rest + b) % 4)"),
            free(["0", "0.25", "0.5", "1"][(rest + b) % 4]),
            free((rest + b) % 2 == 0 ? "0" : "\(100 + rest * 3)"), a == 1 ? "40" : "\(20 + rest)",
        ].joined(separator: ",")
    }

    private func run(_ words: [String]) throws -> (code: Int32, output: String, errors: String) {
        try Command.withFolder { folder in
            let file = folder.appendingPathComponent("people.csv").path
            let out = folder.appendingPathComponent("out")
            try (["a,b,x,other,rate,count,part,cost,money"] + Self.rows).joined(separator: "\n")
                .appending("\n").write(toFile: file, atomically: true, encoding: .utf8)
            let run = try Command.run(
                ["attribute", file, "--agencies", "a,b", "--covariates", "x"] + words
                    + ["--output", out.path]
            )
            if run.exitCode != 0 { #expect(!FileManager.default.fileExists(atPath: out.path)) }
            return (
                run.exitCode, run.output,
                run.errors.replacingOccurrences(of: folder.path + "/", with: "")
            )
        }
    }

    private static let refusal =
        "people.csv:1: column 'NAME': it is the same for everybody whom 'a' served"

    struct Case: Sendable, CustomTestStringConvertible {
        let outcome: String
        let family: String
        let isAnswered: Bool
        var testDescription: String { "\(outcome) \(family)" }
    }

    static let cases: [Case] = [
        .init(outcome: "rate", family: "binomial", isAnswered: true),
        .init(outcome: "rate", family: "fractional", isAnswered: true),
        .init(outcome: "part", family: "fractional", isAnswered: true),
        .init(outcome: "count", family: "poisson", isAnswered: true),
        .init(outcome: "rate", family: "gaussian", isAnswered: false),
        .init(outcome: "count", family: "gaussian", isAnswered: false),
        .init(outcome: "cost", family: "two-part", isAnswered: false),
        .init(outcome: "cost", family: "gaussian", isAnswered: false),
        .init(outcome: "money", family: "gamma", isAnswered: false),
        .init(outcome: "money", family: "gaussian", isAnswered: false),
    ]

    @Test(arguments: cases) func oneRuleForOneAndSeveral(_ one: Case) throws {
        let families = "other=binomial,\(one.outcome)=\(one.family)"
        let alone = try run(["--outcome", one.outcome, "--family", one.family])
        let several = try run(["--outcomes", "other,\(one.outcome)", "--families", families])
        let plain = try run([
            "--outcome", one.outcome, "--family", one.family, "--shrinkage", "none",
        ])
        #expect(alone.code == (one.isAnswered ? 0 : 2), "\(alone.errors)")
        #expect(several.code == alone.code, "\(several.errors)")
        // Without priors nothing holds the effect.
        #expect(plain.code == 2)
        let refusal = Self.refusal.replacingOccurrences(of: "NAME", with: one.outcome)
        #expect(plain.errors.contains(refusal), "\(plain.errors)")
        for found in [alone, several] where !one.isAnswered {
            #expect(found.errors.contains(refusal), "\(found.errors)")
        }
        guard one.isAnswered else { return }
        // What holds it is said, of whichever outcome it is.
        #expect(alone.output.contains("all people of some agency had the same outcome"))
        #expect(
            several.output.contains(
                "'\(one.outcome)': all people of some agency had the same outcome"
            )
        )
        // Nobody served has it: the effect is minus what they would have had, finite, and so is its interval.
        #expect(alone.output.contains("a "))
        let strange = (alone.output + several.output).range(
            of: #"(?i)\b-?(nan|inf)\b"#,
            options: .regularExpression
        )
        #expect(strange == nil)
    }
}
