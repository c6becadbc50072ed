import TopsliceFormats
import TopsliceFunds
import TopsliceMoney

/// The year as it runs, in the JSON.
extension SettlementReport {
    func month(_ position: MonthPosition) -> JSONValue {
        [
            "month": .string("\(position.month)"), "ended": .boolean(position.hasEnded),
            "budget": .string(position.budget.decimalText),
            "spent": .string(position.spent.decimalText),
            "foreseen": .string(position.foreseen.decimalText),
            "budget_so_far": .string(position.budgetSoFar.decimalText),
            "spent_so_far": .string(position.spentSoFar.decimalText),
        ]
    }

    func band(_ position: BandPosition) -> JSONValue {
        [
            "nature": .string(position.band.nature.rawValue),
            "ring_fenced": .optional(position.band.ringFence),
            "contributed": .string(position.contributed.decimalText),
            "budget": .string(position.budget.decimalText),
            "spent": .string(position.spent.decimalText),
            "over": .string(position.over.decimalText),
            "under": .string(position.under.decimalText),
        ]
    }

    /// What of caps that run over several terms is used, by rule: the next term begins with it.
    var caps: JSONValue {
        let rules = agreement.risks.flatMap(\.rulesOverYears)
        return .array(
            rules.map { rule in
                let own = settlement.caps.filter { $0.rule == rule }
                func amounts(_ path: KeyPath<CapUse, Money>) -> JSONValue {
                    .object(own.map { .init($0.partner, .string($0[keyPath: path].decimalText)) })
                }
                return [
                    "risk": .string(rule.clause),
                    "direction": .string(rule.isOverspend ? "overspend" : "underspend"),
                    "since": .string("\(rule.since)"), "before": amounts(\.before),
                    "borne": amounts(\.borne), "used": amounts(\.used),
                ]
            }
        )
    }

    func allocation(_ outturn: AllocationOutturn) -> JSONValue {
        [
            "id": .string(outturn.id), "clause": .string(outturn.clause),
            "amount": .string(outturn.amount.decimalText),
            "receipts": .object(
                outturn.receipts.sorted { $0.key < $1.key }
                    .map { .init($0.key, .string($0.value.decimalText)) }
            ),
            "paid": .object(
                outturn.paid.map { .init($0.party.identifier, .string($0.amount.decimalText)) }
            ),
        ]
    }

    func payment(_ payment: PaymentMade) -> JSONValue {
        [
            "contribution": .string(payment.contribution), "partner": .string(payment.partner),
            "date": .string("\(payment.date)"), "amount": .string(payment.amount.decimalText),
        ]
    }
}
