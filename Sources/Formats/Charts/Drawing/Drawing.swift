/// A drawing as plain values: marks in painting order on a canvas measured in CSS pixels.
package struct Drawing: Sendable, Equatable {
    package var width: Double
    package var height: Double
    package private(set) var marks: [Mark] = []

    package init(width: Double, height: Double) {
        self.width = width
        self.height = height
    }

    package struct Point: Sendable, Equatable {
        package var x: Double
        package var y: Double

        package init(_ x: Double, _ y: Double) {
            self.x = x
            self.y = y
        }
    }

    package struct Box: Sendable, Equatable {
        package var left: Double
        package var top: Double
        package var right: Double
        package var bottom: Double

        package init(left: Double, top: Double, right: Double, bottom: Double) {
            self.left = min(left, right)
            self.top = min(top, bottom)
            self.right = max(left, right)
            self.bottom = max(top, bottom)
        }

        package var width: Double { right - left }
        package var height: Double { bottom - top }
    }

    package enum Mark: Sendable, Equatable {
        case box(Box, fill: Paint?, stroke: Paint?, radius: Double)
        case line(Point, Point, Paint, width: Double, isDashed: Bool)
        case curve([Point], Paint, width: Double)
        case polygon([Point], fill: Paint?, stroke: Paint?)
        case circle(Point, radius: Double, fill: Paint?, stroke: Paint?)
        /// A band between two vertical edges, as in a flow diagram.
        case ribbon(Ribbon, Paint, title: String)
        case label(Label)
    }

    /// A smooth band from the left edge (x, top...bottom) to the right one.
    package struct Ribbon: Sendable, Equatable {
        package var start: Box
        package var end: Box
    }

    package struct Label: Sendable, Equatable {
        package enum Anchor: String, Sendable {
            case start, middle, end
        }

        package var text: String
        /// Where the text begins, centres or ends, on its base line.
        package var at: Point
        package var size: Double = 13
        package var anchor: Anchor = .start
        package var isBold = false
        package var paint = Paint.ink
        /// The whole text, where `text` had to be cut.
        package var full: String?

        /// The rectangle the text takes with a wide common typeface.
        package var box: Box {
            let width = TextMetrics.width(of: text, size: size, isBold: isBold)
            let left =
                switch anchor {
                case .start: at.x
                case .middle: at.x - width / 2
                case .end: at.x - width
                }
            return Box(
                left: left,
                top: at.y - size * 0.8,
                right: left + width,
                bottom: at.y + size * 0.22
            )
        }
    }

    package mutating func add(_ mark: Mark) {
        marks.append(mark)
    }

    package mutating func line(
        _ from: Point,
        _ to: Point,
        _ paint: Paint,
        width: Double = 1,
        isDashed: Bool = false
    ) {
        marks.append(.line(from, to, paint, width: width, isDashed: isDashed))
    }

    package mutating func box(_ box: Box, fill: Paint?, stroke: Paint? = nil, radius: Double = 0) {
        marks.append(.box(box, fill: fill, stroke: stroke, radius: radius))
    }

    package mutating func label(
        _ text: String,
        at point: Point,
        size: Double = 13,
        anchor: Label.Anchor = .start,
        isBold: Bool = false,
        paint: Paint = .ink,
        full: String? = nil
    ) {
        guard !text.isEmpty else { return }
        marks.append(
            .label(
                Label(
                    text: text,
                    at: point,
                    size: size,
                    anchor: anchor,
                    isBold: isBold,
                    paint: paint,
                    full: full
                )
            )
        )
    }

    package var labels: [Label] {
        marks.compactMap { mark in
            if case .label(let label) = mark { label } else { nil }
        }
    }
}
