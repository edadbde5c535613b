//! The only file of the suite that knows the library: handbooks from texts and folders, builds, runs.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use sotay::diagnostic::print::{self, Format, Style};
use sotay::diagnostic::{Diagnostic, Lang};
use sotay::site::{self, Built, Options, Progress};
use sotay::source;
use sotay::text::date::Date;

/// The settings of a handbook in a text that names none.
const SETTINGS: &str = "\
title: Sổ tay thử
base_url: https://example.vn/
outputs: { pdf: [] }
org_types:
  - { id: hanh-chinh, name: Cơ quan hành chính }
  - { id: doanh-nghiep, name: Doanh nghiệp }
units:
  - { id: chi-bo-a, name: Chi bộ A, org_type: hanh-chinh, members: 18 }
rule_sets:
  - id: hd-42
    title: Theo Hướng dẫn 42
    directive: 42-HD/BTCTW, 28/10/2025
    from: 2025-10-28
    minimum_minutes: [{ meeting: regular, minutes: 90 }, { meeting: regular+thematic, minutes: 120 }]
";

/// A handbook in a folder of its own, which goes when it is dropped.
pub(crate) struct Handbook {
    dir: PathBuf,
    pub options: Options,
}

impl Drop for Handbook {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.dir);
    }
}

/// Returns the path of a folder under `tests/`.
pub(crate) fn tests(below: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(below)
}

/// Returns a new empty folder.
pub(crate) fn scratch() -> PathBuf {
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let dir = std::env::temp_dir().join(format!("sotay-suite-{}-{number}", std::process::id()));
    let _ = fs::remove_dir_all(&dir);
    fs::create_dir_all(&dir).unwrap();
    dir
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        if entry.path().is_dir() { copy(&entry.path(), &to) } else { fs::copy(entry.path(), to).map(|_| ()).unwrap() }
    }
}

impl Handbook {
    /// Returns a handbook from one text: files under `--- path ---` lines.
    pub(crate) fn from_text(text: &str) -> Self {
        let handbook = Self::in_folder(scratch());
        let mut path = None;
        let mut content = String::new();
        for line in text.split_inclusive('\n').chain(["--- end ---\n"]) {
            let name = line.trim_end().strip_prefix("--- ").and_then(|rest| rest.strip_suffix(" ---"));
            let Some(name) = name else {
                content.push_str(line);
                continue;
            };
            if let Some(path) = path.replace(name.to_owned()) {
                handbook.write(&path, &content);
            }
            content.clear();
        }
        if !handbook.dir.join("sotay.yaml").exists() {
            handbook.write("sotay.yaml", SETTINGS);
        }
        handbook
    }

    /// Returns a copy of a folder.
    pub(crate) fn from_folder(folder: &Path) -> Self {
        let handbook = Self::in_folder(scratch());
        copy(folder, &handbook.dir);
        if !handbook.dir.join("sotay.yaml").exists() {
            handbook.write("sotay.yaml", SETTINGS);
        }
        handbook
    }

    fn in_folder(dir: PathBuf) -> Self {
        let options = Options {
            root: dir.clone(),
            output_dir: None,
            base_url: None,
            jobs: 2,
            drafts: false,
            date: Date::parse("2026-11-24").unwrap(),
            strict: false,
            progress: Progress::default(),
        };
        Self { dir, options }
    }

    pub(crate) fn path(&self) -> &Path {
        &self.dir
    }

    pub(crate) fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.dir.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(crate) fn remove(&self, path: &str) {
        fs::remove_file(self.dir.join(path)).unwrap();
    }

    /// Returns what `check` finds.
    pub(crate) fn check(&self) -> Vec<Diagnostic> {
        site::check(&self.options).unwrap()
    }

