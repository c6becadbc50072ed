package import TopsliceFormats

extension OutputFile {
    /// What the file will hold.
    package var bytes: [UInt8] {
        switch content {
        case .bytes(let bytes): return bytes
        case .pieces(let produce):
            var bytes: [UInt8] = []
            do {
                try produce { bytes += $0 }
            } catch {
                preconditionFailure("\(name) was not written: \(error)")
            }
            return bytes
        }
    }
}
