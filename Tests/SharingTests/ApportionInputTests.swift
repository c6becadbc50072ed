import TopsliceSharing
import TopsliceStudies
import Testing

/// Tables to apportion by that people get wrong, beside the exact message.
@Suite struct ApportionInputTests {
    @Test(arguments: [
        BadInput(
            name: "weights of zero",
            text: "id,weight\na,0\nb,0.00\n",
            flags: ["amount": "10"],
            message:
                "weights.csv:2: column 'weight': all weights are zero, so nothing says who gets what"
        ),
        BadInput(
            name: "a weight below zero",
            text: "id,weight\na,1\nb,-1\n",
            flags: ["amount": "10"],
            message: "weights.csv:3: column 'weight': the weight is below zero: -1"
        ),
        BadInput(
            name: "an id twice",
            text: "id,weight\na,1\na,1\n",
            flags: ["amount": "10"],
            message: "weights.csv:3: column 'id': 'a' is on line 2 too"
        ),
        BadInput(
            name: "an amount with three decimals",
            text: "id,weight\na,1\n",
            flags: ["amount": "10.001"],
            message: "--amount: '10.001' is not an amount of money: it has more than 2 decimals"
        ),
        BadInput(
            name: "half a unit",
            text: "id,weight\na,1\n",
            flags: ["units": "2.5"],
            message: "--units: '2.5' is not a whole number such as 26"
        ),
        BadInput(
            name: "floors above the amount",
            text: "id,weight,floor\na,1,6.00\nb,1,5.00\n",
            flags: ["amount": "10"],
            message: "weights.csv: the total, £10.00, is below the floors together, £11.00"
        ),
        BadInput(
            name: "both an amount and units",
            text: "id,weight\na,1\n",
            flags: ["amount": "10", "units": "3"],
            message: "--units: give either --amount or --units, not both"
        ),
        BadInput(
            name: "nothing to divide",
            text: "id,weight\na,1\n",
            message: "say what to divide: --amount 1000000.00 (money) or --units 26 (whole things)"
        ),
        BadInput(
            name: "a table with a row too short and a column twice",
            text: "x,a,a\nr,1\n",
            flags: ["table": "yes"],
            message: """
                weights.csv:1: column 3: the column head is there twice
                weights.csv:2: 2 fields, expected 3 as in the first line
                """
        ),
        BadInput(
            name: "totals that contradict each other",
            text: "x,a,b,total\nr,1.50,2.50,4.00\ns,1.50,2.50,4.00\ntotal,3.00,5.01,8.01\n",
            flags: ["table": "yes"],
            message:
                "weights.csv:4: column 4: the totals of the rows do not sum to the grand total"
        ),
        BadInput(
            name: "totals that no rounding meets",
            text: "x,a,b,total\nr,1.50,2.50,9.00\ns,1.50,2.50,4.00\n",
            flags: ["table": "yes"],
            message:
                "weights.csv: no rounding of every cell down or up has these row and column totals"
        ),
        BadInput(
            name: "a divisor method for a table",
            text: "x,a,b\nr,1.50,2.50\n",
            flags: ["table": "yes", "method": "webster"],
            message:
                "--method: a table is rounded with its totals kept, which of these methods only "
                + "hamilton does; leave the method out"
        ),
    ])
    func divisionsAreRefusedInTheseWords(_ bad: BadInput) throws {
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
}
