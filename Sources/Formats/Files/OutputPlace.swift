/// A place that a run writes to: claimed, prepared beside it, shown in one step.
protocol OutputPlace: AnyObject {
    /// Whether the step that shows it can be taken back; those that cannot are shown last.
    var canBeUndone: Bool { get }

    /// Refuses a place that one of these files has.
    func check(against inputs: Set<FileSystem.Identity>) throws(OutputError)

    /// Writes everything in full where nobody looks, and has it put on the disk.
    func prepare(_ files: [OutputFile]) throws

    /// Shows what was prepared, whole.
    func commit() throws(OutputError)

    /// Takes `commit` back.
    func undo()

    /// Removes what stood there before, or what was prepared and not shown.
    func finish() throws(OutputError)
}