    /// Returns the ids of what `check` finds, sorted, each once.
    pub(crate) fn codes(&self) -> Vec<&'static str> {
        let mut codes: Vec<_> = self.check().iter().map(|d| d.code.id).collect();
        codes.sort_unstable();
        codes.dedup();
        codes
    }

    /// Returns what `check` prints.
    pub(crate) fn report(&self, lang: Lang) -> String {
        let style = Style { format: Format::Human, lang, color: false, strict: false };
        let read = |path: &str| source::excerpt(&self.dir, path, 1 << 20);
        self.check().iter().map(|d| print::diagnostic(d, style, &read)).collect()
    }

    pub(crate) fn build(&self) -> Built {
        site::build(&self.options).unwrap()
    }

    /// Builds, and returns what is told of the way: files done and all files, in the order of the first.
    pub(crate) fn counts(&self) -> Vec<(usize, usize)> {
        let told = Arc::new(Mutex::new(Vec::new()));
        let progress = {
            let told = Arc::clone(&told);
            Progress::to(move |_, done, all| told.lock().unwrap().push((done, all)))
        };
        site::build(&Options { progress, ..self.options.clone() }).unwrap();
        let mut counts = std::mem::take(&mut *told.lock().unwrap());
        counts.sort_unstable();
        counts
    }

    /// Builds a handbook that has no fault.
    #[track_caller]
    pub(crate) fn site(&self) -> Site {
        let built = self.build();
        assert!(built.published, "{}", self.report(Lang::En));
        Site::read(&self.options.output())
    }
}

/// The files of a site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Site(pub BTreeMap<String, Vec<u8>>);

impl Site {
    pub(crate) fn read(dir: &Path) -> Self {
        fn walk(top: &Path, dir: &Path, out: &mut BTreeMap<String, Vec<u8>>) {
            let Ok(entries) = fs::read_dir(dir) else { return };
            for entry in entries {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    walk(top, &path, out);
                } else {
                    let name = path.strip_prefix(top).unwrap().to_string_lossy().replace('\\', "/");
                    out.insert(name, fs::read(&path).unwrap());
                }
            }
        }
        let mut out = BTreeMap::new();
        walk(dir, dir, &mut out);
        Self(out)
    }

    #[track_caller]
    pub(crate) fn text(&self, address: &str) -> String {
        let Some(bytes) = self.0.get(address) else {
            panic!("no {address}; there is {:?}", self.0.keys().collect::<Vec<_>>())
        };
        String::from_utf8(bytes.clone()).unwrap()
    }

    /// Returns what stands inside `<main>`, so that a change of the frame touches no expectation.
    #[track_caller]
    pub(crate) fn main(&self, address: &str) -> String {
        let text = self.text(address);
        let start = text.find("<main").and_then(|at| text[at..].find('>').map(|end| at + end + 1)).unwrap();
        let end = text.rfind("</main>").unwrap();
        text[start..end].trim().to_owned() + "\n"
    }

    /// Returns the part of `<main>` where the author's text stands.
    #[track_caller]
    pub(crate) fn body(&self, address: &str) -> String {
        let main = self.main(address);
        let start = main.find("<div class=\"body\">").map(|at| at + "<div class=\"body\">".len()).unwrap();
        let end = main.find("<footer class=\"page-foot\">").or_else(|| main.rfind("</div>")).unwrap();
        main[start..end].trim().trim_end_matches("</div>").trim().to_owned()
    }

    pub(crate) fn addresses(&self) -> Vec<&str> {
        self.0.keys().map(String::as_str).filter(|name| !name.starts_with(".sotay")).collect()
    }
}

/// Runs the binary in a folder.
pub(crate) fn sotay(dir: &Path, arguments: &[&str]) -> Output {
    command(dir, arguments).output().unwrap()
}

pub(crate) fn command(dir: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sotay"));
    command.current_dir(dir).args(arguments).env_remove("SOURCE_DATE_EPOCH").env("NO_COLOR", "1");
    command.stdin(std::process::Stdio::null());
    command
}

