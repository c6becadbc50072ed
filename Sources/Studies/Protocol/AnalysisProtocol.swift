/// The choices of an attribution as they were recorded before its outcome was seen.
package struct AnalysisProtocol: Sendable, Equatable {
    /// What kind of file it is, and which version of it.
    package static let form = "topslice protocol 3"

    /// What the study asks; nil where it says nothing.
    package var question: String?
    /// Every option with its value, in the order in which reports print them.
    package var options: [Choice]
    package var data: RecordedData
    /// SHA-256 of the study file; nil where only flags spoke.
    package var study: String?

    package struct Choice: Sendable, Equatable {
        package var name: String
        package var value: String

        package init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    /// The keys of its file.
    package enum Keys {
        package static let form = "protocol"
        package static let question = "question"
        package static let options = "options"
        package static let data = "data"
        package static let rows = "rows"
        package static let agencies = "agencies"
        package static let columns = "columns"
        package static let sha256 = "sha256"
        package static let hasOutcome = "outcome_in_file"
        package static let study = "study_sha256"
    }

    /// What a family is called that is to follow from the outcome.
    static let familyOfOutcome = "chosen from the outcome"

    /// The value of an option as far as it is a choice: what follows from the outcome is not.
    static func choice(_ name: String, _ value: String) -> Choice {
        Choice(
            name: name,
            value: name == "family" && value.hasSuffix("(\(familyOfOutcome))")
                ? familyOfOutcome : value
        )
    }
}

/// How an analysis kept to its protocol.
package struct ProtocolComparison: Sendable, Equatable, Codable {
    package let file: String
    /// SHA-256 of the protocol.
    package let sha256: String
    /// Whether the outcome was in the file that the protocol was made of.
    package let hadOutcome: Bool
    /// In the order of the protocol; empty where nothing is other than was recorded.
    package let deviations: [Deviation]

    package struct Deviation: Sendable, Equatable, Codable {
        package let subject: Subject
        /// Nil for what was not recorded, and not used.
        package let planned: String?
        package let used: String?
    }

    package enum Subject: Sendable, Equatable, Codable {
        case question
        case option(String)
        /// The columns that are no outcomes hold something else, though as many rows.
        case data
        case study
    }
}
