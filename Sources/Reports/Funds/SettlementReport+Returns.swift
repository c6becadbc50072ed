import TopsliceFormats
import TopsliceFunds
import TopsliceMoney

extension SettlementReport {
    func otherRule(_ rule: OtherRule) -> JSONValue {
        [
            "rule": .string(rule.kind.rawValue), "applies": .boolean(!rule.positions.isEmpty),
            "partners": .array(
                rule.positions.map {
                    [
                        "id": .string($0.partner), "net": .string($0.net.decimalText),
                        "change": .string($0.change.decimalText),
                    ]
                }
            ),
        ]
    }

    func fundingPosition(_ position: FundingPosition) -> JSONValue {
        [
            "source": .string(position.source.rawValue),
            "contribution": .string(position.income.decimalText),
            "paid": .string(position.paid.decimalText),
            "planned": .string(position.planned.decimalText),
            "actual": .string(position.spent.decimalText),
            "over": .string(position.over.decimalText),
            "under": .string(position.under.decimalText),
            "schemes": .array(
                position.schemes.map { scheme in
                    [
                        "line": .string(scheme.outturn.line.id),
                        "phase": .optional(scheme.outturn.phase),
                        "planned": .string(scheme.outturn.budget.decimalText),
                        "actual": .string(scheme.outturn.spend.decimalText),
                        "variance": .string(scheme.outturn.variance.decimalText),
                        "carried_forward": carried(scheme.carried),
                    ]
                }
            ),
        ]
    }

    private func carried(_ carried: FundingPosition.Carried) -> JSONValue {
        switch carried {
        case .nothing: .string("0.00")
        case .amount(let amount): .string(amount.decimalText)
        case .withOthers: .null
        }
    }
}
