extension PooledAttribution {
    /// Of the completed tables the mean: numbers that say what the groups look like, and are no estimates.
    var overlap: Overlap? {
        let parts = results.compactMap(\.overlap)
        guard let first = parts.first, parts.count == results.count else { return nil }
        func mean(_ value: (Overlap) -> Double) -> Double {
            parts.reduce(0) { $0 + value($1) } / Double(parts.count)
        }
        var result = first
        for agency in first.agencies.indices {
            let found = parts.compactMap { $0.agencies[agency] }
            result.agencies[agency] = found.count == parts.count ? Self.mean(found) : nil
        }
        guard parts.allSatisfy({ $0.coalitions.count == first.coalitions.count }) else {
            result.coalitions = []
            return result
        }
        for place in first.coalitions.indices {
            result.coalitions[place].effective = mean { $0.coalitions[place].effective }
            result.coalitions[place].largest = mean { $0.coalitions[place].largest }
        }
        return result
    }

    private static func mean(_ parts: [AgencyOverlap]) -> AgencyOverlap {
        var result = parts[0]
        func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }
        func difference(_ values: [GroupDifference]) -> GroupDifference {
            func known(_ path: KeyPath<GroupDifference, Double?>) -> Double? {
                let known = values.compactMap { $0[keyPath: path] }
                return known.count == values.count ? mean(known) : nil
            }
            return GroupDifference(
                standardised: known(\.standardised),
                varianceRatio: known(\.varianceRatio)
            )
        }
        result.weight = ComparisonWeight(
            effective: mean(parts.map(\.weight.effective)),
            served: parts[0].weight.served,
            others: parts[0].weight.others
        )
        result.largestPart = mean(parts.map(\.largestPart))
        for place in result.columns.indices {
            result.columns[place].before = difference(parts.map { $0.columns[place].before })
            result.columns[place].after = difference(parts.map { $0.columns[place].after })
        }
        result.joint.before = difference(parts.map(\.joint.before))
        result.joint.after = difference(parts.map(\.joint.after))
        for place in 0..<AgencyOverlap.ChanceParts.classCount {
            result.chances.served[place] = mean(parts.map { $0.chances.served[place] })
            result.chances.others[place] = mean(parts.map { $0.chances.others[place] })
            result.chances.weighted[place] = mean(parts.map { $0.chances.weighted[place] })
        }
        return result
    }
}
