import Testing
import TopsliceRecords

@testable import TopsliceCohortData

@Suite struct UTF8ValidityTests {
    /// The standard library's validating decoder, another implementation.
    @Test func everyShortSequenceIsJudgedAsTheStandardLibraryJudgesIt() {
        let interesting: [UInt8] = [
            0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0,
            0xE1,
            0xEC, 0xED, 0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF,
        ]
        // One expectation for all: a million would take a minute.
        var misjudged: [[UInt8]] = []
        for first in interesting {
            for second in interesting {
                for third in interesting {
                    for fourth in interesting {
                        let bytes = [first, second, third, fourth]
                        let isValid = String(validating: bytes, as: UTF8.self) != nil
                        let fault = bytes.withUnsafeBufferPointer { UTF8Validity.firstFault($0) }
                        if (fault == nil) != isValid { misjudged.append(bytes) }
                    }
                }
            }
        }
        #expect(misjudged == [])
    }
}
