import TopsliceCashFlows
import TopsliceExactArithmetic
package import TopsliceFormats
import TopsliceMoney

extension CashFlowReport {
    /// Keys: `cashflow[].{month,party,in,out,balance,need}`, `investment.{irr,xirr,moic,diagnosis}` and what stands beside
    /// them; amounts are exact decimals as text, rates and multiples numbers.
    package var json: JSONValue {
        [
            "name": .string(terms.name),
            "currency": .string(terms.currency.code),
            "cashflow": months.json,
            "parties": parties.json,
            "investment": forecast.investment.map(investment) ?? .null,
            "investors": .array(forecast.investors.map(investment)),
            "tranches": tranches.json,
            "surplus": forecast.waterfall.map { .money($0.surplus) } ?? .null,
            "break_even": .array(zip(terms.breakEvens, forecast.breakEvens).map(breakEven)),
            "finance": finance.json,
            "scenarios": .array(outlook.scenarios.map(scenario)),
            "risk": outlook.risk.map(risk) ?? .null,
            "flows": flows.json,
            "warnings": .strings(warnings),
            "provenance": provenance.json,
        ]
    }

    private func investment(_ item: InvestmentReturn) -> JSONValue {
        [
            "parties": .strings(item.parties),
            "paid": .money(item.paid),
            "received": .money(item.received),
            "irr": .ratio(item.annual.rate),
            "xirr": .ratio(item.dated.rate),
            "moic": .ratio(item.multiple),
            "diagnosis": .string(diagnosis(item)),
            "irr_diagnosis": .string(item.annual.diagnosis.key),
            "xirr_diagnosis": .string(item.dated.diagnosis.key),
            "irr_rates": .array(item.annual.rates.map { .ratio($0.value) }),
            "xirr_rates": .array(item.dated.rates.map { .ratio($0.value) }),
        ]
    }

    /// Of both rates, where they differ.
    private func diagnosis(_ item: InvestmentReturn) -> String {
        item.annual.words == item.dated.words
            ? item.annual.words : "Annual: \(item.annual.words) Dated: \(item.dated.words)"
    }

    private func breakEven(_ item: BreakEvenTerms, _ tariff: BreakEvenTariff) -> JSONValue {
        func end(_ tariff: BreakEvenTariff.Tariff?) -> JSONValue {
            tariff.map {
                [
                    "share": .ratio($0.share), "multiple": .ratio($0.multiple),
                    "tariff": .money($0.amount),
                ]
            } ?? .null
        }
        return [
            "id": .string(item.id),
            "name": .string(item.name),
            "people": .integer(item.people),
            "achieved": .integer(item.achieved),
            "cost_per_person": .money(item.costPerPerson),
            "confidence": .ratio(item.confidence),
            "observed": end(tariff.observed),
            "low": end(tariff.atLow),
            "high": end(tariff.atHigh),
        ]
    }

    private func scenario(_ played: PlayedScenario) -> JSONValue {
        let scenario = played.scenario
        return [
            "id": .string(scenario.id),
            "name": .string(scenario.name),
            "shocks": .strings(scenario.shocks.map { $0.words(name) }),
            "parties": scenarios(of: [played]).json,
            "investment": played.forecast.investment.map(investment) ?? .null,
        ]
    }

    private func risk(_ risk: CashRisk) -> JSONValue {
        [
            "seed": .string("\(risk.terms.seed)"),
            "draws": .integer(risk.terms.draws),
            "uncertainties": uncertainties.json,
            "parties": risks.json,
            "months": riskMonths.json,
        ]
    }
}
