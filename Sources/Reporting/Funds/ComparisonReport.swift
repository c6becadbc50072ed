public import Funds

/// Two settlements of the same actuals side by side: what each partner gains or loses by the second.
public struct ComparisonReport: Sendable {
    public let comparison: SettlementComparison

    public init(_ comparison: SettlementComparison) {
        self.comparison = comparison
    }

    /// Keys: `agreements`, `partners[].{id,net_a,net_b,change}`, `differences`.
    public var json: JSONValue {
        [
            "agreements": .strings([
                comparison.first.agreement.name, comparison.second.agreement.name,
            ]),
            "files": .strings([comparison.first.agreement.file, comparison.second.agreement.file]),
            "partners": .array(
                comparison.rows.map { row in
                    [
                        "id": .string(row.partner),
                        "net_a": .string(PenceText.decimal(row.first)),
                        "net_b": .string(PenceText.decimal(row.second)),
                        "change": .string(PenceText.decimal(row.change)),
                        "changes": .object(
                            row.figures.map {
                                .init($0.name, .string(PenceText.decimal($0.change)))
                            }
                        ),
                    ]
                }
            ),
        ]
    }

    public var terminalText: String {
        let table = SettlementTable(
            name: "Comparison",
            caption: "",
            columns: [
                .words("Partner"), .money("Net under A"), .money("Net under B"),
                .money("Better (+) or worse (-) by"), .words("Because of"),
            ],
            rows: comparison.rows.map { row in
                let reasons = row.figures.filter { $0.change != 0 }.map {
                    "\(String($0.name.map { $0 == "_" ? " " : $0 })) "
                        + PenceText.pounds($0.change)
                }
                return [
                    .words(row.partner), .money(row.first), .money(row.second),
                    .money(row.change), .words(reasons.joined(separator: ", ")),
                ]
            },
            totalLabel: "All partners"
        )
        return """
            A: \(comparison.first.agreement.name) (\(comparison.first.agreement.file))
            B: \(comparison.second.agreement.name) (\(comparison.second.agreement.file))

            \(SettlementReport.text(table))
            """
    }
}
