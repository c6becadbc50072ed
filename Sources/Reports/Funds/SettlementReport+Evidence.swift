internal import TopsliceRecords
import TopsliceExactArithmetic
internal import TopsliceFormats
import TopsliceFunds
import TopsliceMoney

extension SettlementReport {
    /// What measured shares rest on; numbers as the attribution states them, money in pounds.
    func measured(_ outturn: MeasuredOutturn) -> JSONValue {
        let evidence = outturn.evidence
        return [
            "file": .string(names.said(evidence.file)),
            "savings_share": .string(evidence.share),
            "method": .string(evidence.method),
            "people": .optional(evidence.people),
            "clusters": .optional(evidence.clusters),
            "confidence_level": Self.decimal(evidence.confidence),
            "deadweight": Self.decimal(evidence.deadweight),
            "observed": Self.decimal(evidence.observed),
            "attributable": Self.decimal(evidence.attributable),
            "attributable_conf_low": Self.decimal(evidence.attributableInterval?.low),
            "attributable_conf_high": Self.decimal(evidence.attributableInterval?.high),
            "estimates": .array(
                outturn.money.map { money in
                    let estimate = money.estimate
                    return [
                        "partner": .string(estimate.partner),
                        "agency": .string(estimate.agency),
                        "contribution": Self.decimal(estimate.contribution),
                        "conf_low": Self.decimal(estimate.interval?.low),
                        "conf_high": Self.decimal(estimate.interval?.high),
                        "share": Self.decimal(estimate.share),
                        "share_conf_low": Self.decimal(estimate.shareInterval?.low),
                        "share_conf_high": Self.decimal(estimate.shareInterval?.high),
                        "money": .string(money.amount.decimalText),
                        "money_low": .optional(money.low.map(\.decimalText)),
                        "money_high": .optional(money.high.map(\.decimalText)),
                    ]
                }
            ),
            "unsupported": .array(
                evidence.gaps.map { gap in
                    ["members": .strings(gap.members), "people": Self.decimal(gap.people)]
                }
            ),
            "warnings": .strings(evidence.warnings.map(\.text)),
            "inputs": .array(
                evidence.inputs.map { ["path": .string($0.path), "sha256": .string($0.sha256)] }
            ),
        ]
    }

    /// What a saving was measured to be, and what of that it is taken for.
    func measuredSaving(_ saving: MeasuredSaving) -> JSONValue {
        [
            "file": .string(names.said(saving.file)),
            "beneficiary": .string(saving.beneficiary),
            "people": .optional(saving.people),
            "estimate": .string(saving.estimate.decimalText),
            "conf_low": .optional(saving.low.map(\.decimalText)),
            "conf_high": .optional(saving.high.map(\.decimalText)),
            "confidence_level": Self.decimal(saving.confidence),
            "take": .string(saving.taken.rawValue),
            "amount": .string(saving.amount.decimalText),
        ]
    }

    private static func decimal(_ number: Rational?) -> JSONValue {
        .optional(number.map { $0.exactDecimal ?? $0.description })
    }
}
