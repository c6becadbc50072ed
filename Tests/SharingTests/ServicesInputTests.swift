import TopsliceSharing
import TopsliceStudies
import Testing

/// Tables of service departments that people get wrong, beside the exact message.
@Suite struct ServicesInputTests {
    @Test(arguments: [
        BadInput(
            name: "services that pass everything to one another: spectral radius one",
            text: "from,to,share\nA,B,1\nB,A,1\n",
            message:
                "shares.csv:2: A > B > A: these pass all their cost to one another and none to a final "
                + "department (the spectral radius of their shares is 1) (lines 2, 3)"
        ),
        BadInput(
            name: "shares above one",
            text: "from,to,share\nA,B,1.2\nB,A,1.1\nA,C,0.1\n",
            message: "shares.csv:2: the shares of 'A' sum to 1.3, not to 1 (lines 2, 4)"
        ),
        BadInput(
            name: "a share below zero, of a stranger, twice",
            text: "from,to,share\nA,C,-1\nA,X,1\nA,C,2\n",
            message: """
                shares.csv:2: column 'share': the share is below zero: -1
                shares.csv:3: column 'to': 'X' has no cost in costs.csv; list it, with 0 if it has none of \
                its own
                shares.csv:4: the share of 'A' that goes to 'C' is on line 2 too
                """
        ),
        BadInput(
            name: "step-down without an order",
            text: "from,to,share\nA,C,1\n",
            flags: ["method": "step-down"],
            message:
                "--order: step-down depends on the order in which services are closed; state it: a,b"
        ),
        BadInput(
            name: "an order with a stranger",
            text: "from,to,share\nA,C,1\n",
            flags: ["method": "step-down", "order": "A,Z"],
            message:
                "--order: department 'Z' has no cost: list it, with 0 if it has none of its own"
        ),
        BadInput(
            name: "an order that leaves one out",
            text: "from,to,share\nA,C,1\nB,C,1\n",
            flags: ["method": "step-down", "order": "A"],
            message: "--order: the order leaves out 'B'"
        ),
        BadInput(
            name: "an unknown method",
            text: "from,to,share\nA,C,1\n",
            flags: ["method": "activity-based"],
            message: "--method: 'activity-based' is not known; expected one of direct, step-down, "
                + "reciprocal"
        ),
    ])
    func servicesAreRefusedInTheseWords(_ bad: BadInput) throws {
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
                costs.csv:2: column 'cost': the field is not an amount of money: it has more than 2 decimals
                costs.csv:3: column 'cost': an amount in USD where GBP is expected; convert it first, with a \
                stated rate
                costs.csv:4: column 'department': 'A' is on line 2 too
                """
        )
    }
}
