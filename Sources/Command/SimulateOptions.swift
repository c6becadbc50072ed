internal import TopsliceCohortData
internal import TopsliceOptions
internal import TopsliceSimulation

/// What `topslice simulate` is asked.
struct SimulateOptions: StatedOptions {
    enum Layout: String, SpelledChoice {
        case cohort
        case regression
    }

    var output: String?
    var people: Int?
    var seed: UInt64?
    var layout: Layout?
    var scenario: SimulationScenario?
    var agencies: Int?
    var family: OutcomeFamily?
    var areas: Int?
    var areaSpread: Double?
    var targeting: Double?
    var synergy: Double?
    var noise: Int?
    var regressors: Int?
    var weights: Bool?
    var threads: Int?
    var force: Bool?

    static let entries: [OptionEntry<Self>] =
        layoutEntries + worldEntries + [
            .threads(\.threads, "Worker threads; the bytes are the same for any number."),
            .force(\.force),
        ]

    private static let layoutEntries: [OptionEntry<Self>] = [
        .init(
            "output",
            \.output,
            .path(.folder),
            scope: .commandLine,
            isRequired: true,
            "Folder for cohort.csv and truth.json."
        ),
        .init(
            "people",
            \.people,
            .whole(0...1_000_000_000_000),
            scope: .commandLine,
            default: .value(10_000),
            "Number of people."
        ),
        .seed(\.seed, "Seed."),
        .init(
            "layout",
            \.layout,
            .choice,
            scope: .commandLine,
            default: .value(.cohort),
            "cohort (agencies and covariates) or regression (y, x1 … and area: numbers only)."
        ),
        .init(
            "scenario",
            \.scenario,
            .choice,
            scope: .commandLine,
            default: .value(.targeted),
            "What is hard: randomised (nothing), targeted (the neediest are served most), referral (one agency reached through "
                + "another), curved (a score acts in a curve), varied (so do effects), threefold (a synergy of three), unequal "
                + "(areas), sites (whole areas served), rare (the outcome), lopsided (agencies), null (nothing works) or hidden (a reason that is no column)."
        ),
    ]

    private static let worldEntries: [OptionEntry<Self>] = [
        .init(
            "agencies",
            \.agencies,
            .whole(1...SimulationPlan.agencyLimit),
            scope: .commandLine,
            default: .value(4),
            "Number of agencies."
        ),
        .init(
            "family",
            \.family,
            .choice,
            scope: .commandLine,
            default: .decided("binomial; gaussian for a regression"),
            "Distribution of the outcome"
        ),
        .init(
            "areas",
            \.areas,
            .whole(1...10_000),
            scope: .commandLine,
            "Number of areas: the clusters."
        ),
        .init(
            "area_spread",
            \.areaSpread,
            .number(0...10),
            scope: .commandLine,
            "Spread of the areas' effects on the outcome (standard deviation)."
        ),
        .init(
            "targeting",
            \.targeting,
            .number(-10...10),
            scope: .commandLine,
            "How much more likely service is for each level of need (log odds)."
        ),
        .init(
            "synergy",
            \.synergy,
            .number(-100...100),
            scope: .commandLine,
            "How much the first two agencies reinforce each other (on the scale of the model)."
        ),
        .init(
            "noise",
            \.noise,
            .whole(0...SimulationPlan.noiseLimit),
            scope: .commandLine,
            "Further numeric columns x1 … that do nothing."
        ),
        .init(
            "regressors",
            \.regressors,
            .whole(1...RegressionPlan.regressorLimit),
            scope: .commandLine,
            default: .value(20),
            "Number of regressors of the regression layout."
        ),
        .init(
            "weights",
            \.weights,
            .isOn,
            scope: .commandLine,
            "Add a column of weights."
        ),
    ]

    func regressionPlan() throws -> RegressionPlan {
        var plan = try RegressionPlan(regressorCount: regressors.value("regressors"))
        plan.rows = people.value("people")
        plan.seed = seed.value("seed")
        plan.family = family ?? .gaussian
        if let areas { plan.areaCount = areas }
        if let areaSpread { plan.areaSpread = areaSpread }
        return plan
    }

    func cohortPlan() throws -> SimulationPlan {
        var plan = try SimulationPlan.standard(
            scenario.value("scenario"),
            agencyCount: agencies.value("agencies"),
            family: family ?? .binomial
        )
        plan.people = people.value("people")
        plan.seed = seed.value("seed")
        plan.writesWeights = weights ?? false
        if let areas { plan.areas.count = areas }
        if let areaSpread { plan.areas.outcomeSpread = areaSpread }
        if let noise { plan.noise.count = noise }
        if let targeting {
            for index in plan.agencies.indices { plan.agencies[index].targeting = targeting }
        }
        if let synergy, !plan.synergies.isEmpty { plan.synergies[0].effect = synergy }
        return plan
    }
}

extension SimulationScenario: SpelledChoice {}
extension OutcomeFamily: SpelledChoice {}
