import TopsliceExactArithmetic
internal import TopsliceFormats
import TopsliceFunds
import TopsliceMoney

extension SettlementTables {
    /// What each agency was measured to have caused, and the money that moves by it.
    func measured(_ outturn: MeasuredOutturn) -> ReportTable {
        let evidence = outturn.evidence
        let level = evidence.confidenceWords
        return ReportTable.ofMoney(
            name: "Measured shares",
            caption:
                "What each agency was measured to have caused, "
                + (evidence.beneficiary.map { "in money to \(said($0)) " }
                    ?? "in units of the outcome per person of the cohort ")
                + "(\(said(evidence.file))), and the money its share moves, before savings are rounded as a "
                + "table.",
            columns: [
                .words("Partner"), .words("Agency"), .decimal("Caused"),
                .decimal("From (\(level) interval)"), .decimal("to"), .share("Share"),
                .share("Share from (\(level) interval)"), .share("Share to"),
                .money("Money it moves"), .money("Money at the lower end", isTotalled: false),
                .money("Money at the upper end", isTotalled: false),
            ],
            rows: outturn.money.map { money in
                let estimate = money.estimate
                func cell<Value>(
                    _ value: Value?,
                    _ kind: (Value) -> ReportCell
                ) -> ReportCell {
                    value.map(kind) ?? .blank
                }
                return [
                    .words(name(estimate.partner)), .words(estimate.agency),
                    .decimal(estimate.contribution),
                    cell(estimate.interval?.low, ReportCell.decimal),
                    cell(estimate.interval?.high, ReportCell.decimal),
                    cell(estimate.share, ReportCell.share),
                    cell(estimate.shareInterval?.low, ReportCell.share),
                    cell(estimate.shareInterval?.high, ReportCell.share),
                    .money(money.amount), cell(money.low, ReportCell.money),
                    cell(money.high, ReportCell.money),
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
            let interval = evidence.attributableInterval.map {
                " (\(level) interval \(Self.signed($0.low)) to \(Self.signed($0.high)))"
            }
            sentences.append(
                "Had nobody acted the mean outcome\(whom) would have been \(Self.plain(deadweight)); it was "
                    + "\(Self.plain(observed)). The agencies together caused \(Self.signed(attributable))"
                    + (interval ?? "") + "."
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
        let people = gap.people.map { ReportCell.share($0).pageText } ?? "an unstated part"
        return "\(members) (\(people) of the people)"
    }

    private static func plain(_ number: Rational) -> String {
        (number.isNegative ? "\u{2212}" : "") + number.magnitude.decimal(significantDigits: 4)
    }

    private static func signed(_ number: Rational) -> String {
        ReportCell.decimal(number).pageText
    }
}
