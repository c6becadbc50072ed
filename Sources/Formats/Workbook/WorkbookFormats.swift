import CTopsliceXlsxWriter

/// The cell formats of one workbook, each made once.
struct WorkbookFormats {
    enum Role: Hashable {
        /// `isFirst`: of the first column, which needs no distance from a number on its left.
        case header(isNumeric: Bool, isFirst: Bool)
        case body(Workbook.Column.Kind, isFirst: Bool)
        case total(Workbook.Column.Kind)
        /// A difference that must be 0.00, whatever the column.
        case difference
        /// What stands above a header.
        case heading
    }

    private let book: UnsafeMutablePointer<lxw_workbook>
    private var known: [Role: UnsafeMutablePointer<lxw_format>] = [:]

    init(_ book: UnsafeMutablePointer<lxw_workbook>) {
        self.book = book
    }

    /// Nil only where memory ran out, which the library takes for "no format".
    mutating func format(_ role: Role) -> UnsafeMutablePointer<lxw_format>? {
        if let format = known[role] { return format }
        guard let format = workbook_add_format(book) else { return nil }
        known[role] = format
        switch role {
        case .header(let isNumeric, let isFirst):
            format_set_bold(format)
            format_set_text_wrap(format)
            if isNumeric {
                format_set_align(format, UInt8(LXW_ALIGN_RIGHT.rawValue))
            } else if !isFirst {
                format_set_indent(format, 1)
            }
            format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_BOTTOM.rawValue))
            format_set_bottom(format, UInt8(LXW_BORDER_MEDIUM.rawValue))
        case .body(let kind, let isFirst):
            Self.set(kind, format)
            if kind == .text, !isFirst { format_set_indent(format, 1) }
        case .total(let kind):
            Self.set(kind, format)
            Self.emphasise(format)
        case .heading: format_set_italic(format)
        case .difference:
            format_set_num_format(format, "0.00")
            Self.emphasise(format)
        }
        return format
    }

    private static func emphasise(_ format: UnsafeMutablePointer<lxw_format>) {
        format_set_bold(format)
        format_set_top(format, UInt8(LXW_BORDER_THIN.rawValue))
    }

    private static func set(
        _ kind: Workbook.Column.Kind,
        _ format: UnsafeMutablePointer<lxw_format>
    ) {
        format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
        // Said for words too that stand among numbers, such as an interval or "withheld": they would touch the column before.
        if kind != .text, kind != .date {
            format_set_align(format, UInt8(LXW_ALIGN_RIGHT.rawValue))
        }
        switch kind {
        case .text: format_set_text_wrap(format)
        case .integer: format_set_num_format(format, "#,##0")
        case .decimal(let places): format_set_num_format(format, "#,##0" + fraction(places))
        case .percentage(let places): format_set_num_format(format, "0" + fraction(places) + "%")
        case .probability: format_set_num_format(format, "[<0.0001]\"< 0.0001\";0.0000")
        case .money(let symbol, let places): setMoney(symbol, places, format)
        case .enteredMoney(let symbol, let places):
            setMoney(symbol, places, format)
            format_set_bg_color(format, 0xFFF8DC)
        case .date:
            format_set_num_format(format, "yyyy-mm-dd")
            format_set_align(format, UInt8(LXW_ALIGN_LEFT.rawValue))
        }
    }

    private static func setMoney(
        _ symbol: String,
        _ places: Int,
        _ format: UnsafeMutablePointer<lxw_format>
    ) {
        let quoted = "\"" + symbol.filter { $0 != "\"" } + "\""
        let number = quoted + "#,##0" + fraction(places)
        format_set_num_format(format, number + ";-" + number)
    }

    private static func fraction(_ places: Int) -> String {
        places > 0 ? "." + String(repeating: "0", count: min(places, 15)) : ""
    }
}
