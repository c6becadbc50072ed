/// Flows of an amount from the left to the right through columns of nodes.
///
/// Widths are in proportion to the amounts; the amounts in words are given beside them, so that
/// money is never read off a drawing. Flows of zero or less are not drawn.
///
/// Nodes are told apart by their ids, never by what is written beside them.
package struct SankeyChart<ID: Hashable & Sendable>: Chart, Equatable {
    package struct Node: Sendable, Equatable {
        package var id: ID
        package var label: String
        /// The amount in words, such as "£2,700,000.00".
        package var amount: String
        /// Column from the left, 0 the first.
        package var column: Int

        package init(id: ID, label: String, amount: String, column: Int) {
            self.id = id
            self.label = label
            self.amount = amount
            self.column = column
        }
    }

    package struct Flow: Sendable, Equatable {
        package var from: ID
        package var to: ID
        /// Only for the width of the band.
        package var size: Double
        package var amount: String

        package init(from: ID, to: ID, size: Double, amount: String) {
            self.from = from
            self.to = to
            self.size = size
            self.amount = amount
        }
    }

    /// In order from top to bottom within each column.
    package var nodes: [Node]
    package var flows: [Flow]
    package var columnTitles: [String]

    package init(nodes: [Node], flows: [Flow], columnTitles: [String]) {
        self.nodes = nodes
        self.flows = flows
        self.columnTitles = columnTitles
    }

    private static var size: Double { RowFrame.smallSize }
    private static var barWidth: Double { 12 }
    private static var leastPitch: Double { 40 }
    private static var leastColumn: Double { 168 }

    package func drawing(width: Double) -> Drawing {
        let columns = max(1, (nodes.map(\.column).max() ?? 0) + 1)
        let canvas = max(width, Double(columns) * Self.leastColumn)
        let pitch = canvas / Double(columns)
        let layout = Layout(nodes: nodes, flows: drawn, columns: columns)
        var drawing = Drawing(width: canvas, height: layout.height)
        for (column, title) in columnTitles.prefix(columns).enumerated() {
            drawing.label(
                WrappedText(
                    title,
                    width: pitch - 12,
                    size: Self.size,
                    maximumLines: 1,
                    isBold: true
                )
                .lines.first ?? "",
                at: .init(4 + Double(column) * pitch, 16),
                size: Self.size,
                isBold: true,
                paint: .muted
            )
        }
        func left(_ column: Int) -> Double { 4 + Double(column) * pitch }
        for flow in layout.placed {
            let from = nodes[flow.from]
            let to = nodes[flow.to]
            drawing.add(
                .ribbon(
                    .init(
                        start: .init(
                            left: left(from.column),
                            top: flow.startTop,
                            right: left(from.column) + Self.barWidth,
                            bottom: flow.startTop + flow.thickness
                        ),
                        end: .init(
                            left: left(to.column),
                            top: flow.endTop,
                            right: left(to.column) + Self.barWidth,
                            bottom: flow.endTop + flow.thickness
                        )
                    ),
                    .series(flow.from),
                    title: "\(from.label) to \(to.label): \(flow.amount)"
                )
            )
        }
        for (position, node) in nodes.enumerated() {
            let box = layout.boxes[position]
            drawing.box(
                .init(
                    left: left(node.column),
                    top: box.top,
                    right: left(node.column) + Self.barWidth,
                    bottom: max(box.bottom, box.top + 1.5)
                ),
                fill: .series(position)
            )
            paintName(&drawing, node, at: left(node.column) + Self.barWidth + 6, box, pitch)
        }
        return drawing
    }

    private var drawn: [Flow] { flows.filter { $0.size > 0 && $0.size.isFinite } }

    private func paintName(
        _ drawing: inout Drawing,
        _ node: Node,
        at x: Double,
        _ box: (top: Double, bottom: Double),
        _ pitch: Double
    ) {
        let name = WrappedText(
            node.label,
            width: pitch - Self.barWidth - 16,
            size: Self.size,
            maximumLines: 1
        )
        let middle = (box.top + box.bottom) / 2
        drawing.label(
            name.lines.first ?? "",
            at: .init(x, middle - 3),
            size: Self.size,
            isBold: false,
            full: name.isCut ? node.label : nil
        )
        drawing.label(node.amount, at: .init(x, middle + 12), size: Self.size, paint: .ink)
    }

    /// Where nodes and bands stand, from top to bottom.
    private struct Layout {
        struct Placed {
            var from: Int
            var to: Int
            var amount: String
            var startTop: Double
            var endTop: Double
            var thickness: Double
        }

        let boxes: [(top: Double, bottom: Double)]
        let placed: [Placed]
        let height: Double

        init(nodes: [Node], flows: [Flow], columns: Int) {
            let number = Dictionary(
                nodes.enumerated().map { ($0.element.id, $0.offset) },
                uniquingKeysWith: { first, second in
                    preconditionFailure(
                        "nodes \(first) and \(second) have one id, \(nodes[first].id)"
                    )
                }
            )
            var entering = [Double](repeating: 0, count: nodes.count)
            var leaving = entering
            for flow in flows {
                guard let from = number[flow.from], let to = number[flow.to] else { continue }
                leaving[from] += flow.size
                entering[to] += flow.size
            }
            let sizes = zip(entering, leaving).map { max($0, $1) }
            var columnSizes = [Double](repeating: 0, count: columns)
            for (node, size) in zip(nodes, sizes) { columnSizes[node.column] += size }
            let unit = 260 / max(columnSizes.max() ?? 1, .leastNormalMagnitude)
            var tops = [Double](repeating: 34, count: columns)
            var boxes: [(top: Double, bottom: Double)] = []
            for (node, size) in zip(nodes, sizes) {
                let thickness = size * unit
                let slot = max(thickness + 12, SankeyChart.leastPitch)
                let top = tops[node.column] + (slot - thickness) / 2
                boxes.append((top, top + thickness))
                tops[node.column] += slot
            }
            height = (tops.max() ?? 34) + 10
            var starts = boxes.map(\.top)
            var ends = starts
            // Bands leave and arrive in the order of the nodes they join, so they cross least.
            let ordered = flows.compactMap { flow -> (Int, Int, Flow)? in
                guard let from = number[flow.from], let to = number[flow.to] else { return nil }
                return (from, to, flow)
            }.sorted { $0.0 == $1.0 ? $0.1 < $1.1 : $0.0 < $1.0 }
            placed = ordered.map { from, to, flow in
                let thickness = flow.size * unit
                defer {
                    starts[from] += thickness
                    ends[to] += thickness
                }
                return Placed(
                    from: from,
                    to: to,
                    amount: flow.amount,
                    startTop: starts[from],
                    endTop: ends[to],
                    thickness: thickness
                )
            }
            self.boxes = boxes
        }
    }
}
