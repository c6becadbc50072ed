/// A drawing as plain values: marks in painting order on a canvas measured in CSS pixels.
public struct Drawing: Sendable, Equatable {
    public var width: Double
    public var height: Double
    public private(set) var marks: [Mark] = []

    public init(width: Double, height: Double) {
        self.width = width
        self.height = height
    }

    public struct Point: Sendable, Equatable {
        public var x: Double
        public var y: Double

        public init(_ x: Double, _ y: Double) {
            self.x = x
            self.y = y
        }
    }

    public struct Box: Sendable, Equatable {
        public var left: Double
        public var top: Double
        public var right: Double
        public var bottom: Double

        public init(left: Double, top: Double, right: Double, bottom: Double) {
            self.left = min(left, right)
            self.top = min(top, bottom)
            self.right = max(left, right)
            self.bottom = max(top, bottom)
        }

        public var width: Double { right - left }
        public var height: Double { bottom - top }
    }

    public enum Mark: Sendable, Equatable {
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
    public struct Ribbon: Sendable, Equatable {
        public var start: Box
        public var end: Box
    }

    public struct Label: Sendable, Equatable {
        public enum Anchor: String, Sendable {
            case start, middle, end
        }

        public var text: String
        /// Where the text begins, centres or ends, on its base line.
        public var at: Point
        public var size: Double = 13
        public var anchor: Anchor = .start
        public var isBold = false
        public var paint = Paint.ink
        /// The whole text, where `text` had to be cut.
        public var full: String?

        /// The rectangle the text takes with a wide common typeface.
        public var box: Box {
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

    public mutating func add(_ mark: Mark) {
        marks.append(mark)
    }

    public mutating func line(
        _ from: Point,
        _ to: Point,
        _ paint: Paint,
        width: Double = 1,
        isDashed: Bool = false
    ) {
        marks.append(.line(from, to, paint, width: width, isDashed: isDashed))
    }

    public mutating func box(_ box: Box, fill: Paint?, stroke: Paint? = nil, radius: Double = 0) {
        marks.append(.box(box, fill: fill, stroke: stroke, radius: radius))
    }

    public mutating func label(
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

    public var labels: [Label] {
        marks.compactMap { mark in
            if case .label(let label) = mark { label } else { nil }
        }
    }
}
