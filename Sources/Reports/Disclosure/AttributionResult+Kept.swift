import TopsliceAttribution
import TopsliceCohortData
import TopsliceStudies

extension AttributionResult {
    /// With no count that may not be written: those are below zero, the others rounded, and so is what is a count over a count.
    ///
    /// What an agency did per person served is the same amount over the rounded share. Reports, and whatever keeps one, have nothing else.
    func kept(by rule: DisclosureRule) -> AttributionResult {
        let small = contributions.filter { !rule.allows($0.served, of: people) }.map(\.agency)
        let patterns = HiddenPatterns(
            support.patterns.map { ($0.members, $0.people) },
            margins: agencies.filter { !small.contains($0) },
            threshold: rule.threshold
        )
        let hidden = Set(patterns.hidesMargins ? agencies : small)
        var result = self
        result.cautions = []
        result.people = rule.rounded(people)
        result.contributions = contributions.map {
            $0.kept(by: rule, of: people, withheld: hidden.contains($0.agency))
        }
        result.total = total.kept(
            by: rule,
            of: people,
            withheld: patterns.patterns.contains([])
        )
        for number in coalitions.indices {
            result.coalitions[number].unsupportedShare = rule.kept(
                coalitions[number].unsupportedShare,
                of: people
            )
        }
        result.support.patterns = support.patterns.map {
            .init(
                members: $0.members,
                people: rule.kept($0.people, withheld: patterns.patterns.contains($0.members))
            )
        }
        result.support.fullySupportedShare = rule.kept(support.fullySupportedShare, of: people)
        if !hidden.isEmpty {
            // What each claims would be what the others leave of the sum.
            result.claims = NaiveClaims(
                rawDifferenceFactor: claims.rawDifferenceFactor.map { _ in 0 },
                beforeAfterFactor: claims.beforeAfterFactor.map { _ in 0 }
            )
        }
        result.modifications = modifications.filter { one in
            !(overlap?.isOfFew(one, agencies: agencies, rule) ?? false)
        }
        result.verdict = verdict.kept(by: rule)
        result.sensitivity = sensitivity.withoutBasis
        if let people = placebos?.outcome?.people {
            result.placebos?.outcome?.people = rule.kept(people)
        }
        result.overlap = overlap?.kept(
            by: rule,
            withheld: agencies.map(hidden.contains),
            combinations: !patterns.patterns.isEmpty
        )
        result.restricted = restricted?.kept(by: rule, of: contributions)
        if restricted != nil, result.restricted == nil { result.restrictedRefusal = .withheld }
        result.divisions = divisions.map {
            DivisionByRule(
                kind: $0.kind,
                contributions: $0.contributions,
                shares: $0.shares,
                worstUnsupported: rule.kept($0.worstUnsupported, of: people)
            )
        }
        result.crossCheck = crossCheck?.kept(by: rule)
        result.imputation = imputation?.kept(by: rule)
        return result
    }
}

extension AttributionResult.AgencyContribution {
    fileprivate func kept(
        by rule: DisclosureRule,
        of people: Int,
        withheld: Bool
    ) -> Self {
        var one = self
        if withheld {
            one.served = rule.withheld
            one.servedShare = 1
            one.perServed = Estimate(value: 0, uncertainty: nil)
            one.comparison = nil
            one.claimedRawDifference = 0
            one.claimedBeforeAfter = claimedBeforeAfter.map { _ in 0 }
            return one
        }
        one.served = rule.rounded(served)
        let share = rule.roundedShare(servedShare, of: people)
        one.servedShare = share
        one.perServed = perServed.scaled(by: servedShare / share)
        one.comparison = comparison.map {
            ComparisonWeight(
                effective: $0.effective,
                served: rule.rounded($0.served),
                others: rule.rounded($0.others)
            )
        }
        return one
    }
}

extension AttributionResult.Total {
    fileprivate func kept(by rule: DisclosureRule, of people: Int, withheld: Bool) -> Self {
        var total = self
        if withheld {
            total.servedShare = 1
            total.perServed = Estimate(value: 0, uncertainty: nil)
            return total
        }
        total.servedShare = rule.roundedShare(servedShare, of: people)
        total.perServed = perServed.scaled(by: servedShare / total.servedShare)
        return total
    }
}

