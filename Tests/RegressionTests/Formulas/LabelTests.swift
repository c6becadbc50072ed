import Testing
import TopsliceRegression

/// Labels are text: codes that look like one number are groups of their own, as if they had been named with letters.
struct LabelTests {
    private static let codes = ["01", "1", "4.1", "4.10", "1E1", "10"]

    private static func text(_ names: [String]) -> String {
        var random = UInt64(9)
        var text = "y,x,code\n"
        for row in 0..<90 {
            random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let noise = Double(random >> 40) / 1e6
            let place = (row * 7 + row / 11) % names.count
            text +=
                "\(Double(place * place) + noise),\(Double(row % 13) + noise / 3),\(names[place])\n"
        }
        return text
    }

    private static let coded = text(codes)
    private static let lettered = text(["a", "b", "c", "d", "e", "f"])

    @Test(arguments: ["y ~ x + factor(code)", "y ~ x | code", "y ~ x * factor(code)"])
    func codesOfOneNumberAreLevelsOfTheirOwn(formula: String) throws {
        let coded = try fit(text: Self.coded, formula)
        let lettered = try fit(text: Self.lettered, formula)
        #expect(coded.residualDegreesOfFreedom == lettered.residualDegreesOfFreedom)
        #expect(coded.coefficients.count == lettered.coefficients.count)
        let pair = (coded.rSquared ?? .nan, lettered.rSquared ?? .nan)
        #expect(abs(pair.0 - pair.1) < 1e-12)
    }

    @Test func codesOfOneNumberAreClustersOfTheirOwn() throws {
        let coded = try fit(text: Self.coded, "y ~ x", covariance: .cluster(column: "code"))
        let lettered = try fit(text: Self.lettered, "y ~ x", covariance: .cluster(column: "code"))
        #expect(coded.clusterCount == 6)
        for (mine, other) in zip(coded.coefficients, lettered.coefficients) {
            let (one, two) = try (#require(mine.standardError), #require(other.standardError))
            #expect(abs(one - two) < 1e-12)
        }
    }

    /// As numbers where all are numbers, labels of one number by their bytes; the labels as they stand in the file.
    @Test func levelsStandInTheOrderOfTheirNumbers() throws {
        let names = try fit(text: Self.coded, "y ~ factor(code)").coefficients.map(\.term)
        let expected = ["1", "4.1", "4.10", "10", "1E1"].map { "factor(code)\($0)" }
        #expect(names == ["(Intercept)"] + expected)
    }
}
