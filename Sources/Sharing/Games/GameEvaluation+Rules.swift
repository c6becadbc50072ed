internal import TopsliceOptions
internal import TopsliceApportionment
internal import TopsliceDoor
internal import TopsliceCooperativeGames
internal import TopsliceExactArithmetic
internal import TopsliceMoney
internal import TopsliceRecords

extension GameEvaluation {
    /// One rule on this game.
    ///
    /// - Throws: `RequestFaults` where the options themselves are at fault (referrals in a circle).
    func outcome(
        _ rule: SharingRule,
        _ reference: GameRun.Reference?
    ) throws -> RuleFinding.Outcome {
        if let gap = lackingOption(rule) { return .notApplicable(gap) }
        do {
            switch rule {
            case .game(let named):
                return try outcome(named, rule, reference)
            case .practice(let named):
                return .shares(finished(try practiceShares(named), rule, reference))
            case .equalProfit:
                return .shares(finished(try equalProfit(), rule, reference))
            }
        } catch let error as GameError {
            if case .referralCycle = error {
                throw RequestFaults("--referrals: \(error.words(PlayerNames(of: table.players)))")
            }
            return .notApplicable(.game(error))
        } catch let error as CostSharingError {
            return .notApplicable(.practice(error))
        } catch let gap as Landmarks.Gap {
            return .notApplicable(.unknownValue(members: table.names(gap.members)))
        }
    }

    private func lackingOption(_ rule: SharingRule) -> RuleGap? {
        switch rule {
        case .game(.weightedShapley) where parameters.weights == nil:
            .needsWeights
        case .game(.owen) where parameters.unions == nil:
            .needsUnions
        case .game(.myerson) where parameters.referrals == nil,
            .game(.permission) where parameters.referrals == nil:
            .needsReferrals
        default: nil
        }
    }

    private func outcome(
        _ named: GameRule,
        _ rule: SharingRule,
        _ reference: GameRun.Reference?
    ) throws -> RuleFinding.Outcome {
        let options: RuleParameters<Scalar> = parameters.ruleParameters()
        if let partial {
            guard named.isLinear else {
                return .notApplicable(.needsEveryValue(missing: partial.missing.count))
            }
            let bounds = try partial.bounds(assuming: parameters.assumption)
            let referralRule = parameters.referralRule
            let intervals = try partial.shareIntervals(within: bounds) {
                (game) throws(GameError) in try game.shares(named, options, referralRule)
            }
            let shares = intervals.compactMap { $0.isExact ? $0.least : nil }
            guard shares.count < intervals.count else {
                return .shares(finished(shares.map(\.quantity), rule, reference))
            }
            return .intervals(
                intervals.map {
                    ShareInterval(least: $0.least?.quantity, most: $0.most?.quantity)
                }
            )
        }
        guard let game else { return .notApplicable(.valuesMissing) }
        if named == .permission {
            let shares = try game.shares(named, options, parameters.referralRule)
            return .shares(finished(shares.map(\.quantity), rule, reference))
        }
        if named == .leastCore {
            let core = try game.leastCore(weighting: parameters.excess)
            return .shares(
                finished(
                    core.shares.map(\.quantity),
                    rule,
                    reference,
                    certificate: certificate(core.certificate)
                )
            )
        }
        let result = try game.apply(named, options)
        return .shares(
            finished(
                result.shares.map(\.quantity),
                rule,
                reference,
                certificate: result.certificate.map(certificate)
            )
        )
    }

    private func practiceShares(_ rule: CostSharingRule) throws -> [Quantity] {
        let joint = try landmarks.jointCost(for: rule, parameters)
        return try joint.shares(by: rule).map { Quantity($0) }
    }

    /// Most players for which every constraint is looked at exactly.
    private static var equalProfitPlayers: Int { 16 }

    private func equalProfit() throws -> [Quantity] {
        guard let game else {
            throw CostSharingError.undefined(
                rule: "epm",
                because: "it needs the value of every coalition"
            )
        }
        guard game.playerCount <= Self.equalProfitPlayers else {
            throw CostSharingError.tooManyPlayers(
                got: game.playerCount,
                limit: Self.equalProfitPlayers
            )
        }
        let exact = try Game<Rational>(
            game.orientation,
            values: game.values.map(\.quantity.exactValue)
        )
        return try equalProfitShares(of: exact).map { Quantity($0) }
    }

