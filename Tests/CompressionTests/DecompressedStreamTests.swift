import Testing
import TopsliceRandomness
import TopsliceTestSupport

@testable import TopsliceCompression

@Suite struct DecompressedStreamTests {
    private static let forms = CompressedForm.allCases
    /// Longer than any buffer, and with stretches that do not compress.
    private static let text: [UInt8] = {
        var generator = SeededGenerator(seed: 13)
        let noise = (0..<300_000).map { _ in UInt8.random(in: 0...255, using: &generator) }
        return Array(String(repeating: "3,0,1,E06000001\n", count: 40_000).utf8) + noise
    }()

    private static func compressed(_ bytes: [UInt8], _ form: CompressedForm) -> [UInt8] {
        switch form {
        case .gzip: Compressor.gzip(bytes)
        case .zstandard: Compressor.zstandard(bytes)
        }
    }

    /// What comes out where the bytes are handed in by pieces of this length.
    private static func decompressed(
        _ bytes: [UInt8],
        _ form: CompressedForm,
        by length: Int = 100_000
    ) throws(DecompressionError) -> [UInt8] {
        let input = UnsafeMutableRawBufferPointer.allocate(byteCount: length, alignment: 1)
        defer { input.deallocate() }
        let stream = try DecompressedStream(form)
        var result: [UInt8] = []
        var offset = 0
        while offset < bytes.count {
            let count = min(length, bytes.count - offset)
            for index in 0..<count { input[index] = bytes[offset + index] }
            stream.feed(UnsafeRawBufferPointer(rebasing: input[..<count]))
            while let piece = try stream.next() { result += piece }
            offset += count
        }
        try stream.finish()
        return result
    }

    @Test(arguments: forms, [1, 7, 4_096, 1 << 20])
    func whatWasPutInComesOut(form: CompressedForm, length: Int) throws {
        let bytes = Self.compressed(Self.text, form)
        #expect(CompressedForm(beginning: bytes) == form)
        #expect(try Self.decompressed(bytes, form, by: length) == Self.text)
    }

    @Test(arguments: forms, [1, 5, 1 << 20])
    func severalBehindOneAnotherAreOneText(form: CompressedForm, length: Int) throws {
        let (one, other) = (Array("a,b\n1,2\n".utf8), Array("3,4\n".utf8))
        let bytes =
            Self.compressed(one, form) + Self.compressed([], form) + Self.compressed(other, form)
        #expect(try Self.decompressed(bytes, form, by: length) == one + other)
    }

    @Test func zerosThatPadATapeAreNoText() throws {
        let bytes = Compressor.gzip(Array("a\n1\n".utf8)) + [UInt8](repeating: 0, count: 700)
        #expect(try Self.decompressed(bytes, .gzip, by: 64) == Array("a\n1\n".utf8))
    }

    /// RFC 8878, 3.1.2: a magic number from 0x184D2A50 to 5F, a length, and that many bytes that mean nothing here.
    @Test func aFrameToBeSkippedIsSkipped() throws {
        let skipped: [UInt8] = [0x53, 0x2A, 0x4D, 0x18, 3, 0, 0, 0, 9, 9, 9]
        let bytes = skipped + Compressor.zstandard(Array("a\n1\n".utf8))
        #expect(CompressedForm(beginning: bytes) == .zstandard)
        #expect(try Self.decompressed(bytes, .zstandard, by: 2) == Array("a\n1\n".utf8))
    }

    @Test(arguments: forms)
    func aFileCutAnywhereIsRefused(form: CompressedForm) {
        let bytes = Self.compressed(Array("person,outcome\n1,0\n2,1\n3,1\n".utf8), form)
        for length in 0..<bytes.count {
            #expect(throws: DecompressionError.truncated, "cut after \(length)") {
                try Self.decompressed(Array(bytes[..<length]), form)
            }
        }
    }

    /// Headers hold bits that change nothing of the text, such as the time of gzip; no other change may pass.
    @Test(arguments: forms)
    func aChangedBitNeverGivesAnotherText(form: CompressedForm) {
        let text = Array("person,outcome\n1,0\n2,1\n3,1\n".utf8)
        let sound = Self.compressed(text, form)
        var refusals = 0
        for bit in 0..<sound.count * 8 {
            var bytes = sound
            bytes[bit / 8] ^= 1 << UInt8(bit % 8)
            do throws(DecompressionError) {
                let found = try Self.decompressed(bytes, form)
                #expect(found == text, "bit \(bit)")
            } catch {
                refusals += 1
            }
        }
        #expect(refusals > sound.count * 4)
    }

    @Test(arguments: forms)
    func whatFollowsIsRefused(form: CompressedForm) {
        let bytes = Self.compressed(Array("a\n1\n".utf8), form) + Array("person,outcome\n".utf8)
        #expect(throws: DecompressionError.followedByOther) {
            try Self.decompressed(bytes, form)
        }
    }

    @Test func aWindowBeyondTheLimitIsRefused() {
        let bytes = Compressor.zstandard(Array("a\n1\n".utf8), windowBits: 28)
        #expect(throws: DecompressionError.windowTooLarge) {
            try Self.decompressed(bytes, .zstandard)
        }
    }

    /// 200 MB of one letter, which Zstandard makes 20,000 times shorter.
    @Test func whatGrowsOutOfProportionIsStopped() {
        let bytes = Compressor.zstandard([UInt8](repeating: 0x61, count: 200_000_000))
        #expect(bytes.count * DecompressedStream.greatestGrowth < 200_000_000)
        #expect(throws: DecompressionError.growsTooMuch) {
            try Self.decompressed(bytes, .zstandard)
        }
    }
}
