package import TopsliceExactArithmetic
package import TopsliceRecords

/// What a provider passes on to a subcontractor of what it is paid for delivery.
package struct SupplyLink: Sendable, Hashable {
    package let prime: String
    package let sub: String
    /// A part of one.
    package let part: Rational
    package let clause: String
    package let place: FilePlace

    /// The first cycle found in the chain, as `A > B > C > A`; nil where there is none.
    static func cycle(in links: [SupplyLink]) -> (names: [String], last: SupplyLink)? {
        let byPrime = Dictionary(grouping: links, by: \.prime)
        var finished: Set<String> = []
        // An explicit stack: a chain may be as long as the list of partners.
        for start in Set(links.map(\.prime)).sorted(by: { $0.precedes($1) })
        where !finished.contains(start) {
            var path = [start]
            var next = [0]
            var onPath: Set<String> = [start]
            while let prime = path.last, let index = next.last {
                let below = byPrime[prime] ?? []
                guard index < below.count else {
                    finished.insert(prime)
                    onPath.remove(prime)
                    path.removeLast()
                    next.removeLast()
                    continue
                }
                next[next.count - 1] += 1
                let link = below[index]
                if onPath.contains(link.sub) {
                    let loop = path.drop { $0 != link.sub } + [link.sub]
                    return (Array(loop), link)
                }
                guard !finished.contains(link.sub) else { continue }
                path.append(link.sub)
                next.append(0)
                onPath.insert(link.sub)
            }
        }
        return nil
    }

    /// Each link in an order in which everybody receives before passing on; the chain has no cycle.
    static func inOrder(_ links: [SupplyLink]) -> [SupplyLink] {
        var waiting: [String: Int] = [:]
        for link in links { waiting[link.sub, default: 0] += 1 }
        let byPrime = Dictionary(grouping: links, by: \.prime)
        var ready = Set(links.map(\.prime)).filter { waiting[$0] == nil }
            .sorted { $1.precedes($0) }
        var ordered: [SupplyLink] = []
        while let prime = ready.popLast() {
            for link in (byPrime[prime] ?? []).sorted(by: { $0.sub.precedes($1.sub) }) {
                ordered.append(link)
                waiting[link.sub, default: 1] -= 1
                if waiting[link.sub] == 0 { ready.append(link.sub) }
            }
        }
        return ordered
    }
}
