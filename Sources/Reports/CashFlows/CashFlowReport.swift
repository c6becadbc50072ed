package import TopsliceCashFlows
import TopsliceExactArithmetic
package import TopsliceFormats
import TopsliceMoney

/// Cash by party and month with everything a reader needs beside it.
package struct CashFlowReport: Sendable {
    package let outlook: CashOutlook
    package let provenance: Provenance

    package init(_ outlook: CashOutlook) {
        self.outlook = outlook
        let forecast = outlook.planned
        provenance = Provenance(
            forecast.terms.files,
            options: [
                ("currency", forecast.terms.currency.code),
                ("rates", "yearly; dated ones by days over 365"),
                ("rounding", "to the nearest penny, halves away from zero"),
            ]
                + (outlook.risk.map { risk in
                    [
                        ("seed", "\(risk.terms.seed)"), ("draws", "\(risk.terms.draws)"),
                        ("generator", "xoshiro256++, a stream for each draw"),
                    ]
                } ?? [])
        )
    }

    package var forecast: CashForecast { outlook.planned }
    var terms: CashCase { forecast.terms }

    /// Of ``files()``; those of scenarios and risk only where there are any.
    package static let fileNames = [
        "cashflow.json", "cashflow.csv", "parties.csv", "flows.csv", "scenarios.csv", "risk.csv",
        "risk_months.csv", "cashflow.html", "cashflow.xlsx",
    ]

    package func files() throws(WorkbookError) -> [OutputFile] {
        [
            OutputFile(name: "cashflow.json", bytes: json.bytes()),
            OutputFile(name: "cashflow.csv", text: months.csv.text()),
            OutputFile(name: "parties.csv", text: parties.csv.text()),
            OutputFile(name: "flows.csv", text: flows.csv.text()),
            OutputFile(name: "cashflow.html", text: page.text()),
            OutputFile(name: "cashflow.xlsx", bytes: try workbook.bytes()),
        ]
            + [
                ("scenarios.csv", scenarios), ("risk.csv", risks), ("risk_months.csv", riskMonths),
            ].filter { !$0.1.rows.isEmpty }.map { OutputFile(name: $0.0, text: $0.1.csv.text()) }
    }

    package var csv: CSVTable { months.csv }

    /// What weakens the figures.
    package var warnings: [String] {
        var warnings: [String] = []
        if let investment = forecast.investment {
            for (name, rate) in [("annual", investment.annual), ("dated", investment.dated)]
            where rate.rate == nil {
                warnings.append("no \(name) rate of return: \(rate.words)")
            }
        }
        for shortfall in forecast.waterfall?.shortfalls ?? [] {
            warnings.append(
                "on \(shortfall.date) the vehicle lacks \(shortfall.amount.shown), which no tranche puts in"
            )
        }
        for tranche in forecast.waterfall?.tranches ?? [] where tranche.lost.isPositive {
            warnings.append(
                "tranche \(tranche.tranche.id): \(tranche.lost.shown) of its capital is not got back"
            )
        }
        let late =
            forecast.leftInVehicle.map { [("as planned", $0)] }
            ?? outlook.scenarios.compactMap { played in
                played.leftInVehicle.map { (played.scenario.name, $0) }
            }
        for (what, amount) in late {
            warnings.append(
                "\(what): \(amount.shown) comes to the vehicle after the bond's last day and is paid to nobody"
            )
        }
        return warnings + terms.notices.map(\.placedWords)
    }

    package var workbook: Workbook {
        Workbook(
            properties: .init(
                title: terms.name,
                subject: "Cash by party and month",
                author: "Topslice \(provenance.version)"
            ),
            sheets: [
                parties, months, investments, tranches, breakEvens, finance, scenarioTerms,
                scenarios,
                uncertainties, risks, riskMonths, flows,
            ].filter { !$0.rows.isEmpty }.map(\.sheet),
            notes: [
                .init(
                    "Balance",
                    "What a party holds at the end of a month; need is how far below zero it goes on any "
                        + "day of it."
                )
            ] + warnings.map { .init("Warning", $0) } + provenance.notes
        )
    }

    package var terminalText: String {
        var parts = [terms.name]
        for table in [
            parties, investments, tranches, breakEvens, finance, scenarioTerms, scenarios, risks,
        ]
        where !table.rows.isEmpty {
            parts.append(table.terminal.text)
        }
        parts.append(answer.map { TerminalText.plainMinus($0) + "\n" }.joined())
        return parts.joined(separator: "\n") + warnings.map { "\nwarning: \($0)" }.joined()
            + (warnings.isEmpty ? "" : "\n")
    }
}
