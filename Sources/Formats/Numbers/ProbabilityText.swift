/// p-values in words a reader cannot misread: never "0.000" and never "1.000".
package enum ProbabilityText {
    package static func text(_ probability: Double?) -> String {
        guard let probability, probability.isFinite else { return NumberFormat.dash }
        if probability < 0.001 { return "< 0.001" }
        if probability > 0.99 { return "> 0.99" }
        return FixedPoint.text(probability, decimals: probability < 0.1 ? 3 : 2)
    }
}
