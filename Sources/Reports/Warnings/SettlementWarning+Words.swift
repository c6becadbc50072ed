import TopsliceExactArithmetic
package import TopsliceFunds
import TopsliceMoney
package import TopsliceRecords

extension SettlementWarning {
    /// The warning as a signatory is told it.
    ///
    /// - Parameter names: how files are said.
    package func words(_ names: FileNames) -> String {
        switch self {
        case .worseOffTogether(let clause, let loss):
            "\(clause): together the partners are \(loss.formatted()) worse off, so nobody can be "
                + "restored in full"
        case .outcomeWithoutDigest(let outcome):
            "outcome '\(outcome)' has no 'sha256', so a later change of its definition cannot be seen"
        case .definitionUnchecked(let outcome, let error):
            "the definition of '\(outcome)' could not be checked: \(error)"
        case .ofNobody(let clause, let amount, let isOverspend):
            "\(clause): \(amount.formatted()) of the "
                + (isOverspend ? "overspend is unfunded" : "underspend belongs to nobody")
        case .nettingAssumed(let clause, let phase, let over, let under, let left):
            "\(clause)\(phase.map { " in phase '\($0)'" } ?? ""): the agreement does not say how its "
                + "lines are taken together, so 'apply: net' was assumed: overspends of "
                + "\(over.formatted()) and underspends of \(under.formatted()) make up for each other, "
                + "and "
                + (left.isZero
                    ? "nothing is left to share"
                    : "\(left.formatted()) of \(over > under ? "overspend" : "underspend") is left to "
                        + "share")
                + "; with 'apply: together' both would be shared in full"
        case .noResult(let outcome):
            "no result was recorded for '\(outcome)'; it counts as zero"
        case .noStarts(let clause, let outcome):
            "\(clause) pays a part at the start, and no starts were recorded for '\(outcome)'"
        case .passesBudget(let warning): warning.words
        case .paidUnasked(let place, let partner, let contribution):
            "\(names.said("\(place)")): '\(partner)' paid under '\(contribution)', which asks nothing "
                + "of it"
        case .noSaving(let saving):
            "no saving was recorded for '\(saving)'; it counts as zero"
        case .withheld(let clause, let amount):
            "\(clause): \(amount.formatted()) is not released, because payments may not exceed the "
                + "attributable saving"
        }
    }
}

extension EarlyWarning {
    fileprivate var words: String {
        let percent = tolerance * 100
        return
            "line '\(line)' \(isProjected ? "is on course to pass" : "passed") its budget by more than "
            + "\(percent.exactDecimal ?? percent.description)% in \(month): \(spend.formatted()) against "
            + limit.formatted()
    }
}

extension SettlementBanner {
    package var words: String {
        switch self {
        case .recordedAfterResults(let outcome, let recorded, let firstResult):
            "The definition of outcome '\(outcome)' was recorded on \(recorded), after results from "
                + "\(firstResult) were known."
        case .definitionChanged(let outcome, let recorded):
            "The definition of outcome '\(outcome)' is not the one recorded on \(recorded): it was "
                + "changed afterwards."
        }
    }
}

extension Settlement {
    /// What the agreement itself should be looked at for, then what came of settling it.
    package var allWarnings: [String] {
        let names = FileNames(beside: agreement.file)
        return agreement.notices.map { $0.wordsForSignatory(names) }
            + warnings.map { $0.words(names) }
    }

    package var allBanners: [String] { banners.map(\.words) }
}
