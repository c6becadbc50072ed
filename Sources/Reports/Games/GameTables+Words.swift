import TopsliceCooperativeGames
import TopsliceExactArithmetic
internal import TopsliceFormats
import TopsliceSharing
import TopsliceStudies

/// The tables of a game that answer in sentences.
extension GameTables {
    private var wording: GameWording { GameWording(report) }

    /// What would be said against each of some rules.
    ///
    /// - Parameter limit: of a rule, so many objecting groups are named.
    func objectionsInWords(
        _ rules: [(rule: SharingRule, shares: RuleShares)],
        _ format: NumberFormat,
        limit: Int
    ) -> ReportTable {
        ReportTable(
            name: "In words",
            caption: "What would be said against the others",
            columns: [
                .init("Rule", on: .page), .init("Rule", on: .terminal),
                .init("Objections, the largest first", terminalTitle: "Objection"),
            ],
            rows: rules.map { rule, shares in
                let said = wording.objections(shares, format, limit: limit)
                return [
                    .text(rule.title), .text(rule.spelling), .text(said.joined(separator: " ")),
                ]
            }
        )
    }

    func comparisonInWords(
        _ rules: [(rule: SharingRule, shares: RuleShares)],
        with reference: GameRun.Reference
    ) -> ReportTable {
        ReportTable(
            name: "Better or worse",
            caption: "Who does better and who worse than under \(Self.base(reference))",
            columns: [.init("Rule"), .init("In words")],
            rows: rules.map {
                [.text($0.rule.title), .text(wording.comparison($0.shares, format))]
            }
        )
    }

    /// Rules that promise nothing have no row.
    var promises: ReportTable {
        ReportTable(
            name: "Promises",
            caption: "What each rule promises on every game (axioms it satisfies)",
            columns: [.init("Rule"), .init("Promises")],
            rows: report.answered.compactMap { rule, _ in
                let axioms = AxiomWords.axioms(rule).map(\.meaning)
                return axioms.isEmpty ? nil : [.text(rule.title), .text(Words.list(axioms))]
            }
        )
    }

    func properties(_ found: GameProperties) -> ReportTable {
        ReportTable(
            name: "Properties",
            caption: report.isCost
                ? "Properties, read for costs: doing better is paying less" : "Properties",
            columns: [.init("Property"), .init("Meaning"), .init("Here")],
            rows: PropertyWords.all(found).map {
                [.text($0.title), .text($0.meaning), .text(wording.finding($0.finding))]
            }
        )
    }

    // MARK: - Certificates

    func certificate(
        _ rule: SharingRule,
        _ certificate: RuleShares.Certificate
    ) -> ReportTable {
        // Complaints as parts of a value are small numbers where the game's own are large.
        let numbers =
            certificate.weighting == .proportional
            ? NumberFormat.quantities(certificate.levels.map(\.excess)) : format
        return ReportTable(
            name: "Certificate",
            caption: "\(rule.title): levels of complaint, \(Self.unit(certificate.weighting))",
            columns: [
                .init("Level"), .init("Complaint", .decimal(places: 6)),
                .init("Groups with weights"),
            ],
            rows: certificate.levels.enumerated().map { place, level in
                let groups =
                    level.coalitions.map(weighted)
                    + level.heldAtOwnValue.map { weighted($0) + " held at its own value" }
                return [
                    .integer(place + 1), level.excess.reportCell(numbers),
                    .text(groups.joined(separator: "; ")),
                ]
            }
        )
    }

    private static func unit(_ weighting: ExcessWeighting) -> String {
        switch weighting {
        case .plain: "as they are"
        case .perCapita: "per member"
        case .proportional: "as parts of what the group would pay or gain"
        }
    }

    private func weighted(_ group: CoreFinding.WeightedGroup) -> String {
        let weight =
            group.weight.exact?.description
            ?? NumberFormat.fitting([group.weight.approximate], digits: 3).text(group.weight)
        return "\(wording.group(group.members)) (\(weight))"
    }
}
