import TopsliceFunds

/// Words by which formulas find what belongs together. Spreadsheets do not tell capitals apart, so words that differ
/// in nothing else are numbered.
struct RecalculationKeys {
    private let lines: [String]
    private let partners: [String: String]
    private let savings: [String: String]
    private let outcomes: [String: String]
    private let payments: [String: String]
    private let allocations: [String: String]
    private let compensations: [String: String]
    private let phases: [String: String]

    init(_ settlement: Settlement) {
        lines = Self.distinct(
            settlement.lines.map { outturn in
                "spend: \(outturn.line.id)" + (Phase.told(outturn.phase).map { " (\($0))" } ?? "")
            }
        )
        partners = Self.table(settlement.agreement.partners.map(\.id))
        savings = Self.table(settlement.agreement.savings.map(\.recordedAs))
        outcomes = Self.table(settlement.outcomes.map(\.payment.outcome))
        payments = Self.table(settlement.outcomes.map(\.payment.id))
        allocations = Self.table(settlement.allocations.map(\.id))
        compensations = Self.table(settlement.compensations.map(\.id))
        phases = Self.table(settlement.agreement.phases.map(\.id))
    }

    func key(_ target: Recalculation.Target) -> String {
        switch target {
        case .line(let place): lines[place]
        case .saving(let id): "saving: \(savings[id] ?? id)"
        case .paid(let partner): "paid: \(partners[partner] ?? partner)"
        case .results(let outcome, let phase, let isStart):
            "\(isStart ? "starts" : "results"): \(outcomes[outcome] ?? outcome)"
                + (phase.map { " (\(phases[$0] ?? $0))" } ?? "")
        case .advance(let payment, let partner):
            "in advance: \(payments[payment] ?? payment), \(partners[partner] ?? partner)"
        case .receipt(let allocation, let partner):
            "receipt: \(allocations[allocation] ?? allocation), \(partners[partner] ?? partner)"
        case .position(let compensation, let partner):
            "position: \(compensations[compensation] ?? compensation), \(partners[partner] ?? partner)"
        case .other: "other"
        }
    }

    func outcomes(_ partner: String) -> String { "outcomes: \(partners[partner] ?? partner)" }
    func allocated(_ partner: String) -> String { "allocated: \(partners[partner] ?? partner)" }
    func compensated(_ partner: String) -> String {
        "compensated: \(partners[partner] ?? partner)"
    }

    func risk(_ partner: String) -> String { "difference: \(partners[partner] ?? partner)" }
    func saved(_ partner: String) -> String { "saved: \(partners[partner] ?? partner)" }
    func paidBack(_ partner: String) -> String { "back: \(partners[partner] ?? partner)" }

    private static func table(_ ids: [String]) -> [String: String] {
        var all: [String] = []
        var seen: Set<String> = []
        for id in ids where seen.insert(id).inserted { all.append(id) }
        return Dictionary(zip(all, distinct(all))) { first, _ in first }
    }

    private static func distinct(_ words: [String]) -> [String] {
        var counts: [String: Int] = [:]
        return words.map { word in
            let number = counts[word.lowercased(), default: 0] + 1
            counts[word.lowercased()] = number
            return number == 1 ? word : "\(word) #\(number)"
        }
    }
}
