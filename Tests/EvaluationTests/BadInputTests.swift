import Evaluation
import Testing

/// What people get wrong, beside the exact message.
@Suite struct BadInputTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var text: String
        var flags: [String: String] = [:]
        var message: String
        var testDescription: String { name }
    }

    private static let towns = "coalition,value\nA,11\nB,7\nA+B,15\n"
    private static let widows = "claimant,claim\na,100\nb,200\nc,300\n"

    @Test(arguments: [
        Case(
            name: "v(none) is not zero",
            text: "coalition,value\nA,11\nnone,5\nB,7\nA+B,15\n",
            message:
                "game.csv:3: column 'value': the empty coalition must have value 0, not 5; pass "
                + "--from-baseline to share the changes from it"
        ),
        Case(
            name: "a coalition twice, the members the other way round",
            text: "coalition,value\nA,11\nA+B,15\nB,7\nB+A,16\n",
            message: "game.csv:5: column 'coalition': coalition 'B+A' is on line 3 too"
        ),
        Case(
            name: "a member twice",
            text: "coalition,value\nA+A,11\n",
            message: "game.csv:2: column 'coalition': 'A' is in the coalition twice"
        ),
        Case(
            name: "not numbers",
            text: "coalition,value\nA,nan\nB,inf\nA+B,12 apples\n",
            message: """
                game.csv:2: column 'value': 'nan' is not a number: write digits such as 12, -3.75 or 7/4
                game.csv:3: column 'value': 'inf' is not a number: write digits such as 12, -3.75 or 7/4
                game.csv:4: column 'value': '12 apples' is not a number: write digits such as 12, -3.75 or 7/4
                """
        ),
        Case(
            name: "an amount in another currency",
            text: "coalition,value\nA,€11\n",
            message:
                "game.csv:2: column 'value': an amount in EUR where GBP is expected; convert it "
                + "first, with a stated rate"
        ),
        Case(
            name: "an empty value",
            text: "coalition,value\nA,\n",
            message:
                "game.csv:2: column 'value': the field is empty; leave out the line of what is not "
                + "known"
        ),
        Case(
            name: "a value beyond all reason",
            text: "coalition,value\nA,1e400\n",
            message: "game.csv:2: column 'value': the value is too large"
        ),
        Case(
            name: "an empty file",
            text: "\n\n",
            message: "game.csv:1: the file is empty, expected a header line"
        ),
        Case(
            name: "only a header",
            text: "coalition,value\n",
            message: "game.csv:1: no coalition has a member"
        ),
        Case(
            name: "a misspelt column",
            text: "coalition,vlaue\nA,1\n",
            message: """
                game.csv:1: column 'vlaue': the column is not known here; expected coalition, value, \
                standard_error, supported, unsupported_share
                game.csv:1: column 'value': the column is missing
                """
        ),
        Case(
            name: "a row too long",
            text: "coalition,value\nA,1,2\n",
            message: "game.csv:2: 3 fields, expected 2 as in the header"
        ),
        Case(
            name: "an open quote",
            text: "coalition,value\n\"A,1\n",
            message: "game.csv:2: a quote is opened and never closed"
        ),
        Case(
            name: "a standard error below zero",
            text: "coalition,value,standard_error\nA,1,-2\n",
            message: "game.csv:2: column 'standard_error': a standard error is below zero"
        ),
        Case(
            name: "no orientation",
            text: towns,
            flags: ["orientation": ""],
            message: "--orientation: say what the values are: cost (something to pay) or savings "
                + "(something to gain)"
        ),
        Case(
            name: "an unknown orientation",
            text: towns,
            flags: ["orientation": "costs"],
            message: "--orientation: 'costs' is not known; expected one of cost, savings"
        ),
        Case(
            name: "strangers in every list",
            text: towns,
            flags: ["unions": "A+C", "weights": "A=1,B=1,D=1", "referrals": "A>E"],
            message: """
                --unions: 'C' is not a player of game.csv; players are A, B
                --weights: 'D' is not a player of game.csv; players are A, B
                --referrals: 'E' is not a player of game.csv; players are A, B
                """
        ),
        Case(
            name: "a weight of zero, and none",
            text: towns,
            flags: ["weights": "A=0"],
            message: """
                --weights: the weight of 'A' must be above zero, not 0
                --weights: there is no weight of 'B'
                """
        ),
        Case(
            name: "referrals in a circle",
            text: towns,
            flags: ["referrals": "A>B,B>A"],
            message: "--referrals: the referrals go round in a circle: B > A > B"
        ),
        Case(
            name: "a player in two unions",
            text: towns,
            flags: ["unions": "A+B,A"],
            message: "--unions: 'A' is in two unions"
        ),
        Case(
            name: "a total with three decimals",
            text: towns,
            flags: ["total": "10.005"],
            message: "--total: '10.005' is not an amount of money: it has more than 2 decimals"
        ),
        Case(
            name: "a rule that does not exist, and one that does not apply",
            text: towns,
            flags: ["rules": "owen"],
            message: "--rules: rule 'owen' does not apply: it needs --unions, who stands together"
        ),
        Case(
            name: "a list in the wrong form",
            text: towns,
            flags: ["weights": "A:1"],
            message: "--weights: 'A:1' is not of the form name=number"
        ),
    ])
    func gamesAreRefusedInTheseWords(_ bad: Case) throws {
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

    @Test(arguments: [
        Case(
            name: "claims below zero, with fractions of a penny, in euros, twice",
            text: "claimant,claim,weight\na,-5,0\nb,10.005,1\na,€7,1\n",
            flags: ["estate": "10"],
            message: """
                claims.csv:2: column 'claim': the claim is below zero: -£5.00
                claims.csv:2: column 'weight': the weight must be above zero, not 0
                claims.csv:3: column 'claim': '10.005' is not an amount of money: it has more than 2 decimals
                claims.csv:4: column 'claimant': 'a' is on line 2 too
                claims.csv:4: column 'claim': an amount in EUR where GBP is expected; convert it first, with a \
                stated rate
                """
        ),
        Case(
            name: "an estate above the claims",
            text: widows,
            flags: ["estate": "600.01"],
            message:
                "--estate: the estate, £600.01, is above the claims together, £600.00 (claims.csv, "
                + "lines 2 to 4): everybody can be paid in full"
        ),
        Case(
            name: "an estate below zero",
            text: widows,
            flags: ["estate": "-1"],
            message: "--estate: the estate is below zero: -£1.00"
        ),
        Case(
            name: "no estate",
            text: widows,
            message: "--estate: say what there is to divide, such as 1000.00"
        ),
        Case(
            name: "a floor above the claim",
            text: "claimant,claim,floor\na,100,150\n",
            flags: ["estate": "10"],
            message:
                "claims.csv:2: column 'floor': the floor, £150.00, is above the claim or cap, £100.00"
        ),
        Case(
            name: "floors above the estate",
            text: "claimant,claim,floor\na,100,50\nb,100,50\n",
            flags: ["estate": "99.99"],
            message: "claims.csv: the estate, £99.99, is below the floors together, £100.00"
        ),
        Case(
            name: "caps below the estate",
            text: "claimant,claim,cap\na,100,20\nb,100,\n",
            flags: ["estate": "130"],
            message:
                "claims.csv: the estate, £130.00, is above what the caps let out, £120.00: £10.00 "
                + "would be left"
        ),
        Case(
            name: "a priority in words",
            text: "claimant,claim,priority\na,100,first\n",
            flags: ["estate": "10"],
            message:
                "claims.csv:2: column 'priority': 'first' is not a whole number such as 0 or 12"
        ),
        Case(
            name: "a rule of another command",
            text: widows,
            flags: ["estate": "10", "rules": "shapley"],
            message: "--rules: 'shapley' is not a rule; known are all, proportional, "
                + "adjusted-proportional, cea, cel, talmud, reverse-talmud, piniles, "
                + "constrained-egalitarian, minimal-overlap, random-arrival, average-of-awards"
        ),
        Case(
            name: "a currency nobody knows",
            text: widows,
            flags: ["estate": "10", "currency": "XYZ"],
            message:
                "--currency: currency 'XYZ' is not known; known are AUD, CAD, CHF, DKK, EUR, GBP, "
                + "ISK, JPY, NOK, NZD, SEK, USD"
        ),
    ])
    func claimsAreRefusedInTheseWords(_ bad: Case) throws {
        let place = try Workplace()
        let error = #expect(throws: (any Error).self) {
            try place.claims(
                bad.text,
                estate: bad.flags["estate"],
                rules: bad.flags["rules"],
                currency: bad.flags["currency"]
            )
        }
        #expect(error.map(place.message) == bad.message)
    }

    @Test(arguments: [
        Case(
            name: "weights of zero",
            text: "id,weight\na,0\nb,0.00\n",
            flags: ["amount": "10"],
            message:
                "weights.csv:2: column 'weight': all weights are zero, so nothing says who gets what"
        ),
        Case(
            name: "a weight below zero",
            text: "id,weight\na,1\nb,-1\n",
            flags: ["amount": "10"],
            message: "weights.csv:3: column 'weight': the weight is below zero: -1"
        ),
        Case(
            name: "an id twice",
            text: "id,weight\na,1\na,1\n",
            flags: ["amount": "10"],
            message: "weights.csv:3: column 'id': 'a' is on line 2 too"
        ),
        Case(
            name: "an amount with three decimals",
            text: "id,weight\na,1\n",
            flags: ["amount": "10.001"],
            message: "--amount: '10.001' is not an amount of money: it has more than 2 decimals"
        ),
        Case(
            name: "half a unit",
            text: "id,weight\na,1\n",
            flags: ["units": "2.5"],
            message: "--units: '2.5' is not a whole number such as 26"
        ),
        Case(
            name: "floors above the amount",
            text: "id,weight,floor\na,1,6.00\nb,1,5.00\n",
            flags: ["amount": "10"],
            message: "weights.csv: the total, £10.00, is below the floors together, £11.00"
        ),
        Case(
            name: "both an amount and units",
            text: "id,weight\na,1\n",
            flags: ["amount": "10", "units": "3"],
            message: "--units: give either an amount of money or units, not both"
        ),
        Case(
            name: "nothing to divide",
            text: "id,weight\na,1\n",
            message: "say what to divide: --amount 1000000.00 (money) or --units 26 (whole things)"
        ),
        Case(
            name: "a table with a row too short and a column twice",
            text: "x,a,a\nr,1\n",
            flags: ["table": "yes"],
            message: """
                weights.csv:1: column 'a': the column head is there twice
                weights.csv:2: 2 fields, expected 3 as in the first line
                """
        ),
        Case(
            name: "totals that contradict each other",
            text: "x,a,b,total\nr,1.50,2.50,4.00\ns,1.50,2.50,4.00\ntotal,3.00,5.01,8.01\n",
            flags: ["table": "yes"],
            message:
                "weights.csv:4: column 'total': the totals of the rows do not sum to the grand total"
        ),
        Case(
            name: "totals that no rounding meets",
            text: "x,a,b,total\nr,1.50,2.50,9.00\ns,1.50,2.50,4.00\n",
            flags: ["table": "yes"],
            message:
                "weights.csv: no rounding of every cell down or up has these row and column totals"
        ),
        Case(
            name: "a divisor method for a table",
            text: "x,a,b\nr,1.50,2.50\n",
            flags: ["table": "yes", "method": "webster"],
            message:
                "--method: a table is rounded with its totals kept, which of these methods only "
                + "hamilton does; leave the method out"
        ),
    ])
    func divisionsAreRefusedInTheseWords(_ bad: Case) throws {
        let place = try Workplace()
        let error = #expect(throws: (any Error).self) {
            try place.apportion(
                bad.text,
                amount: bad.flags["amount"],
                units: bad.flags["units"],
                method: bad.flags["method"],
                isTable: bad.flags["table"] != nil
            )
        }
        #expect(error.map(place.message) == bad.message)
    }

    @Test(arguments: [
        Case(
            name: "services that pass everything to one another: spectral radius one",
            text: "from,to,share\nA,B,1\nB,A,1\n",
            message:
                "shares.csv:2: A > B > A: these pass all their cost to one another and none to a final "
                + "department (the spectral radius of their shares is 1) (lines 2, 3)"
        ),
        Case(
            name: "shares above one",
            text: "from,to,share\nA,B,1.2\nB,A,1.1\nA,C,0.1\n",
            message: "shares.csv:2: the shares of 'A' sum to 1.3, not to 1 (lines 2, 4)"
        ),
        Case(
            name: "a share below zero, of a stranger, twice",
            text: "from,to,share\nA,C,-1\nA,X,1\nA,C,2\n",
            message: """
                shares.csv:2: column 'share': the share is below zero: -1
                shares.csv:3: column 'to': 'X' has no cost in costs.csv; list it, with 0 if it has none of \
                its own
                shares.csv:4: the share of 'A' that goes to 'C' is on line 2 too
                """
        ),
        Case(
            name: "step-down without an order",
            text: "from,to,share\nA,C,1\n",
            flags: ["method": "step-down"],
            message:
                "--order: step-down depends on the order in which services are closed; state it: a,b"
        ),
        Case(
            name: "an order with a stranger",
            text: "from,to,share\nA,C,1\n",
            flags: ["method": "step-down", "order": "A,Z"],
            message:
                "--order: department 'Z' has no cost: list it, with 0 if it has none of its own"
        ),
        Case(
            name: "an order that leaves one out",
            text: "from,to,share\nA,C,1\nB,C,1\n",
            flags: ["method": "step-down", "order": "A"],
            message: "--order: the order leaves out 'B'"
        ),
        Case(
            name: "an unknown method",
            text: "from,to,share\nA,C,1\n",
            flags: ["method": "activity-based"],
            message: "--method: 'activity-based' is not known; expected one of direct, step-down, "
                + "reciprocal"
        ),
    ])
    func servicesAreRefusedInTheseWords(_ bad: Case) throws {
        let place = try Workplace()
        let error = #expect(throws: (any Error).self) {
            try place.services(
                shares: bad.text,
                costs: "department,cost\nA,10\nB,10\nC,10\n",
                method: bad.flags["method"] ?? "reciprocal",
                order: bad.flags["order"]
            )
        }
        #expect(error.map(place.message) == bad.message)
    }

    @Test func costsWithFractionsOfAPennyAreRefused() throws {
        let place = try Workplace()
        let error = #expect(throws: (any Error).self) {
            try place.services(
                shares: "from,to,share\nA,C,1\n",
                costs: "department,cost\nA,10.125\nC,$1\nA,1\n",
                method: "direct"
            )
        }
        #expect(
            error.map(place.message) == """
                costs.csv:2: column 'cost': '10.125' is not an amount of money: it has more than 2 decimals
                costs.csv:3: column 'cost': an amount in USD where GBP is expected; convert it first, with a \
                stated rate
                costs.csv:4: column 'department': 'A' is on line 2 too
                """
        )
    }
}
