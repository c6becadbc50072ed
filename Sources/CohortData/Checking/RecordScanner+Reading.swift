internal import TopsliceRecords
extension RecordScanner {
    /// Moves the unfinished record to the front and reads more; the block doubles while the record fills it.
    func refill() throws(Faults) {
        let kept = available - recordStart
        if kept > block.count / 2 {
            let larger = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: block.count * 2)
            move(block[recordStart..<available], to: larger)
            block.deallocate()
            block = larger
        } else if recordStart > 0 {
            move(block[recordStart..<available], to: block)
        }
        blockOffset += recordStart
        recordStart = 0
        position = 0
        available = kept
        let room = UnsafeMutableRawBufferPointer(
            UnsafeMutableBufferPointer(rebasing: block[kept...])
        )
        let count = try file?.read(into: room, at: blockOffset + kept) ?? 0
        available += count
        isAtEnd = count == 0
    }

    /// Source and target may overlap.
    private func move(
        _ bytes: Slice<UnsafeMutableBufferPointer<UInt8>>,
        to target: UnsafeMutableBufferPointer<UInt8>
    ) {
        UnsafeMutableRawBufferPointer(target).copyMemory(
            from: UnsafeRawBufferPointer(UnsafeMutableBufferPointer(rebasing: bytes))
        )
    }

    /// Leaves out the rest of a line that is too long, or that has a quote nobody closed.
    func passOver() throws(Faults) -> Outcome {
        let start = recordStart
        var lineEnd = lineFeed(from: start)
        while lineEnd == nil, !isAtEnd {
            recordStart = available
            try refill()
            lineEnd = lineFeed(from: 0)
        }
        position = lineEnd.map { $0 + 1 } ?? available
        nextLine = line + 1
        return .overlong
    }
}
