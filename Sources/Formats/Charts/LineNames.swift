/// Places the name of each line: beside its last point where that is free, otherwise in the margin
/// at the right with a dashed leader.
struct LineNames {
    struct End {
        var series: Int
        var at: Drawing.Point
    }

    private static let size = RowFrame.smallSize
    private static let lineHeight = 15.0

    let names: [WrappedText]
    let fullNames: [String]
    /// Left end of the names in the margin.
    let marginX: Double
    /// Right end of the plot.
    let plotEnd: Double
    let top: Double
    let bottom: Double

    func paint(_ drawing: inout Drawing, ends: [End], lines: [[Drawing.Point]]) {
        var taken = lines.flatMap(Self.obstacles)
        var rest: [End] = []
        for end in ends {
            // A line that reaches the right edge is named in the margin beside it.
            guard end.at.x < plotEnd - 20, let place = freePlace(for: end, taken) else {
                rest.append(end)
                continue
            }
            taken.append(box(of: end.series, at: place))
            paintName(&drawing, end.series, at: place)
        }
        paintMargin(&drawing, rest)
    }

    private func box(of series: Int, at place: Drawing.Point) -> Drawing.Box {
        let name = names[series]
        return .init(
            left: place.x,
            top: place.y - Self.size,
            right: place.x + name.width(size: Self.size),
            bottom: place.y + Double(name.lines.count - 1) * Self.lineHeight + 4
        )
    }

    /// The first base line beside the point where the name touches nothing.
    private func freePlace(for end: End, _ taken: [Drawing.Box]) -> Drawing.Point? {
        let width = names[end.series].width(size: Self.size)
        let height = Double(names[end.series].lines.count - 1) * Self.lineHeight
        let candidates = [
            Drawing.Point(end.at.x + 10, end.at.y + 4 - height / 2),
            .init(end.at.x + 6, end.at.y - 9 - height),
            .init(end.at.x + 6, end.at.y + 18),
            .init(end.at.x - width - 10, end.at.y + 4 - height / 2),
            .init(end.at.x - width - 6, end.at.y - 9 - height),
        ]
        return candidates.first { place in
            let box = box(of: end.series, at: place)
            let isInside =
                box.left >= 2 && box.right <= plotEnd && box.top >= top && box.bottom <= bottom
            return isInside
                && !taken.contains {
                    $0.left < box.right && box.left < $0.right && $0.top < box.bottom
                        && box.top < $0.bottom
                }
        }
    }

    private func paintName(_ drawing: inout Drawing, _ series: Int, at place: Drawing.Point) {
        for (line, text) in names[series].lines.enumerated() {
            drawing.label(
                text,
                at: .init(place.x, place.y + Double(line) * Self.lineHeight),
                size: Self.size,
                full: names[series].isCut ? fullNames[series] : nil
            )
        }
    }

    /// Names in the margin, pushed apart where lines end close together.
    private func paintMargin(_ drawing: inout Drawing, _ ends: [End]) {
        let ordered = ends.sorted { $0.at.y == $1.at.y ? $0.series < $1.series : $0.at.y < $1.at.y }
        let heights = ordered.map { Double(names[$0.series].lines.count) * Self.lineHeight + 3 }
        var centres = ordered.map(\.at.y)
        for position in centres.indices.dropFirst() {
            let room = (heights[position - 1] + heights[position]) / 2
            centres[position] = max(centres[position], centres[position - 1] + room)
        }
        // If that pushed names past the bottom, push back up from there.
        for position in centres.indices.reversed() {
            let limit =
                position == centres.count - 1
                ? bottom : centres[position + 1] - (heights[position] + heights[position + 1]) / 2
            centres[position] = min(centres[position], limit)
        }
        for (position, end) in ordered.enumerated() {
            drawing.line(
                .init(end.at.x + 7, end.at.y),
                .init(marginX - 4, centres[position]),
                .series(end.series),
                isDashed: true
            )
            let block = Double(names[end.series].lines.count) * Self.lineHeight
            paintName(
                &drawing,
                end.series,
                at: .init(marginX, centres[position] - block / 2 + 11)
            )
        }
    }

    /// Boxes along a line and around its markers, close enough that no name slips between.
    private static func obstacles(_ points: [Drawing.Point]) -> [Drawing.Box] {
        var boxes = points.map {
            Drawing.Box(left: $0.x - 6, top: $0.y - 6, right: $0.x + 6, bottom: $0.y + 6)
        }
        for (from, to) in zip(points, points.dropFirst()) {
            let length = max(abs(to.x - from.x), abs(to.y - from.y))
            for step in 0...Int(length / 4) {
                let share = length > 0 ? Double(step) * 4 / length : 0
                let x = from.x + (to.x - from.x) * share
                let y = from.y + (to.y - from.y) * share
                boxes.append(.init(left: x - 3, top: y - 3, right: x + 3, bottom: y + 3))
            }
        }
        return boxes
    }
}
