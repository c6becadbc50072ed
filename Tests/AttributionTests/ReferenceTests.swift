import TopsliceAttribution
import TopsliceCohortData
import Foundation
import TopsliceRegression
import Testing

/// Agreement with an independent implementation on 17 models; the file's README says how it was made.
@Suite struct ReferenceTests {
    /// The references are given to 16 digits; what remains is rounding in sums over 800 people and a 30 × 30 solve.
    static let tolerance = 1e-9

    @Test(arguments: ReferenceCase.all)
    func agreesWithAnIndependentImplementation(_ reference: ReferenceCase) throws {
        let result = try Fixture.attribution(reference).result
        #expect(result.people == reference.people)
        #expect(result.clusters == reference.clusters)
        for coalition in result.coalitions {
            let name =
                coalition.members.isEmpty ? "none" : coalition.members.joined(separator: "+")
            try expect(
                coalition.value,
                coalition.standardError,
                reference.v[name],
                "v(\(name))"
            )
        }
        for (row, agency) in result.contributions.enumerated() {
            let name = agency.agency
            try expect(agency.shapley, reference.shapley[name], "Shapley of \(name)")
            try expect(agency.firstIn, reference.firstIn[name], "first-in of \(name)")
            try expect(agency.lastIn, reference.lastIn[name], "last-in of \(name)")
            let share = try #require(agency.share)
            try expect(
                share.value,
                share.standardError,
                reference.share[name],
                "share of \(name)"
            )
            close(
                agency.claimedRawDifference,
                reference.claimedRawDifference[name],
                "raw claim of \(name)"
            )
            close(
                agency.claimedBeforeAfter,
                reference.claimedBeforeAfter[name],
                "before-after claim of \(name)"
            )
            for column in result.covariance.indices {
                close(
                    result.covariance[row][column],
                    reference.covariance[row][column],
                    "covariance"
                )
            }
        }
        for pair in result.interactions {
            let name = "\(pair.first)+\(pair.second)"
            try expect(pair.value, reference.interaction[name], "interaction \(name)")
        }
        try expect(result.total.attributable, reference.total["attributable"], "total")
    }

    @Test func thereAreReferences() {
        #expect(ReferenceCase.all.count == 17)
    }

    private func expect(
        _ estimate: Estimate?,
        _ reference: ReferenceCase.Quantity?,
        _ what: String
    ) throws {
        let estimate = try #require(estimate, "\(what) is missing")
        try expect(estimate.value, estimate.standardError, reference, what)
    }

    private func expect(
        _ value: Double,
        _ error: Double?,
        _ reference: ReferenceCase.Quantity?,
        _ what: String
    ) throws {
        let reference = try #require(reference, "no reference for \(what)")
        close(value, reference.value, what)
        close(error, reference.standardError, "standard error of \(what)")
    }

    private func close(_ value: Double?, _ reference: Double?, _ what: String) {
        guard let value, let reference else {
            Issue.record("\(what) is missing")
            return
        }
        let scale = max(1, reference.magnitude)
        #expect((value - reference).magnitude <= Self.tolerance * scale, "\(what)")
    }
}
