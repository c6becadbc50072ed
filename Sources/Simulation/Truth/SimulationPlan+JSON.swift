extension SimulationPlan {
    /// Every option as resolved, and the equations that give them their meaning.
    func write(to text: inout JSONText) {
        text.value(
            "linear_predictor",
            "intercept + need_effect*need + prior_effect*prior + age_effect + area_effect"
                + " + before_effect*outcome_before"
                + " + sum over agencies that serve of (effect + need_modification*(need-2))"
                + " + synergies of \(synergies.allSatisfy { $0.members.count == 2 } ? "pairs" : "sets") that serve + sum of noise_effects*x"
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
                        for member in synergy.members { $0.value(nil, member) }
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
        if let risk {
            text.value("risk_levels", risk.levels)
            text.value("risk_effect", risk.effect)
            text.value("risk_curvature", risk.curvature)
            if risk.isHidden { text.value("risk_hidden", risk.isHidden) }
            text.value(
                "risk",
                "u = (risk - 50) in standard deviations; adds risk_effect*u + risk_curvature*(u*u-1) to both predictors, "
                    + "risk_targeting*(u*u-1) to service, and risk_modification*u to what an agency adds"
            )
        }
        text.value("areas", areas.count)
        if areas.sizeRatio != 1 { text.value("area_size_ratio", areas.sizeRatio) }
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
            if riskTargeting != 0 { text.value("risk_targeting", riskTargeting) }
            if riskModification != 0 { text.value("risk_modification", riskModification) }
            if servesWholeAreas { text.value("serves_whole_areas", servesWholeAreas) }
            if let referredBy { text.value("referred_by", referredBy) }
            if let servesAllFromNeed { text.value("serves_all_from_need", servesAllFromNeed) }
        }
    }
}
