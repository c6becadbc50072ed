/// The names of several series, with a sample of each, in as many lines as the width needs.
struct Legend {
    private let places: [(x: Double, y: Double)]
    private let texts: [WrappedText]
    private let entries: [String]
    let height: Double
    private static let sample = 26.0
    private static let lineHeight = 20.0

    init(entries: [String], width: Double) {
        self.entries = entries
        var x = 4.0
        var y = 14.0
        var places: [(x: Double, y: Double)] = []
        texts = entries.map {
            WrappedText(
                $0,
                width: width - Self.sample - 8,
                size: RowFrame.smallSize,
                maximumLines: 1
            )
        }
        for text in texts {
            let needed = Self.sample + text.width(size: RowFrame.smallSize)
            if x > 4 && x + needed > width - 4 {
                x = 4
                y += Self.lineHeight
            }
            places.append((x, y))
            x += needed + 20
        }
        self.places = places
        height = entries.isEmpty ? 0 : y + 10
    }

    /// - Parameter sample: paints the sample of a series; the place is its left end on the base
    ///   line of the text.
    func paint(
        _ drawing: inout Drawing,
        offset: Double = 0,
        sample: (inout Drawing, Drawing.Point, Int) -> Void
    ) {
        for (number, place) in places.enumerated() {
            sample(&drawing, .init(place.x, place.y + offset), number)
            drawing.label(
                texts[number].lines.first ?? "",
                at: .init(place.x + Self.sample, place.y + offset),
                size: RowFrame.smallSize,
                full: texts[number].isCut ? entries[number] : nil
            )
        }
    }
}
