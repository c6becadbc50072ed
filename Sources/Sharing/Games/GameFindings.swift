internal import TopsliceRecords
internal import TopsliceCooperativeGames
internal import TopsliceMoney
internal import TopsliceOptions
internal import TopsliceDoor

/// What an evaluation found, before names of files and options are put beside it.
struct GameFindings {
    let grandValue: Quantity?
    let firstIn: [Quantity?]
    let lastIn: [Quantity?]
    let missing: [Coalition]
    let isExact: Bool
    let properties: GameProperties?
    let core: CoreFinding
    let rules: [RuleFinding]
    let reference: GameRun.Reference?
    let interactions: [GameRun.Interaction]

    func run(
        _ table: GameTable,
        _ parameters: GameParameters,
        input: [InputRecord],
        warnings: [SharingWarning]
    ) -> GameRun {
        let listed = table.entries.count <= GameRun.listedCoalitions
        return GameRun(
            players: table.players,
            orientation: parameters.orientation,
            playerCount: table.players.count,
            grandValue: grandValue,
            firstIn: firstIn,
            lastIn: lastIn,
            coalitions: listed
                ? table.entries.map {
                    .init(
                        members: table.names($0.members),
                        value: Quantity($0.value),
                        standardError: $0.standardError.map { Quantity($0) }
                    )
                } : [],
            missing: missing.prefix(GameRun.listedCoalitions).map { table.names($0.bits) },
            missingCount: missing.count,
            isExact: isExact,
            properties: properties,
            core: core,
            rules: rules,
            total: parameters.total,
            reference: reference,
            interactions: interactions,
            input: input,
            warnings: warnings,
            options: parameters.resolved(table).printed
        )
    }
}

extension GameFindings {
    /// The rules that money cannot follow, by reason.
    var refusals: [SharingWarning] {
        var reasons: [(reason: MoneyGap, rules: [SharingRule])] = []
        for finding in rules {
            guard case .refused(let reason)? = finding.shares?.money else { continue }
            if let place = reasons.firstIndex(where: { $0.reason == reason }) {
                reasons[place].rules.append(finding.rule)
            } else {
                reasons.append((reason, [finding.rule]))
            }
        }
        return reasons.map { .noMoney(rules: $0.rules, reason: $0.reason) }
    }
}
