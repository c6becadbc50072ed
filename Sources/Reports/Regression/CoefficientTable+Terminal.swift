internal import TopsliceCohortData
internal import TopsliceFormats
internal import TopsliceRegression
internal import TopsliceRecords

extension CoefficientTable {
    private static let figures = NumberFormat(notation: .general(digits: 6)).plain

    /// The table for a terminal, with a line above about the model and one below about the fit.
    package var terminalText: String {
        var fit = ["\(rule.words(people)) \(rule.isOne(people) ? "person" : "people")"]
        if showsFreedom { fit.append("\(residualDegreesOfFreedom) residual degrees of freedom") }
        if let clusters { fit.append(Words.count(clusters, "cluster", "clusters")) }
        if let rSquared {
            let about = rSquaredVariation == .aboutZero ? " about zero, not about the mean" : ""
            fit.append("R²\(about) \(Self.figures.text(rSquared))")
        }
        if let sigma { fit.append("residual standard error \(Self.figures.text(sigma))") }
        let heading = labels.name(outcome) + (unit.map { " in \($0)" } ?? "")
        var text = labels.question.map { visible($0) + "\n" } ?? ""
        text += visible("\(heading): \(method)") + "\n\n" + table.terminal.text + "\n"
        text += fit.joined(separator: ", ") + "\n"
        if !dropped.isEmpty {
            text += "Left out, because others determine them: "
            text += visible(Words.list(dropped.map(labels.term))) + "\n"
        }
        for warning in warnings { text += "Warning: " + visible(warning) + "\n" }
        return text
    }
}
