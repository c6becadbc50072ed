import Testing
import TopsliceFormats
import TopsliceReports

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

    @Test func coefficientsAreShownInFormulaOrder() {
        let table = CoefficientTable(
            rows: [
                TidyRow(
                    "(Intercept)",
                    estimate: 1234.5678,
                    standardError: 0.001,
                    statistic: 1_234_567.8,
                    pValue: 0,
                    confidenceLow: 1,
                    confidenceHigh: 2
                ),
                TidyRow("x", estimate: -2e-7),
            ],
            outcome: "y",
            people: 10,
            clusters: 3,
            residualDegreesOfFreedom: 8,
            rSquared: 0.25,
            sigma: 2,
            method: "least squares, errors clustered by la",
            dropped: ["z"]
        )
        let lines = table.terminalText.split(separator: "\n").map(String.init)
        #expect(lines[0] == "y: least squares, errors clustered by la")
        #expect(lines[3].hasPrefix("(Intercept)   1234.57"))
        #expect(lines[3].contains("< 0.001"))
        #expect(lines[4].contains("-2e-07"))
        #expect(lines[5].hasPrefix("10 people, 8 residual degrees of freedom, 3 clusters, R² 0.25"))
        #expect(lines[6].hasSuffix("z"))
    }
}
