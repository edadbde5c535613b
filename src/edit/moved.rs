//! A page moves: who names it names it anew, and what it names by the way from its folder, too.

use std::collections::BTreeMap;
use std::sync::Arc;

use percent_encoding::percent_decode_str;

use crate::diagnostic::{SourceFile, Span};
use crate::link::{DocumentId, Handbook, Resolution, Why};
use crate::markdown::{self, RefForm, Reference};
use crate::model::Document;
use crate::yaml::Step;

/// What a move changes in files.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Moves {
    /// Files with new texts, in the order of paths; the moved page under its old path.
    pub files: Vec<Moved>,
    /// References that should change and were not found in the text, or whose file could not be
    /// read: path and line, for the author to look at.
    pub left: Vec<(Arc<str>, usize)>,
}

/// A file in which references change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// Path from the handbook's root.
    pub path: Arc<str>,
    /// Its new text.
    pub text: String,
    /// The lines that change, from 1, as they are and as they will be.
    pub lines: Vec<(usize, String, String)>,
}

/// Returns what changes in all files when `page` moves to the path `to`, such as
/// `content/chuyen-de/tiet-kiem.md`; `read` gives files as on disk, by their path from the handbook's
/// root. Pages that the handbook leaves out (drafts, unless shown) are not seen.
pub fn moved(handbook: &Handbook, page: DocumentId, to: &str, read: &dyn Fn(&str) -> Option<String>) -> Moves {
    let below = to.strip_prefix("content/").unwrap_or(to);
    let to = below.strip_suffix(".md").unwrap_or(below);
    all(handbook, Shift { from: handbook.document(page).stem(), to, folder: false }, read)
}

/// Returns what changes in all files when the folder `from` below `content/` becomes the folder `to` with all that is in it;
/// its pages stand under their old paths.
pub fn section_moved(handbook: &Handbook, from: &str, to: &str, read: &dyn Fn(&str) -> Option<String>) -> Moves {
    all(handbook, Shift { from, to, folder: true }, read)
}

fn all(handbook: &Handbook, shift: Shift<'_>, read: &dyn Fn(&str) -> Option<String>) -> Moves {
    let mut moves = Moves::default();
    for id in handbook.ids() {
        let document = handbook.document(id);
        let stem = shift.file(document.stem());
        let folder = stem.as_deref().map_or(document.folder(), folder);
        let mut wanted = Vec::new();
        for (reference, resolution) in document.references.iter().zip(handbook.resolutions(id)) {
            let Some((target, after)) = target(handbook, resolution, shift) else { continue };
            if stem.is_none() && after.is_none() {
                continue;
            }
            let way = Way { form: reference.form, before: document.folder(), after: folder };
            if let Some(new) = way.rewrite(&reference.written, target, after.as_deref().unwrap_or(target)) {
                wanted.push((reference, new));
            }
        }
        if !wanted.is_empty() {
            moves.page(document, &wanted, read(&document.path));
        }
    }
    moves.menu(handbook, shift, read);
    moves.files.sort_by(|a, b| a.path.cmp(&b.path));
    moves
}

/// What moves: a page by its stem, or a folder; both below `content/`.
#[derive(Debug, Clone, Copy)]
struct Shift<'a> {
    from: &'a str,
    to: &'a str,
    folder: bool,
}

impl Shift<'_> {
    /// Where a page (by its stem) or another file is afterwards; `None` if it stays.
    fn file(self, path: &str) -> Option<String> {
        if self.folder {
            let rest = path.strip_prefix(self.from)?.strip_prefix('/')?;
            Some(format!("{}/{rest}", self.to))
        } else {
            (path == self.from).then(|| self.to.to_owned())
        }
    }

    /// Where a folder is afterwards.
    fn folder(self, path: &str) -> Option<String> {
        if self.folder && path == self.from {
            Some(self.to.to_owned())
        } else {
            self.file(path).filter(|_| self.folder)
        }
    }
}

