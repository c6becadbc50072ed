internal import TopsliceRecords

extension TableNotice {
    /// With its place, as reports say files.
    var placedWords: String { "\(FileNames().said("\(place)")): \(kind.words)" }
}
