import TopsliceAttribution
import Testing

import TopsliceFormats
import TopsliceTestSupport

@testable import TopsliceReports

@Suite struct AttributionPageTests {
    /// Names a careless or hostile person could give to agencies.
    static let hostile = SampleAttribution.make(
        agencies: ["<script>alert(1)</script>", "Health &amp; Care", "=1+1", "\"quoted' name"],
        values: SampleAttribution.four.coalitions.map(\.value),
        rawDifferences: [0.1, 0.2, 0.3, 0.4],
        beforeAfter: nil,
        unsupported: { $0 == 3 ? 0.25 : 0 }
    )

    private func page(_ result: AttributionResult) -> String {
        SampleAttribution.report(result, scale: .proportion).page.text()
    }

    private func count(_ needle: String, in text: String) -> Int {
        text.split(separator: needle, omittingEmptySubsequences: false).count - 1
    }

    @Test func theFiguresOfReportsWithTwoFourAndTenAgenciesAreClean() {
        for result in [SampleAttribution.two, SampleAttribution.four, SampleAttribution.ten] {
            for scale in [OutcomeScale.proportion, .amount(unit: "days in hospital")] {
                let page = AttributionPage(SampleAttribution.report(result, scale: scale))
                for figure in page.figures {
                    for width in [Figure.narrow, Figure.wide] {
                        let faults = DrawingFaults.faults(of: figure.chart.drawing(width: width))
                        #expect(faults.isEmpty, "\(figure.id): \(faults.prefix(4))")
                    }
                }
            }
        }
    }

    @Test func anAttributionShowsEveryAgencyAndTheTotal() {
        let report = SampleAttribution.report(SampleAttribution.four, scale: .proportion)
        let lines = report.terminalText.split(separator: "\n").map(String.init)
        for agency in SampleAttribution.four.agencies {
            #expect(lines.contains { $0.hasPrefix(agency + " ") })
        }
        let total = lines.first { $0.hasPrefix("Together") }
        #expect(total?.contains("+9.01") == true)
        #expect(total?.contains("100.0%") == true)
        #expect(!report.terminalText.contains("\u{2212}"))
    }

    @Test func textIsEscapedExactlyOnce() {
        let text = page(Self.hostile)
        #expect(!text.contains("<script"))
        #expect(text.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
        #expect(text.contains("Health &amp;amp; Care"))
        #expect(!text.contains("&amp;amp;amp;"))
        #expect(text.contains("&quot;quoted&#39; name"))
    }

