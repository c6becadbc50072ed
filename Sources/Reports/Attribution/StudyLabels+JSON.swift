internal import TopsliceFormats
import TopsliceCohortData

extension StudyLabels {
    /// Labels by the name of their column; null for a study without words of its own.
    var json: JSONValue {
        guard !isEmpty else { return .null }
        return [
            "question": .optional(question),
            "unit": .optional(unit),
            "columns": .object(
                columns.compactMap { one in one.label.map { .init(one.name, .string($0)) } }
            ),
            "levels": .object(
                columns.filter { !$0.levels.isEmpty }.map { one in
                    .init(
                        one.name,
                        .object(one.levels.map { .init($0.name, .string($0.label)) })
                    )
                }
            ),
        ]
    }
}
