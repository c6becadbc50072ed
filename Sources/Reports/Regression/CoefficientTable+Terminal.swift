internal import TopsliceFormats
internal import TopsliceRegression
internal import TopsliceRecords

extension CoefficientTable {
    /// The table for a terminal, with a line above about the model and one below about the fit.
    package var terminalText: String {
        let level = NumberFormat.fitting([confidenceLevel * 100], digits: 2, suffix: "%")
            .text(confidenceLevel * 100)
        func number(_ value: Double?) -> String {
            value.map { $0.isFinite ? FixedPoint.general($0, digits: 6) : NumberFormat.dash }
                ?? NumberFormat.dash
        }
        let table = TextTable(
            columns: [
                .words("Term"), .numbers("Estimate"), .numbers("Std. error"),
                .numbers("Statistic"), .numbers("p-value"), .numbers("\(level) low"),
                .numbers("\(level) high"),
            ],
            rows: rows.map { row in
                [
                    row.term, number(row.estimate), number(row.standardError),
                    row.statistic.map { $0.isFinite ? FixedPoint.text($0, decimals: 2) : "–" }
                        ?? "–",
                    ProbabilityText.text(row.pValue), number(row.confidenceLow),
                    number(row.confidenceHigh),
                ]
            }
        )
        var fit = [
            Words.count(people, "person", "people"),
            "\(residualDegreesOfFreedom) residual degrees of freedom",
        ]
        if let clusters { fit.append(Words.count(clusters, "cluster", "clusters")) }
        if let rSquared {
            let about = rSquaredVariation == .aboutZero ? " about zero, not about the mean" : ""
            fit.append("R²\(about) \(FixedPoint.general(rSquared, digits: 6))")
        }
        if let sigma { fit.append("residual standard error \(number(sigma))") }
        var text = visible("\(outcome): \(method)") + "\n\n" + table.text + "\n"
        text += fit.joined(separator: ", ") + "\n"
        if !dropped.isEmpty {
            text += "Left out, because others determine them: "
            text += visible(Words.list(dropped)) + "\n"
        }
        for warning in warnings { text += "Warning: " + visible(warning) + "\n" }
        return text
    }
}
