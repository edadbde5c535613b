//! `sotay print`: papers of chosen pages as PDF or for Word, without a build.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, ValueEnum};

use crate::diagnostic::print::count;
use crate::model::paper::Format;
use crate::site::{self, Options, Wish};
use crate::text::similar;

use super::{Console, Failure, Global, Outcome, PROBLEMS};

/// As what papers are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum As {
    Pdf,
    Docx,
}

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Trang cần in: đường dẫn dưới `content/`, hoặc cả một thư mục
    #[arg(required_unless_present = "book", value_name = "ITEM")]
    items: Vec<String>,
    /// Chỉ in giấy tờ này: chuong-trinh, bien-ban, giay-moi, kich-ban …
    #[arg(long, value_name = "NAME")]
    paper: Option<String>,
    /// Chỉ in bản dành riêng cho loại hình này (mã trong sotay.yaml)
    #[arg(long = "type", value_name = "ID")]
    org_type: Option<String>,
    /// In cả sổ tay thành một cuốn sách: so-tay.pdf
    #[arg(long)]
    book: bool,
    /// Dạng tệp: PDF để in và lưu, docx để ghi tiếp bằng Word
    #[arg(long = "as", value_name = "FORMAT", value_enum, default_value_t = As::Pdf)]
    form: As,
    /// Thư mục ghi các tệp (mặc định: thư mục này)
    #[arg(long, value_name = "DIR", default_value = ".")]
    to: PathBuf,
}

pub(super) fn run(arguments: &Arguments, global: &Global, console: &Console) -> Outcome {
    let format = match arguments.form {
        As::Pdf => Format::Pdf,
        As::Docx => Format::Docx,
    };
    let wish = Wish::Papers {
        only: arguments.paper.as_deref(),
        org_type: arguments.org_type.as_deref(),
        format,
        book: arguments.book,
    };
    write(&arguments.items, wish, &arguments.to, global, console)
}

/// Prints what is wished for into a folder.
pub(super) fn write(items: &[String], wish: Wish<'_>, to: &Path, global: &Global, console: &Console) -> Outcome {
    let without_pdf = matches!(wish, Wish::Papers { format: Format::Docx, book: false, .. });
    if !without_pdf && !cfg!(feature = "pdf") {
        return Err(Failure::Missing {
            what: ("phần in PDF trong bản dựng này", "printing to PDF in this build")
        });
    }
    let bar = console.bar();
    let options = Options { progress: bar.progress(), ..global.options()? };
    let mut written = Vec::new();
    let mut failed = None;
    let prints = site::print(&options, items, wish, |paper| {
        let path = to.join(&paper.file);
        let done = fs::create_dir_all(to).and_then(|()| fs::write(&path, &paper.bytes));
        match done {
            Ok(()) => written.push(path),
            Err(source) => {
                failed.get_or_insert(Failure::Write { path, source });
            }
        }
    })?;
    drop(bar);
    if let Some(failure) = failed {
        return Err(failure);
    }
    let (errors, warnings) = console.diagnostics(&prints.diagnostics);
    let faults = count(errors, warnings, console.lang());
    if errors > 0 && prints.papers == 0 {
        console.say(&format!("Chưa in: {faults}."), &format!("Not printed: {faults}."));
        return Ok(ExitCode::from(PROBLEMS));
    }
    if let Some(name) = prints.unknown.first() {
        let near = similar::closest(name, prints.known.iter().map(String::as_str)).map(str::to_owned);
        let what = match wish {
            Wish::Papers { .. } => ("trang có giấy tờ để in tên", "page with papers named"),
            Wish::Packs => ("chương trình tên", "agenda named"),
        };
        return Err(Failure::Unknown { what, name: name.clone(), near });
    }
    if let Wish::Papers { org_type: Some(id), .. } = wish {
        if !prints.org_types.iter().any(|known| known == id) {
            let near = similar::closest(id, prints.org_types.iter().map(String::as_str)).map(str::to_owned);
            let near = near.or_else(|| (!prints.org_types.is_empty()).then(|| prints.org_types.join(", ")));
            return Err(Failure::Unknown { what: ("loại hình", "kind of organisation"), name: id.to_owned(), near });
        }
        if prints.papers == 0 {
            let what = ("bản in riêng cho loại hình", "paper made for the kind of organisation");
            return Err(Failure::Unknown { what, name: id.to_owned(), near: None });
        }
    }
    if let Wish::Papers { only: Some(name), .. } = wish
        && prints.papers == 0
    {
        let near = similar::closest(name, prints.names.iter().map(String::as_str)).map(str::to_owned);
        let near = near.or_else(|| (!prints.names.is_empty()).then(|| prints.names.join(", ")));
        return Err(Failure::Unknown { what: ("giấy tờ", "paper"), name: name.to_owned(), near });
    }
    console.font(prints.font.as_deref());
    for path in written {
        console.result(&format!("{}\n", path.display()));
    }
    Ok(if errors > 0 { ExitCode::from(PROBLEMS) } else { ExitCode::SUCCESS })
}
