//! A bar on the terminal while pages and papers are made; gone when the work is done.

use std::env;
use std::io::{self, IsTerminal as _, Write as _};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use crate::diagnostic::Lang;
use crate::site::{Phase, Progress};

/// What is done sooner needs no bar.
const PATIENCE: Duration = Duration::from_millis(300);
/// Time between two pictures of the bar.
const PAUSE: Duration = Duration::from_millis(80);
/// Cells of the bar.
const CELLS: usize = 24;

/// A bar; dropped, it takes itself off the terminal.
#[derive(Debug)]
pub(super) struct Bar(Option<Arc<Mutex<Drawn>>>);

#[derive(Debug)]
struct Drawn {
    lang: Lang,
    next: Instant,
    /// Letters on the line.
    letters: usize,
}

impl Bar {
    /// Returns a bar for people at a terminal; `silent` for programs.
    pub(super) fn new(lang: Lang, silent: bool) -> Self {
        let terminal = io::stderr().is_terminal() && env::var_os("TERM").is_none_or(|term| term != "dumb");
        let drawn = || Arc::new(Mutex::new(Drawn { lang, next: Instant::now() + PATIENCE, letters: 0 }));
        Self((terminal && !silent).then(drawn))
    }

    /// Returns what the work is told to.
    pub(super) fn progress(&self) -> Progress {
        let Some(drawn) = self.0.clone() else { return Progress::default() };
        Progress::to(move |phase, done, all| {
            // Who finds the bar being drawn goes on: the next one draws.
            if let Ok(mut drawn) = drawn.try_lock()
                && Instant::now() >= drawn.next
            {
                drawn.next = Instant::now() + PAUSE;
                let text = line(drawn.lang, phase, done, all);
                drawn.show(&text);
            }
        })
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        if let Some(Ok(mut drawn)) = self.0.as_ref().map(|drawn| drawn.lock())
            && drawn.letters > 0
        {
            drawn.show("");
            drawn.show("");
        }
    }
}

impl Drawn {
    /// Writes over what stands on the line. Spaces, not a control sequence: every terminal knows them.
    fn show(&mut self, text: &str) {
        let letters = text.chars().count();
        let rest = " ".repeat(self.letters.saturating_sub(letters));
        self.letters = letters;
        let _ = write!(io::stderr().lock(), "\r{text}{rest}");
    }
}

/// Returns `Giấy tờ [######------]  45/118`.
fn line(lang: Lang, phase: Phase, done: usize, all: usize) -> String {
    let name = match (lang, phase) {
        (Lang::Vi, Phase::Pages) => "Trang",
        (Lang::Vi, Phase::Papers) => "Giấy tờ",
        (Lang::Vi, Phase::Bundle) => "Đóng gói",
        (Lang::En, Phase::Pages) => "Pages",
        (Lang::En, Phase::Papers) => "Papers",
        (Lang::En, Phase::Bundle) => "Bundle",
    };
    let full = (done * CELLS).checked_div(all).unwrap_or(CELLS).min(CELLS);
    let width = all.to_string().len();
    format!("{name} [{}{}] {done:>width$}/{all}", "#".repeat(full), "-".repeat(CELLS - full))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_shows_counts_and_never_runs_over() {
        assert_eq!(line(Lang::Vi, Phase::Papers, 45, 118), "Giấy tờ [#########---------------]  45/118");
        assert_eq!(line(Lang::En, Phase::Pages, 7, 7), "Pages [########################] 7/7");
        assert_eq!(line(Lang::En, Phase::Pages, 0, 0), "Pages [########################] 0/0");
    }
}
