internal import TopsliceOptions
internal import TopsliceApportionment
internal import TopsliceCooperativeGames
internal import TopsliceExactArithmetic
internal import TopsliceMoney
internal import TopsliceDoor

/// Applies every rule of a request to one game, in one kind of number.
struct GameEvaluation<Scalar: EvaluatedScalar> {
    let table: GameTable
    let parameters: GameParameters
    /// Nil while values are missing.
    let game: Game<Scalar>?
    /// Nil where none is missing.
    let partial: PartialGame<Scalar>?
    let landmarks: Landmarks
    private let standardErrors: [Double]?

    /// Most players for which standard errors are carried over.
    private static var errorPlayers: Int { 12 }

    init(
        _ table: GameTable,
        _ entries: [GameTable.Entry],
        _ parameters: GameParameters
    ) throws {
        self.table = table
        self.parameters = parameters
        landmarks = Landmarks(entries, playerCount: table.players.count)
        let count = table.players.count
        let known = entries.reduce(0) { $1.members == 0 ? $0 : $0 + 1 }
        let missingCount = (1 << count) - 1 - known
        do throws(GameError) {
            if missingCount == 0 {
                var values = [Scalar](repeating: 0, count: 1 << count)
                for entry in entries { values[Int(entry.members)] = Scalar(of: entry.value) }
                game = try Game(parameters.orientation, values: values)
                partial = nil
            } else {
                guard count <= GameRequest.partialPlayers else {
                    throw .tooManyPlayers(got: count, limit: GameRequest.partialPlayers)
                }
                game = nil
                partial = try PartialGame(
                    parameters.orientation,
                    playerCount: count,
                    known: entries.map { (Coalition(bits: $0.members), Scalar(of: $0.value)) }
                )
            }
        } catch {
            guard case .tooManyPlayers(let got, _) = error, missingCount > 0 else {
                throw RequestFaults("\(table.file): \(error.words(PlayerNames(of: table.players)))")
            }
            throw RequestFaults(
                "\(table.file): \(missingCount) of the coalitions of \(got) players have no value; "
                    + "gaps can be bounded for at most \(GameRequest.partialPlayers) players"
            )
        }
        standardErrors = Self.errors(entries, parameters, playerCount: count)
    }

    private static func errors(
        _ entries: [GameTable.Entry],
        _ parameters: GameParameters,
        playerCount: Int
    ) -> [Double]? {
        guard parameters.independentErrors, playerCount <= errorPlayers,
            entries.contains(where: { $0.standardError != nil })
        else { return nil }
        var errors = [Double](repeating: 0, count: 1 << playerCount)
        // A value without an error is not a value known exactly: errors of shares would be too small without a word.
        for entry in entries where entry.members != 0 {
            guard let error = entry.standardError else { return nil }
            errors[Int(entry.members)] = Double(of: error)
        }
        return errors
    }

    // MARK: - Everything

    func findings() throws -> GameFindings {
        let reference = reference()
        var findings: [RuleFinding] = []
        var faults = RequestFaults()
        for (rule, place) in zip(parameters.rules, parameters.rulePlaces) {
            let finding = RuleFinding(rule: rule, outcome: try outcome(rule, reference))
            if parameters.areNamed, case .notApplicable(let gap) = finding.outcome {
                faults.add(
                    place,
                    "rule '\(rule.spelling)' does not apply: \(gap.words(table.players))"
                )
            }
            findings.append(finding)
        }
        try faults.throwIfAny()
        return GameFindings(
            grandValue: landmarks.grand.map { Quantity($0) },
            firstIn: landmarks.firstIn.map { $0.map { Quantity($0) } },
            lastIn: landmarks.lastIn.map { $0.map { Quantity($0) } },
            missing: partial?.missing ?? [],
            isExact: Scalar.relativeTolerance == 0,
            properties: try properties(),
            core: core(),
            rules: findings,
            reference: reference,
            interactions: interactions()
        )
    }

    /// Most players whose properties are looked at: convexity alone compares n² 2ⁿ values.
    private static var propertyPlayers: Int { 20 }

    private func properties() throws -> GameProperties? {
        guard let game, game.playerCount <= Self.propertyPlayers else { return nil }
        do throws(GameError) {
            return try game.properties()
        } catch {
            throw RequestFaults("\(table.file): \(error.words(PlayerNames(of: table.players)))")
        }
    }

    private func core() -> CoreFinding {
        guard let game else {
            return .unknown(.valuesMissing)
        }
        do throws(GameError) {
            switch try game.coreExistence() {
            case .nonEmpty(let division): return .nonEmpty(division: division.map(\.quantity))
            case .empty(let balanced, let excess):
                return .empty(balanced: balanced.map(group), excess: excess.quantity)
            }
        } catch {
            return .unknown(.game(error))
        }
    }

    func group(
        _ weighted: StabilityCertificate<Scalar>.WeightedCoalition
    ) -> CoreFinding.WeightedGroup {
        .init(
            members: table.names(weighted.coalition.bits),
            weight: weighted.weight.quantity
        )
    }

    private func interactions() -> [GameRun.Interaction] {
        guard let game, game.playerCount <= GameRequest.interactionPlayers,
            let shapley = try? game.interactions(.shapley, order: parameters.interactionOrder),
            let banzhaf = try? game.interactions(.banzhaf, order: parameters.interactionOrder)
        else { return [] }
        return zip(shapley.entries, banzhaf.entries).compactMap { first, second in
            guard first.coalition.count > 1 else { return nil }
            return GameRun.Interaction(
                members: table.names(first.coalition.bits),
                shapley: first.value.quantity,
                banzhaf: second.value.quantity
            )
        }
    }

    /// The standard errors of linear shares of values with independent errors: the root of the sum of
    /// (weight · error)², the weights being the shares of the game in which one coalition is worth one.
    func standardErrors(_ rule: SharingRule) -> [Double]? {
        guard let standardErrors, game != nil, case .game(let linear) = rule, linear.isLinear
        else { return nil }
        let parameters: RuleParameters<Double> = parameters.ruleParameters()
        var sums = [Double](repeating: 0, count: table.players.count)
        for mask in standardErrors.indices where standardErrors[mask] > 0 {
            var unit = [Double](repeating: 0, count: standardErrors.count)
            unit[mask] = 1
            guard let game = try? Game(self.parameters.orientation, values: unit),
                let weights = try? game.shares(linear, parameters, self.parameters.referralRule)
            else { return nil }
            for (player, weight) in weights.enumerated() {
                let part = weight * standardErrors[mask]
                sums[player] += part * part
            }
        }
        return sums.map { $0.squareRoot() }
    }
}

extension Game {
    /// The shares alone, with the rule for several referrers that the library's own switch leaves at its
    /// default.
    func shares(
        _ rule: GameRule,
        _ parameters: RuleParameters<Scalar>,
        _ referralRule: ReferralRule
    ) throws(GameError) -> [Scalar] {
        rule == .permission
            ? try permissionValue(referrals: parameters.referrals ?? [], rule: referralRule)
            : try apply(rule, parameters).shares
    }
}
