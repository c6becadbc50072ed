/// How series are told apart without colour: bars solid, hollow or striped; markers by shape.
enum SeriesStyle {
    /// A bar of the series with this number.
    static func paintBar(_ drawing: inout Drawing, _ box: Drawing.Box, series: Int) {
        let paint = Paint.series(series)
        switch series % 3 {
        case 0:
            drawing.box(box, fill: paint)
        case 1:
            drawing.box(inset(box), fill: .page, stroke: paint)
        default:
            drawing.box(inset(box), fill: .page, stroke: paint)
            paintStripes(&drawing, inset(box), paint)
        }
    }

    /// Half the stroke inside, so that hollow and solid bars end at the same place.
    private static func inset(_ box: Drawing.Box) -> Drawing.Box {
        let across = min(0.75, box.width / 2)
        return .init(
            left: box.left + across,
            top: box.top + 0.75,
            right: box.right - across,
            bottom: box.bottom - 0.75
        )
    }

    private static func paintStripes(_ drawing: inout Drawing, _ box: Drawing.Box, _ paint: Paint) {
        var x = box.left - box.height + 4
        while x < box.right {
            // The stripe runs from (x, bottom) up to (x + height, top), cut to the box.
            let from = max(x, box.left)
            let to = min(x + box.height, box.right)
            if to > from {
                drawing.line(
                    .init(from, box.bottom - (from - x)),
                    .init(to, box.bottom - (to - x)),
                    paint
                )
            }
            x += 5
        }
    }

    static func paintMarker(
        _ drawing: inout Drawing,
        at point: Drawing.Point,
        series: Int,
        radius: Double = 4.5
    ) {
        let paint = Paint.series(series)
        let fill: Paint = series / 5 % 2 == 0 ? paint : .page
        func corner(_ x: Double, _ y: Double) -> Drawing.Point {
            .init(point.x + x * radius, point.y + y * radius)
        }
        switch series % 5 {
        case 0:
            drawing.add(.circle(point, radius: radius, fill: fill, stroke: paint))
        case 1:
            drawing.box(
                .init(
                    left: point.x - radius * 0.9,
                    top: point.y - radius * 0.9,
                    right: point.x + radius * 0.9,
                    bottom: point.y + radius * 0.9
                ),
                fill: fill,
                stroke: paint
            )
        case 2:
            let points = [corner(0, -1.15), corner(1.1, 0.85), corner(-1.1, 0.85)]
            drawing.add(.polygon(points, fill: fill, stroke: paint))
        case 3:
            let points = [corner(0, -1.3), corner(1.3, 0), corner(0, 1.3), corner(-1.3, 0)]
            drawing.add(.polygon(points, fill: fill, stroke: paint))
        default:
            let points = [corner(0, 1.15), corner(1.1, -0.85), corner(-1.1, -0.85)]
            drawing.add(.polygon(points, fill: fill, stroke: paint))
        }
    }
}
