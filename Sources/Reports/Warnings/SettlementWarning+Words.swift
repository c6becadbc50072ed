internal import TopsliceFormats
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
            "\(clause)\(Phase.told(phase).map { " in phase '\($0)'" } ?? ""): the agreement does not say how its "
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
        case .monthsWithoutRows(let open): open.words
        case .monthsTakenAsNothing(let open):
            "\(open.subject): since the settlement was said to be final, nothing was spent then, and what is left of the "
                + "budget is an underspend"
        case .waits(let waiting):
            "\(waiting.clause) looks at the whole period and is applied when it has ended, on "
                + "\(waiting.until)"
        case .laterRows(let count, let day):
            Words.count(count, "row of the actuals is", "rows of the actuals are")
                + " of days after \(day) and left out"
        case .lossKept(let clause, let saving, let loss, let beneficiary):
            "\(clause): '\(saving)' came out \(loss.formatted()) below zero; no clause shares losses, so "
                + "it stays with \(beneficiary.map { "'\($0)'" } ?? "the pool")"
        case .clause(let id, let notice): notice.words(id)
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

extension MonthsWithoutRows {
    /// Of which line and months there are no rows.
    fileprivate var subject: String {
        let phase = Phase.told(phase).map { " in phase '\($0)'" } ?? ""
        let first = months.first.map(\.description) ?? ""
        let last = months.last.map(\.description) ?? ""
        let isRun = months.count > 2
        let when =
            isRun
            ? "\(months.count) months between \(first) and \(last)"
            : Words.list(months.map(\.description))
        return "line '\(line)'\(phase) has no row for \(when)"
    }

    fileprivate var words: String {
        let question = "\(subject): was nothing spent, or is it not recorded yet?"
        let answer =
            " A row of 0.00 in the last of them answers it, or --basis final for all lines."
        return held.isZero
            ? question
            : question + " Until then \(held.formatted()) of its budget is not an underspend."
                + answer
    }
}

extension AccountPosition.Shortfall {
    /// On which days there was less than nothing.
    var days: String {
        let range = until.map { "from \(from) until \($0)" } ?? "from \(from) to the end"
        return from == worst ? range : range + ", worst on \(worst)"
    }
}

extension SettlementBanner {
    /// - Parameter agreement: whose accounts and files are named.
    package func words(_ agreement: Agreement) -> String {
        let names = FileNames(beside: agreement.file)
        return switch self {
        case .identicalRows(let rows):
            "\(rows.places.count) rows of the actuals say the same in every column ("
                + (rows.amount.isZero
                    ? "\(rows.kind.rawValue) of '\(rows.id)'"
                    : "\(rows.kind.rawValue) of \(rows.amount.formatted()) on '\(rows.id)'")
                + "): "
                + Words.list(rows.places.prefix(12).map { names.said("\($0)") })
                + (rows.places.count > 12 ? " and \(rows.places.count - 12) more" : "")
                + ". Each counts; if it is one payment entered twice, take the others out, and if not, give each "
                + "its own 'reference'."
        case .riskPoolShort(let clause, let missing):
            "Shortfall: \(clause) draws \(missing.formatted()) from the risk pool that it does not hold, since nobody "
                + "paid it in; whoever comes next in the clause bears it, and the settlement does not reconcile."
        case .shortfall(let shortfall):
            shortfall.account == .unfunded
                ? "Nobody bears \(shortfall.amount.formatted()), which was spent all the same: \(shortfall.days)."
                : "Shortfall: \(agreement.words(shortfall.account)) paid "
                    + "\(shortfall.amount.formatted()) that it does not hold, \(shortfall.days)."
        case .contractsWithoutPeople:
            "The contracts of the agreement pay nothing here, because no records of people were given "
                + "(--outcomes, --referrals, --episodes)."
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
        return agreement.notices.map { $0.wordsForSignatory(names, agreement) }
            + warnings.map { $0.words(names) }
    }

    package var allBanners: [String] { banners.map { $0.words(agreement) } }
}
