import Testing

@testable import TopsliceFormats

@Suite struct TextWrapTests {
    @Test(arguments: SampleCharts.longNames, [60.0, 100, 200])
    func everyLineFits(name: String, width: Double) {
        for limit in [1, 2, 4, 50] {
            let text = WrappedText(name, width: width, size: 13, maximumLines: limit)
            #expect(text.lines.count <= limit && !text.lines.isEmpty)
            for line in text.lines {
                #expect(TextMetrics.width(of: line, size: 13) <= width || line.count <= 1)
            }
            if !text.isCut {
                let kept = text.lines.joined().filter { $0 != " " }
                #expect(kept == name.filter { $0 != " " })
            }
        }
    }

    @Test func wordsAreKeptWholeWhereTheyFit() {
        let text = WrappedText("got_health + got_jobs", width: 100, size: 13, maximumLines: 3)
        #expect(text.lines == ["got_health +", "got_jobs"])
    }
}
