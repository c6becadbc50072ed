import Foundation

/// The folder of worked cases that is part of the package.
enum Datasets {
    static var games: String {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("datasets/games").path
    }
}
