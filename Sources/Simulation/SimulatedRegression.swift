/// A purely numeric file made to a `RegressionPlan`, and the coefficients it was made with.
package struct SimulatedRegression: Sendable {
    private let format: RegressionFormat

    /// - Throws: `SimulationError` where the plan cannot be carried out.
    package init(_ plan: RegressionPlan) throws(SimulationError) {
        format = try RegressionFormat(plan)
    }

    package var plan: RegressionPlan { format.plan }

    /// The regression that the file was made for, in the form `topslice regress --formula` takes.
    package var formula: String {
        "y ~ " + plan.coefficients.indices.map { "x\($0 + 1)" }.joined(separator: " + ")
    }

    /// Writes the file as CSV, as `SimulatedCohort.write` does.
    package func write(
        threads: Int = 1,
        progress: (Int) -> Void = { _ in },
        to sink: ByteSink
    ) throws {
        try format.write(threads: threads, progress: progress, to: sink)
    }

    /// The text of `truth.json`: formula, coefficients by term, and every option resolved.
    package func truthJSON() -> String {
        var text = JSONText()
        text.object { text in
            text.value("rows", plan.rows)
            text.value("formula", formula)
            text.value("family", plan.family.rawValue)
            text.object("coefficients") { text in
                text.value("(Intercept)", plan.intercept)
                for (index, coefficient) in plan.coefficients.enumerated() {
                    text.value("x\(index + 1)", coefficient)
                }
            }
            text.object("data_generating_process") { text in
                text.value("linear_predictor", "intercept + sum of coefficient*x + area_effect")
                text.value("seed", "\(plan.seed)")
                text.value("areas", plan.areaCount)
                text.value("area_spread", plan.areaSpread)
                if plan.family == .gaussian {
                    text.value("residual_spread", plan.residualSpread)
                }
            }
            text.value("area_effects", format.areaEffects)
        }
        return text.text + "\n"
    }
}
