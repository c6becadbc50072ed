import TopsliceExactArithmetic
internal import TopsliceFormats
import TopsliceFunds
import TopsliceRecords

extension AgreementNotice {
    /// With its place, as a checker prints it.
    var placedWords: String { "\(place): \(words)" }

    /// With its place where the words make no sense without: of a sheet.
    ///
    /// - Parameter agreement: whose partners are named.
    func wordsForSignatory(_ names: FileNames, _ agreement: Agreement) -> String {
        guard case .sheet = subject else {
            return words {
                let name = agreement.partnerName(of: $0)
                return name == $0 ? "'\($0)'" : name
            }
        }
        return "\(names.said(place.description)): \(words)"
    }

    /// In words for a signatory, with partners by their identifiers.
    var words: String { words { "'\($0)'" } }

    private func words(_ partnerName: (String) -> String) -> String {
        switch subject {
        case .unusedRiskClause(let id): "risk clause '\(id)' has no effect: no line names it"
        case .unusedSavingsShare(let id):
            "savings share '\(id)' has no effect: no saving or clause names it"
        case .unusedOutcome(let id): "outcome '\(id)' moves no money: no payment names it"
        case .unusedPartner(let id):
            "partner '\(id)' has no part in the agreement: no clause or line names it"
        case .unusedPhase(let id):
            "phase '\(id)' has no effect: no budget, contribution or clause is its own"
        case .unusedLink(let prime, let sub):
            "what '\(prime)' passes on to '\(sub)' has no effect: nothing is paid to '\(prime)'"
        case .measuredWithoutWeight(let share):
            "the measured shares of '\(share)' have no effect: their weight is 0"
        case .agreedWithoutWeight(let share):
            "the agreed shares of '\(share)' have no effect: the measured ones weigh 1"
        case .columnWithoutEffect(let column, let table):
            "column '\(column)' of '\(table)' has no effect: shares follow from the values alone"
        case .limitWithoutPart(let key, let partner):
            "'\(key)' of '\(partner)' has no effect: it has no part in what is shared"
        case .underspendsAlreadyNetted(let clause):
            "\(clause): the source 'underspends' has no effect: 'apply: net' has used them before"
        case .noAlignedMoney:
            "'include_aligned' has no effect: no contribution is aligned"
        case .orientationWithoutEffect(let rule):
            "'orientation' has no effect: \(rule) gives the same shares either way"
        case .leapAnniversary(let contribution, let phases):
            "contribution '\(contribution)' grows each year from 29 February; in years without that day "
                + "the anniversary is 1 March"
                + (phases.isEmpty
                    ? ""
                    : ", so phase \(phases.map { "'\($0)'" }.joined(separator: ", ")), which begins on 28 "
                        + "February, comes a day before it and does not grow by that year")
        case .unlimitedAME(let saving):
            "saving '\(saving)' falls on AME and no attributable saving is stated, so payments charged "
                + "to AME are not limited by it"
        case .savingMayBeNothing(let beneficiary, let file, let confidence):
            "the saving of \(partnerName(beneficiary)) measured in '\(file)' cannot be told from nothing: its \(confidence) interval holds zero"
        case .harmMeasured(let partner, let share):
            "the measured share of \(partnerName(partner)) in '\(share)' is below zero: harm was measured, so it "
                + "pays"
        case .withdrawnBeforeStart(let people, let all):
            "\(people) of \(all) personal budgets were withdrawn before their first day and are "
                + "refunded in full"
        case .withoutConsent(let people, let all):
            "\(people) of \(all) personal budgets are not pooled, because no consent is recorded"
        case .clause(let id, let notice): notice.words(id)
        case .sheet(let kind): kind.words
        case .evidence(let caution): caution.words(partnerName)
        }
    }
}

extension MeasuredEvidence.Caution {
    /// - Parameter partnerName: how a partner is called.
    func words(_ partnerName: (String) -> String) -> String {
        switch self {
        case .withoutIntervals(let file):
            "'\(file)' states no intervals: its shares come without their uncertainty"
        case .cannotBeToldFromNothing(let partners, let beneficiary, let file, let confidence):
            "the contribution\(partners.count == 1 ? "" : "s") of \(Words.list(partners.map(partnerName)))"
                + (beneficiary.map { " to what \(partnerName($0)) saved," } ?? "")
                + " measured in '\(file)' cannot be told from nothing: "
                + (partners.count == 1
                    ? "its \(confidence) interval holds zero"
                    : "their \(confidence) intervals hold zero")
        case .extrapolated(let count, let all, let file, let people):
            "\(count) of the \(all) coalitions behind '\(file)' have no support in the data for "
                + (people.map {
                    "up to " + ($0 * 100).decimal(places: 1, rounding: .nearestOrAwayFromZero) + "%"
                } ?? "an unstated part") + " of the people: their values are extrapolated"
        case .quoted(let warning, let file): "'\(file)': \(warning.text)"
        }
    }
}
