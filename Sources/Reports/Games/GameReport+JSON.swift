import TopsliceApportionment
import TopsliceCooperativeGames
package import TopsliceFormats
import TopsliceMoney
import TopsliceSharing
import TopsliceStudies

extension GameReport {
    /// The game as JSON; the keys are a contract, to which more may be added.
    ///
    /// Shares are in the game's own unit and orientation; `amounts` are exact decimals that sum to `total`.
    package var json: JSONValue {
        [
            "orientation": .string(isCost ? "cost" : "savings"),
            "players": .strings(run.players),
            "grand_value": run.grandValue?.json ?? .null,
            "grand_value_exact": run.grandValue?.exactJSON ?? .null,
            "first_in": perPlayer(run.firstIn.map { $0?.json ?? .null }),
            "last_in": perPlayer(run.lastIn.map { $0?.json ?? .null }),
            "total": .optional(run.total?.decimalText),
            "currency": .optional(run.total?.currency.code),
            "arithmetic": .string(run.isExact ? "exact" : "floating point"),
            "missing_coalitions": .array(run.missing.map(JSONValue.strings)),
            "missing_count": .integer(run.missingCount),
            "properties": properties,
            "core": core,
            "compared_with": run.reference.map { reference in
                [
                    "rule": .string(reference.rule.spelling),
                    "meaning": .string(reference.meaning),
                    "shares": perPlayer(reference.shares.map(\.json)),
                ]
            } ?? .null,
            "rules": .array(run.rules.compactMap(rule)),
            "not_applicable": tables.notApplicable.json,
            "interactions": tables.interactions.json,
            "coalitions": tables.game.json,
            "tie_order": .string(DividedMoney.tieOrder),
            "warnings": .strings(run.warnings.map(\.words)),
            "provenance": provenance.json,
        ]
    }

    private func perPlayer(_ values: [JSONValue]) -> JSONValue {
        .object(zip(run.players, values).map { .init($0, $1) })
    }

    // MARK: - Properties and the core

    private var properties: JSONValue {
        guard let found = run.properties else { return .null }
        let stated = PropertyWords.all(found)
        var members = stated.map { JSONValue.Member($0.key, Self.holds($0.finding)) }
        members.append(
            .init(
                "failures",
                .object(
                    stated.compactMap { property in
                        guard case .fails(let first, let second) = property.finding else {
                            return nil
                        }
                        return .init(
                            property.key,
                            .array([.strings(names(first)), .strings(names(second))])
                        )
                    }
                )
            )
        )
        return .object(members)
    }

    private static func holds(_ finding: PropertyWords.Finding) -> JSONValue {
        switch finding {
        case .holds: .boolean(true)
        case .doesNotHold, .fails: .boolean(false)
        case .notChecked: .null
        }
    }

    func names(_ coalition: Coalition) -> [String] { coalition.players.map { run.players[$0] } }

    private var core: JSONValue {
        switch run.core {
        case .nonEmpty(let division):
            [
                "empty": .boolean(false),
                "division": perPlayer(division.map(\.json)),
                "exact": perPlayer(division.map(\.exactJSON)),
                "balanced_collection": .array([]),
                "excess": .null,
                "reason": .null,
            ]
        case .empty(let balanced, let excess):
            [
                "empty": .boolean(true),
                "division": .null,
                "exact": .null,
                "balanced_collection": .array(balanced.map(weighted)),
                "excess": excess.json,
                "reason": .null,
            ]
        case .unknown(let reason):
            [
                "empty": .null, "division": .null, "exact": .null,
                "balanced_collection": .array([]), "excess": .null,
                "reason": .string(reason.words(run.players)),
            ]
        }
    }

    private func weighted(_ group: CoreFinding.WeightedGroup) -> JSONValue {
        [
            "members": .strings(group.members),
            "weight": group.weight.json,
            "weight_exact": group.weight.exactJSON,
        ]
    }

    // MARK: - Rules

    /// Nil for a rule that says nothing; those have a list of their own.
    private func rule(_ finding: RuleFinding) -> JSONValue? {
        switch finding.outcome {
        case .notApplicable: nil
        case .shares(let shares): rule(finding.rule, shares)
        case .intervals(let intervals):
            [
                "rule": .string(finding.rule.spelling),
                "title": .string(finding.rule.title),
                "shares": perPlayer(intervals.map { exact($0)?.json ?? .null }),
                "exact": perPlayer(intervals.map { exact($0)?.exactJSON ?? .null }),
                "intervals": perPlayer(
                    intervals.map {
                        ["least": $0.least?.json ?? .null, "most": $0.most?.json ?? .null]
                    }
                ),
                "amounts": .null,
                "in_core": .null,
                "blocking": .array([]),
                "certificate": .null,
            ]
        }
    }

    private func exact(_ interval: ShareInterval) -> Quantity? {
        interval.least != nil && interval.least == interval.most ? interval.least : nil
    }

    private func rule(_ rule: SharingRule, _ shares: RuleShares) -> JSONValue {
        var members: [JSONValue.Member] = [
            .init("rule", .string(rule.spelling)),
            .init("title", .string(rule.title)),
            .init("shares", perPlayer(shares.shares.map(\.json))),
            .init(
                "exact",
                shares.shares.allSatisfy { $0.exact != nil }
                    ? perPlayer(shares.shares.map(\.exactJSON)) : .null
            ),
        ]
        if let errors = shares.standardErrors {
            members.append(.init("standard_errors", perPlayer(errors.map(JSONValue.number))))
        }
        let money = shares.money.divided
        members += [
            .init(
                "amounts",
                money.map { divided in
                    perPlayer(
                        divided.allocation.parts.map { .string($0.amount.decimalText) }
                    )
                } ?? .null
            ),
            .init("in_core", shares.stability.map { .boolean($0.isInCore) } ?? .null),
            .init("efficient", shares.stability.map { .boolean($0.isEfficient) } ?? .null),
            .init(
                "individually_rational",
                shares.stability.map { .boolean($0.isIndividuallyRational) } ?? .null
            ),
            .init("blocking_count", .optional(shares.stability?.blockingCount)),
            .init(
                "blocking",
                tables.objections(of: [(rule, shares)]).json
            ),
            .init("certificate", shares.certificate.map(certificate) ?? .null),
            .init(
                "versus_reference",
                shares.versusReference.map { perPlayer($0.map(\.json)) } ?? .null
            ),
            .init("axioms", .strings(AxiomWords.names(rule))),
            .init("journal", money.map { JournalReport.json($0.journal) } ?? .null),
        ]
        if case .refused(let reason) = shares.money {
            members.append(.init("amounts_refused", .string(reason.description)))
        }
        return .object(members)
    }

    private func certificate(_ certificate: RuleShares.Certificate) -> JSONValue {
        [
            "excess_unit": .string(certificate.weighting.rawValue),
            "over_imputations": .boolean(certificate.overImputations),
            "verified": .boolean(true),
            "levels": .array(
                certificate.levels.map { level in
                    [
                        "excess": level.excess.json,
                        "excess_exact": level.excess.exactJSON,
                        "coalitions": .array(level.coalitions.map(weighted)),
                        "held_at_own_value": .array(level.heldAtOwnValue.map(weighted)),
                    ]
                }
            ),
        ]
    }
}
