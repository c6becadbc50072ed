import TopsliceMoney
import TopsliceRecords

/// Whether the balances of an earlier result are those of its own journal.
///
/// A balance in it that somebody changed, or that was left over from another version, says nothing of what the term ended
/// with: what an account opened with, took in and gave out must come to what it closed with, and so must the movements of
/// the journal, from the balance brought forward on.
struct PreviousBooks {
    let file: String
    let currency: Currency

    /// An account as the result states it.
    private struct Stated {
        let name: String
        let closing: Money
        let node: YAMLNode
    }

    func faults(_ root: [YAMLEntry]) -> [Fault] {
        var faults: [Fault] = []
        if let audience = PreviousResult.value(root, "audience"),
            PreviousResult.text(audience) != Self.whole
        {
            let message =
                "this result was written for one reader and does not show every movement, expected that for the commissioner"
            return [fault(audience, message)]
        }
        guard let node = PreviousResult.value(root, "journal"),
            case .list(let entries) = node.content
        else {
            return [
                Fault(
                    place: FilePlace(file: file, line: 1),
                    message: "it has no journal, so its balances cannot be checked"
                )
            ]
        }
        var stated: [Stated] = []
        for item in Self.list(root, "accounts") {
            guard let account = account(item, &faults) else { continue }
            stated.append(account)
        }
        guard let moved = movements(entries, &faults) else { return faults }
        check(stated, moved, at: node, &faults)
        for item in Self.list(root, "caps") { checkUsed(item, &faults) }
        for item in Self.list(root, "checks") { checkHolds(item, &faults) }
        return faults
    }

    private static let whole = "commissioner"

    private static func list(_ root: [YAMLEntry], _ key: String) -> [YAMLNode] {
        if case .list(let items) = PreviousResult.value(root, key)?.content { items } else { [] }
    }

    private func fault(_ node: YAMLNode, _ message: String) -> Fault {
        Fault(place: FilePlace(file: file, node.position), message: message)
    }

    private func amount(_ entries: [YAMLEntry], _ key: String) -> Money? {
        PreviousResult.text(PreviousResult.value(entries, key)).flatMap {
            try? Money(parsing: $0, currency: currency)
        }
    }

    private func account(_ item: YAMLNode, _ faults: inout [Fault]) -> Stated? {
        let entries = PreviousResult.entries(item)
        guard let name = PreviousResult.text(PreviousResult.value(entries, "account")),
            let closing = amount(entries, "closing")
        else { return nil }
        guard let opening = amount(entries, "opening"), let moneyIn = amount(entries, "in"),
            let moneyOut = amount(entries, "out"),
            let found = try? opening.adding(moneyIn).subtracting(moneyOut)
        else {
            faults.append(
                fault(item, "account '\(Field.shown(name))' lacks 'opening', 'in' or 'out'")
            )
            return nil
        }
        if found != closing {
            faults.append(
                fault(
                    item,
                    "account '\(Field.shown(name))' closes with \(closing.formatted()), but what it opened with, "
                        + "took in and gave out comes to \(found.formatted())"
                )
            )
        }
        return Stated(name: name, closing: closing, node: item)
    }

    /// What every account was left with by the journal; nil where that cannot be read.
    private func movements(
        _ entries: [YAMLNode],
        _ faults: inout [Fault]
    ) -> [String: Money]? {
        var moved: [String: Money] = [:]
        for node in entries {
            let own = PreviousResult.entries(node)
            guard let debit = PreviousResult.text(PreviousResult.value(own, "debit")),
                let credit = PreviousResult.text(PreviousResult.value(own, "credit")),
                let amount = amount(own, "amount"),
                let taken = try? moved.amount(debit, in: currency).adding(amount)
            else {
                faults.append(
                    fault(node, "a movement without its accounts and amount, so nothing is checked")
                )
                return nil
            }
            moved[debit] = taken
            guard let given = try? moved.amount(credit, in: currency).subtracting(amount) else {
                faults.append(fault(node, "its movements are too large"))
                return nil
            }
            moved[credit] = given
        }
        return moved
    }

    private func check(
        _ stated: [Stated],
        _ moved: [String: Money],
        at journal: YAMLNode,
        _ faults: inout [Fault]
    ) {
        let held: [Account] = [.pool, .riskPool, .carriedForward]
        for account in held {
            let name = account.identifier
            let left = moved.amount(name, in: currency)
            guard let own = stated.first(where: { $0.name == name }) else {
                guard !left.isZero else { continue }
                faults.append(
                    fault(
                        journal,
                        "its journal leaves '\(name)' with \(left.formatted()), but there is no such account"
                    )
                )
                continue
            }
            guard own.closing != left else { continue }
            faults.append(
                fault(
                    own.node,
                    "account '\(name)' closes with \(own.closing.formatted()), but its journal leaves "
                        + "\(left.formatted()): the result was changed after it was written"
                )
            )
        }
    }

    /// What was used of caps over several terms is what was used before and what was borne.
    private func checkUsed(_ item: YAMLNode, _ faults: inout [Fault]) {
        let own = PreviousResult.entries(item)
        let before = PreviousResult.entries(PreviousResult.value(own, "before"))
        let borne = PreviousResult.entries(PreviousResult.value(own, "borne"))
        for entry in PreviousResult.entries(PreviousResult.value(own, "used")) {
            guard let used = amount([entry], entry.key) else { continue }
            let zero = Money.zero(currency)
            let found = try? (amount(before, entry.key) ?? zero)
                .adding(amount(borne, entry.key) ?? zero)
            guard found != used else { continue }
            faults.append(
                fault(
                    entry.value,
                    "'\(Field.shown(entry.key))' has used \(used.formatted()), but what it bore before and in the term "
                        + "comes to \(found?.formatted() ?? "more than can be counted")"
                )
            )
        }
    }

    private func checkHolds(_ item: YAMLNode, _ faults: inout [Fault]) {
        let own = PreviousResult.entries(item)
        guard let expected = amount(own, "expected"), let actual = amount(own, "actual"),
            expected != actual
        else { return }
        faults.append(
            fault(
                item,
                "a check of it does not hold: \(actual.formatted()) where \(expected.formatted()) was expected"
            )
        )
    }
}
