import Glibc
import Testing

@testable import Reporting

@Suite struct Preview {
    @Test(.enabled(if: getenv("PREVIEW") != nil)) func pages() throws {
        for (name, result, scale) in [
            ("two", SampleAttribution.two, OutcomeScale.amount(unit: "arrests")),
            ("four", SampleAttribution.four, .proportion),
            ("ten", SampleAttribution.ten, .amount(unit: "days")),
        ] {
            try OutputFolder("/tmp/preview-" + name).write(
                SampleAttribution.report(result, scale: scale).files(),
                force: true
            )
        }
    }
}
