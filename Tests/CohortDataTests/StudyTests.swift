import Testing
import TopsliceRecords

import TopsliceOptions
@testable import TopsliceCohortData

@Suite struct StudyTests {
    private func parse(_ text: String) throws -> Study {
        try Study.parse(Array(text.utf8), file: "study.yaml")
    }

    @Test func theExampleStudyIsReadAsItIsWritten() throws {
        let study = try Fixture.cohortStudy
        #expect(study.isStrict)
        #expect(study.columns.map(\.name).joined(separator: ",") == Fixture.cohortHeader)
        let types: [ColumnType] = [
            .id, .category, .integer, .integer, .binary, .date, .date, .binary,
        ]
        #expect(study.columns.map(\.type) == types)
        #expect(study.column("need")?.range == .integer(0, 4))
        // 1990-01-01 and 2100-01-01, days after 1970-01-01 by `date -d … +%s` / 86400.
        #expect(study.column("index_date")?.range == .date(7_305, 47_482))
        #expect(study.column("outcome_date")?.after == "index_date")
        #expect(study.column("outcome")?.allowsMissing == true)
        #expect(study.column("need")?.allowsMissing == false)
        #expect(study.column("area")?.allowsMissing == true)
        #expect(study.analysis.outcome == "outcome")
        #expect(study.analysis.covariates == ["need", "prior", "area", "outcome_before"])
        #expect(study.delimiter == .comma)
    }

    @Test func everyOptionOfAnAnalysisCanStandInAStudy() throws {
        let study = try parse(
            """
            delimiter: tab
            missing_codes: ["-9", NA]
            allow_identifiers: [postcode]
            outcome: y
            before: y0
            agencies: [a, b]
            covariates: [need, age]
            categorical: [need]
            cluster: area
            weights: w
            family: poisson
            interactions: none
            agency_by: [need]
            columns:
              cost: {type: money, range: [-100.00, none], missing_codes: [n/a]}
              kind: {type: category, levels: [x, "y z"], missing: refused}
              case: {type: id, unique: false}
            """
        )
        let analysis = StudyAnalysis(
            outcome: "y",
            before: "y0",
            agencies: ["a", "b"],
            covariates: ["need", "age"],
            categorical: ["need"],
            cluster: "area",
            weights: "w",
            family: .poisson,
            interactions: .separate,
            agencyBy: ["need"]
        )
        #expect(study.analysis == analysis)
        #expect(study.delimiter == .tab)
        #expect(study.missingCodes == ["-9", "NA"])
        #expect(study.column("cost")?.range == .money(-10_000, nil))
        #expect(study.column("kind")?.levels == ["x", "y z"])
        #expect(study.column("case")?.isUnique == false)
    }

    @Test func flagsWinOverTheStudy() {
        let study = StudyAnalysis(outcome: "y", agencies: ["a"], family: .poisson)
        let flags = StudyAnalysis(agencies: ["b", "c"], cluster: "area")
        let both = flags.over(study)
        #expect(both.outcome == "y")
        #expect(both.agencies == ["b", "c"])
        #expect(both.cluster == "area")
        #expect(both.family == .poisson)
        #expect(both.filled.shrinkage == .standard)
    }

    /// A bad study beside its exact message.
    @Test(arguments: [
        ("colums: {}", "study.yaml:1:1: key 'colums': unknown key; did you mean 'columns'?"),
        ("strict: yes", "study.yaml:1:9: key 'strict': 'yes', expected true or false"),
        (
            "columns: {a: {type: int}}",
            "study.yaml:1:21: key 'columns.a.type': 'int', expected one of id, binary, integer, "
                + "number, money, category, date"
        ),
        (
            "columns: {a: {range: [0, 1]}}",
            "study.yaml:1:14: key 'columns.a.type': the key is missing"
        ),
        (
            "columns: {a: {type: integer, range: [4, 0]}}",
            "study.yaml:1:37: key 'columns.a.range': the least value is above the greatest"
        ),
        (
            "columns: {a: {type: date, range: [1990-02-30, none]}}",
            "study.yaml:1:35: key 'columns.a.range[0]': not a limit for the type date"
        ),
        (
            "columns: {a: {type: integer, levels: [x]}}",
            "study.yaml:1:38: key 'columns.a.levels': goes only with the type category or binary, not integer"
        ),
        (
            "columns: {a: {type: date, after: b}, c: {type: date}}",
            "study.yaml:1:34: key 'columns.a.after': expected another column of type date; "
                + "did you mean 'c'?"
        ),
        (
            "strict: true\noutcome: outcom\ncolumns: {outcome: {type: binary}}",
            "study.yaml:2:10: key 'outcome': 'outcom' is not a declared column; did you mean 'outcome'?"
        ),
        (
            "agencies: [a]\ncolumns: {a: {type: number}}",
            "study.yaml:1:12: key 'agencies[0]': the column 'a' is of type number, expected binary"
        ),
        (
            "outcome: y\ncovariates: [x, y]",
            "study.yaml:2:17: key 'covariates[1]': the outcome cannot stand here too"
        ),
        (
            "agencies: [a, a]",
            "study.yaml:1:15: key 'agencies[1]': the column 'a' is named twice"
        ),
        (
            "delimiter: x",
            "study.yaml:1:12: key 'delimiter': 'x', expected one of comma, semicolon, tab, pipe"
        ),
        (
            "family: logit",
            "study.yaml:1:9: key 'family': 'logit', expected one of gaussian, binomial, poisson, gamma, fractional, two-part"
        ),
        (
            "agencies: [a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, b0, b1, b2, b3, b4, b5, b6]",
            "study.yaml:1:11: key 'agencies': 17 agencies, at most 16 can be attributed"
        ),
    ])
    func aBadStudySaysWhatAndWhere(_ text: String, _ message: String) throws {
        let error = #expect(throws: StudyError.self) { try parse(text) }
        #expect(error?.messages.first == message)
    }

    @Test func everyFaultOfAStudyIsFoundAtOnce() throws {
        let text = "strict: maybe\nfamily: logit\ncolumns:\n  a: {type: int}\n  b: {tpye: id}\n"
        let error = #expect(throws: StudyError.self) { try parse(text) }
        #expect(error?.messages.count == 5)
    }
}
