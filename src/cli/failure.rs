//! Why a command could not do its work, its words and its exit code.

use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use crate::diagnostic::Lang;
use crate::edit::EditFault;
use crate::output::OutputError;
use crate::serve::ServeError;
use crate::site::SiteError;
use crate::source::SourceError;

use super::Console;

/// Exit code for wrong usage.
const USAGE: u8 = 2;
/// Exit code for work that could not be done.
const UNDONE: u8 = 3;

#[derive(Debug, thiserror::Error)]
pub(super) enum Failure {
    #[error(transparent)]
    Site(#[from] SiteError),
    #[error(transparent)]
    Serve(ServeError),
    #[error(transparent)]
    Lsp(crate::lsp::LspError),
    #[error("SOURCE_DATE_EPOCH")]
    Epoch(String),
    #[error("unknown {name}")]
    Unknown { what: (&'static str, &'static str), name: String, near: Option<String> },
    #[error("`{0}` is no KEY=VALUE")]
    Pair(String),
    #[error("the front matter cannot be changed")]
    Edit(EditFault),
    #[error("missing {what:?}")]
    Missing { what: (&'static str, &'static str) },
    #[error("{} exists", .0.display())]
    Exists(PathBuf),
    #[error("title without letters")]
    NoSlug(String),
    #[error("{} leaves the handbook", .0)]
    Outside(String),
    #[error("{} exists", .0.display())]
    NotImported(PathBuf),
    #[error("one title, many files")]
    OneTitle,
    #[error("cannot read {}", path.display())]
    Read { path: PathBuf, source: io::Error },
    #[error("cannot write {}", path.display())]
    Write { path: PathBuf, source: io::Error },
}

impl Failure {
    /// Says why, and returns the exit code.
    pub(super) fn report(&self, console: &Console) -> ExitCode {
        let (vi, en, code) = self.words();
        console.say(&format!("lỗi: {vi}"), &format!("error: {en}"));
        ExitCode::from(code)
    }

