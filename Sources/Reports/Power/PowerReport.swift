internal import TopsliceAttribution
package import TopsliceFormats
package import TopslicePower
package import TopsliceRecords

/// What a planned study could tell, with everything a reader needs beside it.
package struct PowerReport: Sendable {
    package let forecast: PowerForecast
    package let provenance: Provenance

    /// - Parameter options: those asked, as printed back.
    package init(
        _ forecast: PowerForecast,
        pilot: FileBytes,
        options: [(name: String, value: String)]
    ) {
        self.forecast = forecast
        provenance = Provenance(
            [InputRecord(path: pilot.name, sha256: pilot.sha256, rows: 0, seconds: 0)],
            options: options
        )
    }

    var pilot: PilotStudy { forecast.pilot }
    var question: PowerQuestion { forecast.question }

    /// In the order of ``files()``.
    package static let fileNames = [
        "power.json", "power.csv", "shares.csv", "power.html", "power.xlsx",
    ]

    package func files() throws(WorkbookError) -> [OutputFile] {
        [
            OutputFile(name: "power.json", bytes: json.bytes()),
            OutputFile(name: "power.csv", text: contributions.csv.text()),
            OutputFile(name: "shares.csv", text: shares.csv.text()),
            OutputFile(name: "power.html", text: page.text()),
            OutputFile(name: "power.xlsx", bytes: try workbook.bytes()),
        ]
    }

    package var csv: CSVTable { contributions.csv }

    /// Keys: `outcome`, `pilot.{people,clusters,verdict}`, `planned.{people,clusters,variance_factor}`, `confidence_level`, `power`,
    /// `contributions[]`, `shares[]`, `payment.{answer,reasons[].{reason,words},measured_weight,…}`, `provenance`.
    package var json: JSONValue {
        [
            "outcome": .string(pilot.outcome),
            "pilot": size(pilot.size, beside: .init("verdict", .string(pilot.standing.rawValue))),
            "planned": size(
                question.size,
                beside: .init("variance_factor", .number(forecast.varianceFactor))
            ),
            "confidence_level": .number(pilot.confidenceLevel),
            "power": .number(question.power),
            "trigger": question.trigger.map(trigger) ?? .null,
            "contributions": contributions.json,
            "shares": shares.json,
            "payment": payment,
            "provenance": provenance.json,
        ]
    }

    private func size(_ size: StudySize, beside member: JSONValue.Member) -> JSONValue {
        .object([
            .init("people", .integer(size.people)),
            .init("clusters", .optional(size.clusters)),
            member,
        ])
    }

    private func trigger(_ trigger: PowerQuestion.Trigger) -> JSONValue {
        [
            "effect": .number(trigger.effect),
            "relative": .boolean(trigger.isRelative),
            "proof": .string(trigger.proof.rawValue),
        ]
    }

    private var payment: JSONValue {
        let payment = forecast.payment
        let words = PowerWords(self)
        return [
            "answer": .string(payment.answer.rawValue),
            "reasons": .array(
                payment.reasons.map {
                    ["reason": .string($0.key), "words": .string(words.reason($0))]
                }
            ),
            "measured_weight": .number(PowerWords.statedWeight(payment)),
            "least_error_weight": .number(payment.measuredWeight),
            "misplaced_measured": .optional(payment.misplacedMeasured),
            "misplaced_blended": .optional(payment.misplacedBlended),
            "misplaced_agreed": .optional(payment.misplacedAgreed),
            "least_power": .number(SharePayment.leastPower),
            "most_misplaced": .number(SharePayment.mostMisplaced),
        ]
    }

    package var terminalText: String {
        let words = PowerWords(self)
        var parts = [words.subtitle, contributions.terminal.text]
        if !shares.rows.isEmpty { parts.append(shares.terminal.text) }
        parts.append((words.answer + words.limits).joined(separator: "\n") + "\n")
        return parts.joined(separator: "\n")
    }

    package var workbook: Workbook {
        let words = PowerWords(self)
        return Workbook(
            properties: .init(
                title: words.title,
                subject: "What a planned study could tell",
                author: "Topslice \(provenance.version)"
            ),
            sheets: [contributions, shares].filter { !$0.rows.isEmpty }.map(\.sheet),
            notes: words.answer.map { .init("Answer", $0) }
                + words.limits.map { .init("Limit", $0) } + provenance.notes
        )
    }
}
