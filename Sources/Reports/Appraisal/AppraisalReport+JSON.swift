import TopsliceAppraisal
import TopsliceDoor
import TopsliceExactArithmetic
package import TopsliceFormats
import TopsliceMoney
import TopsliceSharing

extension AppraisalReport {
    /// Keys: `appraisal.{npv,bcr,payback_years,by_agency{}}` and what stands beside them; amounts are exact decimals as
    /// text, ratios numbers.
    package var json: JSONValue {
        [
            AppraisalKeys.appraisal: .object(headline + details),
            "warnings": .strings(warnings),
            "provenance": provenance.json,
        ]
    }

    private var headline: [JSONValue.Member] {
        let annual = appraisal.annual
        return [
            .init("name", .string(terms.name)),
            .init("currency", .string(terms.currency.code)),
            .init("npv", .money(appraisal.present.net)),
            .init("bcr", .ratio(appraisal.present.ratio)),
            .init("payback_years", .ratio(appraisal.payback?.years)),
            .init(
                "payback",
                [
                    "month": .ratio(appraisal.payback?.months),
                    "year": .optional(appraisal.payback?.year),
                    "discounted_year": .optional(appraisal.discountedPaybackYear),
                ]
            ),
            .init("present", .worth(appraisal.present)),
            .init("undiscounted", .worth(appraisal.undiscounted)),
            .init(
                "before_commissioning",
                appraisal.beforeCommissioning.map(JSONValue.worth) ?? .null
            ),
            .init(
                "cashable",
                ["benefits": .money(appraisal.cashable), "bcr": .ratio(appraisal.cashableRatio)]
            ),
            .init(
                "eanc",
                annual.map {
                    [
                        "factor": .ratio($0.factor), "net_cost": .money($0.netCost),
                        "cost": .money($0.cost),
                    ]
                } ?? .null
            ),
            .init(
                "attributable_for_one",
                [
                    "discounted": .ratio(appraisal.attributableForOne),
                    "undiscounted": .ratio(appraisal.undiscountedAttributableForOne),
                ]
            ),
            .init("interval", interval),
        ]
    }

    private var details: [JSONValue.Member] {
        [
            .init(
                AppraisalKeys.agencies,
                .object(
                    appraisal.agencies.map {
                        .init(
                            $0.agency,
                            [
                                "cost": .money($0.costs),
                                AppraisalKeys.benefit: .money($0.benefits),
                                "cashable": .money($0.cashable), "net": .money($0.net),
                                "bcr": .ratio($0.ratio),
                            ]
                        )
                    }
                )
            ),
            .init(
                "by_kind",
                .object(appraisal.kinds.map { .init($0.kind.rawValue, .money($0.present)) })
            ),
            .init("by_year", years.json),
            .init("costs", costs.json),
            .init("benefits", benefits.json),
            .init("tornado", tornado.json),
            .init("switching", switching.json),
            .init("successes", successes.json),
            .init("discounting", discounting),
            .init("price_year", .optional(terms.priceYear)),
        ]
    }

    private var interval: JSONValue {
        guard let interval = appraisal.interval else { return .null }
        return [
            "rows": .strings(interval.rows),
            "confidence": .ratio(interval.confidence),
            "npv": .array([.money(interval.low.net), .money(interval.high.net)]),
            "bcr": .array([.ratio(interval.low.ratio), .ratio(interval.high.ratio)]),
        ]
    }

    private var discounting: JSONValue {
        let schedule = terms.discounting.schedule
        return [
            "rates": .string(schedule.kind.rawValue),
            "vintage": .string(schedule.vintage),
            "timing": .string(terms.discounting.timing.rawValue),
            "bands": .array(
                schedule.bands.map { ["from": .integer($0.from), "rate": .ratio($0.rate * 100)] }
            ),
        ]
    }
}

extension JSONValue {
    /// An exact decimal as text.
    static func money(_ money: Money) -> JSONValue { .string(money.decimalText) }

    /// The nearest number; null where there is none.
    static func ratio(_ value: Rational?) -> JSONValue {
        value.map { .number(Quantity($0).approximate) } ?? .null
    }

    fileprivate static func worth(_ worth: Worth) -> JSONValue {
        [
            "costs": .money(worth.costs), "benefits": .money(worth.benefits),
            "net": .money(worth.net), "bcr": .ratio(worth.ratio),
        ]
    }
}
