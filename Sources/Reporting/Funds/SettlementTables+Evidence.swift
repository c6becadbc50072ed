import ExactArithmetic
import Funds

extension SettlementTables {
    /// What each agency was measured to have caused, and the money that moves by it.
    func measured(_ evidence: MeasuredEvidence) -> SettlementTable {
        let level = evidence.confidenceWords
        let moved = (try? report.settlement.moneyMoved(by: evidence)) ?? []
        return SettlementTable(
            name: "Measured shares",
            caption:
                "What each agency was measured to have caused, per person of the cohort (\(evidence.file)), "
                + "and the money its share moves, before savings are rounded as a table.",
            columns: [
                .words("Partner"), .words("Agency"), .words("Caused"), .words("\(level) interval"),
                .share("Share"), .words("\(level) interval of the share"),
                .money("Money it moves", isTotalled: true),
                .money("At the lower end", isTotalled: false),
                .money("At the upper end", isTotalled: false),
            ],
            rows: moved.map { money in
                let estimate = money.estimate
                return [
                    .words(name(estimate.partner)), .words(estimate.agency),
                    .words(Self.signed(estimate.contribution)),
                    .words(Self.range(estimate.interval) { Self.signed($0) }),
                    estimate.share.map(SettlementTable.Cell.share) ?? .blank,
                    .words(
                        Self.range(estimate.shareInterval) { SettlementTable.Cell.share($0).text }
                    ),
                    .money(money.amount),
                    money.low.map(SettlementTable.Cell.money) ?? .blank,
                    money.high.map(SettlementTable.Cell.money) ?? .blank,
                ]
            },
            totalLabel: "Together"
        )
    }

    /// The counterfactual and the total, in a sentence each.
    func sentences(_ evidence: MeasuredEvidence) -> [String] {
        let level = evidence.confidenceWords
        var sentences: [String] = []
        if let deadweight = evidence.deadweight, let observed = evidence.observed,
            let attributable = evidence.attributable
        {
            let whom = evidence.people.map { " of \(Words.count($0, "person", "people"))" } ?? ""
            let interval = Self.range(evidence.attributableInterval) { Self.signed($0) }
            sentences.append(
                "Had nobody acted the mean outcome\(whom) would have been \(Self.plain(deadweight)); it was "
                    + "\(Self.plain(observed)). The agencies together caused \(Self.signed(attributable))"
                    + (interval.isEmpty ? "." : " (\(level) interval \(interval)).")
            )
        }
        if !evidence.method.isEmpty {
            let clusters =
                evidence.clusters.map { ", \(Words.count($0, "cluster", "clusters"))" } ?? ""
            sentences.append("Estimated by \(evidence.method)\(clusters).")
        }
        if evidence.coalitions > 0 {
            sentences.append(
                evidence.gaps.isEmpty
                    ? "Every coalition behind the shares has support in the data."
                    : "Without support in the data, so extrapolated: "
                        + Words.list(evidence.gaps.prefix(12).map(Self.words))
                        + (evidence.gaps.count > 12
                            ? " and \(evidence.gaps.count - 12) more." : ".")
            )
        }
        if !evidence.inputs.isEmpty {
            sentences.append(
                "Rows behind it: "
                    + Words.list(evidence.inputs.map { "\($0.path) (SHA-256 \($0.sha256))" }) + "."
            )
        }
        return sentences
    }

    private static func words(_ gap: MeasuredEvidence.Gap) -> String {
        let members = gap.members.isEmpty ? "nobody" : gap.members.joined(separator: " + ")
        return "\(members) (\(SettlementTable.Cell.share(gap.people).text) of the people)"
    }

    private static func plain(_ number: Rational) -> String {
        (number.isNegative ? "\u{2212}" : "")
            + number.magnitude.decimal(significantDigits: 4)
    }

    private static func signed(_ number: Rational) -> String {
        number.isPositive ? "+" + plain(number) : plain(number)
    }

    private static func range(
        _ interval: MeasuredEvidence.Interval?,
        _ text: (Rational) -> String
    ) -> String {
        interval.map { "\(text($0.low)) to \(text($0.high))" } ?? ""
    }
}
