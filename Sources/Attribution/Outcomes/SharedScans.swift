internal import TopsliceCohortData
internal import TopsliceRegression

/// What is looked for in the people and not in an outcome: found for the first of several outcomes, and the same for the others.
///
/// Of one thread.
final class SharedScans {
    private var support: SupportTable?
    private var comparisons: [ComparisonWeight?]?
    private var sharedReasons: SharedReasons??

    func support(_ model: AgencyModel, _ sample: CohortAttribution.Sample) throws -> SupportTable {
        if let support { return support }
        let found = try SupportScan(model: model, scan: sample.scan).gather(sample.rows)
        support = found
        return found
    }

    func comparisons(
        _ problem: AttributionProblem,
        _ model: AgencyModel,
        _ sample: CohortAttribution.Sample
    ) -> [ComparisonWeight?] {
        if let comparisons { return comparisons }
        let found = ComparisonScan(
            problem: problem,
            model: model,
            rows: sample.rows,
            levels: sample.levels,
            splines: sample.splines
        ).weights()
        comparisons = found
        return found
    }

    func sharedReasons(
        _ model: AgencyModel,
        _ centre: [Double],
        _ sample: CohortAttribution.Sample
    ) throws -> SharedReasons? {
        if let sharedReasons { return sharedReasons }
        let found = try SharedReasonsScan(
            model: model,
            centre: centre,
            clusterCount: sample.clusterCount
        ).find(sample.rows.sample(ofBlocks: ComparisonScan.blocksOfThread))
        sharedReasons = .some(found)
        return found
    }
}
