package import TopsliceMoney

/// Terms played through as they are planned, beside it under each scenario, and under chance.
package struct CashOutlook: Sendable {
    package let planned: CashForecast
    package let scenarios: [PlayedScenario]
    package let risk: CashRisk?

    /// - Parameter threads: says nothing about any number.
    /// - Throws: where an amount exceeds what can be held.
    package init(_ terms: CashCase, threads: Int) throws(MoneyError) {
        planned = try CashForecast(terms)
        var scenarios: [PlayedScenario] = []
        for scenario in terms.scenarios {
            scenarios.append(try PlayedScenario(scenario, of: terms, beside: planned))
        }
        self.scenarios = scenarios
        risk = try terms.risk.map { (risk) throws(MoneyError) in
            try CashRisk(terms, risk, threads: threads)
        }
    }
}
