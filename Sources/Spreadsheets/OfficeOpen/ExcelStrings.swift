/// The texts that cells share: `sharedStrings.xml`. What is said of pronunciation is left out.
enum ExcelStrings {
    /// - Returns: what a cell holds that refers to each; nil for nothing but blanks.
    static func read(
        _ part: String,
        of archive: ZipArchive,
        limits: ArchiveLimits
    ) throws(WorkbookTrouble) -> [CellValue?] {
        let listener = Listener(limits)
        try MarkupReader.read(part, of: archive, namespaces: ExcelNames.main, listener)
        return listener.texts
    }

    /// `_x000A_` stands for a character that XML cannot hold (ECMA-376 part 1, 22.9.2.19).
    static func unescaped(_ text: String) -> String {
        guard text.contains("_x") else { return text }
        var result = ""
        var rest = text[...]
        while let character = rest.first {
            let code = rest.dropFirst(2).prefix(4)
            if rest.hasPrefix("_x"), code.utf8.count == 4, rest.dropFirst(6).first == "_",
                code.allSatisfy(\.isHexDigit), let number = UInt32(code, radix: 16),
                let scalar = Unicode.Scalar(number)
            {
                result.unicodeScalars.append(scalar)
                rest = rest.dropFirst(7)
            } else {
                result.append(character)
                rest = rest.dropFirst()
            }
        }
        return result
    }

    private final class Listener: MarkupListener {
        private(set) var texts: [CellValue?] = []
        private let limits: ArchiveLimits
        private var bytes: [UInt8] = []
        private var isText = false
        private var isPhonetic = false

        init(_ limits: ArchiveLimits) { self.limits = limits }

        func begin(_ name: String, _ attributes: MarkupAttributes) throws(WorkbookTrouble) {
            switch name {
            case "si":
                guard texts.count < limits.cells else { throw .tooManyCells(limit: limits.cells) }
                bytes.removeAll(keepingCapacity: true)
            case "t": isText = !isPhonetic
            case "rPh": isPhonetic = true
            default: break
            }
        }

        func end(_ name: String) {
            switch name {
            case "si":
                // Once for all the cells that refer to it.
                guard bytes.count <= limits.textBytes else { return texts.append(.fault(.tooLong)) }
                let text = ExcelStrings.unescaped(String(decoding: bytes, as: UTF8.self))
                texts.append(.typed(text, limits))
            case "t": isText = false
            case "rPh": isPhonetic = false
            default: break
            }
        }

        func text(_ piece: UnsafeBufferPointer<UInt8>) {
            if isText { bytes.append(contentsOf: piece) }
        }
    }
}