    // MARK: - Around the shares

    private func finished(
        _ shares: [Quantity],
        _ rule: SharingRule,
        _ reference: GameRun.Reference?,
        certificate: RuleShares.Certificate? = nil
    ) -> RuleShares {
        RuleShares(
            shares: shares,
            standardErrors: standardErrors(rule),
            stability: stability(shares),
            certificate: certificate,
            versusReference: reference.map { zip(shares, $0.shares).map { $0.minus($1) } },
            money: money(shares, rule)
        )
    }

    private func stability(_ shares: [Quantity]) -> RuleShares.Stability? {
        let numbers = shares.map { share in
            share.exact.map { Scalar(of: $0) } ?? share.scalar(as: Scalar.self)
        }
        guard let game,
            let membership = try? game.coreMembership(of: numbers, limit: GameRun.listedObjections)
        else { return nil }
        return RuleShares.Stability(
            isInCore: membership.isInCore,
            isEfficient: membership.isEfficient,
            isIndividuallyRational: membership.isIndividuallyRational,
            blocking: membership.blocking.map { objection in
                let together = objection.coalition.players.reduce(Scalar(0)) { $0 + numbers[$1] }
                return RuleShares.Objection(
                    members: table.names(objection.coalition.bits),
                    together: together.quantity,
                    alone: game[objection.coalition].quantity,
                    excess: objection.excess.quantity
                )
            },
            blockingCount: membership.blockingCount
        )
    }

    private func certificate(
        _ certificate: StabilityCertificate<Scalar>
    ) -> RuleShares.Certificate {
        RuleShares.Certificate(
            weighting: certificate.weighting,
            overImputations: certificate.overImputations,
            levels: certificate.levels.map { level in
                .init(
                    excess: level.excess.quantity,
                    coalitions: level.coalitions.map(group),
                    heldAtOwnValue: level.heldAtOwnValue.map(group)
                )
            }
        )
    }

    private func money(_ shares: [Quantity], _ rule: SharingRule) -> RuleShares.MoneyDivision {
        guard let total = parameters.total else { return .none }
        do throws(MoneyGap) {
            return .divided(try divided(total, by: shares, rule))
        } catch {
            return .refused(error)
        }
    }

    private func divided(
        _ total: Money,
        by shares: [Quantity],
        _ rule: SharingRule
    ) throws(MoneyGap) -> DividedMoney {
        let exact = try exactShares(of: total, by: shares)
        let allocation: Allocation
        do throws(ApportionmentError) {
            allocation = try Allocation(
                exactShares: exact,
                ids: table.players,
                currency: total.currency,
                rule: rule.title
            )
        } catch {
            throw .division(error)
        }
        do throws(MoneyError) {
            return try DividedMoney(allocation, from: "total", source: table.file)
        } catch {
            throw .journal(error)
        }
    }

    private func exactShares(
        of total: Money,
        by shares: [Quantity]
    ) throws(MoneyGap) -> [Rational] {
        let fractions = shares.compactMap(\.exact)
        guard fractions.count == shares.count else {
            do throws(GridError) {
                let texts = shares.map(\.approximate.description)
                return try GridWeights(decimalShares: texts, pool: total).exactShares(of: total)
            } catch {
                throw .shares(error)
            }
        }
        let sum = fractions.reduce(0, +)
        guard sum.isPositive else { throw .shares(.sumNotPositive(sum)) }
        return fractions.map { $0 * Rational(total.minorUnits) / sum }
    }

    /// Proportional shares, or equal ones where proportional ones do not exist.
    func reference() -> GameRun.Reference? {
        if let shares = try? practiceShares(.proportional) {
            return GameRun.Reference(
                rule: .practice(.proportional),
                basis: parameters.weights == nil ? .ownValues : .statedWeights,
                shares: shares
            )
        }
        guard let shares = try? practiceShares(.equal) else { return nil }
        return GameRun.Reference(
            rule: .practice(.equal),
            basis: .equal,
            shares: shares
        )
    }
}

extension Quantity {
    /// As the kind of number a game is reckoned in.
    fileprivate func scalar<Scalar: EvaluatedScalar>(as type: Scalar.Type) -> Scalar {
        Scalar(of: exactValue)
    }
}
