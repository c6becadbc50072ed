import TopsliceOptions
import TopsliceRecords
import TopsliceSharing
import TopsliceStudies
import Testing

/// Requests that stand in a YAML file.
@Suite struct RequestFileTests {
    @Test func everythingCanStandInOneFileAndFlagsWin() throws {
        let place = try Workplace()
        let path = try place.file(
            "request.yaml",
            """
            values:
              A: 11
              B: 7
              A+B: 15
            orientation: cost
            rules: [equal, weighted-shapley]
            total: 15.00
            weights: {A: 3, B: 1}
            """
        )
        let request = try RequestFile(reading: path)
        let stated = try GameOptions(request)
        let run = try GameRequest(options: stated, request: request).run()
        let answer = try Answer(of: run)
        #expect(answer.texts("equal", "amounts", ["A", "B"]) == ["7.50", "7.50"])
        // The saving of 3 is divided 3 : 1.
        #expect(answer.numbers("weighted-shapley", "shares", ["A", "B"]) == [8.75, 6.25])
        let flags = try GameOptions(flags: ["total": "30.00", "rules": "equal"])
        let other = try GameRequest(options: flags.over(stated), request: request).run()
        #expect(other.rules.count == 1)
        #expect(try Answer(of: other).texts("equal", "amounts", ["A"]) == ["15.00"])
        #expect(other.input.map(\.path) == [path])
    }

    @Test func pathsAreSeenFromTheFolderOfTheRequest() throws {
        let place = try Workplace()
        _ = try place.file("claims.csv", "claimant,claim\na,100\nb,200\nc,300\n")
        let path = try place.file(
            "request.yaml",
            "file: claims.csv\nestate: 200.00\nrules: [talmud]\n"
        )
        let request = try RequestFile(reading: path)
        let run = try ClaimsRequest(options: ClaimsOptions(request), request: request).run()
        #expect(
            try answer(run).texts("talmud", "amounts", ["a", "b", "c"]) == [
                "50.00", "75.00", "75.00",
            ]
        )
    }

    @Test func claimsWeightsAndServicesCanStandInTheRequest() throws {
        let place = try Workplace()
        let claims = try RequestFile(
            reading: place.file(
                "claims.yaml",
                """
                estate: 150.00
                rules: [cea]
                claims:
                  - {claimant: a, claim: 100.00}
                  - {claimant: b, claim: 200.00, cap: 60.00}
                """
            )
        )
        let awards = try answer(
            try ClaimsRequest(options: ClaimsOptions(claims), request: claims).run()
        )
        #expect(awards.texts("cea", "amounts", ["a", "b"]) == ["90.00", "60.00"])
        let weights = try RequestFile(
            reading: place.file(
                "weights.yaml",
                "units: 10\nrecipients: [{id: a, weight: 6}, {id: b, weight: 6}, {id: c, weight: 2}]\n"
            )
        )
        let seats = try answer(
            try ApportionRequest(options: ApportionOptions(weights), request: weights).run()
        )
        #expect(seats.object["awards"] as? [String: Int] == ["a": 4, "b": 4, "c": 2])
        let services = try RequestFile(
            reading: place.file(
                "services.yaml",
                """
                method: direct
                costs: [{department: IT, cost: 90.00}, {department: Care, cost: 10.00}]
                shares: [{from: IT, to: Care, share: 1}]
                """
            )
        )
        let costs = try answer(
            try ServicesRequest(options: ServicesOptions(services), request: services).run()
        )
        #expect(costs.texts("amounts", ["Care"]) == ["100.00"])
    }

    @Test func faultsNameLineColumnAndKey() throws {
        let place = try Workplace()
        let path = try place.file(
            "request.yaml",
            "orientation: cost\nvalues: {A: 1, B: x}\nruls: all\nunions: [[A, C]]\n"
        )
        let request = try RequestFile(reading: path)
        let first = #expect(throws: (any Error).self) { try GameOptions(request) }
        #expect(
            first.map(place.message)
                == "request.yaml:2:19: key 'values.B': 'x' is not a number: write digits such as 12, -3.75 "
                + "or 7/4\nrequest.yaml:3:1: key 'ruls': unknown key; did you mean 'rules'?"
        )
        let other = try RequestFile(
            reading: place.file(
                "other.yaml",
                "orientation: cost\nvalues: {A: 1, B: 2, A+B: 2}\nunions: [[A, C]]\ntotal: 1.005\n"
            )
        )
        let second = #expect(throws: (any Error).self) {
            try GameRequest(options: GameOptions(other), request: other).run()
        }
        #expect(
            second.map(place.message) == """
                other.yaml:4:8: key 'total': '1.005' is not an amount of money: it has more than 2 decimals
                other.yaml:3:14: key 'unions[0][1]': 'C' is not a player of other.yaml; players are A, B
                """
        )
        let third = try RequestFile(
            reading: place.file("third.yaml", "file: x.csv\nruls: all\ntotal: [1]\n")
        )
        let faults = #expect(throws: (any Error).self) { try GameOptions(third) }
        #expect(
            faults.map(place.message) == """
                third.yaml:2:1: key 'ruls': unknown key; did you mean 'rules'?
                third.yaml:3:8: key 'total': a list, expected a text
                """
        )
    }
}
