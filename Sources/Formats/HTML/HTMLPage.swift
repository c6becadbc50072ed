/// One self-contained page: no scripts, no outside resources, readable on paper and on a phone.
package struct HTMLPage: Sendable {
    package var title: String
    /// One line under the title: what, whom, when.
    package var subtitle: String
    /// What stands before the first section: the answer.
    package var opening: [Markup]
    package var sections: [Section]
    package var footer: String
    package var layout: Layout

    /// How wide a page may become on a wide screen, and which way its paper lies.
    package enum Layout: Sendable {
        /// A column of prose, upright paper.
        case column
        /// Room for tables of a dozen amounts, paper on its side; prose and charts stay a column.
        case ledger
        /// A column, and each section begins a sheet of paper.
        case letters

        var style: Markup.StaticStyle {
            switch self {
            case .column: PageStyle.all
            case .ledger: PageStyle.ledger
            case .letters: PageStyle.letters
            }
        }
    }

    package struct Section: Sendable {
        package var heading: String
        /// What the section shows, in a line that stands with its heading.
        package var finding: String?
        package var content: [Markup]

        package init(_ heading: String, finding: String? = nil, _ content: [Markup]) {
            self.heading = heading
            self.finding = finding
            self.content = content
        }

        /// The heading, and what was found.
        fileprivate var title: [Markup] {
            guard let finding, !finding.isEmpty else { return [.text(heading)] }
            // A question is answered, anything else is told.
            return [
                .text(heading + (heading.hasSuffix("?") ? " " : ": ")),
                .element("span", [.init("class", "finding")], Markup.prose(finding)),
            ]
        }
    }

    package init(
        title: String,
        subtitle: String,
        opening: [Markup],
        sections: [Section],
        footer: String,
        layout: Layout = .column
    ) {
        self.title = title
        self.subtitle = subtitle
        self.opening = opening
        self.sections = sections
        self.footer = footer
        self.layout = layout
    }

    package func text() -> String {
        String(decoding: TextStream.bytes(write(to:)), as: UTF8.self)
    }

    /// ``text()`` as the content of a file.
    package var content: OutputContent {
        .pieces { try TextStream.write(to: $0, write(to:)) }
    }

    private func write(to output: TextStream) {
        output.append("<!DOCTYPE html>\n")
        document.write(to: output)
    }

    private var document: Markup {
        .tag(
            "html",
            ["lang": "en-GB"],
            .tag(
                "head",
                [:],
                .tag("meta", ["charset": "utf-8"]),
                .tag(
                    "meta",
                    ["name": "viewport", "content": "width=device-width, initial-scale=1"]
                ),
                .tag(
                    "meta",
                    [
                        "http-equiv": "Content-Security-Policy",
                        "content": "default-src 'none'; script-src 'none'; "
                            + "style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'",
                    ]
                ),
                .tag("meta", ["name": "color-scheme", "content": "light dark"]),
                .tag("title", [:], .text(title)),
                .style(layout.style)
            ),
            .tag(
                "body",
                [:],
                .tag("a", ["class": "skip", "href": "#main"], "Skip to the answer"),
                .tag(
                    "header",
                    [:],
                    .tag("h1", [:], .text(title)),
                    .tag("p", ["class": "subtitle"], .text(subtitle))
                ),
                .tag("main", ["id": "main"], children: opening + [contents] + sectionMarkup),
                .tag("footer", [:], .paragraph(footer))
            )
        )
    }

    private var anchors: [String] { Slug.distinct(sections.map(\.heading)).map { "s-" + $0 } }

    private var contents: Markup {
        .tag(
            "nav",
            ["aria-label": "On this page"],
            .tag("h2", [:], "On this page"),
            .tag(
                "ul",
                [:],
                children: zip(anchors, sections).map { anchor, section in
                    .tag(
                        "li",
                        [:],
                        .tag("a", ["href": "#" + anchor], .text(section.heading))
                    )
                }
            )
        )
    }

    private var sectionMarkup: [Markup] {
        zip(anchors, sections).map { anchor, section in
            .tag(
                "section",
                ["id": anchor, "aria-labelledby": anchor + "-h"],
                children: [.tag("h2", ["id": anchor + "-h"], children: section.title)]
                    + section.content
            )
        }
    }
}