extension DisclosureRule {
    /// A share, which stays above 0, from a rounded count over a rounded count.
    fileprivate func roundedShare(_ share: Double, of people: Int) -> Double {
        let shown = rounded(people)
        guard base > 1, shown > 0 else { return share }
        let part = rounded(Int((share * Double(people)).rounded()))
        return part > 0 ? Double(part) / Double(shown) : share
    }
}

extension Verdict {
    fileprivate func kept(by rule: DisclosureRule) -> Verdict {
        Verdict(
            grounds: grounds.map { ground in
                guard ground.rule == .handful, let count = ground.value else { return ground }
                return Ground(.handful, agency: ground.agency, value: Double(rule.kept(Int(count))))
            },
            findings: findings
        )
    }
}

extension Overlap {
    /// Whether how an effect differs by a column of 0 and 1 rests on few people: on those served or the others with or without it.
    fileprivate func isOfFew(
        _ one: EffectModification,
        agencies names: [String],
        _ rule: DisclosureRule
    ) -> Bool {
        zip(names, agencies).contains { name, agency in
            guard name == one.agency, let agency,
                let people = agency.columns.first(where: { $0.covariate == one.column })?.people
            else { return false }
            return !rule.allows(people.served, of: agency.weight.served)
                || !rule.allows(people.others, of: agency.weight.others)
        }
    }

    /// - `withheld`: of each agency.
    fileprivate func kept(
        by rule: DisclosureRule,
        withheld: [Bool],
        combinations: Bool
    ) -> Overlap {
        Overlap(
            agencies: zip(agencies, withheld).map { $1 ? nil : $0?.kept(by: rule) },
            coalitions: coalitions.map {
                CoalitionWeight(
                    people: rule.kept($0.people, withheld: combinations),
                    effective: combinations ? 0 : $0.effective,
                    largest: $0.largest
                )
            },
            people: rule.kept(people)
        )
    }
}

extension AgencyOverlap {
    fileprivate func kept(by rule: DisclosureRule) -> AgencyOverlap {
        var one = self
        one.weight = ComparisonWeight(
            effective: weight.effective,
            served: rule.kept(weight.served),
            others: rule.kept(weight.others)
        )
        let served = Self.small(chances.served, of: weight.served, rule)
        let others = Self.small(chances.others, of: weight.others, rule)
        func parts(_ parts: [Double], without hidden: Set<Int>) -> [Double] {
            parts.indices.map { hidden.contains($0) ? -1 : parts[$0] }
        }
        one.chances = ChanceParts(
            served: parts(chances.served, without: served),
            others: parts(chances.others, without: others),
            weighted: parts(chances.weighted, without: others)
        )
        one.columns =
            HiddenBalance(columns, served: weight.served, others: weight.others, rule).columns
        return one
    }

    /// The classes that are withheld, as small or as what small ones would follow from.
    private static func small(
        _ parts: [Double],
        of people: Int,
        _ rule: DisclosureRule
    ) -> Set<Int> {
        let counts = parts.indices.map { place in
            (["\(place)"], Int((parts[place] * Double(people)).rounded()))
        }.filter { $0.1 > 0 }
        let hidden = HiddenPatterns(counts, margins: [], threshold: rule.threshold)
        return Set(hidden.patterns.joined().compactMap(Int.init))
    }
}

extension RestrictedAttribution {
    /// Nil where too few are left, or are dropped, to say so.
    fileprivate func kept(
        by rule: DisclosureRule,
        of all: [AttributionResult.AgencyContribution]
    ) -> RestrictedAttribution? {
        guard !rule.isSmall(dropped), !rule.isSmall(people) else { return nil }
        return RestrictedAttribution(
            people: rule.rounded(people),
            dropped: rule.rounded(dropped),
            contributions: zip(contributions, all).map { left, whole in
                left.map { left in
                    let groups = [left.served, people - left.served, whole.served - left.served]
                    return Contribution(
                        served: rule.kept(
                            left.served,
                            withheld: groups.contains(where: rule.isSmall)
                        ),
                        shapley: left.shapley
                    )
                }
            },
            deadweight: deadweight,
            attributable: attributable,
            columns: columns.map { column in
                func kept(_ part: Double?, of whole: Int) -> Double? {
                    guard column.level != nil, let part else { return part }
                    let count = Int((part * Double(whole)).rounded())
                    guard rule.allows(count, of: whole), rule.rounded(whole) > 0 else {
                        return nil
                    }
                    return rule.base == 1
                        ? part : Double(rule.rounded(count)) / Double(rule.rounded(whole))
                }
                return Column(
                    covariate: column.covariate,
                    level: column.level,
                    left: kept(column.left, of: people),
                    dropped: kept(column.dropped, of: dropped)
                )
            }
        )
    }
}

