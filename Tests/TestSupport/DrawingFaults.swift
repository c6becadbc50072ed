package import TopsliceFormats

/// What is wrong with how a chart is laid out.
package enum DrawingFaults {
    /// Half a pixel: what rounding of coordinates may cost.
    static let slack = 0.5

    /// Words that hang over the edge, words that touch, and shapes outside the canvas.
    package static func faults(of drawing: Drawing) -> [String] {
        var faults: [String] = []
        func check(_ box: Drawing.Box, _ name: String) {
            let isFinite = [box.left, box.top, box.right, box.bottom].allSatisfy(\.isFinite)
            if !isFinite || box.left < -slack || box.top < -slack
                || box.right > drawing.width + slack || box.bottom > drawing.height + slack
            {
                faults.append("\(name) at \(box) outside \(drawing.width) × \(drawing.height)")
            }
        }
        for mark in drawing.marks {
            switch mark {
            case .label(let label): check(label.box, "'\(label.text)'")
            case .box(let box, _, _, _): check(box, "a bar")
            case .line(let from, let to, _, _, _):
                check(.init(left: from.x, top: from.y, right: to.x, bottom: to.y), "a line")
            case .curve(let points, _, _), .polygon(let points, _, _):
                for point in points {
                    check(
                        .init(left: point.x, top: point.y, right: point.x, bottom: point.y),
                        "a point"
                    )
                }
            case .circle(let centre, _, _, _):
                check(
                    .init(left: centre.x, top: centre.y, right: centre.x, bottom: centre.y),
                    "a circle"
                )
            case .ribbon(let ribbon, _, _):
                check(ribbon.start, "a band")
                check(ribbon.end, "a band")
            }
        }
        let labels = drawing.labels
        for (position, one) in labels.enumerated() {
            for other in labels[..<position]
            where one.box.left < other.box.right - slack && other.box.left < one.box.right - slack
                && one.box.top < other.box.bottom - slack
                && other.box.top < one.box.bottom - slack
            {
                faults.append("'\(one.text)' runs into '\(other.text)'")
            }
        }
        return faults
    }
}
