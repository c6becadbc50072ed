import Testing

@testable import TopsliceCohortData

/// The words of a study, and what is no word.
@Suite struct StudyLabelsTests {
    private static let columns = """
        columns:
          got_housing: {type: binary}
          got_health: {type: binary}
          need: {type: integer, range: [0, 4]}
          band: {type: category, levels: [young, old]}

        """

    private func labels(_ text: String) throws -> StudyLabels {
        try Study.parse(Array((Self.columns + text).utf8), file: "study.yaml").labels
    }

    private func refusal(_ text: String) -> String {
        do {
            _ = try labels(text)
            return "accepted"
        } catch {
            return "\(error)"
        }
    }

    @Test func columnsAndLevelsHaveWords() throws {
        let labels = try labels(
            """
            labels:
              got_housing: Housing
              need: {label: Need, levels: {0: none, 4: very high}}
            question: Did it help?
            outcome_unit: days
            """
        )
        #expect(labels.name("got_housing") == "Housing")
        #expect(labels.quoted("got_housing") == "Housing")
        #expect(labels.name("got_health") == "got_health")
        #expect(labels.quoted("got_health") == "‘got_health’")
        #expect(labels.marked("got_health") == "'got_health'")
        #expect(labels.marked("need4:got_housing") == "Need: very high × Housing")
        #expect(labels.marked("need3") == "'need3'")
        #expect(labels.question == "Did it help?" && labels.unit == "days")
    }

    /// Whoever an outcome benefits is no column, and is read of all the same, in a strict study too.
    @Test func aBeneficiaryHasALabel() throws {
        let text = """
            strict: true
            columns: {saving: {type: number, unit: GBP, beneficiary: nhs}}
            labels: {nhs: Health board}
            """
        let study = try Study.parse(Array(text.utf8), file: "study.yaml")
        #expect(study.labels.name("nhs") == "Health board")
    }

    @Test(
        arguments: [
            (
                "labels: {got_housing: Help, got_health: Help}",
                "'Help' is the label of 'got_housing' too, so that nobody could tell them apart"
            ),
            ("labels: {got_housing: need}", "'need' is the name of another column"),
            ("labels: {got_housing: ''}", "is blank, expected words"),
            ("labels: {got_housing: \"a\\u0007b\"}", "holds characters that cannot be seen"),
            ("labels: {got_housing: \"a\\u202Eb\"}", "holds characters that cannot be seen"),
            ("question: \"a\\u001B[31m\"", "holds characters that cannot be seen"),
            ("labels: {got_housing: [a]}", "a list"),
            ("labels: {need: {levels: {5: huge}}}", "'5' is outside the column's range"),
            ("labels: {need: {levels: {x: huge}}}", "'x' is outside the column's range"),
            ("labels: {band: {levels: {yung: a}}}", "'yung' is not a level of the column"),
            ("labels: {got_housing: {levels: {2: a}}}", "a level is 0 or 1"),
            ("labels: {need: {levels: {1: a, 2: a}}}", "'a' is the label of another level too"),
            ("labels: {need: {lable: a}}", "unknown key"),
            ("labels: {age: {levels: {1: a}}}", "levels are named of a column that 'columns'"),
            ("strict: true\nlabels: {got_hosing: a}", "'got_hosing' is not a declared column"),
        ]
    )
    func whatIsNoLabelIsRefusedWhereItStands(text: String, message: String) {
        let refusal = refusal(text)
        #expect(refusal.contains(message), "\(refusal)")
        #expect(refusal.hasPrefix("study.yaml:"), "\(refusal)")
    }
}
