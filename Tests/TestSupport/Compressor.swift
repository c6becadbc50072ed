internal import CTopsliceZlib
internal import CTopsliceZstd

/// What the libraries of gzip and Zstandard make of some bytes.
package enum Compressor {
    /// A whole file of gzip, of one member.
    package static func gzip(_ bytes: [UInt8]) -> [UInt8] {
        var stream = z_stream()
        let size = Int32(MemoryLayout<z_stream>.size)
        let began = deflateInit2_(
            &stream,
            6,
            Z_DEFLATED,
            31,
            8,
            Z_DEFAULT_STRATEGY,
            ZLIB_VERSION,
            size
        )
        precondition(began == Z_OK, "zlib does not begin: \(began)")
        defer { deflateEnd(&stream) }
        var input = bytes
        var output = [UInt8](repeating: 0, count: Int(deflateBound(&stream, uLong(bytes.count))))
        let room = output.count
        let count = input.withUnsafeMutableBufferPointer { source in
            output.withUnsafeMutableBufferPointer { target in
                stream.next_in = source.baseAddress
                stream.avail_in = uInt(source.count)
                stream.next_out = target.baseAddress
                stream.avail_out = uInt(room)
                let ended = deflate(&stream, Z_FINISH)
                precondition(ended == Z_STREAM_END, "zlib does not end: \(ended)")
                return room - Int(stream.avail_out)
            }
        }
        return Array(output[..<count])
    }

    /// A frame of Zstandard with its checksum.
    package static func zstandard(_ bytes: [UInt8], windowBits: Int32? = nil) -> [UInt8] {
        guard let context = ZSTD_createCCtx() else { preconditionFailure("no memory for zstd") }
        defer { ZSTD_freeCCtx(context) }
        _ = ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1)
        // A stream of unknown length, so that the window is not cut to the text.
        if let windowBits {
            _ = ZSTD_CCtx_setParameter(context, ZSTD_c_windowLog, windowBits)
            _ = ZSTD_CCtx_setParameter(context, ZSTD_c_contentSizeFlag, 0)
        }
        var output = [UInt8](repeating: 0, count: ZSTD_compressBound(bytes.count) + 64)
        let room = output.count
        let count = bytes.withUnsafeBytes { source in
            output.withUnsafeMutableBytes { target in
                var input = ZSTD_inBuffer(src: source.baseAddress, size: source.count, pos: 0)
                var made = ZSTD_outBuffer(dst: target.baseAddress, size: room, pos: 0)
                _ = ZSTD_compressStream2(context, &made, &input, ZSTD_e_continue)
                let left = ZSTD_compressStream2(context, &made, &input, ZSTD_e_end)
                precondition(left == 0, "zstd does not end: \(left)")
                return made.pos
            }
        }
        return Array(output[..<count])
    }
}
