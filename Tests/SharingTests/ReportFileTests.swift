import Testing
import TopsliceFormats
import TopsliceReports
import TopsliceSharing
import TopsliceStudies

/// The files of the four commands.
@Suite struct ReportFileTests {
    private static let risky =
        "coalition,value\n=cmd|' /C calc'!A0,11\n<script>alert(1)</script>,7\n"
        + "=cmd|' /C calc'!A0+<script>alert(1)</script>,15\n"

    private func text(_ files: [OutputFile], _ name: String) -> String {
        guard case .bytes(let bytes) = files.first(where: { $0.name == name })?.content else {
            return ""
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test func everyCommandWritesTheFilesItAnnounced() throws {
        let place = try Workplace()
        let game = GameReport(
            try place.game("coalition,value\nA,11\nB,7\nA+B,15\n", orientation: "cost"),
            provenance: noProvenance
        )
        #expect(try game.files().map(\.name) == GameReport.fileNames)
        let claims = ClaimsReport(
            try place.claims("claimant,claim\na,1\nb,2\n", estate: "2"),
            provenance: noProvenance
        )
        #expect(try claims.files().map(\.name) == ClaimsReport.fileNames)
        for isTable in [false, true] {
            let csv = isTable ? "x,a,b\nr,1.005,2.005\n" : "id,weight\na,1\nb,2\n"
            let apportion = ApportionReport(
                try place.apportion(csv, amount: "10", isTable: isTable),
                provenance: noProvenance
            )
            #expect(try apportion.files().map(\.name) == ApportionReport.fileNames)
        }
        let services = ServicesReport(
            try place.services(
                shares: "from,to,share\nIT,Care,0.5\nIT,Roads,0.5\n",
                costs: "department,cost\nIT,10.01\nCare,1\nRoads,1\n",
                method: "direct"
            ),
            provenance: noProvenance
        )
        #expect(try services.files().map(\.name) == ServicesReport.fileNames)
    }

    /// 2⁵³ + 1 is no Double, and a third has no last decimal.
    @Test func exactNumbersAreShownWithEveryDigit() throws {
        let place = try Workplace()
        let apportion = ApportionReport(
            try place.apportion(
                "id,weight\na,9007199254740993\nb,0.00000125\n",
                amount: "1",
                isTable: false
            ),
            provenance: noProvenance
        )
        let thirds = ApportionReport(
            try place.apportion("id,weight\na,1\nb,2\n", amount: "100", isTable: false),
            provenance: noProvenance
        )
        for text in [apportion.terminalText, apportion.page.text()] {
            #expect(text.contains("9,007,199,254,740,993"))
            #expect(text.contains("0.00000125"))
        }
        for text in [thirds.terminalText, thirds.page.text()] {
            #expect(text.contains("33.3333…") && text.contains("66.6666…"))
        }
    }

    @Test func namesAreNeverFormulasInTablesNorMarkupInPages() throws {
        let report = GameReport(
            try Workplace().game(Self.risky, orientation: "cost", total: "15"),
            provenance: noProvenance
        )
        let files = try report.files()
        for name in ["shares.csv", "objections.csv", "journal.csv"] {
            for line in text(files, name).split(separator: "\n").dropFirst() {
                let fields = line.split(separator: ",").map { $0.drop { $0 == "\"" } }
                #expect(fields.allSatisfy { !$0.hasPrefix("=") }, "\(name): \(line)")
            }
        }
        #expect(text(files, "shares.csv").contains("'=cmd|' /C calc'!A0"))
        let page = text(files, "report.html")
        #expect(!page.contains("<script"))
        #expect(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
        #expect(!text(files, "game.json").contains("<script"))
    }

    @Test func theTidyTableHasARowForEveryRuleAndPlayer() throws {
        let report = GameReport(
            try Workplace().game("coalition,value\nA,11\nB,7\nA+B,15\n", orientation: "cost"),
            provenance: noProvenance
        )
        let lines = text(try report.files(), "shares.csv").split(separator: "\n").map(String.init)
        #expect(
            lines.first
                == "rule,player,status,share,exact,least,most,standard_error,amount,"
                + "versus_reference,in_core,reason"
        )
        #expect(lines.contains("shapley,A,share,9.5,19/2,,,,,0.3333333333333333,true,"))
        #expect(lines.contains { $0.hasPrefix("owen,,not_applicable,") })
        for rule in SharingRule.allCases {
            #expect(lines.contains { $0.hasPrefix(rule.spelling + ",") }, "\(rule)")
        }
    }

    /// The keys that other programs rely on.
    @Test func theKeysOfTheContractAreThere() throws {
        let place = try Workplace()
        let game = try answer(
            try place.game(
                "coalition,value\nA,11\nB,7\nA+B,15\n",
                orientation: "cost",
                total: "15.01"
            )
        )
        for key in ["orientation", "players", "properties", "core", "rules"] {
            #expect(game.object[key] != nil, "\(key)")
        }
        #expect(game.object["orientation"] as? String == "cost")
        let rule = try #require(game.rule("nucleolus"))
        for key in [
            "rule", "shares", "exact", "amounts", "in_core", "blocking", "certificate",
        ] {
            #expect(rule[key] != nil, "\(key)")
        }
        #expect(game.texts("nucleolus", "amounts", ["A", "B"]).count == 2)
        let certificate = try #require(rule["certificate"] as? [String: Any])
        #expect((certificate["levels"] as? [Any])?.isEmpty == false)
        let claims = try answer(try place.claims("claimant,claim\na,1\nb,2\n", estate: "2"))
        #expect(claims.object["estate"] as? String == "2.00")
        #expect(claims.rule("cea")?.keys.contains("awards") == true)
        #expect(claims.rule("cea")?.keys.contains("amounts") == true)
        let apportion = try answer(
            try place.apportion("id,weight\na,1\nb,2\n", amount: "1000000.00")
        )
        #expect(apportion.object["method"] as? String == "hamilton")
        #expect(apportion.object["amount"] as? String == "1000000.00")
        #expect(
            apportion.object["awards"] as? [String: String] == [
                "a": "333333.33", "b": "666666.67",
            ]
        )
        // One line each for the shares rounded down, one for the penny left over.
        let journal = try #require(apportion.object["journal"] as? [[String: String]])
        #expect(journal.map { $0["amount"] } == ["333333.33", "666666.66", "0.01"])
    }

    @Test func aTableOfMoneyKeepsTheTotalsThatItStates() throws {
        let run = try Workplace().apportion(
            "agency,homes,health,total\npolice,10.333,20.333,30.67\ncourts,5.667,6.667,12.33\n"
                + "total,16.00,27.00,43.00\n",
            isTable: true
        )
        let answer = try answer(run)
        #expect(answer.object["row_totals"] as? [String] == ["30.67", "12.33"])
        #expect(answer.object["column_totals"] as? [String] == ["16.00", "27.00"])
        let cells = try #require(answer.object["cells"] as? [[String]])
        #expect(cells.count == 2 && cells.allSatisfy { $0.count == 2 })
        #expect(answer.object["amount"] as? String == "43.00")
    }

    @Test func aTableIsScaledToTheAmountStated() throws {
        let run = try Workplace().apportion(
            "x,a,b\nr,1,2\ns,3,4\n",
            amount: "100.00",
            isTable: true
        )
        let answer = try answer(run)
        #expect(
            answer.object["cells"] as? [[String]] == [["10.00", "20.00"], ["30.00", "40.00"]]
        )
        #expect(answer.object["scale"] as? String == "10")
    }
}
