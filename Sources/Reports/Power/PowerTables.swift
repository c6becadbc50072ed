internal import TopsliceAttribution
internal import TopsliceFormats
import TopslicePower

/// The two tables of a planned study, each stated once.
extension PowerReport {
    /// Effects in points where the outcome is a rate, else in its own unit.
    var effect: NumberFormat { format(.always) }
    private var width: NumberFormat { format(.whenNegative) }

    private func format(_ sign: NumberFormat.Sign) -> NumberFormat {
        let all = [forecast.total] + forecast.contributions
        return .fitting(
            all.flatMap { [$0.value, $0.uncertainty?.detectable ?? $0.value] },
            sign: sign,
            multiplier: pilot.isProportion ? 100 : 1
        )
    }

    private static let chance = NumberFormat(
        notation: .fixed(decimals: 1),
        multiplier: 100,
        suffix: "%"
    )
    private static let points = NumberFormat(
        notation: .fixed(decimals: 1),
        multiplier: 100
    )

    private var level: String { NumberFormat.level(pilot.confidenceLevel) }

    var contributions: ReportTable {
        let hasTrigger = question.trigger != nil
        let decimals = Workbook.Column.Kind.decimal(places: 4)
        var table = ReportTable(
            name: "Contributions",
            caption:
                "What could be told of each contribution, \(PowerWords(self).unit): as the pilot "
                + "found it, with the error of the planned size.",
            columns: [
                .init("Agency", key: "agency"),
                .init("Pilot", key: "contribution", decimals),
                .init("Std. error", key: "standard_error", decimals),
                .init("\(level) interval ±", key: "half_width", decimals),
                .init("Detectable", key: "detectable", decimals),
                .init("Chance to be told", key: "power", .percentage(places: 1)),
            ]
        )
        if hasTrigger {
            table.columns += [
                .init("Trigger", key: "trigger", decimals),
                .init("Paid by luck", key: "paid_at_nothing", .percentage(places: 1)),
                .init("Paid at half", key: "paid_at_half", .percentage(places: 1)),
                .init("Paid as expected", key: "paid_as_expected", .percentage(places: 1)),
            ]
        }
        let together = forecast.total
        for item in forecast.contributions + [together] {
            let known = item.uncertainty
            var row: [ReportCell] = [
                item.name.isEmpty ? .text("Together") : named(item.name),
                .number(item.value, effect),
                .number(known?.standardError, width),
                .number(known?.halfWidth, width),
                .number(known?.detectable, width),
                .number(known?.power, Self.chance),
            ]
            if hasTrigger {
                row += [
                    .number(known?.trigger?.threshold, effect),
                    .number(known?.trigger?.byLuck, Self.chance),
                    .number(known?.trigger?.atHalf, Self.chance),
                    .number(known?.trigger?.asExpected, Self.chance),
                ]
            }
            table.append(row)
        }
        return table
    }

    var shares: ReportTable {
        ReportTable(
            name: "Shares",
            caption:
                "What could be told of each share of what all caused together, and the size at which its "
                + "interval is ± \(Self.points.text(question.target)) points.",
            columns: [
                .init("Agency", key: "agency"),
                .init("Share in the pilot", key: "share", .percentage(places: 1)),
                .init("\(level) interval then", key: "", on: .people),
                .init("", key: "conf_low", .percentage(places: 1)),
                .init("", key: "conf_high", .percentage(places: 1)),
                .init("± points", key: "half_width", .decimal(places: 1)),
                .init(
                    "People for ± \(Self.points.text(question.target))",
                    key: "people_for_target",
                    .integer
                ),
                .init(
                    pilot.clusters == nil ? "" : "Clusters",
                    key: "clusters_for_target",
                    .integer
                ),
            ],
            rows: (forecast.shares ?? []).map(row)
        )
    }

    private func row(_ share: PowerForecast.Share) -> [ReportCell] {
        [
            named(share.name),
            .number(share.value, .percentage),
            interval(share),
            .number(share.interval?.bounds?.low, .percentage),
            .number(share.interval?.bounds?.high, .percentage),
            .number(share.halfWidth, Self.points),
            .number(share.sizeForTarget.map { Double($0.people) }, .count),
            .number(share.sizeForTarget?.clusters.map(Double.init), .count),
        ]
    }

    private func named(_ name: String) -> ReportCell { .named(name, label: pilot.label(name)) }

    private func interval(_ share: PowerForecast.Share) -> ReportCell {
        if let bounds = share.interval?.bounds {
            return .range(bounds.low, bounds.high, .percentage)
        }
        return .text(
            OutcomeFormat.interval(
                ShareEstimate(value: share.value, standardError: nil, interval: share.interval)
            )
        )
    }
}
