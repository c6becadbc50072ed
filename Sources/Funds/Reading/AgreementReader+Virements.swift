import TopsliceExactArithmetic
import TopsliceMoney
import TopsliceRecords

extension AgreementReader {
    private static let outside = "outside"

    /// Budgets moved during the term: `{date, moves: {line: amount}}` that sum to zero, or `{date, from, to, amount}`;
    /// `outside` stands for what leaves the agreement or comes into it.
    mutating func virements(_ root: YAMLMap) -> [Virement] {
        var virements: [Virement] = []
        for item in list(root, "virements") {
            guard let map = map(item) else { continue }
            require(map, ["date"])
            refuseUnknownKeys(map, ["date", "clause", "moves", "from", "to", "amount"])
            let date = date(map, "date")
            if let date, let term = declared.term, !term.contains(date), let node = map["date"] {
                fault(node, "\(date) lies outside the term, \(term.from) to \(term.to)")
                continue
            }
            guard let moves = map.contains("moves") ? moves(map) : transfer(map), let date,
                let currency = faults.currency
            else { continue }
            var own = moves
            let outside = own.removeValue(forKey: Self.outside) ?? .zero(currency)
            virements.append(
                Virement(
                    clause: text(map, "clause") ?? "virement of \(date)",
                    date: date,
                    moves: own,
                    outside: outside,
                    place: place(item)
                )
            )
        }
        checkBudgets(virements)
        return virements.sorted { $0.date < $1.date }
    }

    private mutating func transfer(_ map: YAMLMap) -> [String: Money]? {
        require(map, ["from", "to", "amount"])
        let from = field(map, "from").flatMap { budget($0) }
        let to = field(map, "to").flatMap { budget($0) }
        guard let amount = amount(map, "amount"), let from, let to else { return nil }
        guard from != to else {
            fault(map.node, "moves money from '\(from)' to itself")
            return nil
        }
        guard !amount.isZero else {
            fault(map.node, "nothing is moved; expected an amount above zero")
            return nil
        }
        guard let out = try? amount.negated() else { return nil }
        return [from: out, to: amount]
    }

    private mutating func moves(_ map: YAMLMap) -> [String: Money]? {
        for key in ["from", "to", "amount"] {
            if let node = map[key] { fault(node, "'\(key)' and 'moves' exclude each other") }
        }
        guard let entries = self.map(map, "moves")?.entries, let node = map["moves"] else {
            return nil
        }
        var moves: [String: Money] = [:]
        for entry in entries {
            let id = budget(keyField(entry))
            let amount = field(entry.value).flatMap { faults.amount($0, allowingNegative: true) }
            if let id, let amount { moves[id] = amount }
        }
        guard moves.count == entries.count else { return nil }
        guard moves.values.contains(where: { !$0.isZero }) else {
            fault(
                node,
                "nothing is moved; expected amounts by line, such as {beds: -50.00, care: 50.00}"
            )
            return nil
        }
        guard moves.values.map({ Rational($0) }).sum().isZero else {
            fault(
                node,
                "the moves of a virement sum to zero; money that leaves the agreement or comes into it is moved to or "
                    + "from 'outside'"
            )
            return nil
        }
        return moves
    }

    private mutating func budget(_ field: Field) -> String? {
        if field.text == Self.outside { return Self.outside }
        return faults.reference(field, among: declared.identifiers.lines, .line)
    }

    /// No line gives what it does not have, on the day it gives it; said of the first virement after which it would.
    private mutating func checkBudgets(_ virements: [Virement]) {
        var changes: [String: [Int: Money]] = [:]
        for virement in virements.sorted(by: { $0.date < $1.date }) {
            for (id, move) in virement.moves.sorted(by: { $0.key.precedes($1.key) }) {
                guard let line = declared.lines[id] else { continue }
                guard let index = line.allotmentIndex(on: virement.date) else {
                    faults.add(
                        Fault(
                            place: virement.place,
                            message: "line '\(id)' has no budget on \(virement.date)"
                        )
                    )
                    continue
                }
                let before = changes[id]?[index] ?? line.allotments[index].budget
                guard let after = try? before.adding(move) else { continue }
                changes[id, default: [:]][index] = after
                if after.isNegative, !before.isNegative {
                    faults.add(
                        Fault(
                            place: virement.place,
                            message:
                                "line '\(id)' would have a budget of \(after.formatted()) after it"
                        )
                    )
                }
            }
        }
    }
}
