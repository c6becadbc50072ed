package import TopsliceAttribution
package import TopsliceMoments

/// What is wrong with one or several files of moments.
package struct MomentsRefusal: Error, CustomStringConvertible {
    package enum Cause: Equatable, Sendable {
        case file(MomentsFileError)
        case unreadable(EvaluationError)
        case merge(MomentsMergeError, file: String)
        case seal(MomentsSealError, file: String)
        /// The files do not hold what is asked for.
        case attribution(MomentsAttributionError, file: String)
    }

    package let causes: [Cause]

    package init(_ causes: [Cause]) { self.causes = causes }

    package var description: String {
        causes.map { cause in
            switch cause {
            case .file(let error): error.description
            case .unreadable(let error): error.description
            case .merge(let error, let file): "'\(file)': \(error)"
            case .seal(let error, let file): "'\(file)' cannot be sealed: \(error)"
            case .attribution(let error, let file): "'\(file)': \(error)"
            }
        }.joined(separator: "\n")
    }
}
