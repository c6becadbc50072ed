/// Columns that name a person directly, known by their name; a cohort needs none of them.
enum DirectIdentifier {
    private static let names: Set<String> = [
        "name", "firstname", "forename", "forenames", "givenname", "middlename", "surname",
        "lastname", "familyname", "fullname", "personname", "clientname", "patientname",
        "nhsnumber", "nhsno", "nhsnum", "chinumber", "nino", "ninumber",
        "nationalinsurancenumber", "nationalinsuranceno", "passportnumber", "passportno",
        "postcode", "postalcode", "zipcode", "address", "homeaddress", "addressline1",
        "addressline2", "dob", "dateofbirth", "birthdate", "email", "emailaddress", "phone",
        "phonenumber", "telephone", "telephonenumber", "mobile", "mobilenumber",
    ]

    /// Whether a column is called so, whatever its letter case, spaces, underscores and hyphens.
    static func matches(_ column: String) -> Bool {
        var letters = ""
        for scalar in LookAlike.folded(column).unicodeScalars
        where scalar != " " && scalar != "_" && scalar != "-" && scalar != "." {
            letters.unicodeScalars.append(scalar)
        }
        return names.contains(letters)
    }
}
