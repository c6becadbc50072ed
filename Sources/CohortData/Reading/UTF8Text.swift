/// Well-formedness of UTF-8 as the Unicode standard defines it (table 3-7): no overlong forms, no surrogates.
enum UTF8Text {
    static func isValid(_ bytes: UnsafePointer<UInt8>, count: Int) -> Bool {
        var index = 0
        while index < count {
            let byte = bytes[index]
            if byte < 0x80 {
                index += 1
                continue
            }
            let length: Int
            var low: UInt8 = 0x80
            var high: UInt8 = 0xBF
            switch byte {
            case 0xC2...0xDF: length = 1
            case 0xE0: (length, low) = (2, 0xA0)
            case 0xED: (length, high) = (2, 0x9F)
            case 0xE1...0xEF: length = 2
            case 0xF0: (length, low) = (3, 0x90)
            case 0xF4: (length, high) = (3, 0x8F)
            case 0xF1...0xF3: length = 3
            default: return false
            }
            guard index + length < count, bytes[index + 1] >= low, bytes[index + 1] <= high else {
                return false
            }
            for offset in 2..<max(length + 1, 2) where bytes[index + offset] & 0xC0 != 0x80 {
                return false
            }
            index += length + 1
        }
        return true
    }
}
