import TopsliceReports
import Testing

@Suite struct CoefficientTableTests {
    @Test func theCSVHasTheTidyColumnsInFormulaOrder() {
        let table = CoefficientTable(
            rows: [
                TidyRow("(Intercept)", estimate: 1.5, standardError: 0.5, statistic: 3),
                TidyRow("x", estimate: -2, standardError: .nan),
            ],
            outcome: "y",
            people: 10,
            clusters: nil,
            residualDegreesOfFreedom: 8,
            rSquared: 0.25,
            sigma: nil,
            method: "least squares"
        )
        #expect(
            table.csv.text() == """
                term,estimate,std_error,statistic,p_value,conf_low,conf_high
                (Intercept),1.5,0.5,3.0,,,
                x,-2.0,,,,,

                """
        )
    }
}