    fn words(&self) -> (String, String, u8) {
        match self {
            Self::Site(error) => {
                let (vi, en) = site(error);
                (vi, en, UNDONE)
            }
            Self::Serve(error) => (serve(error), error.to_string(), UNDONE),
            Self::Lsp(error) => {
                (format!("mất liên lạc với trình soạn thảo: {error}"), format!("the editor was lost: {error}"), UNDONE)
            }
            Self::Epoch(text) => (
                format!("biến SOURCE_DATE_EPOCH phải là số giây, không phải “{text}”"),
                format!("SOURCE_DATE_EPOCH must be a number of seconds, not “{text}”"),
                USAGE,
            ),
            Self::Unknown { what: (vi, en), name, near } => {
                let hint = |ask: &str| near.as_ref().map_or_else(String::new, |near| format!("; {ask} `{near}`?"));
                (
                    format!("không có {vi} `{name}`{}", hint("có phải là")),
                    format!("there is no {en} `{name}`{}", hint("did you mean")),
                    USAGE,
                )
            }
            Self::Pair(text) => {
                (format!("`{text}` không có dạng KHÓA=GIÁ TRỊ"), format!("`{text}` is no KEY=VALUE"), USAGE)
            }
            Self::Edit(fault) => (fault.message(Lang::Vi), fault.message(Lang::En), UNDONE),
            Self::Missing { what: (vi, en) } => (format!("thiếu {vi}"), format!("{en} is missing"), USAGE),
            Self::Exists(path) => (
                format!("đã có {}; không ghi đè", path.display()),
                format!("{} exists; it is not overwritten", path.display()),
                UNDONE,
            ),
            Self::NoSlug(title) => (
                format!("tên “{title}” không có chữ hay số nào để đặt tên tệp"),
                format!("the title “{title}” has no letter or digit for a file name"),
                USAGE,
            ),
            Self::Outside(path) => {
                (format!("`{path}` nằm ngoài `content/`"), format!("`{path}` lies outside `content/`"), USAGE)
            }
            Self::NotImported(path) => (
                format!(
                    "đã có {}; không ghi đè: đặt tên khác bằng --title, hoặc chọn thư mục khác bằng --in",
                    path.display()
                ),
                format!(
                    "{} exists; it is not overwritten: give another --title, or another folder with --in",
                    path.display()
                ),
                UNDONE,
            ),
            Self::OneTitle => {
                ("--title chỉ dùng khi nhập một tệp".to_owned(), "--title is for one file only".to_owned(), USAGE)
            }
            Self::Read { path, source } => (
                format!("không đọc được {}: {source}", path.display()),
                format!("cannot read {}: {source}", path.display()),
                UNDONE,
            ),
            Self::Write { path, source } => (
                format!("không ghi được {}: {source}", path.display()),
                format!("cannot write {}: {source}", path.display()),
                UNDONE,
            ),
        }
    }
}

fn serve(error: &ServeError) -> String {
    match error {
        ServeError::Site(error) => site(error).0,
        ServeError::Port { port, source } => {
            format!("không dùng được cổng {port}: {source}; chọn cổng khác, hoặc bỏ --port")
        }
        ServeError::Start(error) => format!("không khởi động được máy chủ: {error}"),
    }
}

/// Returns the words for what keeps a handbook from being worked on.
pub(super) fn site(error: &SiteError) -> (String, String) {
    let vi = match error {
        SiteError::Source(SourceError::NoHandbook(path)) => {
            format!("không thấy sotay.yaml trong {}; đổi thư mục, dùng --root, hoặc chạy `sotay init`", path.display())
        }
        SiteError::Source(SourceError::Unreadable { path, source }) => {
            format!("không đọc được {}: {source}", path.display())
        }
        SiteError::Source(SourceError::TooMany(limit)) => {
            format!("sổ tay có hơn {limit} tệp; xem lại thư mục, hoặc nâng `limits.files` trong sotay.yaml")
        }
        SiteError::Output(OutputError::NotOurs(path)) => format!(
            "{} đang chứa tệp không do sotay tạo ra nên không ghi vào đó; chọn thư mục khác bằng --output-dir",
            path.display()
        ),
        SiteError::Output(OutputError::BundleInside(path)) => {
            format!("{} nằm trong chính trang web; chọn chỗ khác cho tệp ZIP", path.display())
        }
        SiteError::Output(OutputError::Failed { path, source, .. }) => {
            format!("không ghi được {}: {source}; trang web cũ vẫn nguyên", path.display())
        }
        SiteError::Lock { path, source } => format!("không khóa được {}: {source}", path.display()),
        SiteError::OutputHoldsSource(path) => {
            format!("không ghi trang web vào {}: thư mục này chứa sổ tay hoặc nằm trong nguồn của nó", path.display())
        }
        SiteError::Changed(path) => format!("{path} bị sửa trong lúc đang dựng; chạy lại lệnh"),
    };
    let en = match error {
        SiteError::Source(SourceError::NoHandbook(_)) => {
            format!("{error}; change the folder, use --root, or run `sotay init`")
        }
        SiteError::Source(SourceError::TooMany(_)) => format!("{error}; look at the folder, or raise `limits.files`"),
        SiteError::Output(OutputError::NotOurs(_)) => {
            format!("{error}, so nothing is written there; choose another folder with --output-dir")
        }
        SiteError::Output(OutputError::BundleInside(_)) => format!("{error}; choose another place for the ZIP"),
        SiteError::Output(OutputError::Failed { .. }) => format!("{error}; the old site stands as it was"),
        SiteError::Changed(_) => format!("{error}; run the command again"),
        SiteError::Source(SourceError::Unreadable { .. })
        | SiteError::Lock { .. }
        | SiteError::OutputHoldsSource(_) => error.to_string(),
    };
    (vi, en)
}