extension CrossCheck {
    fileprivate func kept(by rule: DisclosureRule) -> CrossCheck {
        CrossCheck(
            plan: plan,
            values: values,
            agencies: agencies,
            together: together,
            capped: rule.kept(capped),
            largestWeight: largestWeight
        )
    }
}

extension ImputationSummary {
    fileprivate func kept(by rule: DisclosureRule) -> ImputationSummary {
        ImputationSummary(
            plan: plan,
            columns: columns.map { column in
                Column(
                    name: column.name,
                    people: rule.kept(column.people),
                    arms: column.arms.map { arm in
                        // Either of those served and the others would give back the other.
                        let isHidden = !rule.allows(arm.ones, of: arm.rows)
                        return ArmCount(
                            ones: rule.kept(arm.ones, withheld: isHidden),
                            zeros: rule.kept(arm.zeros, withheld: isHidden)
                        )
                    }
                )
            },
            missingShares: missingShares,
            missingShareOfTotal: missingShareOfTotal,
            drawErrors: drawErrors
        )
    }
}

extension SubgroupTable {
    /// The numbers of all groups add up to one that is written: where one is withheld, so is what would give it back.
    func kept(by rule: DisclosureRule) -> SubgroupTable {
        func hidden(_ counts: [Int]) -> Set<Int> {
            let parts = HiddenPatterns(
                counts.enumerated().filter { $0.element > 0 }
                    .map { (["\($0.offset)"], $0.element) },
                margins: [],
                threshold: rule.threshold
            )
            var hidden = Set(parts.patterns.joined().compactMap(Int.init))
            // What the others leave of the sum is all of these together, which are no few either.
            let shown = counts.indices.filter { counts[$0] > 0 && !hidden.contains($0) }
                .sorted { (counts[$0], $0) < (counts[$1], $1) }
            for next in shown
            where !hidden.isEmpty && rule.isSmall(hidden.reduce(0) { $0 + counts[$1] }) {
                hidden.insert(next)
            }
            return hidden
        }
        // The last of each list are those in no group.
        let small = hidden(groups.map(\.people) + [peopleInNone])
        // Those of groups to whom nothing is attributed are not written, and yet what the others leave; so it is with those not served.
        let smallServed = (agencies.indices.map(Optional.init) + [nil]).enumerated().map {
            line,
            agency in
            let served = groups.map { group in
                group.served.map { $0[line] } ?? group.contribution(of: agency)?.served
            }
            let inNone = servedInNone.map { $0[line] } ?? peopleInNone
            return hidden(served.map { $0 ?? 0 } + [inNone])
                .union(
                    hidden(
                        zip(groups, served).map { $0.people - ($1 ?? $0.people) }
                            + [peopleInNone - inNone]
                    )
                )
        }
        func kept(_ one: Contribution?, _ group: Int, _ line: Int) -> Contribution? {
            one.map { one in
                one.with(
                    served: rule.kept(
                        one.served,
                        withheld: small.contains(group) || smallServed[line].contains(group)
                            || !rule.allows(one.served, of: groups[group].people)
                    )
                )
            }
        }
        return with(
            groups: groups.enumerated().map { number, group in
                let people = rule.kept(group.people, withheld: small.contains(number))
                guard case .attributed(let parts, let together, let standing) = group.finding
                else { return Group(group.label, people: people, group.finding) }
                return Group(
                    group.label,
                    people: people,
                    .attributed(
                        agencies: parts.enumerated().map { kept($0.element, number, $0.offset) },
                        together: kept(together, number, agencies.count),
                        standing: standing
                    )
                )
            },
            peopleInNone: rule.kept(peopleInNone, withheld: small.contains(groups.count))
        )
    }
}

extension Estimate {
    /// In another unit.
    fileprivate func scaled(by factor: Double) -> Estimate {
        guard factor != 1 else { return self }
        return Estimate(
            value: value * factor,
            uncertainty: uncertainty.map {
                Uncertainty(
                    standardError: $0.standardError * factor,
                    confidenceLow: $0.confidenceLow * factor,
                    confidenceHigh: $0.confidenceHigh * factor,
                    pValue: $0.pValue,
                    degreesOfFreedom: $0.degreesOfFreedom
                )
            }
        )
    }
}
