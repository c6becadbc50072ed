internal import CTopsliceZlib

/// gzip (RFC 1952) by zlib, which checks the length and checksum of each member.
final class GzipDecoder: FrameDecoder {
    /// The largest window there is, and 16 for the header and trailer of gzip.
    private static let windowBits: Int32 = 15 + 16

    // On the heap, since zlib remembers where the structure was.
    private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    private(set) var isBetweenFrames = false
    /// Tapes and some writers pad with zeros, which `gzip -d` passes over too.
    private var isPadding = false

    init() throws(DecompressionError) {
        stream.initialize(to: z_stream())
        let size = Int32(MemoryLayout<z_stream>.size)
        guard inflateInit2_(stream, Self.windowBits, ZLIB_VERSION, size) == Z_OK else {
            throw .noMemory
        }
    }

    deinit {
        inflateEnd(stream)
        stream.deinitialize(count: 1)
        stream.deallocate()
    }

    func step(
        _ input: UnsafeRawBufferPointer,
        into output: UnsafeMutableRawBufferPointer
    ) throws(DecompressionError) -> DecoderStep {
        guard let first = input.first else { return try inflate(input, into: output) }
        if isBetweenFrames {
            if first == 0 { isPadding = true }
            if isPadding {
                guard input.allSatisfy({ $0 == 0 }) else { throw .followedByOther }
                return DecoderStep(consumed: input.count, produced: 0)
            }
            guard first == 0x1F else { throw .followedByOther }
            guard inflateReset(stream) == Z_OK else { throw .damaged }
            isBetweenFrames = false
        }
        return try inflate(input, into: output)
    }

    private func inflate(
        _ input: UnsafeRawBufferPointer,
        into output: UnsafeMutableRawBufferPointer
    ) throws(DecompressionError) -> DecoderStep {
        guard !isBetweenFrames else { return DecoderStep(consumed: 0, produced: 0) }
        // zlib only reads what `next_in` leads to; its field is not const.
        stream.pointee.next_in = UnsafeMutablePointer(
            mutating: input.baseAddress?.assumingMemoryBound(to: UInt8.self)
        )
        stream.pointee.avail_in = uInt(input.count)
        stream.pointee.next_out = output.baseAddress?.assumingMemoryBound(to: UInt8.self)
        stream.pointee.avail_out = uInt(output.count)
        let code = CTopsliceZlib.inflate(stream, Z_NO_FLUSH)
        switch code {
        case Z_STREAM_END: isBetweenFrames = true
        case Z_OK, Z_BUF_ERROR: break
        case Z_MEM_ERROR: throw .noMemory
        default: throw .damaged
        }
        return DecoderStep(
            consumed: input.count - Int(stream.pointee.avail_in),
            produced: output.count - Int(stream.pointee.avail_out)
        )
    }
}
