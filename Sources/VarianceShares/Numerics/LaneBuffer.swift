/// Memory for the kernels: doubles on 64-byte boundaries, zero at first.
final class LaneBuffer: @unchecked Sendable {
    let base: UnsafeMutablePointer<Double>
    let count: Int

    init(_ count: Int) {
        self.count = max(8, count)
        base =
            UnsafeMutableRawPointer
            .allocate(byteCount: self.count * MemoryLayout<Double>.stride, alignment: 64)
            .bindMemory(to: Double.self, capacity: self.count)
        base.initialize(repeating: 0, count: self.count)
    }

    func clear() { base.update(repeating: 0, count: count) }

    deinit { UnsafeMutableRawPointer(base).deallocate() }
}
