/// Counts the rows that are not handed on by the values of some 0/1 columns, as they are read.
///
/// One object a parser.
final class AbsentRows {
    /// Where the values of each arm stand in a block.
    private let slots: [Int]
    /// Columns of the file that the row being read lacks.
    private var lacking: [Int] = []
    private(set) var excluded: [ArmCount]
    private(set) var withoutWeight: [ArmCount]
    /// By column of the file, the rows that lack it, by arm.
    private(set) var byColumn: [[ArmCount]]

    init(slots: [Int], columnCount: Int) {
        self.slots = slots
        excluded = slots.map { _ in ArmCount() }
        withoutWeight = excluded
        byColumn = [[ArmCount]](repeating: excluded, count: columnCount)
    }

    /// Notes that the row being read lacks a column; its place in the block must hold NaN.
    func note(column: Int) { lacking.append(column) }

    /// Counts the row at `place`, which stands for so many people and lacks what was noted.
    ///
    /// - `missing`: by column, rows that lack it, where this one was counted once; takes its other people.
    func countIncomplete(
        _ place: UnsafePointer<Double>,
        stride: Int,
        people: Int,
        missing: UnsafeMutablePointer<Int>
    ) {
        for (arm, slot) in slots.enumerated() {
            let value = place[slot * stride]
            excluded[arm].count(value, people: people)
            for column in lacking { byColumn[column][arm].count(value, people: people) }
        }
        for column in lacking { missing[column] += people - 1 }
        lacking.removeAll(keepingCapacity: true)
    }

    /// Counts a complete row of weight zero, which stands for so many people.
    func countWeightless(_ place: UnsafePointer<Double>, stride: Int, people: Int) {
        for (arm, slot) in slots.enumerated() {
            withoutWeight[arm].count(place[slot * stride], people: people)
        }
    }
}
