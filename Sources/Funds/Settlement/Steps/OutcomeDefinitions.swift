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
                    .recordedAfterResults(
                        outcome: outcome.id,
                        recorded: outcome.recorded,
                        firstResult: first
                    )
                )
            }
            guard let recorded = outcome.recordedDigest else {
                books.warn(.outcomeWithoutDigest(outcome: outcome.id))
                continue
            }
            do {
                if try outcome.digest() != recorded {
                    books.warnFirst(
                        .definitionChanged(outcome: outcome.id, recorded: outcome.recorded)
                    )
                }
            } catch {
                books.warn(.definitionUnchecked(outcome: outcome.id, error))
            }
        }
    }
}
