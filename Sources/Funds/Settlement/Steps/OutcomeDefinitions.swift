import TopsliceMoney
import TopsliceRecords

/// What outcomes mean, against what was recorded.
enum OutcomeDefinitions {
    /// Definitions must stand as they were recorded, and before there were results.
    static func check(_ facts: SettlementFacts, _ books: inout Books) {
        for outcome in facts.agreement.outcomes {
            let rows = facts.rows(.outcome, outcome.id) + facts.rows(.start, outcome.id)
            if let first = rows.map(\.date).min(), first < outcome.recorded {
                books.warnFirst(
                    "The definition of outcome '\(outcome.id)' was recorded on \(outcome.recorded), "
                        + "after results from \(first) were known."
                )
            }
            guard let recorded = outcome.recordedDigest else {
                books.warn(
                    "outcome '\(outcome.id)' has no 'sha256', so a later change of its definition "
                        + "cannot be seen"
                )
                continue
            }
            do {
                if try outcome.digest() != recorded {
                    books.warnFirst(
                        "The definition of outcome '\(outcome.id)' is not the one recorded on "
                            + "\(outcome.recorded): it was changed afterwards."
                    )
                }
            } catch {
                books.warn("the definition of '\(outcome.id)' could not be checked: \(error)")
            }
        }
    }
}
