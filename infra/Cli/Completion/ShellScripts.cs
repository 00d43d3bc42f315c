using McpInfra.Printing;

namespace McpInfra.Cli.Completion;

/// <summary>
/// What each shell runs at a press of the tab key: it asks the program, by the directive of System.CommandLine, with what is
/// typed up to the cursor. Where the program has nothing to say the shell completes names of files.
/// </summary>
internal static class ShellScripts
{
    public static IReadOnlyDictionary<string, Words> All { get; } = new Dictionary<string, Words>
    {
        // A colon ends a word for bash, so what stands before it in the same word is taken off again.
        ["bash"] = Words.Own("""
            # In ~/.bashrc: source <(mcp-infra completion bash)
            _mcp_infra() {
                local typed="${COMP_LINE:0:COMP_POINT}" IFS=$'\n' word ended
                word="${typed##*[[:space:]]}"
                ended="${word%"${COMP_WORDS[COMP_CWORD]}"}"
                COMPREPLY=($(compgen -W "$(mcp-infra "[suggest]" "${typed#*[[:space:]]}" 2>/dev/null)" -- "$word"))
                COMPREPLY=("${COMPREPLY[@]#"$ended"}")
            }
            complete -o default -F _mcp_infra mcp-infra
            """),
        ["zsh"] = Words.Own("""
            #compdef mcp-infra
            # In ~/.zshrc, after compinit: source <(mcp-infra completion zsh)
            _mcp_infra() {
                local -a found
                found=(${(f)"$(mcp-infra "[suggest]" "${(j: :)words[2,CURRENT]}" 2>/dev/null)"})
                if (( $#found )); then compadd -- $found; else _files; fi
            }
            compdef _mcp_infra mcp-infra
            """),
        ["fish"] = Words.Own("""
            # In ~/.config/fish/config.fish: mcp-infra completion fish | source
            function __mcp_infra
                set --local found (mcp-infra "[suggest]" (commandline --cut-at-cursor | string replace --regex '^\s*\S+\s' '') 2>/dev/null)
                if set --query found[1]
                    printf '%s\n' $found
                else
                    __fish_complete_path (commandline --current-token)
                end
            end
            complete --command mcp-infra --no-files --arguments '(__mcp_infra)'
            """),
        ["pwsh"] = Words.Own("""
            # In $PROFILE: mcp-infra completion pwsh | Out-String | Invoke-Expression
            Register-ArgumentCompleter -Native -CommandName mcp-infra -ScriptBlock {
                param($word, $line, $position)
                $typed = $line.ToString().PadRight($position).Substring(0, $position) -replace '^\s*\S+\s', ''
                mcp-infra "[suggest]" $typed | Where-Object { $_ -like "$word*" } | ForEach-Object { [System.Management.Automation.CompletionResult]::new($_) }
            }
            """),
    };
}
