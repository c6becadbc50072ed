import TopsliceCooperativeGames
import TopsliceExactArithmetic
internal import TopsliceFormats
import TopsliceSharing
import TopsliceStudies

/// What a game's answers mean, in sentences for a finance officer.
struct GameWording {
    let report: GameReport
    let format: NumberFormat

    init(_ report: GameReport) {
        self.report = report
        let quantities = report.answered.flatMap(\.shares.shares)
        format = NumberFormat.quantities(quantities + [report.run.grandValue].compactMap { $0 })
    }

    private var run: GameRun { report.run }

    /// "a, b and c" in quotes where a name has a blank would read badly: plain.
    func group(_ members: [String]) -> String { Words.list(members) }

    /// One objection: what the group pays or gets, what it would alone, and the difference.
    func sentence(_ objection: RuleShares.Objection, _ format: NumberFormat) -> String {
        let name = group(objection.members)
        let isOne = objection.members.count == 1
        let together = format.text(objection.together)
        let alone = format.text(objection.alone)
        let excess = format.text(objection.excess)
        return report.isCost
            ? "\(name) would object: charged \(together)\(isOne ? "" : " together"), but by "
                + "\(isOne ? "itself" : "themselves") would pay \(alone), \(excess) less."
            : "\(name) would object: given \(together)\(isOne ? "" : " together"), but by "
                + "\(isOne ? "itself" : "themselves") would have \(alone), \(excess) more."
    }

    /// Who would object to a rule, and by how much.
    func objections(_ shares: RuleShares, _ format: NumberFormat, limit: Int) -> [String] {
        guard let stability = shares.stability else {
            return ["Whether anybody would object cannot be said while values are missing."]
        }
        var sentences = stability.blocking.prefix(limit).map { sentence($0, format) }
        if stability.blockingCount > sentences.count {
            sentences.append(
                "And "
                    + Words.count(
                        stability.blockingCount - sentences.count,
                        "other group",
                        "other groups"
                    )
                    + "."
            )
        }
        if !stability.isEfficient {
            sentences.append(
                "The shares sum to \(format.text(shares.sum)), not to the whole, "
                    + "\(format.text(run.grandValue?.approximate))."
            )
        }
        return sentences.isEmpty
            ? ["Nobody would object: no group does better by itself."] : sentences
    }

    /// Who does better and who worse than under proportional sharing, in words.
    func comparison(_ shares: RuleShares, _ format: NumberFormat) -> String {
        guard let changes = shares.versusReference, let reference = run.reference else { return "" }
        // Payers gain where they pay less.
        let gains = changes.map { report.isCost ? -$0.approximate : $0.approximate }
        func names(_ isBetter: Bool) -> [String] {
            zip(run.players, gains).compactMap { player, gain in
                let shown = format.text(abs(gain))
                guard isBetter ? gain > 0 : gain < 0, shown != format.text(0.0) else { return nil }
                return "\(player) by \(shown)"
            }
        }
        let better = names(true)
        let worse = names(false)
        let base = GameTables.base(reference)
        if better.isEmpty, worse.isEmpty { return "The same as \(base)." }
        return [
            better.isEmpty ? nil : "Better: \(Words.list(better)).",
            worse.isEmpty ? nil : "Worse: \(Words.list(worse)).",
        ].compactMap { $0 }.joined(separator: " ")
    }

    /// Whether the core is empty and what that means here.
    var coreSentence: String {
        switch run.core {
        case .nonEmpty:
            return "There are divisions to which nobody would object (the core is not empty)."
        case .empty(let balanced, let excess):
            let groups = balanced.map { "\(group($0.members)) (weight \(weight($0.weight)))" }
            return "Whatever the division, somebody would object (the core is empty): counted with "
                + "these weights, \(Words.list(groups)) could "
                + (report.isCost ? "save " : "have ") + "\(format.text(excess)) more than there is."
        case .unknown(let reason):
            return
                "Whether any division satisfies everybody cannot be said: \(reason.words(run.players))."
        }
    }

    private func weight(_ quantity: Quantity) -> String {
        quantity.exact?.description
            ?? NumberFormat.fitting([quantity.approximate], digits: 3).text(quantity)
    }

    /// A property in words: holds, fails where, or not looked at.
    func finding(_ finding: PropertyWords.Finding) -> String {
        switch finding {
        case .holds: return "yes"
        case .doesNotHold: return "no"
        case .fails(let first, let second):
            func name(_ coalition: Coalition) -> String {
                coalition.isEmpty ? "nobody" : group(report.names(coalition))
            }
            return "no: it fails at \(name(first)), with \(name(second))"
        case .notChecked: return "not looked at (too many players)"
        }
    }
}
