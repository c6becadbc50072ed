import TopsliceMoney
import TopsliceRecords

/// What the settlement of the term before says: with what its accounts closed, this term opens.
struct PreviousResult {
    private let file: String
    private let lastDay: CalendarDate
    private let isFinal: Bool
    private let isReconciled: Bool
    private let currency: Currency
    private let closings: [Account: Money]
    /// What partners bore under rules whose caps run on.
    let borne: [CapUse.Rule: [String: Money]]

    /// Reads the `settlement.json` of the term before; nil with faults where it is none.
    init?(_ path: String, _ faults: inout FaultBook) {
        file = path
        var limits = YAMLLimits()
        limits.byteCount = 64 << 20
        limits.nodeCount = 4_000_000
        func fault(_ message: String) {
            faults.add(Fault(place: FilePlace(file: path, line: 1), message: message))
        }
        let document: YAMLDocument
        do throws(FileTrouble) {
            let bytes = try FileBytes(reading: path, limit: limits.byteCount)
            faults.read(bytes.name, sha256: bytes.sha256)
            do throws(Faults) {
                document = try YAMLDocument.parse(bytes.bytes, file: path, limits: limits)
            } catch {
                faults.add(error)
                return nil
            }
        } catch {
            faults.add(Fault(error, file: path))
            return nil
        }
        let root = Self.entries(document.root)
        let term = Self.entries(Self.value(root, "term"))
        let standing = Self.entries(Self.value(root, "standing"))
        guard
            let lastDay = Self.text(Self.value(term, "to")).flatMap({ CalendarDate(parsing: $0) }),
            let accounts = Self.value(root, "accounts"), case .list(let items) = accounts.content
        else {
            fault(
                "this is no result of 'topslice settle', expected a settlement.json with 'term' and 'accounts'"
            )
            return nil
        }
        guard
            let currency = Self.text(Self.value(root, "currency")).flatMap({
                try? Currency(code: $0)
            })
        else {
            fault("it does not say in which currency its amounts are")
            return nil
        }
        self.currency = currency
        self.lastDay = lastDay
        isFinal = Self.text(Self.value(standing, "basis")) == Standing.Basis.final.rawValue
        isReconciled = Self.text(Self.value(root, "reconciled")) == "true"
        var closings: [Account: Money] = [:]
        for item in items {
            let entries = Self.entries(item)
            guard let name = Self.text(Self.value(entries, "account")),
                let text = Self.text(Self.value(entries, "closing")),
                let amount = try? Money(parsing: text, currency: currency)
            else {
                fault("an account without its name and closing balance")
                return nil
            }
            let known: [Account] = [.pool, .riskPool, .carriedForward]
            if let account = known.first(where: { $0.identifier == name }) {
                closings[account] = amount
            }
        }
        self.closings = closings
        borne = Self.caps(root, currency)
        let places = PreviousBooks(file: file, currency: currency)
        for fault in places.faults(root) { faults.add(fault) }
    }

    /// The agreement with the balances its accounts were left with; what it states itself must be the same.
    func opening(_ agreement: Agreement, _ faults: inout FaultBook) -> Agreement {
        func fault(_ message: String) {
            faults.add(Fault(place: FilePlace(file: file, line: 1), message: message))
        }
        if !isFinal {
            fault("this result is not final, so its balances are not those the term ended with")
        }
        if !isReconciled {
            fault("this result does not reconcile, so nothing can be carried on from it")
        }
        guard currency == agreement.currency else {
            fault(
                "its amounts are in \(currency.code), those of the agreement in \(agreement.currency.code); "
                    + "convert nothing without a stated rate"
            )
            return agreement
        }
        let next = CalendarDate(dayNumber: lastDay.dayNumber + 1)
        if next != agreement.term.from {
            fault("its term ends on \(lastDay), but the next one begins on \(agreement.term.from)")
        }
        var agreement = agreement
        let pool = closings.amount(.pool, in: currency)
        guard let carried = try? pool.adding(closings.amount(.carriedForward, in: currency)) else {
            fault("its balances are too large")
            return agreement
        }
        let reserve = closings.amount(.riskPool, in: currency)
        for (account, amount) in [(Account.pool, carried), (.riskPool, reserve)] {
            guard let stated = agreement.openings.first(where: { $0.account == account }) else {
                guard !amount.isZero else { continue }
                agreement.openings.append(
                    OpeningBalance(
                        account: account,
                        amount: amount,
                        place: FilePlace(file: file, line: 1)
                    )
                )
                continue
            }
            if stated.amount != amount {
                faults.add(
                    Fault(
                        place: stated.place,
                        message:
                            "\(account.identifier) opens with \(stated.amount.formatted()), but the term before "
                            + "closed with \(amount.formatted())"
                    )
                )
            }
        }
        return agreement
    }

    /// What was used of caps that run over several terms, with the rules of which that is said.
    private static func caps(_ root: [YAMLEntry], _ currency: Currency) -> [CapUse.Rule: [String:
        Money]]
    {
        guard case .list(let items) = value(root, "caps")?.content else { return [:] }
        var borne: [CapUse.Rule: [String: Money]] = [:]
        for item in items {
            let own = entries(item)
            guard let clause = text(value(own, "risk")),
                let direction = text(value(own, "direction")),
                direction == "overspend" || direction == "underspend",
                let since = text(value(own, "since")).flatMap({ CalendarDate(parsing: $0) }),
                case .map(let used) = value(own, "used")?.content
            else { continue }
            let rule = CapUse.Rule(
                clause: clause,
                isOverspend: direction == "overspend",
                since: since
            )
            let amounts = used.compactMap { entry in
                text(entry.value).flatMap { try? Money(parsing: $0, currency: currency) }
                    .map { (entry.key, $0) }
            }
            // What cannot be read is not nothing: the rule is one of which the result does not say what was borne.
            guard amounts.count == used.count else { continue }
            borne[rule] = Dictionary(amounts) { first, _ in first }
        }
        return borne
    }

    static func entries(_ node: YAMLNode?) -> [YAMLEntry] {
        if case .map(let entries) = node?.content { entries } else { [] }
    }

    static func value(_ entries: [YAMLEntry], _ key: String) -> YAMLNode? {
        entries.first { $0.key == key }?.value
    }

    static func text(_ node: YAMLNode?) -> String? {
        if case .scalar(let scalar) = node?.content { scalar.text } else { nil }
    }
}
