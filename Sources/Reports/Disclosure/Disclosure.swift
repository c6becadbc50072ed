import TopsliceAttribution
internal import TopsliceFormats
import TopsliceStudies

/// What of an attribution's counts of people may be written: decided once, between the result and every writer.
///
/// Writers ask it for cells; what may not be written comes as a cell that says so.
struct Disclosure {
    let rule: DisclosureRule
    private let people: Int
    private let patterns: HiddenPatterns
    let hiddenAgencies: Set<String>

    init(_ result: AttributionResult, _ rule: DisclosureRule) {
        self.rule = rule
        people = result.people
        let small = result.contributions.filter { !rule.allows($0.served, of: result.people) }
            .map(\.agency)
        patterns = HiddenPatterns(
            result.support.patterns.map { ($0.members, $0.people) },
            margins: result.agencies.filter { !small.contains($0) },
            threshold: rule.threshold
        )
        hiddenAgencies = Set(patterns.hidesMargins ? result.agencies : small)
    }

    // MARK: - Agencies

    /// Whether how many an agency served may be written, and what derives from it.
    func shows(_ agency: String) -> Bool { !hiddenAgencies.contains(agency) }

    /// Whether sums over agencies of such figures may be: one that is withheld would be what is left.
    var showsSums: Bool { hiddenAgencies.isEmpty }

    /// A figure of those whom an agency served.
    func figure(_ cell: ReportCell, of agency: String) -> ReportCell {
        shows(agency) ? cell : .absent(.withheld)
    }

    /// A figure of those whom any agency served: as telling as how many none did.
    func figureOfServed(_ cell: ReportCell) -> ReportCell {
        showsServed ? cell : .absent(.withheld)
    }

    var showsServed: Bool { !patterns.patterns.contains([]) }

    /// A sum over agencies.
    func sum(_ cell: ReportCell) -> ReportCell { showsSums ? cell : .absent(.withheld) }

    // MARK: - Combinations

    /// Those served by just these agencies.
    func shows(pattern members: [String]) -> Bool { !patterns.patterns.contains(members) }

    /// Whether no combination is withheld.
    var showsCombinations: Bool { patterns.patterns.isEmpty }

    func seen(_ count: Int, pattern members: [String]) -> ReportCell {
        rule.cell(count, withheld: !shows(pattern: members))
    }

    /// A part of all people.
    func part(_ share: Double) -> ReportCell {
        let count = Int((share * Double(people)).rounded())
        return rule.allows(count, of: people) ? .number(share, .percentage) : .absent(.withheld)
    }

    func showsPart(_ share: Double) -> Bool {
        rule.allows(Int((share * Double(people)).rounded()), of: people)
    }
}

extension AttributionResult {
    /// With every count rounded, and what is a count over a count made from the rounded ones, so that it does not give them back.
    ///
    /// What an agency did per person served is the same amount over the rounded share.
    func rounded(by rule: DisclosureRule) -> AttributionResult {
        guard rule.base > 1, people > 0 else { return self }
        var result = self
        let all = Double(people)
        let shown = rule.rounded(people)
        result.people = shown
        func share(_ share: Double) -> Double {
            guard shown > 0 else { return share }
            return Double(rule.rounded(Int((share * all).rounded()))) / Double(shown)
        }
        for number in contributions.indices {
            var one = contributions[number]
            let exact = one.servedShare
            one.served = rule.rounded(one.served)
            one.servedShare = share(exact)
            if one.servedShare > 0 {
                one.perServed = one.perServed.scaled(by: exact / one.servedShare)
            } else {
                one.servedShare = exact
            }
            result.contributions[number] = one
        }
        result.total.servedShare = share(total.servedShare)
        if result.total.servedShare > 0 {
            result.total.perServed = total.perServed.scaled(
                by: total.servedShare / result.total.servedShare
            )
        } else {
            result.total.servedShare = total.servedShare
        }
        for number in coalitions.indices {
            result.coalitions[number].unsupportedShare = share(coalitions[number].unsupportedShare)
        }
        result.support.fullySupportedShare = share(support.fullySupportedShare)
        return result
    }
}

extension Estimate {
    /// In another unit.
    fileprivate func scaled(by factor: Double) -> Estimate {
        guard let known = uncertainty else {
            return Estimate(value: value * factor, uncertainty: nil)
        }
        return Estimate(
            value: value * factor,
            uncertainty: Uncertainty(
                standardError: known.standardError * factor,
                confidenceLow: known.confidenceLow * factor,
                confidenceHigh: known.confidenceHigh * factor,
                pValue: known.pValue,
                degreesOfFreedom: known.degreesOfFreedom
            )
        )
    }
}
