//! Help texts in both languages, and refusals of wrong usage.

use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Command, CommandFactory as _};

use crate::diagnostic::Lang;

use super::Cli;

/// English words: of commands by name, of arguments by `COMMAND.ARGUMENT` or `ARGUMENT`.
const ENGLISH: &[(&str, &str)] = &[
    ("sotay", "sotay (handbook): turns a folder of Markdown into a handbook for meetings and training"),
    ("init", "Make a new handbook with a small example"),
    ("new", "Make a new page from an archetype and print its path"),
    ("import", "Make drafts of Word files, plain text or Markdown"),
    ("build", "Build the handbook's site"),
    ("serve", "Preview the handbook in the browser; pages follow your edits"),
    ("check", "Check the handbook, write nothing"),
    ("print", "Print papers of pages as PDF or for Word"),
    ("pack", "Pack the papers of a meeting: agenda, script, material, minutes, score sheet"),
    ("list", "List the pages"),
    ("schema", "Print the JSON Schema of a kind's front matter"),
    ("lsp", "Serve a code editor (VS Code, Neovim …) over the Language Server Protocol"),
    ("explain", "Explain the code of a message"),
    ("config", "Print the settings and theme files in use"),
    ("clean", "Remove the site that was built"),
    ("completions", "Print completions for a shell"),
    ("root", "Folder of the handbook (default: this folder)"),
    ("output_dir", "Folder of the site (default: `output` in the handbook)"),
    ("base_url", "Address of publication, instead of `base_url` in sotay.yaml"),
    ("jobs", "Number of threads (default: the machine's cores)"),
    ("drafts", "Include drafts"),
    ("strict", "Count warnings as errors"),
    ("date", "Build as if today were this day (YEAR-MONTH-DAY)"),
    ("format", "Form of messages: human, json or github"),
    ("lang", "Language of messages: vi or en (default: the handbook's)"),
    ("init.dir", "Folder of the new handbook"),
    ("new.kind", "Kind of page: topic, agenda, directive …"),
    ("new.title", "Title of the page"),
    ("new.from", "Go on from a page, such as last month's agenda: its days and month move on, all else stays"),
    ("new.starts", "When the meeting starts (YEAR-MONTH-DAYTHOUR:MINUTE)"),
    ("new.set", "Fill in a key of the front matter, such as `unit=van-phong-a`; may be given several times"),
    ("new.folder", "Folder below `content/` (default: the section of that kind)"),
    ("import.files", "Files to import: .docx, .txt, .md"),
    ("import.kind", "Kind of page; guessed from the content where it is not given"),
    ("import.folder", "Folder below `content/` (default: the section of that kind)"),
    ("import.title", "Title of the page, instead of the one found in the file"),
    ("build.bundle", "Also put the site into one ZIP for a memory stick (default: beside the site, `output.zip`)"),
    ("print.items", "Pages to print: paths below `content/`, or a whole folder"),
    ("print.paper", "Only this paper: chuong-trinh, bien-ban, giay-moi, kich-ban …"),
    ("print.org_type", "Only papers made for this kind of organisation (its id in sotay.yaml)"),
    ("print.book", "Print the whole handbook as one book: so-tay.pdf"),
    ("print.form", "Form of the files: PDF to print and keep, docx to go on writing in Word"),
    ("print.to", "Folder for the files (default: this folder)"),
    ("pack.agendas", "Agendas: paths below `content/`, or a whole folder"),
    ("pack.to", "Folder for the ZIP and PDF files (default: this folder)"),
    ("port", "Port of the server (default: 1930, or the next that is free)"),
    ("open", "Open the browser"),
    ("lan", "Let machines of the same network read along; with a QR code"),
    ("serve.edit", "Let authors edit in the browser, at an address with a token of this run"),
    ("poll", "Look for changed files again and again, for network drives or virtual machines that tell no changes"),
    ("list.kind", "Only pages of this kind"),
    ("list.stale", "Only pages past their review date, or that cite replaced directives"),
    ("list.coverage", "Which kind of organisation lacks what"),
    ("list.json", "As a JSON array"),
    ("schema.all", "All kinds and the settings, as files in the folder `--to`"),
    ("schema.to", "Folder of the files (default: this folder)"),
    ("schema.kind", "Kind of page, or `settings` for sotay.yaml"),
    ("explain.code", "Code or name, such as S110; without it all codes are listed"),
    ("completions.shell", "Shell: bash, zsh, fish, powershell, elvish"),
    ("help", "Print help"),
    ("version", "Print version"),
];

fn english(key: &str) -> Option<&'static str> {
    ENGLISH.iter().find(|(name, _)| *name == key).map(|(_, text)| *text)
}

