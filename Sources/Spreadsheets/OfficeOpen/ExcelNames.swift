/// Namespaces of SpreadsheetML, as most write it and in its strict form (ECMA-376 part 1, annex A).
enum ExcelNames {
    static let main = [
        MarkupNamespace("http://schemas.openxmlformats.org/spreadsheetml/2006/main", prefix: ""),
        MarkupNamespace("http://purl.oclc.org/ooxml/spreadsheetml/main", prefix: ""),
    ]

    static let withRelations =
        main + [
            MarkupNamespace(
                "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                prefix: "r"
            ),
            MarkupNamespace(
                "http://purl.oclc.org/ooxml/officeDocument/relationships",
                prefix: "r"
            ),
        ]

    /// A truth value of an attribute; false where it is not there.
    static func isTrue(_ text: String?) -> Bool { text == "1" || text == "true" }
}
