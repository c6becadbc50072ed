internal import TopsliceRecords

extension TextForm {
    /// How far the first line end is looked for: beyond the longest header that can be accepted.
    private static var peekLength: Int { 1 << 20 }

    /// - Throws: where the file is empty, not text, or in an encoding that is not read.
    static func of(_ file: InputFile) throws(Faults) -> TextForm {
        let peek = UnsafeMutableRawBufferPointer.allocate(
            byteCount: min(max(file.byteCount, 1), peekLength),
            alignment: 16
        )
        defer { peek.deallocate() }
        var count = 0
        while count < peek.count {
            let rest = UnsafeMutableRawBufferPointer(rebasing: peek[count...])
            let read = try file.read(into: rest, at: count)
            if read == 0 { break }
            count += read
        }
        let bytes = FieldBytes(
            rebasing: UnsafeBufferPointer(peek.bindMemory(to: UInt8.self))[0..<count]
        )
        do throws(FileTrouble) {
            return try TextForm.of(bytes)
        } catch {
            throw InputFile.fault(FaultCode(error), file.name, error.message)
        }
    }

    func warnings(file: String) -> [CohortWarning] {
        var warnings: [CohortWarning] = []
        if encoding != .utf8 {
            let message = "the text is in UTF-16 and was converted; UTF-8 is expected"
            warnings.append(CohortWarning(.utf16, file: file, line: 1, message: message))
        }
        if lineEnd == .carriageReturn {
            let message = "lines end in a carriage return alone and were converted; LF is expected"
            warnings.append(
                CohortWarning(.carriageReturnOnly, file: file, line: 1, message: message)
            )
        }
        return warnings
    }
}

extension FaultCode {
    fileprivate init(_ trouble: FileTrouble) {
        self =
            switch trouble {
            case .empty: .emptyFile
            case .notText: .notText
            case .utf32, .utf16WithoutMark, .damagedUTF16: .encoding
            default: .unreadable
            }
    }
}
