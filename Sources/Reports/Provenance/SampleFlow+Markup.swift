internal import TopsliceCohortData
internal import TopsliceFormats

extension SampleFlow {
    /// Up to so many agencies the losses of each column are told by who was served.
    private static let mostArmColumns = 6

    /// What became of the rows, for a page.
    func markup(caption: String = "What became of the rows") -> [Markup] {
        var parts = [
            HTMLTable(
                caption: caption,
                columns: [.words("Rows"), .numbers("Number")],
                rows: [["Read", count(rowsRead)]]
                    + losses.map { [words($0.loss), "−" + count($0.rows)] },
                total: ["Analysed", count(analysed)]
            ).markup
        ]
        if !arms.isEmpty { parts.append(armTable.markup) }
        let missing = self.missing.filter { $0.rows > 0 }
        if missing.isEmpty {
            parts.append(.paragraph("No column that was used has a missing value."))
        } else {
            parts.append(missingTable(missing).markup)
        }
        return parts
    }

    private func count(_ number: Int) -> String { NumberFormat.count.text(Double(number)) }

    private func words(_ loss: Loss) -> String {
        switch loss {
        case .filtered: "Left out by the filter"
        case .withoutOutcome: "Left out because the outcome is missing"
        case .incomplete:
            withoutOutcome == nil
                ? "Left out because a value is missing"
                : "Left out because another value is missing"
        case .withoutWeight: "Not counted because the weight is 0"
        }
    }

    /// Losses in each arm: where one loses more than the other, those left may not stand for all.
    private var armTable: HTMLTable {
        func part(_ lost: Int, _ analysed: Int) -> String {
            guard lost + analysed > 0 else { return NumberFormat.dash }
            return count(lost) + " of " + count(lost + analysed) + " ("
                + NumberFormat.percentage.text(Double(lost) / Double(lost + analysed)) + ")"
        }
        return HTMLTable(
            caption: "Rows left out, as a value is missing or the weight is 0, by who was served",
            columns: [
                .words("Agency"), .numbers("Of those served"), .numbers("Of those not served"),
                .numbers("Service not known"),
            ],
            rows: arms.map { arm in
                let (excluded, weightless) = (arm.excluded, arm.withoutWeight)
                return [
                    arm.agency,
                    part(excluded.ones + weightless.ones, arm.analysed.ones),
                    part(excluded.zeros + weightless.zeros, arm.analysed.zeros),
                    count(excluded.unknown + weightless.unknown),
                ]
            }
        )
    }

    private func missingTable(_ missing: [Missing]) -> HTMLTable {
        let shown = arms.count <= Self.mostArmColumns ? arms : []
        return HTMLTable(
            caption: "Missing values by column (a row may miss several)"
                + (shown.isEmpty ? "" : "; by agency: those served / not served / not known"),
            columns: [.words("Column"), .numbers("Rows without a value")]
                + shown.map { .numbers($0.agency) },
            rows: missing.map { one in
                [one.column, count(one.rows)]
                    + (shown.isEmpty
                        ? []
                        : one.arms.map {
                            "\(count($0.ones)) / \(count($0.zeros)) / \(count($0.unknown))"
                        })
            }
        )
    }
}
