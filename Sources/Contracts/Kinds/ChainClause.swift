import TopsliceExactArithmetic
import TopsliceRecords

/// What primes pass on to subcontractors of what they are paid, to any depth; what is taken back is passed down too, and so
/// is the risk.
struct ChainClause: ContractClause {
    static let kind = ClauseKind.chain

    let head: ClauseHead
    let of: [String]
    /// A prime after all who pass something on to it.
    let links: [Link]
    /// Small suppliers and those of the social sector.
    let small: Set<String>

    struct Link: Hashable {
        let prime: String
        let sub: String
        /// A part of one.
        let part: Rational
    }

    var needs: [String] { of }

    init?(_ map: YAMLMap, _ head: ClauseHead, _ reader: inout ContractReader) {
        reader.refuseUnknownKeys(map, ContractReader.headKeys + ["of", "links", "small"])
        reader.require(map, ["of", "links"])
        let of = reader.clauses(in: map, "of")
        guard let node = map["links"], let links = Self.links(map, &reader) else { return nil }
        var small: Set<String> = []
        if let stated = map["small"] {
            for id in reader.texts(map, "small") ?? [] where reader.isParty(id, stated) {
                small.insert(id)
            }
        }
        switch Self.ordered(links) {
        case .success(let ordered): self.links = ordered
        case .failure(let circle):
            reader.fault(
                node,
                "the chain runs in a circle: \(circle.ids.joined(separator: " > "))"
            )
            return nil
        }
        guard let of else { return nil }
        self.head = head
        self.of = of
        self.small = small
    }

    private static func links(_ map: YAMLMap, _ reader: inout ContractReader) -> [Link]? {
        var links: [Link] = []
        var passed: [String: Rational] = [:]
        let items = reader.maps(map, "links")
        for item in items {
            reader.require(item, ["prime", "sub", "percent"])
            reader.refuseUnknownKeys(item, ["prime", "sub", "percent"])
            let prime = reader.party(item, "prime")
            let sub = reader.party(item, "sub")
            let part = reader.percentage(item, "percent")
            guard let prime, let sub, let part else { continue }
            if part.isZero { reader.notice(item, .nothingPassedOn(prime: prime, sub: sub)) }
            if links.contains(where: { $0.prime == prime && $0.sub == sub }) {
                reader.fault(item.node, "'\(prime)' passes on to '\(sub)' twice")
            }
            passed[prime, default: .zero] += part
            if passed[prime, default: .zero] > .one {
                reader.fault(item.node, "'\(prime)' passes on more than it is paid")
            }
            links.append(Link(prime: prime, sub: sub, part: part))
        }
        return links.count == items.count && !links.isEmpty ? links : nil
    }

    /// Links in the order in which money goes down, ties by identifiers.
    private static func ordered(_ links: [Link]) -> Result<[Link], ClauseOrder.Circle> {
        var left = links.sorted {
            $0.prime == $1.prime
                ? ClauseOrder.precedes($0.sub, $1.sub) : ClauseOrder.precedes($0.prime, $1.prime)
        }
        var ordered: [Link] = []
        while let first = left.first {
            let fed = Set(left.map(\.sub))
            let ready = left.filter { !fed.contains($0.prime) }
            guard !ready.isEmpty else {
                // Every prime that is left is somebody's sub, so that going up must come back.
                var path = [first.prime]
                while let above = left.first(where: { $0.sub == path.last })?.prime {
                    if let place = path.firstIndex(of: above) {
                        return .failure(
                            ClauseOrder.Circle(ids: [above] + path[place...].reversed())
                        )
                    }
                    path.append(above)
                }
                preconditionFailure("\(left) has no prime that nobody feeds")
            }
            ordered += ready
            left.removeAll { ready.contains($0) }
        }
        return .success(ordered)
    }

    func result(_ facts: ContractFacts, _ others: ClauseResults) -> ClauseResult {
        var byDay: [Int32: [String: Rational]] = [:]
        for payment in others.paid(by: of) {
            byDay[payment.day, default: [:]][payment.payee, default: .zero] += payment.exact
        }
        var result = ClauseResult()
        var whole = Rational.zero
        var kept: [String: Rational] = [:]
        for (day, paid) in byDay.sorted(by: { $0.key < $1.key }) {
            var income = paid
            whole += paid.values.reduce(.zero, +)
            for link in links {
                let exact = (income[link.prime] ?? .zero) * link.part
                guard !exact.isZero else { continue }
                income[link.sub, default: .zero] += exact
                result.entitlements += [
                    Entitlement(.payee, link.sub, day, exact, .passedOn),
                    Entitlement(.payee, link.prime, day, -exact, .passedOn),
                ]
            }
            for party in income.keys {
                let passed = links.filter { $0.prime == party }.map(\.part).reduce(.zero, +)
                kept[party, default: .zero] += (income[party] ?? .zero) * (.one - passed)
            }
        }
        if !byDay.isEmpty {
            let primes = Set(links.map(\.prime)).sorted(by: ClauseOrder.precedes)
            result.notices = primes.filter { kept[$0] == nil }.map {
                .partyWithoutPart(party: $0, .prime)
            }
        }
        let reached = small.reduce(Rational.zero) { $0 + (kept[$1] ?? .zero) }
        result.figures = [ClauseFigure(.reachesSmall, .money(reached))]
        if whole.isPositive {
            result.figures.append(ClauseFigure(.shareOfSmall, .percent(reached / whole)))
        }
        return result
    }
}
