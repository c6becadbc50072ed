import TopsliceApportionment
import TopsliceExactArithmetic
import Testing

func recipients(_ weights: [String]) -> [Recipient] {
    weights.enumerated().map { Recipient(id: "recipient \($0)", weight: exact($1)) }
}

/// Apportionments printed in the literature.
@Suite struct PublishedApportionments {
    /// Balinski and Young (1975), Amer. Math. Monthly 82:701-730, example 1.
    @Test(arguments: [
        (ApportionmentMethod.hamilton, [51, 44, 2, 2, 1]), (.jefferson, [52, 45, 1, 1, 1]),
        (.webster, [51, 43, 2, 2, 2]), (.hill, [51, 43, 2, 2, 2]), (.adams, [51, 43, 2, 2, 2]),
        (.dean, [51, 43, 2, 2, 2]),
    ])
    func balinskiAndYoungsFirstExample(method: ApportionmentMethod, seats: [Int]) throws {
        let division = try WholeDivision(
            total: 100,
            recipients: recipients(["5117", "4400", "162", "161", "160"])
        )
        #expect(division.units(by: method) == seats)
    }

    @Test func theAlabamaParadoxOccursOnlyWhereItMust() throws {
        // Wikipedia, "Apportionment paradox": weights 6, 6, 2; 10 seats, then 11.
        let three = recipients(["6", "6", "2"])
        #expect(try WholeDivision(total: 10, recipients: three).units(by: .hamilton) == [4, 4, 2])
        #expect(try WholeDivision(total: 11, recipients: three).units(by: .hamilton) == [5, 5, 1])
        // electowiki.org, "Alabama paradox".
        let four = recipients(["56.7", "38.5", "4.2", "0.6"])
        #expect(
            try WholeDivision(total: 323, recipients: four).units(by: .hamilton)
                == [183, 124, 14, 2]
        )
        #expect(
            try WholeDivision(total: 324, recipients: four).units(by: .hamilton)
                == [184, 125, 13, 2]
        )
    }

    /// An overspend of £250,000.01 shared as contributions of £6,134,567.11 and £3,865,432.89.
    @Test func anOverspendFollowsContributionsToThePenny() throws {
        let division = try WholeDivision(
            total: 25_000_001,
            recipients: recipients(["613456711", "386543289"])
        )
        #expect(division.units(by: .hamilton) == [15_336_418, 9_663_583])
    }

    /// £100.01 over three equal weights: the odd pennies go by identifier, not by input order.
    @Test func oddPenniesOfEqualWeightsGoByIdentifier() throws {
        let ids = ["South", "East", "West"]
        for order in permutations(of: 3) {
            let division = try WholeDivision(
                total: 10_001,
                recipients: order.map { Recipient(id: ids[$0], weight: 1) }
            )
            for method in ApportionmentMethod.allCases {
                let units = division.units(by: method)
                for (place, index) in order.enumerated() {
                    // East, South by bytes.
                    #expect(units[place] == (ids[index] == "West" ? 3_333 : 3_334), "\(method)")
                }
            }
        }
    }
}
