internal import TopsliceRecords

/// Rewrites text as UTF-8 with LF line ends, in one pass and constant memory, keeping the line count.
///
/// UTF-16 is checked on the way: an unpaired surrogate or half a character at the end is a fault with its
/// line. Bytes of UTF-8 pass through unchecked.
struct TextConverter {
    private let form: TextForm
    private let file: InputFile
    private var line = 1
    private var lastWasCarriageReturn = false
    private var highSurrogate: UInt32?

    init(form: TextForm, file: InputFile) {
        self.form = form
        self.file = file
    }

    mutating func convert(into sink: TemporaryFileWriter) throws(Faults) {
        let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
        defer { chunk.deallocate() }
        let width = form.encoding == .utf8 ? 1 : 2
        var offset = form.markLength
        var kept = 0
        while true {
            let rest = UnsafeMutableRawBufferPointer(rebasing: chunk[kept...])
            let count = try file.read(into: rest, at: offset)
            if count == 0 { break }
            offset += count
            let available = kept + count
            let whole = available - available % width
            let bytes = UnsafeRawBufferPointer(rebasing: chunk[0..<whole])
            switch form.encoding {
            case .utf8: for byte in bytes { try put(byte, into: sink) }
            case .utf16LittleEndian: try convertUnits(bytes, low: 0, into: sink)
            case .utf16BigEndian: try convertUnits(bytes, low: 1, into: sink)
            }
            kept = available - whole
            if kept == 1 { chunk[0] = chunk[whole] }
        }
        if kept == 1 {
            throw damaged("the UTF-16 text ends in half a character (an odd number of bytes)")
        }
        if highSurrogate != nil { throw unpaired }
    }

    private mutating func convertUnits(
        _ bytes: UnsafeRawBufferPointer,
        low: Int,
        into sink: TemporaryFileWriter
    ) throws(Faults) {
        for index in stride(from: 0, to: bytes.count, by: 2) {
            let unit = UInt32(bytes[index + low]) | UInt32(bytes[index + 1 - low]) << 8
            switch (unit, highSurrogate) {
            case (0xDC00...0xDFFF, let high?):
                highSurrogate = nil
                try putScalar(0x10000 + (high - 0xD800) << 10 + (unit - 0xDC00), into: sink)
            case (0xDC00...0xDFFF, nil), (_, .some):
                throw unpaired
            case (0xD800...0xDBFF, nil):
                highSurrogate = unit
            default:
                try putScalar(unit, into: sink)
            }
        }
    }

    private mutating func putScalar(
        _ value: UInt32,
        into sink: TemporaryFileWriter
    ) throws(Faults) {
        if value < 0x80 {
            try put(UInt8(value), into: sink)
        } else if let scalar = Unicode.Scalar(value) {
            for byte in UTF8.encode(scalar) ?? .init() { try put(byte, into: sink) }
        }
    }

    /// In a file of carriage returns CR, LF and CRLF each end one line; in another, CR is left for the
    /// reader to judge.
    private mutating func put(
        _ byte: UInt8,
        into sink: TemporaryFileWriter
    ) throws(Faults) {
        let followsCarriageReturn = lastWasCarriageReturn
        lastWasCarriageReturn = byte == .carriageReturn
        if byte == .lineFeed {
            if form.lineEnd == .carriageReturn, followsCarriageReturn { return }
            line += 1
        }
        guard form.lineEnd == .carriageReturn, byte == .carriageReturn else {
            try sink.append(byte)
            return
        }
        line += 1
        try sink.append(.lineFeed)
    }

    private var unpaired: Faults {
        damaged("the UTF-16 text is damaged: half of a surrogate pair is missing")
    }

    private func damaged(_ message: String) -> Faults {
        Faults(Fault(.encoding, file: file.name, line: line, message: message))
    }
}