/// Returns the files of a ZIP, in their order.
#[track_caller]
pub(crate) fn unzip(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    (0..zip.len())
        .map(|at| {
            let mut file = zip.by_index(at).unwrap();
            let mut bytes = Vec::new();
            std::io::Read::read_to_end(&mut file, &mut bytes).unwrap();
            (file.name().unwrap().into_owned(), bytes)
        })
        .collect()
}

pub(crate) fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

pub(crate) fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// Compares a text with a file beside the tests, or writes it with `SNAPSHOTS=overwrite`.
#[track_caller]
pub(crate) fn expect_file(path: &Path, text: &str) -> Result<(), String> {
    if std::env::var("SNAPSHOTS").as_deref() == Ok("overwrite") {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
        return Ok(());
    }
    let wanted = fs::read_to_string(path).unwrap_or_default().replace("\r\n", "\n");
    // Line ends are compared where they matter (`calendar`); a checkout may change them.
    let text = &text.replace("\r\n", "\n");
    if wanted == *text {
        return Ok(());
    }
    Err(format!("{} differs (SNAPSHOTS=overwrite rewrites it):\n{}", path.display(), difference(&wanted, text)))
}

/// The lines that differ, with a few around them.
fn difference(wanted: &str, found: &str) -> String {
    let (wanted, found): (Vec<&str>, Vec<&str>) = (wanted.lines().collect(), found.lines().collect());
    let same = wanted.iter().zip(&found).take_while(|(a, b)| a == b).count();
    let tail = wanted.iter().rev().zip(found.iter().rev()).take_while(|(a, b)| a == b).count();
    let tail = tail.min(wanted.len().saturating_sub(same)).min(found.len().saturating_sub(same));
    let mut out = String::new();
    for line in &wanted[same..wanted.len() - tail] {
        out.push_str(&format!("- {line}\n"));
    }
    for line in &found[same..found.len() - tail] {
        out.push_str(&format!("+ {line}\n"));
    }
    out
}

/// Returns the sub-folders of a folder under `tests/`, sorted.
pub(crate) fn folders(below: &str) -> Vec<PathBuf> {
    let mut out: Vec<PathBuf> =
        fs::read_dir(tests(below)).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()).collect();
    out.sort();
    out
}

/// Fails with all messages at once.
#[track_caller]
pub(crate) fn no_faults(faults: &[String]) {
    assert!(faults.is_empty(), "\n{}", faults.join("\n\n"));
}

impl Handbook {
    /// Returns a paper as data, before any layout.
    #[track_caller]
    pub(crate) fn paper(&self, stem: &str, name: &str) -> serde_json::Value {
        let loaded = site::load(&self.options).unwrap().unwrap();
        let mut theme =
            sotay::theme::build(sotay::theme::embedded(), Lang::Vi, &mut sotay::diagnostic::Report::new()).unwrap();
        sotay::render::html::prepare(&mut theme, &loaded.handbook);
        let frame = sotay::render::Frame::new(&loaded.handbook, &theme);
        let supply = sotay::link::Supply::default();
        let view = sotay::link::View::new(&loaded.handbook, &supply);
        let id = loaded.handbook.by_stem(stem).unwrap();
        let names = sotay::render::paper::names(loaded.handbook.document(id));
        let name = names.into_iter().find(|of| of.to_string() == name).unwrap();
        serde_json::to_value(sotay::render::paper::lower(id, name, &frame, &view).unwrap()).unwrap()
    }
}

/// When the files of a site with an ending were written, by address.
pub(crate) fn times(handbook: &Handbook, ending: &str) -> Vec<(String, std::time::SystemTime)> {
    let output = handbook.options.output();
    let site = Site::read(&output);
    let of = |address: &str| fs::metadata(output.join(address)).and_then(|metadata| metadata.modified()).unwrap();
    let wanted = site.0.keys().filter(|address| address.ends_with(ending));
    wanted.map(|address| (address.clone(), of(address))).collect()
}
