//! `sotay import FILE…`: drafts from Word, plain text and Markdown. Nothing is ever overwritten.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use clap::Args;
use serde_json::json;

use crate::diagnostic::Lang;
use crate::import::{self, Draft, Imported, Wanted};
use crate::model::KindName;
use crate::site;

use super::{Console, Failure, Global, Outcome, PROBLEMS, new};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Tệp cần nhập: .docx, .txt, .md
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// Loại trang; không có thì đoán theo nội dung
    #[arg(long, value_name = "KIND")]
    kind: Option<String>,
    /// Thư mục trong `content/` (mặc định: mục của loại trang đó)
    #[arg(long = "in", value_name = "FOLDER")]
    folder: Option<String>,
    /// Tên trang, thay cho tên tìm thấy trong tệp
    #[arg(long, value_name = "TITLE")]
    title: Option<String>,
}

pub(super) fn run(arguments: &Arguments, global: &Global, console: &Console) -> Outcome {
    let options = global.options()?;
    let asked = arguments.kind.as_deref().map(new::kind).transpose()?;
    if arguments.title.is_some() && arguments.files.len() > 1 {
        return Err(Failure::OneTitle);
    }
    let loaded = match site::load(&options)? {
        Ok(loaded) => loaded,
        Err(diagnostics) => {
            console.diagnostics(&diagnostics);
            return Ok(ExitCode::from(PROBLEMS));
        }
    };
    let mut code = ExitCode::SUCCESS;
    for file in &arguments.files {
        let path: Arc<str> = file.to_string_lossy().into();
        let imported = match import::read(&path, &read(file)?) {
            Ok(imported) => imported,
            Err(diagnostic) => {
                console.diagnostics(&[*diagnostic]);
                code = ExitCode::from(PROBLEMS);
                continue;
            }
        };
        let kind = asked.unwrap_or(imported.kind);
        let title = arguments.title.clone().unwrap_or_else(|| imported.title.clone());
        let begun = site::begin(kind, &title, arguments.folder.as_deref(), &loaded.handbook, &options)?;
        let draft = {
            let name = begun.path.strip_suffix("/_index.md").or_else(|| begun.path.strip_suffix(".md"));
            let name = name.and_then(|path| path.rsplit('/').next()).unwrap_or("anh");
            let wanted = Wanted { kind, guessed: asked.is_none(), title: title.trim(), archetype: &begun.text, name };
            make(imported, &wanted, &loaded.handbook)
        };
        let page = options.root.join("content").join(&begun.path);
        write(&page, &draft)?;
        report(console, &path, &format!("content/{}", begun.path), kind, &draft);
    }
    Ok(code)
}

fn make(imported: Imported, wanted: &Wanted<'_>, handbook: &crate::link::Handbook) -> Draft {
    import::draft(imported, wanted, handbook)
}

/// Reads a file, but no more of it than an import takes.
fn read(file: &Path) -> Result<Vec<u8>, Failure> {
    let failed = |source| Failure::Read { path: file.to_owned(), source };
    let opened = File::open(file).map_err(failed)?;
    let mut bytes = Vec::new();
    opened.take(import::LARGEST + 1).read_to_end(&mut bytes).map_err(failed)?;
    Ok(bytes)
}

/// Writes the page and its files, all new; what was written goes again if one of them cannot be.
fn write(page: &Path, draft: &Draft) -> Result<(), Failure> {
    let folder = page.parent().unwrap_or(page);
    fs::create_dir_all(folder).map_err(|source| Failure::Write { path: folder.to_owned(), source })?;
    let files = draft.files.iter().map(|(name, bytes)| (folder.join(name), bytes.as_slice()));
    let mut written: Vec<PathBuf> = Vec::new();
    // The page comes last: it is whole, or it is not there.
    for (path, bytes) in files.chain([(page.to_owned(), draft.text.as_bytes())]) {
        let made = OpenOptions::new().write(true).create_new(true).open(&path).and_then(|mut file| {
            written.push(path.clone());
            file.write_all(bytes)
        });
        if let Err(source) = made {
            for path in written {
                let _ = fs::remove_file(path);
            }
            return Err(if source.kind() == io::ErrorKind::AlreadyExists {
                Failure::NotImported(path)
            } else {
                Failure::Write { path, source }
            });
        }
    }
    Ok(())
}

fn report(console: &Console, source: &str, page: &str, kind: KindName, draft: &Draft) {
    if console.is_for_programs() {
        let notes: Vec<_> = draft
            .notes
            .iter()
            .map(|note| {
                json!({ "name": note.name, "count": note.count, "samples": note.samples, "message": note.words(console.lang()) })
            })
            .collect();
        let files: Vec<&str> = draft.files.iter().map(|(name, _)| name.as_str()).collect();
        console.result(&format!(
            "{}\n",
            json!({ "source": source, "page": page, "kind": kind.key(), "files": files, "notes": notes })
        ));
        return;
    }
    console.result(&format!("{page}\n"));
    console.say(
        &format!("{source} → {page} ({}, bản nháp)", kind.vi()),
        &format!("{source} → {page} ({}, a draft)", kind.en()),
    );
    for note in &draft.notes {
        console.say(&format!("  • {}", note.words(Lang::Vi)), &format!("  • {}", note.words(Lang::En)));
    }
}
