import Foundation
import Testing

/// What the shells offer where a line is being typed, as the shells themselves say once they have loaded the scripts.
///
/// A shell that is not installed is left out; `theScriptsAreWellFormed` holds everywhere.
@Suite struct CompletionTests {
    enum Shell: String, CaseIterable, Sendable {
        case bash, zsh, fish

        var isInstalled: Bool {
            ["/bin/", "/usr/bin/", "/usr/local/bin/"].contains {
                FileManager.default.isExecutableFile(atPath: $0 + rawValue)
            }
        }

        /// The name under which the shell finds the script.
        var file: String { self == .zsh ? "_topslice" : "script" }

        /// A program of the shell that prints the candidates for `$LINE`, whose last word is `$WORD` behind `$BEFORE`.
        var program: String {
            switch self {
            case .bash:
                """
                source ./script
                read -ra COMP_WORDS <<<"$LINE"
                [[ -z $WORD ]] && COMP_WORDS+=("")
                COMP_CWORD=$((${#COMP_WORDS[@]} - 1)) COMP_LINE=$LINE COMP_POINT=${#LINE}
                complete -p topslice >/dev/null || exit 1
                _topslice topslice "$WORD" "$BEFORE"
                printf '%s\\n' "${COMPREPLY[@]}"
                """
            case .zsh:
                // The line is typed at a terminal of its own; what is added to the list is kept.
                """
                zmodload zsh/zpty
                zpty terminal zsh -f -i
                zpty -w terminal "PROMPT= RPROMPT=; fpath=($PWD \\$fpath); autoload -Uz compinit; compinit -u -D"
                zpty -w terminal 'compadd() {
                    if [[ ${@[1,(i)(-|--)]} == *-(O|A|D)\\ * ]]; then builtin compadd "$@"; return; fi
                    local -a found; builtin compadd -A found "$@"; print -rl -- $found >>candidates
                    builtin compadd "$@"
                }; print READY-$((40 + 2))'
                while zpty -r terminal line; do [[ $line == *READY-42* ]] && break; done
                zpty -n -w terminal "$LINE"$'\\t'$'\\C-u'"print END-\\$((40 + 2))"$'\\n'
                while zpty -r terminal line; do [[ $line == *END-42* ]] && break; done
                zpty -d terminal
                cat candidates
                """
            case .fish:
                """
                source ./script
                complete -C "$LINE" | string split -f1 \\t
                """
            }
        }

        func candidates(for line: String) throws -> [String] {
            // A terminal on a busy machine may take the keys before the shell reads them; what it offers is the same each time.
            for _ in 0..<3 {
                let offered = try offered(for: line)
                if !offered.isEmpty { return offered }
            }
            return []
        }

        private func offered(for line: String) throws -> [String] {
            try Command.withFolder { folder in
                let script = try Command.run(["--generate-completion-script", rawValue])
                #expect(script.exitCode == 0)
                for (name, text) in [(file, script.output), ("program", program)] {
                    try Data(text.utf8).write(to: folder.appendingPathComponent(name))
                }
                let words = line.split(separator: " ", omittingEmptySubsequences: false)
                let outcome = try Command.shell(
                    self == .fish ? "fish --no-config program" : "\(rawValue) program",
                    in: folder,
                    environment: [
                        "LINE": line, "WORD": String(words[words.count - 1]),
                        "BEFORE": String(words[words.count - 2]), "HOME": folder.path,
                        "TERM": "xterm",
                    ]
                )
                return outcome.output.split(separator: "\n").map {
                    $0.trimmingCharacters(in: .whitespaces)
                }
            }
        }
    }

    static let installed = Shell.allCases.filter(\.isInstalled)

    @Test func oneShellAtLeastIsHere() { #expect(!Self.installed.isEmpty) }

    @Test(arguments: installed)
    func theWordsOfAChoiceAreOffered(_ shell: Shell) throws {
        let offered = try shell.candidates(for: "topslice apportion --method ")
        #expect(
            Set(offered).isSuperset(
                of: ["hamilton", "webster", "hill", "dean", "jefferson", "adams"]
            )
        )
        #expect(!offered.contains("british"))
    }

    @Test(arguments: installed)
    func commandsAndFlagsAreOffered(_ shell: Shell) throws {
        #expect(try shell.candidates(for: "topslice appo").contains { $0.hasPrefix("apportion") })
        let flags = try shell.candidates(for: "topslice apportion --am")
        #expect(flags.contains { $0.hasPrefix("--amount") })
        #expect(flags.contains { $0.hasPrefix("--amount-style") })
        #expect(!flags.contains { $0.hasPrefix("--family") })
    }

    /// Quotes are closed on the line they are opened on, in scripts no shell here may be able to load.
    @Test(arguments: [Shell.zsh, .fish])
    func theScriptsAreWellFormed(_ shell: Shell) throws {
        let script = try Command.run(["--generate-completion-script", shell.rawValue]).output
        var seen = 0
        for line in script.split(separator: "\n") {
            let text = line.trimmingCharacters(in: .whitespaces)
            guard text.hasPrefix(shell == .zsh ? "'-" : "complete -c ") else { continue }
            seen += 1
            var isQuoted = false
            var isEscaped = false
            for letter in text {
                if isEscaped {
                    isEscaped = false
                } else if letter == "\\" {
                    isEscaped = true
                } else if letter == "'" {
                    isQuoted.toggle()
                }
            }
            #expect(!isQuoted, "\(text)")
        }
        #expect(seen > 100)
    }
}