    @Test func charactersThatNoPageMayHoldAreReplaced() {
        #expect(Markup.text("a\u{0}b\u{1B}\u{202E}c\n").text() == "a\\u0000b\\u001B\\u202Ec\n")
        #expect(
            Markup.tag("p", ["title": "<\"&'>"], "x").text()
                == "<p title=\"&lt;&quot;&amp;&#39;&gt;\">x</p>\n"
        )
    }

    @Test func thePageStandsAlone() {
        let text = page(SampleAttribution.ten)
        for outside in ["http:", "https:", "src=", "@import", "url(", "<script", "<link", "onload"]
        {
            let found = text.split(separator: outside, omittingEmptySubsequences: false)
            // The only address is the name of the SVG language, which nobody fetches.
            let isName =
                outside == "http:"
                && found.dropFirst().allSatisfy {
                    $0.hasPrefix("//www.w3.org/2000/svg\"")
                }
            #expect(found.count == 1 || isName, "\(outside)")
        }
        #expect(text.contains("default-src &#39;none&#39;; script-src &#39;none&#39;"))
    }

    @Test func thePageHasWhatAssistiveSoftwareNeeds() {
        let text = page(SampleAttribution.four)
        #expect(text.hasPrefix("<!DOCTYPE html>\n<html lang=\"en-GB\">"))
        for part in [
            "<meta charset=\"utf-8\">", "name=\"viewport\"", "<title>Who caused", "class=\"skip\"",
            "<main id=\"main\">", "<nav aria-label=",
        ] {
            #expect(count(part, in: text) == 1, "\(part)")
        }
        #expect(count("<h1>", in: text) == 1)
        #expect(!text.contains("<h4"))
        // Every chart twice (wide and narrow), each named and described.
        #expect(count("<svg ", in: text) == 10)
        #expect(count("role=\"img\"", in: text) == 10)
        #expect(count("<desc id=", in: text) == 10)
        #expect(count("<figcaption>", in: text) == 5)
        let tables = count("<table", in: text)
        #expect(tables > 5)
        #expect(count("<caption>", in: text) == tables)
        #expect(count("<td", in: text) > 0 && count("scope=\"row\"", in: text) > tables)
    }

    @Test func everyIdentifierIsUniqueAndEveryReferenceLeadsSomewhere() {
        let text = page(SampleAttribution.ten)
        func values(of attribute: String) -> [String] {
            text.split(separator: " \(attribute)=\"", omittingEmptySubsequences: false).dropFirst()
                .compactMap { $0.split(separator: "\"", omittingEmptySubsequences: false).first }
                .map(String.init)
        }
        let identifiers = values(of: "id")
        #expect(Set(identifiers).count == identifiers.count)
        let targets =
            values(of: "href").map { String($0.dropFirst()) }
            + values(of: "aria-labelledby").flatMap { $0.split(separator: " ").map(String.init) }
        #expect(Set(targets).isSubset(of: Set(identifiers)))
    }

    @Test func tagsAreBalanced() {
        let text = page(Self.hostile)
        let void: Set<String> = ["meta", "br", "!DOCTYPE"]
        var open: [String] = []
        for piece in text.split(separator: "<").map(String.init) {
            guard let end = piece.firstIndex(of: ">") else { continue }
            let tag = piece[..<end]
            let name = String(
                tag.prefix { $0 != " " && $0 != "\n" && $0 != "/" || $0 == "/" && tag.first == "/" }
            )
            if tag.hasSuffix("/") || void.contains(name) { continue }
            if name.hasPrefix("/") {
                #expect(open.popLast() == String(name.dropFirst()))
            } else {
                open.append(name)
            }
        }
        #expect(open.isEmpty)
    }

    @Test func theAnswerComesFirst() {
        let text = page(SampleAttribution.four)
        let beforeFigures = text.prefix(
            text.split(separator: "<figure").first.map { $0.count } ?? 0
        )
        #expect(beforeFigures.contains("true of 50.9% of people"))
        #expect(text.contains("+9.0 percentage points"))
        #expect(text.contains("3.9 times (before to after)"))
    }

    @Test func gapsInTheDataAreSaidInWords() {
        let text = page(Self.hostile)
        #expect(text.contains("NOT supported"))
        #expect(text.contains("For 75.0% of people"))
        #expect(text.contains("<h2 id=\"warnings-h\">Warning</h2>"))
    }

    @Test func anEffectThatMayBeNothingIsNotCalledAnEffect() {
        var result = SampleAttribution.four
        let total = result.total.attributable
        result.total.attributable = Estimate(
            value: total.value,
            standardError: 0.1,
            confidenceLow: -0.1,
            confidenceHigh: 0.3,
            pValue: 0.4
        )
        let text = page(result)
        #expect(text.contains("these data cannot tell from nothing"))
        #expect(!text.contains("They caused the difference"))
    }

    @Test func ofManyCoalitionsOnlyThoseThatMatterAreShown() {
        let text = page(SampleAttribution.ten)
        #expect(text.contains("984 more are in coalitions.csv"))
    }

    @Test func aSingleAgencyHasNoInteractions() {
        let result = SampleAttribution.make(
            agencies: ["police"],
            values: [0.1, 0.2],
            rawDifferences: [0.1],
            beforeAfter: nil
        )
        let text = page(result)
        #expect(!text.contains("How the agencies work together"))
        #expect(text.contains("Without ‘police’, ‘outcome’ would have been"))
    }

    @Test func aCurrencyStandsBeforeItsAmount() {
        let report = SampleAttribution.report(SampleAttribution.ten, scale: .amount(unit: "£"))
        let text = report.page.text()
        #expect(text.contains("would have been £12.4 per person; with them it was £15.7"))
        // Between a sign and a currency no line is broken.
        #expect(text.contains("<span class=\"d\">+£3.3</span> per person"))
        #expect(text.contains("Contribution of each agency, £ per person"))
        // The same in small coins, of which ten make a pound, is a tenth to people, and as it was to machines.
        let coins = SampleAttribution.report(
            SampleAttribution.ten,
            scale: .money(sign: "£", parts: 10)
        )
        let shown = coins.page.text()
        #expect(shown.contains("would have been £1.24 per person; with them it was £1.57"))
        #expect(shown.contains("<span class=\"d\">+£0.33</span> per person"))
        #expect(!shown.contains("£12.4"))
        #expect(coins.attributionTable == report.attributionTable)
    }

    @Test func anOutcomeWithoutAUnitIsStillASentence() {
        let report = SampleAttribution.report(SampleAttribution.ten, scale: .amount(unit: ""))
        #expect(report.page.text().contains("would have been 12.4 per person"))
    }

    @Test func theSameResultHasTheSameBytes() {
        #expect(page(SampleAttribution.ten) == page(SampleAttribution.ten))
    }

    /// Who reads "95% interval" twice in one table cannot know which is which.
    @Test func noTableHasTwoColumnsOfOneName() {
        for result in [SampleAttribution.two, SampleAttribution.four, SampleAttribution.ten] {
            let report = SampleAttribution.report(result, scale: .proportion)
            for table in report.page.text().split(separator: "<table").dropFirst() {
                let head = table.split(separator: "</thead>")[0].split(separator: "<th ")
                    .dropFirst()
                let titles = head.map { $0.split(separator: ">")[1].prefix { $0 != "<" } }
                #expect(titles.count > 1 && Set(titles).count == titles.count, "\(titles)")
            }
            let sheets = report.workbook.sheets
            #expect(Set(sheets.map(\.name)).count == sheets.count)
            for sheet in sheets {
                let titles = sheet.columns.map(\.title)
                #expect(Set(titles).count == titles.count, "\(titles)")
            }
        }
    }

    /// Four agencies, of which only the first can be told from nothing.
    private static var judged: AttributionResult {
        var result = SampleAttribution.four
        result.verdict = Verdict(
            grounds: [],
            findings: result.agencies.enumerated().map { number, agency in
                .init(agency: agency, finding: number == 0 ? .raises : .undecided)
            }
        )
        return result
    }

    /// Who reads headings alone has read the answer, with what would have happened anyway beside what did.
    @Test func headingsAloneTellTheAnswer() throws {
        let report = SampleAttribution.report(Self.judged, scale: .proportion)
        let findings = Dictionary(
            report.page.sections.map { ($0.heading, $0.finding) },
            uniquingKeysWith: { first, _ in first }
        )
        let contributed = try #require(findings["What each agency contributed"] ?? nil)
        #expect(
            contributed.hasPrefix("‘got_housing’ +")
                && contributed.hasSuffix(
                    " points; ‘got_health’, ‘got_probation’ and ‘got_jobs’ cannot be told from nothing"
                ),
            "\(contributed)"
        )
        let levels = try #require(findings["From deadweight to the observed outcome"] ?? nil)
        // 0.5085955 and 0.5986667 of the sample, and their difference.
        for part in ["50.9% anyway", "59.9% observed", "+9.0 points caused"] {
            #expect(levels.contains(part), "\(levels)")
        }
        let claims = try #require(findings["What the agencies would claim separately"] ?? nil)
        // 0.124 + 0.093 + 0.077 + 0.0533 over 0.0900711.
        #expect(claims.hasPrefix("3.9 times what was caused"), "\(claims)")
        #expect(findings["Method"] == .some(nil))
    }

    /// Each sentence may be quoted by itself, so it names the outcome; no column is named twice in the quotes of a name and of a label.
    @Test func aSentenceSaysOfWhichOutcomeItSpeaks() {
        var undecided = Self.judged
        undecided.verdict = Verdict(
            grounds: [],
            findings: undecided.agencies.map { .init(agency: $0, finding: .undecided) }
        )
        var open = Self.judged
        open.verdict = Verdict(
            grounds: [.init(.noCovariates)],
            findings: open.agencies.map { .init(agency: $0, finding: .notIdentified) }
        )
        for result in [Self.judged, undecided, open] {
            let words = VerdictWords(SampleAttribution.report(result, scale: .proportion))
            #expect(words.sentences.count == 3)
            for sentence in words.sentences.prefix(2) {
                #expect(sentence.contains("‘outcome’"), "\(sentence)")
            }
        }
    }

    /// What the answer is, what weakens it, where it is from.
    @Test func theSectionsStandInTheOrderInWhichAReaderNeedsThem() {
        let report = SampleAttribution.report(SampleAttribution.four, scale: .proportion)
        let wanted = [
            "What each agency contributed", "From deadweight to the observed outcome",
            "How the agencies work together", "What the agencies would claim separately",
            "Support in the data", "What a hidden reason could do", "People and rows", "Method",
            "Glossary", "Inputs and options",
        ]
        #expect(report.page.sections.map(\.heading) == wanted)
    }
}
