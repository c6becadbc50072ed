import TopsliceAttribution
internal import TopsliceCohortData
internal import TopsliceFormats

/// How free the model was, in words.
extension AttributionPage {
    var priors: String {
        guard let scales = result.strength.prior else {
            return
                "none: an unpenalised fit, with numbers as straight lines unless a curve was asked for"
        }
        let unit: String
        switch report.method.family {
        case "gaussian": unit = "standard deviations of the residual"
        case "binomial": unit = "log-odds"
        default: unit = "logarithms of a rate"
        }
        let main = result.strength.mainEffectScale
        return
            "normal with mean zero; standard deviations in \(unit): \(plain(scales.interactions)) for "
            + "interactions of agencies, \(plain(scales.modifications)) for an agency's effect to differ by a "
            + "covariate (by one standard deviation of it, or a level), \(plain(scales.covariates)) for "
            + "covariates, "
            + (main.map { "\(plain($0)) for agencies' own effects, which only this keeps finite" }
                ?? "none on agencies' own effects")
    }

    var parameters: String {
        let strength = result.strength
        let count = NumberFormat.count.text(Double(strength.coefficients))
        guard strength.prior != nil else { return count }
        return "\(count) coefficients, worth "
            + NumberFormat(notation: .fixed(decimals: 1)).text(strength.effectiveParameters)
            + " free ones under the priors"
    }

    /// Each curved covariate with the test of its curvature.
    var curves: String {
        guard !result.curvatures.isEmpty else { return "none" }
        return result.curvatures.map { test in
            "\(labels.name(test.covariate)) (restricted cubic spline, \(test.knots.count) knots; test of curvature: p "
                + ProbabilityText.text(test.pValue) + ")"
        }.joined(separator: "; ")
    }

    private func plain(_ number: Double) -> String { "\(number)" }
}
