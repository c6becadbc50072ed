import TopsliceSharing
import TopsliceStudies
import TopsliceReports

/// What a command prints on a terminal.
enum GameReportText {
    static func terminal(_ run: GameRun) -> String {
        GameReport(run, provenance: noProvenance).terminalText
    }
}
