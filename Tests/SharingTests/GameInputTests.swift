import TopsliceSharing
import TopsliceStudies
import Testing

/// Tables of games that people get wrong, beside the exact message.
@Suite struct GameInputTests {
    private static let towns = "coalition,value\nA,11\nB,7\nA+B,15\n"

    @Test(arguments: [
        BadInput(
            name: "v(none) is not zero",
            text: "coalition,value\nA,11\nnone,5\nB,7\nA+B,15\n",
            message:
                "game.csv:3: column 'value': the empty coalition must have value 0, not 5; pass "
                + "--from-baseline to share the changes from it"
        ),
        BadInput(
            name: "a coalition twice, the members the other way round",
            text: "coalition,value\nA,11\nA+B,15\nB,7\nB+A,16\n",
            message: "game.csv:5: column 'coalition': coalition 'B+A' is on line 3 too"
        ),
        BadInput(
            name: "a member twice",
            text: "coalition,value\nA+A,11\n",
            message: "game.csv:2: column 'coalition': 'A' is in the coalition twice"
        ),
        BadInput(
            name: "not numbers",
            text: "coalition,value\nA,nan\nB,inf\nA+B,12 apples\n",
            message: """
                game.csv:2: column 'value': the field is not a number: write digits such as 12, -3.75 or 7/4
                game.csv:3: column 'value': the field is not a number: write digits such as 12, -3.75 or 7/4
                game.csv:4: column 'value': the field is not a number: write digits such as 12, -3.75 or 7/4
                """
        ),
        BadInput(
            name: "an amount in another currency",
            text: "coalition,value\nA,€11\n",
            message:
                "game.csv:2: column 'value': an amount in EUR where GBP is expected; convert it "
                + "first, with a stated rate"
        ),
        BadInput(
            name: "an empty value",
            text: "coalition,value\nA,\n",
            message:
                "game.csv:2: column 'value': the field is empty; leave out the line of what is not "
                + "known"
        ),
        BadInput(
            name: "a value beyond all reason",
            text: "coalition,value\nA,1e400\n",
            message: "game.csv:2: column 'value': the value is too large"
        ),
        BadInput(
            name: "an empty file",
            text: "\n\n",
            message: "game.csv:1: the file is empty, expected a header line"
        ),
        BadInput(
            name: "only a header",
            text: "coalition,value\n",
            message: "game.csv:1: no coalition has a member"
        ),
        BadInput(
            name: "a misspelt column",
            text: "coalition,vlaue\nA,1\n",
            message: """
                game.csv:1: column 'vlaue': the column is not known here; expected coalition, value, \
                standard_error, supported, unsupported_share, support, standard_error_reason; did you mean 'value'?
                game.csv:1: column 'value': the column is missing
                """
        ),
        BadInput(
            name: "a row too long",
            text: "coalition,value\nA,1,2\n",
            message: "game.csv:2: 3 fields, expected 2 as in the header"
        ),
        BadInput(
            name: "an open quote",
            text: "coalition,value\n\"A,1\n",
            message: "game.csv:2: a quote is opened and never closed"
        ),
        BadInput(
            name: "a standard error below zero",
            text: "coalition,value,standard_error\nA,1,-2\n",
            message: "game.csv:2: column 'standard_error': a standard error is below zero"
        ),
        BadInput(
            name: "no orientation",
            text: towns,
            flags: ["orientation": ""],
            message: "--orientation: say what the values are: cost (something to pay) or savings "
                + "(something to gain)"
        ),
        BadInput(
            name: "an unknown orientation",
            text: towns,
            flags: ["orientation": "costs"],
            message: "--orientation: 'costs' is not known; expected one of cost, savings; "
                + "did you mean 'cost'?"
        ),
        BadInput(
            name: "strangers in every list",
            text: towns,
            flags: ["unions": "A+C", "weights": "A=1,B=1,D=1", "referrals": "A>E"],
            message: """
                --unions: 'C' is not a player of game.csv; players are A, B
                --weights: 'D' is not a player of game.csv; players are A, B
                --referrals: 'E' is not a player of game.csv; players are A, B
                """
        ),
        BadInput(
            name: "a weight of zero, and none",
            text: towns,
            flags: ["weights": "A=0"],
            message: """
                --weights: the weight of 'A' must be above zero, not 0
                --weights: there is no weight of 'B'
                """
        ),
        BadInput(
            name: "referrals in a circle",
            text: towns,
            flags: ["referrals": "A>B,B>A"],
            message: "--referrals: the referrals go round in a circle: 'B' > 'A' > 'B'"
        ),
        BadInput(
            name: "a player in two unions",
            text: towns,
            flags: ["unions": "A+B,A"],
            message: "--unions: 'A' is in two unions"
        ),
        BadInput(
            name: "a total with three decimals",
            text: towns,
            flags: ["total": "10.005"],
            message: "--total: '10.005' is not an amount of money: it has more than 2 decimals"
        ),
        BadInput(
            name: "a rule that does not exist, and one that does not apply",
            text: towns,
            flags: ["rules": "owen"],
            message: "--rules: rule 'owen' does not apply: it needs --unions, who stands together"
        ),
        BadInput(
            name: "a list in the wrong form",
            text: towns,
            flags: ["weights": "A:1"],
            message: "--weights: 'A:1' is not of the form name=number"
        ),
    ])
    func gamesAreRefusedInTheseWords(_ bad: BadInput) throws {
        let place = try Workplace()
        let error = #expect(throws: (any Error).self) {
            try place.game(
                bad.text,
                orientation: bad.flags["orientation"].map { $0.isEmpty ? nil : $0 } ?? "cost",
                rules: bad.flags["rules"],
                total: bad.flags["total"],
                unions: bad.flags["unions"],
                weights: bad.flags["weights"],
                referrals: bad.flags["referrals"]
            )
        }
        #expect(error.map(place.message) == bad.message)
    }

    @Test func moreThanTwentyEightPlayersAreRefusedAtTheLineOfTheFirstTooMany() throws {
        let rows = (1...30).map { "p\($0),1\n" }.joined()
        let place = try Workplace()
        let error = #expect(throws: (any Error).self) {
            try place.game("coalition,value\n" + rows)
        }
        #expect(
            error.map(place.message)
                == "game.csv:30: column 'coalition': 'p29' is the player after the first 28, and a table "
                + "can have no more"
        )
    }

    /// A table of 2²⁸ entries for a file of 28 lines would ask for gigabytes.
    @Test func gapsAmongManyPlayersAreRefusedBeforeMemoryIsAskedFor() throws {
        let rows = (1...28).map { "p\($0),1\n" }.joined()
        let place = try Workplace()
        let error = #expect(throws: (any Error).self) {
            try place.game("coalition,value\n" + rows)
        }
        #expect(
            error.map(place.message)
                == "game.csv: 268435427 of the coalitions of 28 players have no value; gaps can be bounded "
                + "for at most 16 players"
        )
    }
}
