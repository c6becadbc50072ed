import Foundation
import Testing

/// One case of `Fixtures/references.json`, made by `Tests/References/attribution_references.py` with NumPy and statsmodels.
struct ReferenceCase: Decodable, Sendable, CustomTestStringConvertible {
    struct Quantity: Decodable, Sendable {
        let value: Double
        let standardError: Double
    }

    let family: String
    let interactions: String
    let cluster: String?
    let weights: String?
    let agencyBy: String?
    let outcome: String
    let before: String
    let agencies: [String]
    let covariates: [String]
    let categorical: [String]
    let people: Int
    let clusters: Int?
    let v: [String: Quantity]
    let shapley: [String: Quantity]
    let firstIn: [String: Quantity]
    let lastIn: [String: Quantity]
    let interaction: [String: Quantity]
    let total: [String: Quantity]
    let share: [String: Quantity]
    let covariance: [[Double]]
    let claimedRawDifference: [String: Double]
    let claimedBeforeAfter: [String: Double]

    var testDescription: String {
        [family, interactions, cluster ?? "-", weights ?? "-", agencyBy ?? "-"].joined(
            separator: " "
        )
    }

    static let all: [ReferenceCase] = {
        struct File: Decodable {
            let cases: [ReferenceCase]
        }
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        guard let url = Bundle.module.url(forResource: "Fixtures", withExtension: nil),
            let data = try? Data(contentsOf: url.appendingPathComponent("references.json")),
            let file = try? decoder.decode(File.self, from: data)
        else { return [] }
        return file.cases
    }()
}
