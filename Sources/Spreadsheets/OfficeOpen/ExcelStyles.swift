/// What the styles of cells say of their numbers: `styles.xml`.
struct ExcelStyles {
    /// By the number of a style.
    private let formats: [NumberFormat]

    /// - Parameter part: nil where the workbook has none.
    init(_ part: String?, in archive: ZipArchive) throws(WorkbookTrouble) {
        guard let part else {
            formats = []
            return
        }
        let listener = Listener()
        try MarkupReader.read(part, of: archive, namespaces: ExcelNames.main, listener)
        formats = listener.numbers.map {
            // A stated code wins over the built-in one of its number.
            listener.codes[$0].map { NumberFormat(code: $0) } ?? NumberFormat(builtIn: $0)
                ?? .general
        }
    }

    /// The format of a style by its number; nil for a number that is not there.
    func format(_ style: String?) -> NumberFormat? {
        guard let style else { return formats.first ?? .general }
        guard let number = Int(style), number >= 0 else { return nil }
        if formats.isEmpty, number == 0 { return .general }
        return formats.indices.contains(number) ? formats[number] : nil
    }

    private final class Listener: MarkupListener {
        private(set) var codes: [Int: String] = [:]
        private(set) var numbers: [Int] = []
        private var isInCellFormats = false

        func begin(_ name: String, _ attributes: MarkupAttributes) {
            switch name {
            case "numFmt":
                guard let number = attributes["numFmtId"].flatMap({ Int($0) }),
                    let code = attributes["formatCode"]
                else { return }
                codes[number] = code
            case "cellXfs": isInCellFormats = true
            case "xf" where isInCellFormats:
                numbers.append(attributes["numFmtId"].flatMap { Int($0) } ?? 0)
            default: break
            }
        }

        func end(_ name: String) {
            if name == "cellXfs" { isInCellFormats = false }
        }

        func text(_ piece: UnsafeBufferPointer<UInt8>) {}
    }
}