/// Returns the command line with its words in `lang`.
pub(super) fn command(lang: Lang) -> Command {
    let mut command = Cli::command();
    // Global options reach the subcommands only when the command is built.
    command.build();
    dress(command, lang)
}

fn dress(mut command: Command, lang: Lang) -> Command {
    let name = command.get_name().to_owned();
    let (usage, options, arguments, commands) = match lang {
        Lang::Vi => ("Cách dùng", "Tùy chọn", "Tham số", "Lệnh"),
        Lang::En => ("Usage", "Options", "Arguments", "Commands"),
    };
    command = command
        .subcommand_help_heading(commands)
        .help_template(format!("{{about}}\n\n{usage}: {{usage}}\n\n{{all-args}}\n"))
        .mut_args(|argument| {
            let heading = if argument.is_positional() { arguments } else { options };
            let id = argument.get_id().as_str().to_owned();
            let text = match (lang, id.as_str()) {
                (Lang::En, _) => english(&format!("{name}.{id}")).or_else(|| english(&id)),
                (Lang::Vi, "help") => Some("In phần hướng dẫn này"),
                (Lang::Vi, "version") => Some("In số phiên bản"),
                (Lang::Vi, _) => None,
            };
            let argument = argument.help_heading(heading).hide_possible_values(true).hide_default_value(true);
            match text {
                Some(text) => argument.help(text).long_help(None::<&str>),
                None => argument,
            }
        });
    if lang == Lang::En
        && let Some(about) = english(&name)
    {
        command = command.about(about);
    }
    let names: Vec<String> = command.get_subcommands().map(|inner| inner.get_name().to_owned()).collect();
    for inner in names {
        command = command.mut_subcommand(inner, |inner| dress(inner, lang));
    }
    command
}

/// Prints help, the version, or why the arguments are refused.
pub(super) fn refuse(error: &clap::Error, lang: Lang) -> ExitCode {
    use std::io::Write as _;
    match (error.kind(), lang) {
        (ErrorKind::DisplayHelp | ErrorKind::DisplayVersion, _) => {
            let _ = writeln!(std::io::stdout(), "{}", error.to_string().trim_end());
            ExitCode::SUCCESS
        }
        (ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand, _) | (_, Lang::En) => {
            let _ = writeln!(std::io::stderr(), "{}", error.to_string().trim_end());
            ExitCode::from(2)
        }
        (kind, Lang::Vi) => {
            let _ = writeln!(std::io::stderr(), "lỗi: {}\n\nXem `sotay --help`.", vietnamese(kind, error));
            ExitCode::from(2)
        }
    }
}

fn vietnamese(kind: ErrorKind, error: &clap::Error) -> String {
    let value = |kind: ContextKind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        _ => String::new(),
    };
    let argument = value(ContextKind::InvalidArg);
    let near = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue]
        .into_iter()
        .map(value)
        .find(|text| !text.is_empty())
        .map_or_else(String::new, |text| format!("; có phải là `{text}`?"));
    #[expect(clippy::wildcard_enum_match_arm, reason = "the kinds are the library's; others keep its words")]
    match kind {
        ErrorKind::UnknownArgument => format!("không có tùy chọn `{argument}`{near}"),
        ErrorKind::InvalidSubcommand => format!("không có lệnh `{}`{near}", value(ContextKind::InvalidSubcommand)),
        ErrorKind::MissingRequiredArgument => format!("thiếu {argument}"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let valid = value(ContextKind::ValidValue);
            let valid = if valid.is_empty() { valid } else { format!("; dùng: {valid}") };
            format!("giá trị `{}` không hợp cho {argument}{near}{valid}", value(ContextKind::InvalidValue))
        }
        _ => error.to_string().trim_start_matches("error: ").trim().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Names of everything that help shows.
    fn keys(command: &Command, out: &mut Vec<String>) {
        out.push(command.get_name().to_owned());
        for argument in command.get_arguments() {
            let id = argument.get_id().as_str();
            let full = format!("{}.{id}", command.get_name());
            out.push(if english(&full).is_some() { full } else { id.to_owned() });
        }
        for inner in command.get_subcommands() {
            keys(inner, out);
        }
    }

    #[test]
    fn everything_in_help_has_english_words() {
        let mut command = Cli::command();
        command.build();
        let mut found = Vec::new();
        keys(&command, &mut found);
        let missing: Vec<&String> = found.iter().filter(|key| english(key).is_none()).collect();
        assert!(missing.is_empty(), "{missing:?}");
        let unused: Vec<&str> =
            ENGLISH.iter().map(|(key, _)| *key).filter(|key| !found.iter().any(|f| f == key)).collect();
        assert!(unused.is_empty(), "{unused:?}");
    }
}
