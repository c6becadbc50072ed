/// The columns that somebody who reads a table asks for, and how a sheet may head them.
package struct WantedColumns: Sendable {
    package let required: [String]
    package let optional: [String]
    private let byHeading: [String: String]

    package init(required: [String], optional: [String]) {
        self.required = required
        self.optional = optional
        var byHeading: [String: String] = [:]
        for column in required + optional { byHeading[Self.folded(column)] = column }
        self.byHeading = byHeading
    }

    package var all: [String] { required + optional }

    /// The column that a sheet heads so; nil for none.
    ///
    /// Capitals, spaces, line ends, hyphens and a currency behind (`Amount (£)`) say nothing there.
    package func column(headed heading: String) -> String? { byHeading[Self.folded(heading)] }

    /// - Complexity: O(characters).
    static func folded(_ heading: String) -> String {
        var text = heading.lowercased()[...]
        for sign in ["(£)", "(gbp)", "£", "(€)", "(eur)", "€", "($)", "(usd)", "$"]
        where text.hasSuffix(sign) {
            text = text.dropLast(sign.count)
            break
        }
        let words = text.split { " \t\r\n\u{A0}_-".contains($0) || $0 == "\r\n" }
        return words.joined(separator: "_")
    }
}
