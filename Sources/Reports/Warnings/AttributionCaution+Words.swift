internal import TopsliceAttribution
internal import TopsliceRegression
import TopsliceCohortData
import TopsliceStudies

extension AttributionCaution {
    /// The caution as a reader is told it.
    func words(_ labels: StudyLabels, _ rule: DisclosureRule) -> String {
        switch self {
        case .noCovariates:
            return
                "no covariates: people served and not served are compared as if they were alike, "
                + "which only chance at assignment makes true"
        case .fewPeople(let agency, let count, let isServed):
            return
                "only \(rule.plain(count)) \(count == 1 && !rule.isSmall(count) ? "person was" : "people were") "
                + "\(isServed ? "served" : "not served") by \(labels.marked(agency)): a handful carries its comparison"
        case .unsupported(let lacking, let count, let worst):
            return "\(lacking) of \(count) coalitions lack support in the data (for up to "
                + "\(percent(worst)) of the people nobody alike was ever without "
                + "those agencies); what is said of them is extrapolation"
        case .thinComparison(let agency, let weight):
            return
                "support is thin: the \(rule.words(weight.served)) people served by \(labels.marked(agency)) are compared with "
                + "\(rule.words(weight.others)) others, of whom those like them weigh no more than about "
                + "\(Int(weight.effective.rounded())); few people carry that comparison"
        case .cutOff(let found):
            return
                "service by \(labels.marked(found.agency)) jumps where \(labels.marked(found.covariate)) reaches \(shortest(found.from)): just below that "
                + "\(percent(found.below)) are served, from it on \(percent(found.above)). People seem to be referred by that value; those on "
                + "either side cannot be compared by this model as if service were given alike. Those just above and just below can: a "
                + "regression discontinuity is the design for that"
        case .leftOut(let column):
            let others = column.combinationOf.filter { $0 != "(Intercept)" }.map {
                labels.marked($0)
            }
            return "\(labels.marked(column.name)) was left out of the model: "
                + (others.isEmpty
                    ? "nobody shows it"
                    : "it is a combination of \(others.joined(separator: " and "))")
        case .settledByPrior(let columns):
            let shown = columns.prefix(4).map { labels.marked($0) }.joined(separator: ", ")
            let rest = columns.count > 4 ? " and \(columns.count - 4) more" : ""
            return
                "these data do not show \(shown)\(rest) apart from the other columns of the model; "
                + "the prior alone settles \(columns.count == 1 ? "it" : "them")"
        case .effectsHeld(let scale):
            return
                "all people of some agency had the same outcome: only a prior (standard deviation "
                + "\(scale)) on agencies' own effects keeps them finite"
        case .manyLevels(let category):
            return
                "effects of agencies are not taken to differ by \(labels.marked(category.covariate)), which has \(category.count) levels"
        case .fewClusters(let effective, let count):
            let worth = Int(effective.rounded())
            return 10 * effective >= 9 * Double(count)
                ? RegressionWarning.fewClusters(count).words(labels)
                : "the \(count) clusters are so unequal that they are worth \(worth) equal ones: "
                    + "intervals allow for it, but rest on few"
        case .crossCheckDiffers(let agencies, let together):
            let names =
                agencies.map { labels.marked($0) } + (together ? ["what was caused together"] : [])
            return
                "the cross-check by weighting (AIPW) differs by more than two standard errors of the difference for "
                + names.joined(separator: ", ")
                + ": the model of the outcome or that of service is wrong there"
        case .coalitionErrorsNotComputed:
            return "standard errors of single coalitions were not computed: "
                + "too many numbers for so many agencies"
        case .fewImputations(let tables, let wanted):
            return
                "\(tables) completed tables are few where so much is missing: another seed would move intervals; "
                + "expected about \(wanted) (--impute \(wanted))"
        case .imputedBesideAmounts:
            return
                "covariates were imputed beside an outcome of amounts, of whose long tail imputation takes rough account: "
                + "where what is missing goes with high amounts, contributions may be off by half a standard error"
        case .wholeEffectUncertain:
            return "the interval of the whole effect includes zero: shares of it mean little"
        }
    }

    /// A whole number without a point.
    private func shortest(_ value: Double) -> String {
        value.magnitude < 1e15 && value == value.rounded() ? "\(Int(value))" : "\(value)"
    }

    private func percent(_ share: Double) -> String {
        let tenths = Int((share * 1_000).rounded())
        return "\(tenths / 10).\(tenths % 10)%"
    }
}
