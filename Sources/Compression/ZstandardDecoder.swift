internal import CTopsliceZstd

/// Zstandard (RFC 8878) by its own library, which checks the checksum of each frame that has one.
final class ZstandardDecoder: FrameDecoder {
    private let stream: OpaquePointer
    private(set) var isBetweenFrames = false

    init() throws(DecompressionError) {
        guard let stream = ZSTD_createDStream() else { throw .noMemory }
        self.stream = stream
        let bits = Int32(DecompressedStream.greatestWindow.trailingZeroBitCount)
        let code = ZSTD_DCtx_setParameter(stream, ZSTD_d_windowLogMax, bits)
        precondition(ZSTD_isError(code) == 0, "zstd does not take a window of 2^\(bits) bytes")
    }

    deinit {
        ZSTD_freeDStream(stream)
    }

    func step(
        _ input: UnsafeRawBufferPointer,
        into output: UnsafeMutableRawBufferPointer
    ) throws(DecompressionError) -> DecoderStep {
        if isBetweenFrames, input.isEmpty { return DecoderStep(consumed: 0, produced: 0) }
        let isNewFrame = isBetweenFrames
        var source = ZSTD_inBuffer(src: input.baseAddress, size: input.count, pos: 0)
        var target = ZSTD_outBuffer(dst: output.baseAddress, size: output.count, pos: 0)
        let code = ZSTD_decompressStream(stream, &target, &source)
        guard ZSTD_isError(code) == 0 else {
            switch ZSTD_getErrorCode(code) {
            case ZSTD_error_frameParameter_windowTooLarge: throw .windowTooLarge
            case ZSTD_error_memory_allocation: throw .noMemory
            case ZSTD_error_prefix_unknown where isNewFrame: throw .followedByOther
            default: throw .damaged
            }
        }
        // Zero says that a frame has ended and that all it held was handed out.
        isBetweenFrames = code == 0
        return DecoderStep(consumed: source.pos, produced: target.pos)
    }
}
