import Testing
import TopsliceFormats

/// Pages as a reader of their headings and of their lines meets them.
@Suite struct PageTests {
    private static func page(_ section: HTMLPage.Section) -> String {
        HTMLPage(title: "T", subtitle: "", opening: [], sections: [section], footer: "").text()
    }

    /// What a section found stands in its heading; links and the list of contents go by what the section is.
    @Test func aHeadingTellsWhatItsSectionFound() {
        let told = Self.page(.init("What it came to", finding: "+5 <points>", []))
        #expect(
            told.contains(
                #"<h2 id="s-what-it-came-to-h">What it came to: <span class="finding">+5 &lt;points&gt;</span></h2>"#
            )
        )
        #expect(told.contains(##"<a href="#s-what-it-came-to">What it came to</a>"##))
        let asked = Self.page(.init("Are they alike?", finding: "once weighted", []))
        #expect(
            asked.contains(#">Are they alike? <span class="finding">once weighted</span></h2>"#)
        )
        for finding in [nil, ""] {
            let plain = Self.page(.init("Method", finding: finding, []))
            #expect(plain.contains(">Method</h2>"))
        }
    }

    /// A line may be broken between a sign and a currency, which would leave a minus behind.
    @Test func aSignStaysWithItsAmount() {
        let text = Markup.paragraph("from −£124 to (+$3), +5 or a+b").text()
        #expect(
            text
                == #"<p>from <span class="d">−£124</span> to <span class="d">(+$3),</span> +5 or a+b</p>"#
                + "\n"
        )
        #expect(Markup.prose("nothing to keep") == [.text("nothing to keep")])
        #expect(Markup.list(["−£1"]).text().contains(#"<li><span class="d">−£1</span></li>"#))
    }
}
