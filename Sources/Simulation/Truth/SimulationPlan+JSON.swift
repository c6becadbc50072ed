extension SimulationPlan {
    /// Every option as resolved, and the equations that give them their meaning.
    func write(to text: inout JSONText) {
        text.value(
            "linear_predictor",
            "intercept + need_effect*need + prior_effect*prior + age_effect + area_effect"
                + " + before_effect*outcome_before"
                + " + sum over agencies that serve of (effect + need_modification*(need-2))"
                + " + synergies of pairs that serve + sum of noise_effects*x"
        )
        text.value(
            "service_log_odds",
            "logit(base_uptake) + targeting*(need-2) + targeting_of_failure*(outcome_before==0)"
                + " + area_uptake; never without the referrer; always from serves_all_from_need on"
        )
        text.value(
            "outcome_before_predictor",
            "before_intercept + need_effect*need + prior_effect*prior + age_effect + area_effect"
        )
        text.value("family", family.rawValue)
        // A seed may exceed what a reader of JSON numbers keeps exactly, so it is text.
        text.value("seed", "\(seed)")
        text.array("agencies") { text in
            for agency in agencies { agency.write(to: &text) }
        }
        text.array("synergies") { text in
            for synergy in synergies {
                text.object { text in
                    text.array("agencies") {
                        $0.value(nil, synergy.first)
                        $0.value(nil, synergy.second)
                    }
                    text.value("effect", synergy.effect)
                }
            }
        }
        text.value("need_shares", covariates.needShares)
        text.value("prior_shares", covariates.priorShares)
        text.value("age_shares", covariates.ageShares)
        text.value("intercept", outcome.intercept)
        text.value("need_effect", outcome.needEffect)
        text.value("prior_effect", outcome.priorEffect)
        text.value("age_effects", outcome.ageEffects)
        text.value("before_intercept", outcome.beforeIntercept)
        text.value("before_effect", outcome.beforeEffect)
        if family == .gaussian { text.value("residual_spread", outcome.residualSpread) }
        text.value("areas", areas.count)
        text.value("area_outcome_spread", areas.outcomeSpread)
        text.value("area_uptake_spread", areas.uptakeSpread)
        text.value("noise_columns", noise.count)
        text.value("noise_effects", noise.effects)
        text.value("weights", writesWeights)
    }
}

extension SimulatedAgency {
    fileprivate func write(to text: inout JSONText) {
        text.object { text in
            text.value("name", name)
            text.value("column", column)
            text.value("base_uptake", baseUptake)
            text.value("targeting", targeting)
            text.value("targeting_of_failure", targetingOfFailure)
            text.value("effect", effect)
            text.value("need_modification", needModification)
            if let referredBy { text.value("referred_by", referredBy) }
            if let servesAllFromNeed { text.value("serves_all_from_need", servesAllFromNeed) }
        }
    }
}
