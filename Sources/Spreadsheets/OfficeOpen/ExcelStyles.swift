/// What the styles of cells say of their numbers: `styles.xml` (ECMA-376 part 1, 18.8).
struct ExcelStyles {
    /// By the number of a style; nil for one whose number format is nowhere.
    private let formats: [NumberFormat?]

    /// - Parameter part: nil where the workbook has none.
    init(_ part: String?, in archive: ZipArchive) throws(WorkbookTrouble) {
        guard let part else {
            formats = []
            return
        }
        let listener = Listener()
        try MarkupReader.read(part, of: archive, namespaces: ExcelNames.main, listener)
        formats = listener.numbers.map { number in
            guard let number else { return nil }
            // A stated code wins over the built-in one of its number.
            if let code = listener.codes[number] { return NumberFormat(code: code) }
            if let builtIn = NumberFormat(builtIn: number) { return builtIn }
            // Numbers below 164 are built in, and those that 18.8.30 does not list show numbers as they are; all others
            // must be stated.
            return (0..<164).contains(number) ? .general : nil
        }
    }

    /// The format of a style by its number; nil for a number that is not there.
    func format(_ style: String?) -> NumberFormat? {
        let number: Int
        if let style {
            guard let stated = Int(style), stated >= 0 else { return nil }
            number = stated
        } else {
            // "The default value is 0": `s` of a cell, 18.3.1.4.
            number = 0
        }
        // A workbook without styles has the one that shows numbers as they are.
        if formats.isEmpty, number == 0 { return .general }
        return formats.indices.contains(number) ? formats[number] : nil
    }

    private final class Listener: MarkupListener {
        private(set) var codes: [Int: String] = [:]
        private(set) var numbers: [Int?] = []
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
                // Optional in 18.8.45; a format without one applies none, which is General, number 0.
                numbers.append(attributes["numFmtId"].map { Int($0) } ?? 0)
            default: break
            }
        }

        func end(_ name: String) {
            if name == "cellXfs" { isInCellFormats = false }
        }

        func text(_ piece: UnsafeBufferPointer<UInt8>) {}
    }
}
