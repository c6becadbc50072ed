internal import TopsliceFormats

/// The self-contained PySpark program that does a job.
package struct SparkProgram: Sendable {
    /// The text of the program, in UTF-8.
    package let bytes: [UInt8]

    /// What stands in the text in place of the plan.
    private static let mark = Array("@PLAN@".utf8)

    /// - Throws: where Spark cannot do it.
    package init(_ job: SparkJob) throws(SparkError) {
        try job.check()
        let text = PackageResources.topslice_spark_py
        guard let place = Self.place(of: Self.mark, in: text) else {
            preconditionFailure("the program of \(text.count) bytes has no place for a plan")
        }
        // In JSON three quotes never stand side by side, which end the text in the program.
        bytes =
            text[..<place] + SparkPlan.json(job).bytes()
            + text[(place + Self.mark.count)...]
    }

    private static func place(of mark: [UInt8], in text: [UInt8]) -> Int? {
        (0...(text.count - mark.count)).first { text[$0...].starts(with: mark) }
    }
}
