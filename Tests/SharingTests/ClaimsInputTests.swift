import TopsliceSharing
import TopsliceStudies
import Testing

/// Tables of claims that people get wrong, beside the exact message.
@Suite struct ClaimsInputTests {
    private static let widows = "claimant,claim\na,100\nb,200\nc,300\n"

    @Test(arguments: [
        BadInput(
            name: "claims below zero, with fractions of a penny, in euros, twice",
            text: "claimant,claim,weight\na,-5,0\nb,10.005,1\na,€7,1\n",
            flags: ["estate": "10"],
            message: """
                claims.csv:2: column 'claim': the claim is below zero: -£5.00
                claims.csv:2: column 'weight': the weight must be above zero, not 0
                claims.csv:3: column 'claim': the field is not an amount of money: it has more than 2 decimals
                claims.csv:4: column 'claimant': 'a' is on line 2 too
                claims.csv:4: column 'claim': an amount in EUR where GBP is expected; convert it first, with a \
                stated rate
                """
        ),
        BadInput(
            name: "an estate above the claims",
            text: widows,
            flags: ["estate": "600.01"],
            message:
                "--estate: the estate, £600.01, is above the claims together, £600.00 (claims.csv, "
                + "lines 2 to 4): everybody can be paid in full"
        ),
        BadInput(
            name: "an estate below zero",
            text: widows,
            flags: ["estate": "-1"],
            message: "--estate: the estate is below zero: -£1.00"
        ),
        BadInput(
            name: "no estate",
            text: widows,
            message: "--estate: say what there is to divide, such as 1000.00"
        ),
        BadInput(
            name: "a floor above the claim",
            text: "claimant,claim,floor\na,100,150\n",
            flags: ["estate": "10"],
            message:
                "claims.csv:2: column 'floor': the floor, £150.00, is above the claim or cap, £100.00"
        ),
        BadInput(
            name: "floors above the estate",
            text: "claimant,claim,floor\na,100,50\nb,100,50\n",
            flags: ["estate": "99.99"],
            message: "claims.csv: the estate, £99.99, is below the floors together, £100.00"
        ),
        BadInput(
            name: "caps below the estate",
            text: "claimant,claim,cap\na,100,20\nb,100,\n",
            flags: ["estate": "130"],
            message:
                "claims.csv: the estate, £130.00, is above what the caps let out, £120.00: £10.00 "
                + "would be left"
        ),
        BadInput(
            name: "a priority in words",
            text: "claimant,claim,priority\na,100,first\n",
            flags: ["estate": "10"],
            message:
                "claims.csv:2: column 'priority': the field is not a whole number such as 0 or 12"
        ),
        BadInput(
            name: "a rule of another command",
            text: widows,
            flags: ["estate": "10", "rules": "shapley"],
            message: "--rules: 'shapley' is not a rule; known are all, proportional, "
                + "adjusted-proportional, cea, cel, talmud, reverse-talmud, piniles, "
                + "constrained-egalitarian, minimal-overlap, random-arrival, average-of-awards"
        ),
        BadInput(
            name: "a currency nobody knows",
            text: widows,
            flags: ["estate": "10", "currency": "XYZ"],
            message:
                "--currency: 'XYZ' is no currency of ISO 4217, expected its code, such as GBP, EUR or JPY"
        ),
    ])
    func claimsAreRefusedInTheseWords(_ bad: BadInput) throws {
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
}
