import TopsliceDoor
import TopsliceExactArithmetic
import TopsliceMoney
import TopsliceRecords

/// What rows of costs and of benefits have in common.
extension AppraisalReader {
    /// The years of a row, `3` or `1-5`; where it states none, every year after the decision.
    mutating func span(_ map: YAMLMap) -> ClosedRange<Int>? {
        guard let node = map["years"] else { return years == 0 ? 0...0 : 1...years }
        guard let text = reader.text(map, "years") else { return nil }
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { part in
            part.utf8.count < 5 && part.utf8.allSatisfy { (0x30...0x39).contains($0) }
                ? Int(part) : nil
        }
        guard numbers.count == parts.count, (1...2).contains(numbers.count),
            let first = numbers.first, let last = numbers.last, first <= last
        else {
            reader.fault(node, "'\(escaped(text))' is not a year such as 0 or years such as 1-5")
            return nil
        }
        guard last <= years else {
            reader.fault(node, "year \(last) is after the last year of the case, \(years)")
            return nil
        }
        return first...last
    }

    /// A map of years under `by_year`; nil where there is none.
    mutating func byYear(
        _ map: YAMLMap,
        _ value: (inout CaseReader, YAMLNode) -> Rational?
    ) -> [Int: Rational]? {
        guard let inner = reader.map(map, "by_year") else { return nil }
        if let node = map["years"] {
            reader.fault(node, "'by_year' states the years already; leave 'years' out")
        }
        var values: [Int: Rational] = [:]
        for entry in inner.entries {
            let isDigits =
                entry.key.utf8.count < 5
                && entry.key.utf8.allSatisfy { (0x30...0x39).contains($0) }
            guard isDigits, let year = Int(entry.key), "\(year)" == entry.key, year <= years else {
                reader.fault(
                    entry.value,
                    "'\(escaped(entry.key))' is not a year from 0 to \(years)"
                )
                continue
            }
            if let value = value(&reader, entry.value) { values[year] = value }
        }
        return values
    }

    /// To whom a row falls: one agency, or several with parts that sum to 100.
    mutating func shares(_ map: YAMLMap, areCashable: Bool) -> [AgencyShare]? {
        let cashable = areCashable ? reader.percentage(map, "cashable") ?? .zero : .zero
        switch (map["agency"], map["agencies"]) {
        case (nil, nil):
            reader.fault(map.node, "nobody is named: 'agency' names one, 'agencies' several")
            return nil
        case (let node?, _?):
            reader.fault(node, "'agency' and 'agencies' both say whose it is; give one")
            return nil
        case (_?, nil):
            return reader.text(map, "agency").map {
                [AgencyShare(agency: $0, part: .one, cashable: cashable)]
            }
        case (nil, let node?):
            guard let inner = reader.map(map, "agencies") else { return nil }
            var shares: [AgencyShare] = []
            var isWhole = true
            for entry in inner.entries {
                if let share = share(entry, cashable, areCashable) {
                    shares.append(share)
                } else {
                    isWhole = false
                }
            }
            let sum = shares.map(\.part).sum() * 100
            if isWhole, sum != 100 {
                reader.fault(
                    node,
                    "the shares sum to \(sum.exactDecimal ?? sum.description), expected 100"
                )
            }
            return shares
        }
    }

    private mutating func share(
        _ entry: YAMLEntry,
        _ cashable: Rational,
        _ areCashable: Bool
    ) -> AgencyShare? {
        guard areCashable, case .map = entry.value.content else {
            return reader.percentage(entry.value).map {
                AgencyShare(agency: entry.key, part: $0, cashable: cashable)
            }
        }
        guard let map = reader.map(entry.value) else { return nil }
        reader.refuseUnknownKeys(map, ["share", "cashable"])
        reader.require(map, ["share"])
        let own = reader.percentage(map, "cashable")
        return reader.percentage(map, "share").map {
            AgencyShare(agency: entry.key, part: $0, cashable: own ?? cashable)
        }
    }

    /// A fault where a list has more rows than are read.
    mutating func rows(_ root: YAMLMap, _ key: String) -> [YAMLMap] {
        let maps = reader.maps(root, key)
        guard let node = root[key] else { return [] }
        if maps.isEmpty {
            reader.fault(node, "there is nothing in the list, expected at least one row")
        }
        if maps.count > Self.mostRows {
            reader.fault(node, "there are \(maps.count) rows, expected at most \(Self.mostRows)")
        }
        return Array(maps.prefix(Self.mostRows))
    }

    /// `{low: 90, high: 130}`, in percent.
    mutating func range(_ map: YAMLMap, _ key: String) -> ClosedRange<Rational>? {
        guard let inner = reader.map(map, key) else { return nil }
        reader.refuseUnknownKeys(inner, ["low", "high"])
        reader.require(inner, ["low", "high"])
        let low = reader.percentage(inner, "low", 0...10_000)
        let high = reader.percentage(inner, "high", 0...10_000)
        guard let low, let high else { return nil }
        guard low <= high else {
            reader.fault(inner.node, "the low end is above the high one")
            return nil
        }
        return low...high
    }
}
