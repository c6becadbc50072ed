internal import Glibc

/// Rows in the binary form of COPY, put into columns. Used by one thread at a time.
///
/// The form: a signature of 11 bytes, flags and the length of an extension; then by row the number of fields and by field its length (−1
/// for null) and its bytes, most significant first; at the end a number of fields of −1.
final class PostgresCells: TypedBlock {
    private let types: [PostgresType]
    private var hasHeader = false

    /// Days from 1970-01-01 to 2000-01-01.
    private static let epochDays = 10_957
    private static let headerLength = 19

    /// What the bytes are not.
    enum Damage: Error {
        case malformed
        /// A day or time that has no number.
        case infiniteDay(column: Int)
    }

    init(_ types: [PostgresType], capacity: Int) {
        self.types = types
        super.init(
            types.map { type in
                guard let kind = type.kind else {
                    preconditionFailure("a column of \(type) is handed on")
                }
                return kind
            },
            capacity: capacity
        )
    }

    /// Begins another COPY.
    func begin() {
        clear()
        hasHeader = false
    }

    /// Takes a piece, which holds whole rows.
    ///
    /// - `flush`: called where there is no more room; must `clear`.
    func take(_ piece: UnsafeRawBufferPointer, flush: () throws -> Void) throws {
        var place = 0
        if !hasHeader {
            guard piece.count >= Self.headerLength else { throw Damage.malformed }
            place = Self.headerLength + Int(Self.int32(piece, 15))
            hasHeader = true
        }
        while place + 2 <= piece.count {
            let count = Int16(bitPattern: UInt16(piece[place]) << 8 | UInt16(piece[place + 1]))
            place += 2
            if count == -1 { return }
            guard Int(count) == types.count else { throw Damage.malformed }
            if isFull { try flush() }
            for column in types.indices {
                guard place + 4 <= piece.count else { throw Damage.malformed }
                let length = Int(Self.int32(piece, place))
                place += 4
                guard length >= 0 else {
                    putMissing(column)
                    continue
                }
                guard place + length <= piece.count else { throw Damage.malformed }
                try store(
                    UnsafeRawBufferPointer(rebasing: piece[place..<(place + length)]),
                    column
                )
                place += length
            }
            endRow()
        }
    }

    private static func int32(_ bytes: UnsafeRawBufferPointer, _ place: Int) -> Int32 {
        Int32(bigEndian: bytes.loadUnaligned(fromByteOffset: place, as: Int32.self))
    }

    private func store(_ field: UnsafeRawBufferPointer, _ column: Int) throws {
        let value: Int64
        switch types[column] {
        case .double:
            guard field.count == 8 else { throw Damage.malformed }
            value = Int64(bigEndian: field.loadUnaligned(as: Int64.self))
        case .whole(let byteCount):
            guard field.count == byteCount else { throw Damage.malformed }
            switch byteCount {
            case 2: value = Int64(Int16(bigEndian: field.loadUnaligned(as: Int16.self)))
            case 4: value = Int64(Int32(bigEndian: field.loadUnaligned(as: Int32.self)))
            default: value = Int64(bigEndian: field.loadUnaligned(as: Int64.self))
            }
        case .boolean:
            guard field.count == 1 else { throw Damage.malformed }
            value = field[0] == 0 ? 0 : 1
        case .float:
            guard field.count == 4 else { throw Damage.malformed }
            let bits = UInt32(bigEndian: field.loadUnaligned(as: UInt32.self))
            value = Self.bits(Double(Float(bitPattern: bits)))
        case .numeric:
            guard let number = PostgresNumeric.value(field) else { throw Damage.malformed }
            value = Self.bits(number)
        case .day:
            guard field.count == 4 else { throw Damage.malformed }
            let days = Int32(bigEndian: field.loadUnaligned(as: Int32.self))
            guard days != .max, days != .min else { throw Damage.infiniteDay(column: column) }
            value = Int64(days) + Int64(Self.epochDays)
        case .time:
            guard field.count == 8 else { throw Damage.malformed }
            let microseconds = Int64(bigEndian: field.loadUnaligned(as: Int64.self))
            guard microseconds != .max, microseconds != .min else {
                throw Damage.infiniteDay(column: column)
            }
            value = microseconds + Int64(Self.epochDays) * 86_400_000_000
        case .text:
            return put(text: field, column)
        case .identifier:
            guard field.count == 16 else { throw Damage.malformed }
            return put(text: Self.identifier(field), column)
        case .other(let name):
            preconditionFailure("a value of type \(name) is read")
        }
        put(value, column)
    }

    private static func bits(_ value: Double) -> Int64 { Int64(bitPattern: value.bitPattern) }

    private static func identifier(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
        var text: [UInt8] = []
        for (place, byte) in bytes.enumerated() {
            if [4, 6, 8, 10].contains(place) { text.append(UInt8(ascii: "-")) }
            for half in [byte >> 4, byte & 15] {
                text.append(half < 10 ? 48 + half : 87 + half)
            }
        }
        return text
    }
}
