//! `fonts: system`: an installed Times New Roman, looked for where systems keep their fonts.
//!
//! The only files outside the handbook that a build reads. They join the theme's print files, so that everything else
//! (the press, what is stale) needs no word about them.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use walkdir::WalkDir;

use crate::diagnostic::{Diagnostic, Report};
use crate::model::Settings;
use crate::model::settings::Fonts;
use crate::theme::ThemeFile;
use crate::yaml::Step;

use super::codes;

/// The four faces under the names that systems give them: regular, bold, italic, bold italic. A family without one of
/// them would print bold text as regular without a word.
const FACES: [[&str; 4]; 3] = [
    ["times.ttf", "timesbd.ttf", "timesi.ttf", "timesbi.ttf"],
    [
        "times new roman.ttf",
        "times new roman bold.ttf",
        "times new roman italic.ttf",
        "times new roman bold italic.ttf",
    ],
    [
        "times_new_roman.ttf",
        "times_new_roman_bold.ttf",
        "times_new_roman_italic.ttf",
        "times_new_roman_bold_italic.ttf",
    ],
];

/// Levels of folders that are looked through, and the largest font, in bytes.
const DEPTH: usize = 5;
const LARGEST: u64 = 16 * 1024 * 1024;

/// Where these files stand among those of a theme.
const FOLDER: &str = "print/fonts/system/";

/// Returns the installed faces if the settings ask for them; a warning where they are not all there.
pub(super) fn installed(settings: &Settings, report: &mut Report) -> Vec<ThemeFile> {
    if settings.outputs.fonts == Fonts::Embedded {
        return Vec::new();
    }
    let found = folders().iter().find_map(|folder| in_folder(folder));
    if found.is_none() {
        let place = settings.place(&[Step::Key("outputs"), Step::Key("fonts")]);
        report.add(Diagnostic::new(&codes::NO_FONT, place));
    }
    found.unwrap_or_default()
}

/// Returns where the installed regular face lies, if it is among the files of a theme.
pub(super) fn used(print: &[ThemeFile]) -> Option<Arc<str>> {
    print.iter().find(|file| file.path.starts_with(FOLDER)).map(|file| Arc::clone(&file.shown))
}

fn folders() -> Vec<PathBuf> {
    let own = [
        ("HOME", ".local/share/fonts"),
        ("HOME", ".fonts"),
        ("HOME", "Library/Fonts"),
        ("LOCALAPPDATA", "Microsoft/Windows/Fonts"),
        ("WINDIR", "Fonts"),
    ];
    let root = |variable| std::env::var_os(variable).filter(|value| !value.is_empty()).map(PathBuf::from);
    let own = own.iter().filter_map(|(variable, below)| root(*variable).map(|root| root.join(below)));
    let shared = ["/usr/local/share/fonts", "/usr/share/fonts", "/Library/Fonts", "/System/Library/Fonts"];
    own.chain(shared.map(PathBuf::from)).collect()
}

fn in_folder(folder: &Path) -> Option<Vec<ThemeFile>> {
    let files: Vec<(String, PathBuf)> = WalkDir::new(folder)
        .max_depth(DEPTH)
        .sort_by_file_name()
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| entry.path().is_file())
        .map(|entry| (entry.file_name().to_string_lossy().to_lowercase(), entry.into_path()))
        .collect();
    FACES.iter().find_map(|names| {
        let faces = names.iter().map(|name| {
            let (_, path) = files.iter().find(|(found, _)| found == name)?;
            let size = std::fs::metadata(path).ok()?.len();
            let bytes = (size <= LARGEST).then(|| std::fs::read(path).ok())??;
            let shown = Arc::from(path.to_string_lossy());
            Some(ThemeFile { path: format!("{FOLDER}{name}").into(), shown, bytes: bytes.into() })
        });
        faces.collect()
    })
}
