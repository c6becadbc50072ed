import TopsliceCohortData
import Foundation
import TopsliceRegression

/// Fits a model to a file as the command does.
func fit(
    _ path: String,
    _ formula: String,
    family: Family = .gaussian,
    covariance: CovarianceKind = .iid,
    weights: String? = nil,
    threads: Int = 2
) throws -> RegressionResult {
    let parsed = try Formula(parsing: formula)
    var study = Study(refusesIdentifiers: false)
    study.analysis.covariates = parsed.undeclaredColumns
    var file = try CohortFile(path, study: study)
    return try file.reading { file in
        let problem = RegressionProblem(
            formula: parsed,
            family: family,
            covariance: covariance,
            weights: weights,
            textColumns: file.wordColumns
        )
        return try problem.fit(file.reader(problem.requests), threads: threads)
    }
}

/// Fits a model to columns that are written to a file, which is removed afterwards.
func fit(
    columns: [(name: String, values: [Double])],
    _ formula: String,
    family: Family = .gaussian,
    covariance: CovarianceKind = .iid,
    weights: String? = nil,
    threads: Int = 2
) throws -> RegressionResult {
    var text = columns.map(\.name).joined(separator: ",") + "\n"
    for row in 0..<(columns.first?.values.count ?? 0) {
        text += columns.map { "\($0.values[row])" }.joined(separator: ",") + "\n"
    }
    return try fit(
        text: text,
        formula,
        family: family,
        covariance: covariance,
        weights: weights,
        threads: threads
    )
}

/// Fits a model to the text of a CSV file.
func fit(
    text: String,
    _ formula: String,
    family: Family = .gaussian,
    covariance: CovarianceKind = .iid,
    weights: String? = nil,
    threads: Int = 2
) throws -> RegressionResult {
    let path = NSTemporaryDirectory() + "/topslice-test-\(UUID().uuidString).csv"
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try fit(
        path,
        formula,
        family: family,
        covariance: covariance,
        weights: weights,
        threads: threads
    )
}