impl Moves {
    fn page(&mut self, document: &Document, wanted: &[(&Reference, String)], text: Option<String>) {
        let Some(text) = text else {
            self.left.push((Arc::clone(&document.path), 1));
            return;
        };
        let file = SourceFile::from_text(Arc::clone(&document.path), text);
        let body = document.outline.start as usize;
        let mut edits = BTreeMap::new();
        let mut definitions = None;
        for (reference, new) in wanted {
            let mut spots: Vec<Span> = spot(file.text(), reference, body).into_iter().collect();
            if spots.is_empty() && matches!(reference.form, RefForm::Link | RefForm::Media) {
                let all = definitions
                    .get_or_insert_with(|| markdown::definitions(file.text().get(body..).unwrap_or_default(), body));
                let same = all.iter().filter(|(to, _)| *to == reference.written);
                spots = same.filter_map(|(to, span)| find(file.text(), *span, to, |_| true)).collect();
            }
            if spots.is_empty() {
                self.left.push((Arc::clone(&document.path), file.line_column(reference.span).0));
            }
            edits.extend(spots.into_iter().map(|span| (span, new.clone())));
        }
        self.rewrite(&file, &edits);
    }

    /// The main menu of `sotay.yaml`.
    fn menu(&mut self, handbook: &Handbook, shift: Shift<'_>, read: &dyn Fn(&str) -> Option<String>) {
        let anew = |entry: &str| {
            let path = entry.trim_matches('/');
            let stem = path.strip_suffix(".md").unwrap_or(path);
            let page = handbook.by_stem(stem);
            let after = page.map_or_else(|| shift.folder(stem), |_| shift.file(stem))?;
            Some(entry.replacen(stem, &after, 1))
        };
        let entries = handbook.settings().menu.iter().enumerate();
        let wanted: Vec<_> =
            entries.filter_map(|(at, entry)| Some((at, entry.as_str(), anew(entry.as_str())?))).collect();
        if wanted.is_empty() {
            return;
        }
        let Some(text) = read("sotay.yaml") else {
            self.left.push((Arc::from("sotay.yaml"), 1));
            return;
        };
        let file = SourceFile::from_text(Arc::from("sotay.yaml"), text);
        let mut edits = BTreeMap::new();
        for (at, entry, new) in wanted {
            let span = handbook.settings().place(&[Step::Key("menu"), Step::Index(at)]).span.unwrap_or_default();
            match find(file.text(), span, entry, |_| true) {
                Some(span) => drop(edits.insert(span, new)),
                None => self.left.push((Arc::clone(&file.path), file.line_column(span).0)),
            }
        }
        self.rewrite(&file, &edits);
    }

    fn rewrite(&mut self, file: &SourceFile, edits: &BTreeMap<Span, String>) {
        if edits.is_empty() {
            return;
        }
        let old = file.raw();
        let mut text = String::with_capacity(old.len() + 64);
        let mut at = 0;
        for (span, new) in edits {
            let range = file.in_raw(*span);
            text.push_str(old.get(at..range.start).unwrap_or_default());
            text.push_str(new);
            at = range.end;
        }
        text.push_str(old.get(at..).unwrap_or_default());
        let pairs = old.lines().zip(text.lines()).enumerate();
        let changed = pairs.filter(|(_, (before, after))| before != after);
        let lines = changed.map(|(at, (before, after))| (at + 1, before.to_owned(), after.to_owned())).collect();
        let text = format!("{}{text}", file.mark());
        self.files.push(Moved { path: Arc::clone(&file.path), text, lines });
    }
}

/// What a reference points to by path, below `content/`, and where that is afterwards if it moves.
fn target<'a>(
    handbook: &'a Handbook,
    resolution: &'a Resolution,
    shift: Shift<'_>,
) -> Option<(&'a str, Option<String>)> {
    let file = |path: &'a str| Some((path, shift.file(path)));
    match resolution {
        Resolution::Page(id, _) | Resolution::Broken(Why::NoAnchor(id, _)) => file(handbook.document(*id).stem()),
        Resolution::Section(id) => {
            let folder = handbook.section(*id).folder.as_ref();
            Some((folder, shift.folder(folder)))
        }
        // A page's stem has no ending, so a picture is never taken for it.
        Resolution::Media(path) => file(path.strip_prefix("content/").unwrap_or(path)),
        Resolution::Directive(_) | Resolution::Anchor(_) | Resolution::Broken(_) => None,
    }
}

