/// A chart with the table of its numbers: one cannot be shown without the other.
package struct Figure: Sendable {
    /// Names the figure in links; unique on its page.
    package var id: String
    package var title: String
    /// What the chart shows, in a sentence or two, for those who cannot see it.
    package var summary: String
    package var chart: any Chart
    package var table: HTMLTable
    /// How to read it, under the chart; may be empty.
    package var note: String

    package init(
        id: String,
        title: String,
        summary: String,
        chart: any Chart,
        table: HTMLTable,
        note: String = ""
    ) {
        self.id = id
        self.title = title
        self.summary = summary
        self.chart = chart
        self.table = table
        self.note = note
    }

    /// The width charts are laid out for on a desk and on paper, in CSS pixels.
    package static let wide = 720.0
    /// The width for a telephone of 360 pixels, less the margins.
    package static let narrow = 324.0

    /// The chart drawn twice, for wide and narrow screens (the page shows one), then the table.
    package var markup: Markup {
        .fragment([
            .tag(
                "figure",
                ["id": id],
                .tag(
                    "figcaption",
                    [:],
                    .tag("strong", [:], .text(title)),
                    .text(note.isEmpty ? "" : " " + note)
                ),
                .tag(
                    "div",
                    ["class": "chart wide"],
                    chart.drawing(width: Self.wide).svg(id: id, title: title, summary: summary)
                ),
                .tag(
                    "div",
                    ["class": "chart narrow"],
                    chart.drawing(width: Self.narrow)
                        .svg(id: id + "-n", title: title, summary: summary)
                )
            ),
            table.markup,
        ])
    }
}
