/// Decompresses a stream piece by piece, in constant memory.
///
/// Bytes are handed in by `feed`, and what they hold is taken out by `next` until it answers nil; at the end of the input,
/// `finish` says whether the stream was whole. Checksums of the format are checked.
///
/// Used by one thread at a time.
package final class DecompressedStream {
    /// How many times longer than its input the output may be. Deflate reaches 1,032; a table of text rarely 30.
    package static let greatestGrowth = 2_000
    /// Output below this is never too much, however short the input was.
    package static let harmlessLength = 1 << 26
    /// The most memory a frame of Zstandard may ask for, which is what its own command allows without a flag.
    package static let greatestWindow = 1 << 27
    static let pieceLength = 1 << 17

    private let decoder: any FrameDecoder
    private let output: UnsafeMutableRawBufferPointer
    private var input = UnsafeRawBufferPointer(start: nil, count: 0)
    private var taken = 0
    private var given = 0

    package init(_ form: CompressedForm) throws(DecompressionError) {
        decoder =
            switch form {
            case .gzip: try GzipDecoder()
            case .zstandard: try ZstandardDecoder()
            }
        output = .allocate(byteCount: Self.pieceLength, alignment: 16)
    }

    deinit {
        output.deallocate()
    }

    /// Hands in the next bytes, which must stay where they are until `next` has answered nil.
    package func feed(_ bytes: UnsafeRawBufferPointer) {
        precondition(input.isEmpty, "\(input.count) bytes were handed in and not yet read")
        input = bytes
        taken += bytes.count
    }

    /// The next decompressed bytes, valid until the next call; nil where more input is needed.
    package func next() throws(DecompressionError) -> UnsafeRawBufferPointer? {
        while true {
            let step = try decoder.step(input, into: output)
            input = UnsafeRawBufferPointer(rebasing: input[step.consumed...])
            if step.produced > 0 {
                given += step.produced
                guard
                    given <= max(Self.harmlessLength, taken.saturatingProduct(Self.greatestGrowth))
                else { throw .growsTooMuch }
                return UnsafeRawBufferPointer(rebasing: output[..<step.produced])
            }
            if input.isEmpty { return nil }
            guard step.consumed > 0 else { throw .damaged }
        }
    }

    /// Refuses a stream whose last member or frame has not ended.
    package func finish() throws(DecompressionError) {
        guard decoder.isBetweenFrames else { throw .truncated }
    }
}

extension Int {
    fileprivate func saturatingProduct(_ other: Int) -> Int {
        let (product, overflow) = multipliedReportingOverflow(by: other)
        return overflow ? .max : product
    }
}