/// Where in the text a reference's destination stands.
fn spot(text: &str, reference: &Reference, body: usize) -> Option<Span> {
    let in_body = reference.span.start as usize >= body;
    let bracket = |before: &str| before.trim_end().ends_with(['(', '<']);
    match reference.form {
        RefForm::Link | RefForm::Media if in_body => find(text, reference.span, &reference.written, bracket),
        RefForm::Wiki if in_body => find(text, reference.span, &reference.written, |b| b.trim_end().ends_with("[[")),
        RefForm::Link | RefForm::Media | RefForm::Wiki | RefForm::Page | RefForm::Citation => {
            find(text, reference.span, &reference.written, |before| !before.contains('#'))
        }
    }
}

/// The last place of `piece` in a span with the right text before it.
fn find(text: &str, span: Span, piece: &str, right: impl Fn(&str) -> bool) -> Option<Span> {
    let part = text.get(span.range())?;
    let at = part.match_indices(piece).map(|(at, _)| at).filter(|at| part.get(..*at).is_some_and(&right)).last()?;
    Some(Span::new(at, at + piece.len()).shift(span.start as usize))
}

fn folder(stem: &str) -> &str {
    stem.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// From where a reference is written, before and after the move.
#[derive(Debug, Clone, Copy)]
struct Way<'a> {
    form: RefForm,
    before: &'a str,
    after: &'a str,
}

impl Way<'_> {
    /// Returns a reference to `target` as it is to be written when that becomes `target_after`, in
    /// the manner in which it is written now; `None`: as it is.
    fn rewrite(self, written: &str, target: &str, target_after: &str) -> Option<String> {
        let end = written.find(['#', '?']).unwrap_or(written.len());
        let (path, rest) = written.split_at(end);
        let decoded = percent_decode_str(path).decode_utf8().ok()?;
        let clean = decoded.trim_end_matches('/');
        let core = [".md", ".html"].iter().find_map(|end| clean.strip_suffix(end)).filter(|_| !names(clean, target));
        let core = core.map_or(clean, |core| core.strip_suffix("/index").unwrap_or(core));
        let suffix = decoded.get(core.len()..).unwrap_or_default();
        if path.is_empty() {
            return None;
        }
        let dotted = core.starts_with('.');
        let from_root = || join("", core).is_some_and(|path| names(&path, target));
        let from_here = || join(self.before, core).is_some_and(|path| names(&path, target));
        let rooted = matches!(self.form, RefForm::Wiki | RefForm::Page);
        let by_root = core.starts_with('/') || if rooted { !dotted && from_root() } else { !from_here() };
        let by_folder = !target.ends_with(core.rsplit('/').next().unwrap_or_default()) || core.is_empty();
        let goal = match target_after.strip_suffix("_index") {
            Some(folder) if by_folder || target.ends_with("_index") && !core.ends_with("_index") => {
                folder.trim_end_matches('/')
            }
            Some(_) | None => target_after,
        };
        let new = if by_root {
            let slash = if core.starts_with('/') { "/" } else { "" };
            format!("{slash}{goal}")
        } else {
            let way = relative(self.after, goal);
            let dot = (core.starts_with("./") || rooted) && !way.starts_with('.');
            if dot { format!("./{way}") } else { way }
        };
        let unchanged = if by_root { target == target_after } else { new == core };
        if unchanged {
            return None;
        }
        let new = format!("{new}{suffix}");
        let new = if rooted { new } else { new.replace(' ', "%20").replace('(', "%28").replace(')', "%29") };
        Some(format!("{new}{rest}"))
    }
}

/// Tells whether a path below `content/` names a target: itself, or the folder whose page it is.
fn names(path: &str, target: &str) -> bool {
    target == path || target.strip_suffix("_index").is_some_and(|folder| folder.trim_end_matches('/') == path)
}

/// Joins a folder and a path; `None` if it climbs above the root.
fn join(folder: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// The way from a folder to a path, both below `content/`.
fn relative(folder: &str, path: &str) -> String {
    let from: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    let to: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    // The last part is the name and is always told.
    let shared = from.iter().zip(to.iter().take(to.len().saturating_sub(1))).take_while(|(a, b)| a == b).count();
    let ups = from.len() - shared;
    let parts: Vec<&str> = std::iter::repeat_n("..", ups).chain(to.iter().skip(shared).copied()).collect();
    if parts.is_empty() { ".".to_owned() } else { parts.join("/") }
}
