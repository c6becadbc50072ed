/// A 0/1 field: `0` or `1`, also with a fraction of noughts (`1.0`, `0.000`), as pandas writes the whole
/// numbers of a column with gaps. Nothing else: not `yes`, `TRUE`, `01` or `-0`.
enum BinaryField {
    static func parse(_ bytes: FieldBytes) -> Bool? {
        guard let first = bytes.first, first == .zero || first == .zero + 1 else { return nil }
        if bytes.count > 1 {
            guard bytes.count > 2, bytes[1] == .point else { return nil }
            for index in 2..<bytes.count where bytes[index] != .zero {
                return nil
            }
        }
        return first != .zero
    }
}
