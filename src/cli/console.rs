//! Printing: results to standard output, the rest to standard error.

use std::env;
use std::io::{self, IsTerminal as _, Write as _};
use std::path::PathBuf;

use crate::diagnostic::print::{self, Format, Style};
use crate::diagnostic::{Diagnostic, Lang, Severity, SourceFile};
use crate::source;
use crate::theme;

use super::global::Global;
use super::progress::Bar;

/// Largest file read for an excerpt, in bytes.
const EXCERPT: u64 = 64 * 1024 * 1024;

/// Where and how to print.
#[derive(Debug)]
pub(super) struct Console {
    lang: Lang,
    format: Format,
    strict: bool,
    root: PathBuf,
}

impl Console {
    pub(super) fn new(global: &Global) -> Self {
        Self {
            lang: global.language(),
            format: global.format.format(),
            strict: global.strict,
            root: global.root.clone(),
        }
    }

    /// Tells whether messages go to a program.
    pub(super) fn is_for_programs(&self) -> bool {
        self.format == Format::Json
    }

    pub(super) fn lang(&self) -> Lang {
        self.lang
    }

    /// Returns the text in the language of messages.
    pub(super) fn words<'a>(&self, vi: &'a str, en: &'a str) -> &'a str {
        self.lang.pick(vi, en)
    }

    /// Prints a result. A reader that went away is no fault.
    #[expect(clippy::unused_self, reason = "who may print holds the console")]
    pub(super) fn result(&self, text: &str) {
        let mut out = io::stdout().lock();
        let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    }

    /// Prints a line for people.
    pub(super) fn say(&self, vi: &str, en: &str) {
        let text = self.words(vi, en);
        let mut out = io::stderr().lock();
        let _ = out.write_all(text.as_bytes()).and_then(|()| out.write_all(b"\n"));
    }

    /// Draws an address as a QR code for people, dark on light whatever the terminal's colours.
    #[expect(clippy::unused_self, reason = "who may print holds the console")]
    pub(super) fn code(&self, address: &str) {
        let Ok(code) = qrcode::QrCode::new(address) else { return };
        let (paper, ink) = if colors() { ("\x1b[30;107m", "\x1b[0m") } else { ("", "") };
        let mut text = String::from("\n");
        for line in code.render::<qrcode::render::unicode::Dense1x2>().build().lines() {
            text.push_str(&format!("{paper}{line}{ink}\n"));
        }
        let _ = io::stderr().lock().write_all(text.as_bytes());
    }

    /// Returns a bar for work that takes long; only at a terminal, and not where programs read.
    pub(super) fn bar(&self) -> Bar {
        Bar::new(self.lang, self.format != Format::Human)
    }

    /// Says that papers are set in the machine's own font: on another machine they may come out otherwise.
    pub(super) fn font(&self, font: Option<&str>) {
        if let Some(path) = font {
            self.say(
                &format!("Phông in: Times New Roman của máy ({path})."),
                &format!("Font of papers: this machine's Times New Roman ({path})."),
            );
        }
    }

    /// Prints diagnostics: for people to standard error, for programs to standard output. Returns the
    /// numbers of errors and warnings.
    pub(super) fn diagnostics(&self, diagnostics: &[Diagnostic]) -> (usize, usize) {
        let style = Style { format: self.format, lang: self.lang, color: colors(), strict: self.strict };
        // Many faults stand in few files: each is read once.
        let cache = std::cell::RefCell::new(std::collections::BTreeMap::<String, Option<Vec<u8>>>::new());
        let read = |path: &str| -> Option<SourceFile> {
            let mut cache = cache.borrow_mut();
            let bytes = cache.entry(path.to_owned()).or_insert_with(|| self.bytes(path));
            SourceFile::new(path.into(), bytes.clone()?).ok()
        };
        for diagnostic in diagnostics {
            let text = print::diagnostic(diagnostic, style, &read);
            if self.format == Format::Human {
                let _ = io::stderr().lock().write_all(text.as_bytes());
            } else {
                self.result(&text);
            }
        }
        let errors = diagnostics.iter().filter(|d| style.severity(d) == Severity::Error).count();
        (errors, diagnostics.len() - errors)
    }

    /// The text of a file of the handbook, or of the embedded theme.
    fn bytes(&self, path: &str) -> Option<Vec<u8>> {
        if let Some(file) = source::excerpt(&self.root, path, EXCERPT) {
            return Some(file.raw().as_bytes().to_vec());
        }
        let file = theme::embedded().into_iter().find(|file| file.shown.as_ref() == path)?;
        Some(file.bytes.into_owned())
    }
}

/// Tells whether to colour: `NO_COLOR` wins, then `CLICOLOR_FORCE`, then the terminal.
fn colors() -> bool {
    let set = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty());
    if set("NO_COLOR") {
        return false;
    }
    set("CLICOLOR_FORCE") || io::stderr().is_terminal()
}

impl Console {
    /// Asks for a line; `None` where nobody can answer.
    pub(super) fn ask(&self, vi: &str, en: &str) -> Option<String> {
        if !io::stdin().is_terminal() || !io::stderr().is_terminal() {
            return None;
        }
        let mut err = io::stderr().lock();
        let _ = write!(err, "{} ", self.words(vi, en)).and_then(|()| err.flush());
        let mut line = String::new();
        io::stdin().read_line(&mut line).ok()?;
        let line = line.trim();
        (!line.is_empty()).then(|| line.to_owned())
    }
}
