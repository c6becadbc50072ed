internal import TopsliceProbability

/// Turns values and standard errors into estimates: t with G − 1 degrees of freedom for G clusters, normal without clusters.
struct IntervalRule {
    private let student: StudentDistribution?
    private let multiplier: Double

    init(clusterCount: Int?, level: Double) {
        student = clusterCount.map { StudentDistribution(degreesOfFreedom: Double($0 - 1)) }
        multiplier =
            student?.intervalMultiplier(level) ?? NormalDistribution.quantile(0.5 + level / 2)
    }

    func estimate(_ value: Double, variance: Double) -> Estimate {
        let error = max(0, variance).squareRoot()
        let statistic = value / error
        return Estimate(
            value: value,
            standardError: error,
            confidenceLow: value - multiplier * error,
            confidenceHigh: value + multiplier * error,
            pValue: error > 0
                ? student?.twoSidedPValue(statistic) ?? NormalDistribution.twoSidedPValue(statistic)
                : nil
        )
    }
}
