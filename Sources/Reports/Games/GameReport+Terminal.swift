import TopsliceApportionment
internal import TopsliceFormats
import TopsliceSharing
import TopsliceStudies

extension GameReport {
    /// The answer for a terminal: rules by players, who objects, what does not apply.
    package var terminalText: String {
        let wording = GameWording(self)
        let format = wording.format.plain
        var text = heading(format) + "\n\n"
        for block in playerBlocks { text += table(block, format).text + "\n" }
        text += wording.coreSentence.plainMinus + "\n"
        let objections = answered.compactMap { rule, shares -> [String]? in
            guard let stability = shares.stability, stability.blockingCount > 0 else { return nil }
            let worst = stability.blocking.first.map { wording.sentence($0, format) } ?? ""
            let others = stability.blockingCount - 1
            return [
                rule.rawValue,
                worst
                    + (others > 0
                        ? " And \(Words.count(others, "other group", "other groups"))." : ""),
            ]
        }
        if !objections.isEmpty {
            text += "\nWho would object most\n"
            text +=
                TextTable(columns: [.words("Rule"), .words("Objection")], rows: objections).text
        }
        if !notApplicable.isEmpty {
            text += "\nRules that do not apply\n"
            text +=
                TextTable(
                    columns: [.words("Rule"), .words("Why")],
                    rows: notApplicable.map { [$0.rule.rawValue, $0.reason] }
                ).text
        }
        if run.missingCount > 0 {
            text +=
                "\n\(Words.count(run.missingCount, "coalition has", "coalitions have")) no value: "
            text += run.missing.prefix(8).map { $0.joined(separator: "+") }.joined(separator: ", ")
            text += run.missingCount > 8 ? " and others\n" : "\n"
        }
        for warning in run.warnings { text += "warning: \(warning.words)\n" }
        return text
    }

    private func heading(_ format: NumberFormat) -> String {
        let what = isCost ? "Cost" : "Savings"
        let value = run.grandValue.map { " of \(format.text($0))" } ?? ", of a whole not known,"
        var text =
            "\(what)\(value) shared among \(Words.count(run.playerCount, "player", "players"))"
        if let total = run.total { text += "; \(total.shown) divided by each rule" }
        return text
    }

    /// Players in blocks that fit a terminal.
    private var playerBlocks: [Range<Int>] {
        stride(from: 0, to: run.players.count, by: 6).map {
            $0..<min($0 + 6, run.players.count)
        }
    }

    private func table(_ players: Range<Int>, _ format: NumberFormat) -> TextTable {
        let rows = run.rules.compactMap { finding -> [String]? in
            switch finding.outcome {
            case .notApplicable: return nil
            case .intervals(let intervals):
                return [finding.rule.rawValue]
                    + players.map { place in
                        let interval = intervals[place]
                        return interval.least == interval.most && interval.least != nil
                            ? format.text(interval.least?.approximate)
                            : "\(bound(interval.least, format)) to \(bound(interval.most, format))"
                    } + [""]
            case .shares(let shares):
                let parts = shares.money.divided?.allocation.parts
                return [finding.rule.rawValue]
                    + players.map { place in
                        parts?[place].amount.shown ?? format.text(shares.shares[place])
                    } + [shares.stability.map { $0.isInCore ? "nobody" : objectors($0) } ?? ""]
            }
        }
        return TextTable(
            columns: [.words("Rule")] + players.map { .numbers(run.players[$0]) }
                + [.words("Objects")],
            rows: rows
        )
    }

    private func bound(_ quantity: Quantity?, _ format: NumberFormat) -> String {
        quantity.map { format.text($0) } ?? "?"
    }

    private func objectors(_ stability: RuleShares.Stability) -> String {
        guard stability.blockingCount > 0 else { return "shares miss the whole" }
        return Words.count(stability.blockingCount, "group", "groups")
    }
}

extension String {
    /// A hyphen for minus, as terminals copy it.
    var plainMinus: String {
        String(String.UnicodeScalarView(unicodeScalars.map { $0 == "\u{2212}" ? "-" : $0 }))
    }
}
