import TopsliceAttribution
internal import TopsliceFormats
import TopsliceStudies

/// What of an attribution's counts of people may be written.
///
/// Writers ask it for cells; what may not be written comes as a cell that says so. It is decided once, between the result and every writer:
/// of a result whose counts are `kept`, those below zero are withheld.
struct Disclosure {
    let rule: DisclosureRule
    private let people: Int
    private let hiddenPatterns: Set<[String]>
    let hiddenAgencies: Set<String>

    /// - `result`: as `AttributionResult.kept(by:)` gives it.
    init(ofKept result: AttributionResult, _ rule: DisclosureRule) {
        self.rule = rule
        people = result.people
        hiddenPatterns = Set(result.support.patterns.filter { $0.people < 0 }.map(\.members))
        hiddenAgencies = Set(result.contributions.filter { $0.served < 0 }.map(\.agency))
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

    var showsServed: Bool { !hiddenPatterns.contains([]) }

    /// A sum over agencies.
    func sum(_ cell: ReportCell) -> ReportCell { showsSums ? cell : .absent(.withheld) }

    // MARK: - Combinations

    /// Those served by just these agencies.
    func shows(pattern members: [String]) -> Bool { !hiddenPatterns.contains(members) }

    /// Whether no combination is withheld.
    var showsCombinations: Bool { hiddenPatterns.isEmpty }

    func seen(_ count: Int, pattern members: [String]) -> ReportCell {
        rule.cell(count, withheld: !shows(pattern: members))
    }

    /// A part of all people.
    func part(_ share: Double) -> ReportCell {
        showsPart(share) ? .number(share, .percentage) : .absent(.withheld)
    }

    func showsPart(_ share: Double) -> Bool { rule.allows(share, of: people) }
}

extension DisclosureRule {
    /// Whether a part of so many people may be written; one below zero is withheld.
    func allows(_ share: Double, of people: Int) -> Bool {
        share >= 0 && allows(Int((share * Double(people)).rounded()), of: people)
    }

    /// A part of so many people as it may be kept.
    func kept(_ share: Double, of people: Int) -> Double {
        guard allows(share, of: people) else { return -1 }
        let shown = rounded(people)
        guard base > 1, shown > 0 else { return share }
        return Double(rounded(Int((share * Double(people)).rounded()))) / Double(shown)
    }
}
