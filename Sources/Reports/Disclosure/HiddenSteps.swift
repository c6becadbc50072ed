import TopsliceCohortData
import TopsliceStudies

/// Which numbers of a sample flow are withheld: small losses, and whatever a subtraction would give them back by.
struct HiddenSteps {
    /// The losses, by the number of their step.
    private(set) var losses: Set<Int> = []
    /// What is left at a step.
    private(set) var rows: Set<Int> = []

    /// - `losses`: of each step after the first, 0 for the first.
    init(losses counts: [Int], _ rule: DisclosureRule) {
        losses = Set(counts.indices.filter { rule.isSmall(counts[$0]) })
        guard let first = losses.min(), let last = losses.max() else { return }
        func isProtected(_ hidden: Set<Int>) -> Bool {
            hidden.count > 1 && hidden.reduce(0) { $0 + counts[$1] } >= rule.threshold
        }
        let others = counts.indices.filter { counts[$0] > 0 && !losses.contains($0) }
            .sorted { (counts[$0], $0) < (counts[$1], $1) }
        if !isProtected(losses), let next = others.first { losses.insert(next) }
        guard isProtected(losses), let low = losses.min(), let high = losses.max() else {
            // What was supplied would be what was analysed and the loss.
            rows = Set(counts.indices.filter { $0 < last })
            return
        }
        rows = Set(min(first, low)..<max(last, high))
    }

    var isEmpty: Bool { losses.isEmpty }

    /// Whether the number supplied is among them.
    var hidesSupplied: Bool { rows.contains(0) }
}
