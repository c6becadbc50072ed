import TopsliceCooperativeGames
import TopsliceTestSupport
import Testing

/// The Shapley value of the game of removed exposures is the average attributable fraction, as published to four digits.
@Suite struct AttributableFractionTests {
    /// v(S): the part of all cases there would have been with the exposures in S alone.
    @Test func theShapleyValueIsThePublishedFraction() throws {
        let values = (0..<8).map { exposures in
            zip(Hordaland.cases, Hordaland.risks).enumerated().reduce(0.0) { sum, cell in
                let (number, (part, risk)) = cell
                let kept =
                    (exposures & 1 != 0 ? number / 10 * 10 : 0)
                    + (exposures & 2 != 0 ? number / 2 % 5 * 2 : 0)
                    + (exposures & 4 != 0 ? number % 2 : 0)
                return sum + part * Hordaland.risks[kept] / risk
            }
        }
        let game = try Game(.savings, changesIn: values)
        let (found, published) = (game.shapleyValue(), Hordaland.published)
        for (one, expected) in zip(
            found + [values[7] - values[0]],
            [published.residence, published.smoking, published.occupation, Hordaland.joint]
        ) {
            #expect((one - expected).magnitude < 0.00005)
        }
    }
}
