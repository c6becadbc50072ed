extension Drawing {
    /// The drawing as an `svg` element: `role="img"` with title and description, colours both as
    /// attributes (so that it can stand alone) and as classes (so that a page can darken it).
    func svg(id: String, title: String, summary: String) -> Markup {
        .tag(
            "svg",
            [
                "xmlns": "http://www.w3.org/2000/svg",
                "role": "img",
                "aria-labelledby": "\(id)-t \(id)-d",
                "viewBox": "0 0 \(Self.number(width)) \(Self.number(height))",
                "width": Self.number(width),
                "height": Self.number(height),
                "font-family": Self.typefaces,
            ],
            children: [
                .tag("title", ["id": id + "-t"], .text(title)),
                .tag("desc", ["id": id + "-d"], .text(summary)),
            ] + marks.map(Self.markup)
        )
    }

    /// The drawing as a file of its own, on a white ground.
    package func svgFile(title: String, summary: String) -> String {
        var backed = Drawing(width: width, height: height)
        backed.box(Box(left: 0, top: 0, right: width, bottom: height), fill: .page)
        for mark in marks { backed.add(mark) }
        return backed.svg(id: "chart", title: title, summary: summary).text()
    }

    private static let typefaces = "system-ui, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif"

    private static func markup(_ mark: Mark) -> Markup {
        switch mark {
        case .box(let box, let fill, let stroke, let radius):
            var attributes = position(box)
            if radius > 0 { attributes.append(.init("rx", number(radius))) }
            return .element("rect", attributes + paint(fill, stroke, strokeWidth: 1.5), [])
        case .line(let from, let to, let colour, let width, let isDashed):
            var attributes: [Markup.Attribute] = [
                .init("x1", number(from.x)), .init("y1", number(from.y)),
                .init("x2", number(to.x)), .init("y2", number(to.y)),
            ]
            if isDashed { attributes.append(.init("stroke-dasharray", "4 3")) }
            return .element("line", attributes + paint(nil, colour, strokeWidth: width), [])
        case .curve(let points, let colour, let width):
            let path = points.enumerated().map { position, point in
                (position == 0 ? "M" : "L") + number(point.x) + " " + number(point.y)
            }
            return .element(
                "path",
                [.init("d", path.joined(separator: " "))] + paint(nil, colour, strokeWidth: width),
                []
            )
        case .polygon(let points, let fill, let stroke):
            let text = points.map { number($0.x) + "," + number($0.y) }.joined(separator: " ")
            return .element(
                "polygon",
                [.init("points", text)] + paint(fill, stroke, strokeWidth: 1.5),
                []
            )
        case .circle(let centre, let radius, let fill, let stroke):
            return .element(
                "circle",
                [
                    .init("cx", number(centre.x)), .init("cy", number(centre.y)),
                    .init("r", number(radius)),
                ] + paint(fill, stroke, strokeWidth: 1.5),
                []
            )
        case .ribbon(let ribbon, let colour, let title):
            return .element(
                "path",
                [.init("d", path(of: ribbon)), .init("fill-opacity", "0.45")]
                    + paint(colour, nil, strokeWidth: 0),
                [.tag("title", [:], .text(title))]
            )
        case .label(let label):
            return markup(label)
        }
    }

    private static func markup(_ label: Label) -> Markup {
        var attributes: [Markup.Attribute] = [
            .init("x", number(label.at.x)), .init("y", number(label.at.y)),
            .init("font-size", number(label.size)),
        ]
        if label.anchor != .start {
            attributes.append(.init("text-anchor", label.anchor.rawValue))
        }
        if label.isBold { attributes.append(.init("font-weight", "600")) }
        var children: [Markup] = [.text(label.text)]
        if let full = label.full { children.append(.tag("title", [:], .text(full))) }
        return .element("text", attributes + paint(label.paint, nil, strokeWidth: 0), children)
    }

    private static func position(_ box: Box) -> [Markup.Attribute] {
        [
            .init("x", number(box.left)), .init("y", number(box.top)),
            .init("width", number(box.width)), .init("height", number(box.height)),
        ]
    }

    private static func path(of ribbon: Ribbon) -> String {
        let start = ribbon.start
        let end = ribbon.end
        let middle = number((start.right + end.left) / 2)
        func point(_ x: Double, _ y: Double) -> String { number(x) + " " + number(y) }
        return "M" + point(start.right, start.top)
            + "C\(middle) \(number(start.top)) \(middle) \(number(end.top)) "
            + point(end.left, end.top) + "L" + point(end.left, end.bottom)
            + "C\(middle) \(number(end.bottom)) \(middle) \(number(start.bottom)) "
            + point(start.right, start.bottom) + "Z"
    }

    private static func paint(
        _ fill: Paint?,
        _ stroke: Paint?,
        strokeWidth: Double
    ) -> [Markup.Attribute] {
        var attributes = [Markup.Attribute("fill", fill?.light.hexadecimal ?? "none")]
        if let stroke {
            attributes.append(.init("stroke", stroke.light.hexadecimal))
            attributes.append(.init("stroke-width", number(strokeWidth)))
        }
        let classes = [fill?.name.map { "f-" + $0 }, stroke?.name.map { "s-" + $0 }]
        let names = classes.compactMap { $0 }.joined(separator: " ")
        return names.isEmpty ? attributes : attributes + [.init("class", names)]
    }

    /// A coordinate with at most two decimals.
    private static func number(_ value: Double) -> String {
        let text = ((value * 100).rounded() / 100).description
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
}
