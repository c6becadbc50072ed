/// One format's decoder, which goes on from where it stopped.
protocol FrameDecoder: AnyObject {
    /// Whether nothing that was begun is unfinished.
    var isBetweenFrames: Bool { get }

    /// Reads some of the input and fills some of the output; neither has to be used up.
    func step(
        _ input: UnsafeRawBufferPointer,
        into output: UnsafeMutableRawBufferPointer
    ) throws(DecompressionError) -> DecoderStep
}

/// How many bytes a step took and gave.
struct DecoderStep {
    let consumed: Int
    let produced: Int
}
