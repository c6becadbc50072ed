import Testing

@testable import TopsliceRecords

@Suite struct YAMLValuesTests {
    enum Colour: String, CaseIterable {
        case red
        case green
    }

    /// Reads one value and gives back what the reading said was wrong.
    private func messages(
        _ text: String,
        _ read: (YAMLMap, inout FaultList) -> Void
    ) throws -> [String] {
        let document = try YAMLDocument.parse(Array(text.utf8), file: "a.yaml")
        var faults = FaultList(file: "a.yaml")
        let map = try #require(document.root.map(&faults))
        read(map, &faults)
        return faults.faults.map(\.description)
    }

    @Test func decimalsKeepTheirExactText() throws {
        let text = "a: 600000.00\nb: \"0.10\"\nc: -3"
        let found = try messages(text) { map, faults in
            #expect(map.decimal("a", &faults) == "600000.00")
            #expect(map.decimal("b", &faults) == "0.10")
            #expect(map.decimal("c", &faults) == "-3")
            #expect(map.decimal("absent", &faults) == nil)
        }
        #expect(found.isEmpty)
    }

    @Test(arguments: [
        ("50%", "; leave out the % sign"), ("£5.00", "; leave out the currency sign"),
        ("1,000.00", "; leave out the separators between thousands"),
        ("1_000", "; leave out the separators between thousands"), ("1e3", ""), ("NaN", ""),
        (".5", ""), ("5.", ""), ("012", ""), ("+1", ""), ("0x10", ""), ("\u{661}", ""),
    ])
    func otherSpellingsOfDecimalsAreRefused(_ value: String, _ hint: String) throws {
        let found = try messages("a: \(value)") { map, faults in
            #expect(map.decimal("a", &faults) == nil)
        }
        let expected =
            "a.yaml:1:4: key 'a': '\(value)', expected a decimal number such as 12.50\(hint)"
        #expect(found == [expected])
    }

    @Test func integersAndBooleansAreReadOnlyInOneSpelling() throws {
        let good = try messages("a: 12\nb: -3\nc: 0\nd: true\ne: false") { map, faults in
            #expect(map.integer("a", &faults) == 12)
            #expect(map.integer("b", &faults) == -3)
            #expect(map.integer("c", &faults) == 0)
            #expect(map.bool("d", &faults) == true)
            #expect(map.bool("e", &faults) == false)
        }
        #expect(good.isEmpty)
        for value in ["010", "1_000", "1.0", "-0", "+1", "\"1\"", "99999999999999999999", "x"] {
            let found = try messages("a: \(value)") { map, faults in
                #expect(map.integer("a", &faults) == nil)
            }
            #expect(found.count == 1, "\(value)")
        }
        for value in ["yes", "NO", "on", "True", "\"true\"", "1"] {
            let found = try messages("a: \(value)") { map, faults in
                #expect(map.bool("a", &faults) == nil)
            }
            #expect(found.count == 1, "\(value)")
        }
    }

    @Test func wrongKindsAreNamed() throws {
        let text = "a: {b: 1}\nc: [1]\nd: x\ne:"
        let found = try messages(text) { map, faults in
            _ = map.list("a", &faults)
            _ = map.text("c", &faults)
            _ = map.map("d", &faults)
            _ = map.text("e", &faults)
        }
        #expect(
            found == [
                "a.yaml:1:4: key 'a': a map of keys, expected a list",
                "a.yaml:2:4: key 'c': a list, expected a text",
                "a.yaml:3:4: key 'd': a single value, expected a map of keys",
                "a.yaml:4:1: key 'e': nothing, expected a text",
            ]
        )
    }

    @Test func unknownKeysSuggestTheOneMeant() throws {
        let found = try messages("outcom: x\ncolour: reed\ninclude: y") { map, faults in
            map.refuseUnknownKeys(known: ["outcome", "colour", "agencies"], &faults)
            map.require(["agencies"], &faults)
            _ = map.choice("colour", Colour.self, &faults)
        }
        #expect(
            found == [
                "a.yaml:1:1: key 'outcom': unknown key; did you mean 'outcome'?",
                "a.yaml:3:1: key 'include': unknown key; known are outcome, colour, agencies",
                "a.yaml:1:1: key 'agencies': the key is missing",
                "a.yaml:2:9: key 'colour': 'reed', expected one of red, green; did you mean 'red'?",
            ]
        )
    }

    @Test func pathsNameKeysAndPlacesInLists() throws {
        let text = "pool:\n  contributions:\n    - {agency: A, amount: 5%}\n"
        let found = try messages(text) { map, faults in
            let item = map.map("pool", &faults)?.list("contributions", &faults)?[0].map(&faults)
            _ = item?.decimal("amount", &faults)
        }
        #expect(found.count == 1)
        #expect(found[0].hasPrefix("a.yaml:3:27: key 'pool.contributions[0].amount': "))
    }

    @Test(arguments: [
        ("HEATLH", "HEALTH"), ("housing", "HOUSING"), ("HOUSINGS", "HOUSING"), ("JOB", "JOBS"),
    ])
    func theNearestWordIsFound(_ word: String, _ expected: String) {
        let words = ["HOUSING", "HEALTH", "PROBATION", "JOBS"]
        #expect(Spelling.nearest(to: word, among: words) == expected)
        #expect(Spelling.nearest(to: "POLICE", among: words) == nil)
    }
}
