/// Takes the bytes of a file as they are made, in order; the memory is reused after it returns.
///
/// Called on the caller's own thread only.
package typealias ByteSink = (UnsafeRawBufferPointer) throws -> Void
