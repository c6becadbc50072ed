internal import CTopsliceZip

/// The parts of a ZIP archive in memory, checked before any is unpacked.
///
/// libzip does the unpacking and checks each part's CRC; everything of which an archive could make a weapon (paths out
/// of it, two parts of one name, sizes) is refused here. Not shared between threads.
final class ZipArchive {
    private let archive: OpaquePointer
    /// Freed with the archive that reads from it.
    private let bytes: UnsafeMutableRawBufferPointer
    private let limits: ArchiveLimits
    private let numbers: [String: UInt64]
    /// In the order of the archive.
    let names: [String]
    private var unpacked = 0

    /// - Throws: where it is no archive, damaged, encrypted, or beyond the limits.
    init(_ source: [UInt8], limits: ArchiveLimits) throws(WorkbookTrouble) {
        let bytes = UnsafeMutableRawBufferPointer.allocate(
            byteCount: max(1, source.count),
            alignment: 16
        )
        bytes.copyBytes(from: source)
        guard
            let buffer = zip_source_buffer_create(
                bytes.baseAddress,
                UInt64(source.count),
                0,
                nil
            )
        else {
            bytes.deallocate()
            throw .damaged
        }
        guard let archive = zip_open_from_source(buffer, ZIP_RDONLY, nil) else {
            zip_source_free(buffer)
            bytes.deallocate()
            throw .damaged
        }
        self.bytes = bytes
        self.archive = archive
        self.limits = limits
        do throws(WorkbookTrouble) {
            (names, numbers) = try Self.parts(of: archive, limits)
        } catch {
            zip_discard(archive)
            bytes.deallocate()
            throw error
        }
    }

    deinit {
        zip_discard(archive)
        bytes.deallocate()
    }

    private static func parts(
        of archive: OpaquePointer,
        _ limits: ArchiveLimits
    ) throws(WorkbookTrouble) -> ([String], [String: UInt64]) {
        let count = zip_get_num_entries(archive, 0)
        guard count >= 0, count <= Int64(limits.parts) else {
            throw .tooManyParts(limit: limits.parts)
        }
        var names: [String] = []
        var numbers: [String: UInt64] = [:]
        var total = 0
        for number in 0..<UInt64(count) {
            var entry = zip_stat_t()
            zip_stat_init(&entry)
            guard zip_stat_index(archive, number, 0, &entry) == 0, let text = entry.name else {
                throw .damaged
            }
            let name = String(cString: text)
            guard isInside(name) else { throw .partOutside }
            // Names of parts do not differ by capitals alone (ECMA-376 part 2, 6.2.2.3).
            guard numbers.updateValue(number, forKey: name.lowercased()) == nil else {
                throw .partTwice
            }
            guard entry.encryption_method == UInt16(ZIP_EM_NONE) else { throw .password }
            guard [ZIP_CM_STORE, ZIP_CM_DEFLATE].contains(Int32(entry.comp_method)) else {
                throw .unknownPacking
            }
            guard entry.size <= UInt64(limits.bytes) else { throw .tooLarge(limit: limits.bytes) }
            total += Int(entry.size)
            guard total <= limits.bytes else { throw .tooLarge(limit: limits.bytes) }
            if entry.size > UInt64(limits.smallPart),
                entry.size / max(1, entry.comp_size) > UInt64(limits.ratio)
            {
                throw .packedTooTightly(ratio: limits.ratio)
            }
            names.append(name)
        }
        return (names, numbers)
    }

    /// Whether a part's name stays within the archive, however a program would unpack it.
    private static func isInside(_ name: String) -> Bool {
        guard !name.isEmpty, !name.hasPrefix("/"), !name.contains("\\"), !name.contains(":"),
            !name.utf8.contains(where: { $0 < 0x20 })
        else { return false }
        return !name.split(separator: "/", omittingEmptySubsequences: false).contains("..")
    }

    func has(_ name: String) -> Bool { numbers[name.lowercased()] != nil }

    /// Unpacks a part in pieces.
    ///
    /// - Throws: where it is damaged or holds more than the archive states.
    func read(
        _ name: String,
        _ take: (UnsafeRawBufferPointer) throws(WorkbookTrouble) -> Void
    ) throws(WorkbookTrouble) {
        guard let number = numbers[name.lowercased()] else { throw .partMissing(part: name) }
        guard let file = zip_fopen_index(archive, number, 0) else { throw .damaged }
        defer { zip_fclose(file) }
        let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
        defer { block.deallocate() }
        while true {
            let count = zip_fread(file, block.baseAddress, UInt64(block.count))
            guard count >= 0 else { throw .damaged }
            if count == 0 { return }
            unpacked += Int(count)
            // Sizes stated in the archive may lie; a sheet may be read twice, once to find the table.
            guard unpacked <= 2 * limits.bytes else { throw .tooLarge(limit: limits.bytes) }
            try take(UnsafeRawBufferPointer(rebasing: block[..<Int(count)]))
        }
    }

    /// The whole of a small part.
    func bytes(of name: String) throws(WorkbookTrouble) -> [UInt8] {
        var all: [UInt8] = []
        try read(name) { (piece) throws(WorkbookTrouble) in all.append(contentsOf: piece) }
        return all
    }
}
