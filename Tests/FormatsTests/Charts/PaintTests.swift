import Testing

@testable import TopsliceFormats

/// Contrast limits of WCAG 2.2: 4.5 for text (1.4.3), 3 for graphics (1.4.11).
@Suite struct PaintTests {
    static var grounds: [(Paint) -> RGB] { [{ $0.light }, { $0.dark }] }

    @Test func blackOnWhiteHasTheLargestContrast() {
        #expect(abs(RGB(0x000000).contrast(to: RGB(0xFFFFFF)) - 21) < 1e-9)
    }

    @Test func textCanBeReadOnPagesAndBands() {
        for tone in Self.grounds {
            for text in [Paint.ink, .muted] {
                for ground in [Paint.page, .band] {
                    #expect(tone(text).contrast(to: tone(ground)) >= 4.5)
                }
            }
        }
    }

    @Test func graphicsStandOutFromPagesAndBands() {
        for tone in Self.grounds {
            let graphics =
                [Paint.axis, .positive, .negative, .level]
                + (0..<Paint.seriesCount).map(Paint.series)
            for paint in graphics {
                for ground in [Paint.page, .band] {
                    #expect(tone(paint).contrast(to: tone(ground)) >= 3, "\(paint) on \(ground)")
                }
            }
        }
    }

    @Test func numbersCanBeReadInEveryCellOfAMatrix() {
        for step in -100...100 {
            let colour = MatrixChart.colour(Double(step) / 100)
            #expect(MatrixChart.ink(on: colour).contrast(to: colour) >= 4.5)
        }
    }

    /// Flows are painted at this opacity over the page, with words on them.
    @Test func wordsCanBeReadOnEveryFlow() {
        for tone in Self.grounds {
            for series in 0..<Paint.seriesCount {
                let ground = tone(.page).mixed(with: tone(.series(series)), 0.45)
                #expect(tone(.ink).contrast(to: ground) >= 4.5, "series \(series)")
            }
        }
    }

    @Test func aBadNumberOfASeriesIsNoTrap() {
        #expect(Paint.series(-1).light == Paint.series(7).light)
        #expect(Paint.series(8).name == "series0")
    }
}
