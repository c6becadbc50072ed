internal import TopsliceRecords

extension TableWarning {
    var words: String {
        switch self {
        case .utf16(let file):
            Self.converted(file, "the text is in UTF-16 and was converted; UTF-8 is expected")
        case .carriageReturns(let file):
            Self.converted(
                file,
                "lines end in a carriage return alone and were converted; LF is expected"
            )
        case .notice(let notice): notice.placedWords
        case .namesAlike(let one, let other, let file):
            "\(FileNames().said(file)): '\(escapedName(one))' and '\(escapedName(other))' differ only in capitals and "
                + "are taken as two"
        }
    }

    private static func converted(_ file: String, _ what: String) -> String {
        "\(FileNames().said("\(FilePlace(file: file, line: 1))")): warning: \(what)"
    }
}
