import Foundation
import Testing
import TopsliceAppraisal
import TopsliceExactArithmetic
import TopsliceMoney

/// The worked appraisals against figures computed apart, with fifty decimal digits.
@Suite struct DatasetTests {
    private func appraised(_ name: String) throws -> Appraisal {
        let root = URL(fileURLWithPath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let path = root.appendingPathComponent("datasets/appraisal/\(name)/case.yaml").path
        return try Appraisal(AppraisalCase.read(path))
    }

    private func decimal(_ value: Rational?, _ places: Int) -> String? {
        value?.decimal(places: places, rounding: .nearestOrAwayFromZero)
    }

    @Test func thirtyFiveThousand() throws {
        let result = try appraised("thirty-five-thousand")
        #expect(result.present.net.decimalText == "217842.93")
        #expect(decimal(result.present.ratio, 2) == "7.22")
        #expect(decimal(result.undiscounted.ratio, 2) == "8.00")
    }

    /// 20 of 990 paid successes are attributable, £198,000 each.
    @Test func successRate() throws {
        let result = try appraised("success-rate")
        let success = try #require(result.terms.successes.first)
        #expect(success.paidClaims == 990)
        #expect(success.attributable == 20)
        #expect(success.costOfEach == 19_800_000)
        #expect(decimal(result.present.ratio, 2) == "0.05")
        // What is spent never comes back.
        #expect(result.payback == nil)
    }

    @Test func localPartnership() throws {
        let result = try appraised("local-partnership")
        #expect(result.benefits.map(\.annual.decimalText) == ["180387.00", "78246.00", "31752.00"])
        #expect(result.undiscounted.costs.decimalText == "539250.00")
        #expect(result.present.costs.decimalText == "531159.42")
        #expect(result.present.benefits.decimalText == "1106924.31")
        #expect(result.present.net.decimalText == "575764.89")
        #expect(decimal(result.present.ratio, 6) == "2.083978")
        #expect(result.cashable.decimalText == "264773.21")
        #expect(decimal(result.payback?.months, 6) == "24.557012")
        #expect(result.payback?.year == 3)
        let interval = try #require(result.interval)
        #expect(decimal(interval.low.ratio, 6) == "0.666691")
        #expect(decimal(interval.high.ratio, 6) == "3.501264")
        #expect(interval.confidence == Rational(95) / 100)
    }

    @Test func partsSumToTheWhole() throws {
        let result = try appraised("local-partnership")
        func sum(_ amounts: [Int]) -> Int { amounts.reduce(0, +) }
        let present = result.present
        #expect(sum(result.agencies.map(\.costs.minorUnits)) == present.costs.minorUnits)
        #expect(sum(result.agencies.map(\.benefits.minorUnits)) == present.benefits.minorUnits)
        #expect(sum(result.agencies.map(\.net.minorUnits)) == present.net.minorUnits)
        #expect(sum(result.agencies.map(\.cashable.minorUnits)) == result.cashable.minorUnits)
        #expect(sum(result.years.map(\.presentCosts.minorUnits)) == present.costs.minorUnits)
        #expect(sum(result.years.map(\.presentBenefits.minorUnits)) == present.benefits.minorUnits)
        #expect(sum(result.benefits.map(\.present.minorUnits)) == present.benefits.minorUnits)
        #expect(sum(result.costs.map(\.present.minorUnits)) == present.costs.minorUnits)
        #expect(sum(result.kinds.map(\.present.minorUnits)) == present.benefits.minorUnits)
    }
}
