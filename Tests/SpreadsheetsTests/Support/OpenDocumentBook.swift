import TopsliceTestSupport

/// A workbook of OpenDocument made part by part: one sheet unless it says otherwise.
struct OpenDocumentBook {
    var rows: [String]
    var columns = ""
    /// Before the table and behind it, in the body.
    var before = ""
    var behind = ""
    /// Of the table's own element.
    var attributes = ""
    var styles = ""
    var type = "application/vnd.oasis.opendocument.spreadsheet"
    var manifest = "<manifest xmlns=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"/>"
    var parts: [(name: String, text: String)] = []

    init(_ rows: [String]) { self.rows = rows }

    private static let root = "urn:oasis:names:tc:opendocument:xmlns:"

    var files: [ZipWriter.File] {
        let names = ["office", "table", "text", "style"].map {
            "xmlns:\($0)=\"\(Self.root)\($0):1.0\""
        }
        let calc =
            "xmlns:calcext=\"urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0\""
        let content =
            "<office:document-content \(names.joined(separator: " ")) \(calc)>"
            + "<office:automatic-styles>\(styles)</office:automatic-styles><office:body>"
            + "<office:spreadsheet>\(before)<table:table table:name=\"Ledger\"\(attributes)>\(columns)"
            + "\(rows.joined())</table:table>\(behind)</office:spreadsheet></office:body>"
            + "</office:document-content>"
        return [
            .init("mimetype", type), .init("META-INF/manifest.xml", manifest),
            .init("content.xml", content),
        ] + parts.map { .init($0.name, $0.text) }
    }

    var bytes: [UInt8] { ZipWriter(files).bytes() }

    /// A row of cells by their elements' attributes and text: `.text("care")`, `.number("1")`.
    static func row(_ cells: String..., attributes: String = "") -> String {
        "<table:table-row\(attributes)>\(cells.joined())</table:table-row>"
    }

    static func text(_ text: String) -> String {
        "<table:table-cell office:value-type=\"string\"><text:p>\(text)</text:p></table:table-cell>"
    }

    static func cell(_ attributes: String, _ inside: String = "") -> String {
        "<table:table-cell \(attributes)>\(inside)</table:table-cell>"
    }

    static let empty = "<table:table-cell/>"

    static func number(_ text: String) -> String {
        cell("office:value-type=\"float\" office:value=\"\(text)\"")
    }

    static func day(_ text: String) -> String {
        cell("office:value-type=\"date\" office:date-value=\"\(text)\"")
    }

    static let head = row(text("date"), text("id"), text("amount"))
}
