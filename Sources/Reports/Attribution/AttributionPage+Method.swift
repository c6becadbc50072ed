import TopsliceAttribution
internal import TopsliceStudies
internal import TopsliceFormats

extension AttributionPage {
    var methodSection: [Markup] {
        let method = report.method
        return [
            .paragraph(
                "The question is what the mean outcome would have been had only some of the "
                    + "agencies been at work, each serving the people it really served. Asked of "
                    + "every combination of agencies, this makes a game; the Shapley value of the "
                    + "game divides what the agencies caused together."
            ),
            .tag("pre", [:], .text(Self.formulas)),
            .definitions([
                ("Model", method.model + ", family " + method.family),
                ("Formula", method.formula),
                ("Priors", priors), ("Parameters", parameters),
                ("Numbers that enter as curves", curves),
                (
                    "From the model to the game",
                    "Standardisation (g-computation): each person's outcome is predicted with the "
                        + "agencies outside the combination switched off, then averaged over all "
                        + "people."
                ),
                ("Standard errors", method.standardErrors),
                ("Intervals", "\(level), \(method.intervals); shares by Fieller's theorem"),
                ("Clusters", method.clusters ?? "none: people count as independent"),
                ("Weights", method.weights ?? "none: every person counts once"),
                ("Missing values", missingValues),
                ("Counts of people", report.disclosure.rule.sentence),
            ]),
            .paragraph(
                "The answer is causal only if the columns in the formula hold every reason that "
                    + "led both to being served and to the outcome. No calculation can check that."
            ),
        ]
    }

    private static let formulas = """
        v(S) = mean over people i of E[outcome | agencies of i in S, covariates of i]
        deadweight = v(nobody)
        observed = v(all)
        caused together = v(all) − v(nobody)
        contribution of k, among K agencies, summed over every S without k
          = Σ |S|! (K − |S| − 1)! / K! × [v(S and k) − v(S)]
        """

    var glossary: Markup { .definitions(terms + termsOfSections) }

    private var terms: [(term: String, meaning: String)] {
        [
            (
                "Attribution",
                "dividing an outcome among those who caused it, as opposed to those present when "
                    + "it happened"
            ),
            (
                "Coalition",
                "a set of agencies imagined to be the only ones at work, here also called a "
                    + "combination"
            ),
            ("Deadweight", "the outcome that would have come about with no agency at work"),
            (
                "Contribution",
                "the Shapley value: what an agency adds, averaged over every order in which the "
                    + "agencies could have joined"
            ),
            ("First in, last in", "what an agency adds alone, and what it adds after all others"),
            (
                "Interaction",
                "how much more (above zero) or less (below) two agencies achieve together than "
                    + "the sum of what each adds without the other"
            ),
            (
                "\(level) interval",
                "a range made so that \(level) of such ranges hold the true value"
            ),
            (
                "p-value",
                "how often chance alone would give an estimate this far from zero; not the "
                    + "probability that the agency made no difference"
            ),
            (
                "Over-claim factor",
                "the sum of separate claims over what the agencies caused together"
            ),
            (
                "Support",
                "whether the data hold people like those concerned under the imagined combination"
            ),
            (
                "Extrapolation",
                "what a model says of people of whom there are no data, from the data of others"
            ),
            (
                "Hidden confounder, hidden reason",
                "a reason for being served that also bears on the outcome, and of which there is no column"
            ),
            (
                "Standard error",
                "how far an estimate usually lies from the true value, by chance alone"
            ),
            (
                "Holm’s p-value",
                "a p-value that stays right though several agencies are tested at once"
            ),
        ]
    }

    /// Of words that only some pages use.
    private var termsOfSections: [(term: String, meaning: String)] {
        let sensitivity = result.sensitivity
        let lines = sensitivity.agencies + [sensitivity.together]
        let isLogistic = ["binomial", "fractional", "two-part"].contains(report.method.family)
        let all: [(Bool, String, String)] = [
            (
                result.clusters != nil, "Cluster",
                "people who may be alike for reasons of their own, such as those of one area; intervals are wider for it"
            ),
            (
                result.overlap != nil, "Weighted, who carry a comparison",
                "people not served count the more the more they are like those served; they are worth as many as would tell "
                    + "as much if all counted alike"
            ),
            (
                result.overlap != nil, "Standard deviation",
                "how far people usually are from the mean of a column: what differences between groups are measured in"
            ),
            (
                lines.contains { $0.eValue != nil }, "E-value",
                "how many times likelier a hidden reason must make both service and outcome to account for all that was found; 1 is none at all"
            ),
            (
                isLogistic && !result.modifications.isEmpty, "Log-odds",
                "the logarithm of the odds, in which a logistic regression counts; +0.1 is about two and a half percentage "
                    + "points at a half"
            ),
            (
                result.crossCheck != nil, "Weighting (AIPW)",
                "another way to the same answer, which goes by the chances of service as well"
            ),
            (
                result.placebos != nil, "Placebo",
                "a question to which the true answer is nothing, asked of the same data in the same way"
            ),
            (
                result.imputation != nil, "Imputation",
                "missing values filled in by what goes with them, several times over, so that intervals know what is not known"
            ),
        ]
        return all.filter(\.0).map { ($0.1, $0.2) }
    }
}
