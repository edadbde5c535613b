//! What the editor is told when something cannot be done: a status, words, the way out.

use http_body_util::{Either, Full};
use hyper::{Response, StatusCode, header};
use serde_json::{Map, Value, json};

use crate::authoring::{BadPath, BadUpload, PICTURE_LIMIT, StoreError};
use crate::diagnostic::{Diagnostic, Lang};
use crate::edit::EditFault;
use crate::site::{NotBegun, SiteError};
use crate::source::SourceError;

use super::super::answer::{Answer, careful, set};

/// Why something cannot be done.
#[derive(Debug)]
pub(super) struct Refused(Box<Why>);

#[derive(Debug)]
struct Why {
    status: StatusCode,
    said: (String, String),
    hint: Option<(String, String)>,
    /// What is sent along.
    more: Map<String, Value>,
}

impl Refused {
    pub(super) fn new(status: StatusCode, (vi, en): (impl Into<String>, impl Into<String>)) -> Self {
        Self(Box::new(Why { status, said: (vi.into(), en.into()), hint: None, more: Map::new() }))
    }

    pub(super) fn hint(mut self, (vi, en): (impl Into<String>, impl Into<String>)) -> Self {
        self.0.hint = Some((vi.into(), en.into()));
        self
    }

    pub(super) fn with(mut self, more: Value) -> Self {
        if let Value::Object(more) = more {
            self.0.more.extend(more);
        }
        self
    }

    pub(super) fn locked() -> Self {
        Self::new(StatusCode::FORBIDDEN, ("Chưa được phép soạn thảo", "Editing is locked")).hint((
            "Mở lại địa chỉ mà `sotay serve --edit` đã in",
            "Open the address that `sotay serve --edit` printed",
        ))
    }

    pub(super) fn missing(name: &str) -> Self {
        Self::new(StatusCode::NOT_FOUND, (format!("Không có {name}"), format!("There is no {name}")))
    }

    pub(super) fn without(key: &str) -> Self {
        Self::new(StatusCode::BAD_REQUEST, (format!("Thiếu `{key}`"), format!("`{key}` is missing")))
    }

    pub(super) fn method(allowed: &str) -> Self {
        Self::new(StatusCode::METHOD_NOT_ALLOWED, (format!("Chỉ nhận {allowed}"), format!("Only {allowed} is taken")))
    }

    pub(super) fn failed() -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, ("sotay bị lỗi", "sotay failed"))
    }

    pub(super) fn path(text: &str, bad: &BadPath) -> Self {
        let shown: String = text.chars().filter(|c| !c.is_control()).take(120).collect();
        let (vi, en) = match bad {
            BadPath::Outside => {
                (format!("`{shown}` nằm ngoài `content/`"), format!("`{shown}` lies outside `content/`"))
            }
            BadPath::Name(name) => (
                format!("không đặt tên tệp, thư mục là `{name}` được"),
                format!("`{name}` cannot name a file or folder"),
            ),
            BadPath::Length => ("đường dẫn trống hoặc quá dài".into(), "the path is empty or too long".into()),
            BadPath::NotMarkdown => (format!("`{shown}` không phải tệp .md"), format!("`{shown}` is no .md file")),
        };
        Self::new(StatusCode::BAD_REQUEST, (vi, en))
    }

    /// A diagnostic that stands in the way.
    pub(super) fn diagnostic(diagnostic: &Diagnostic) -> Self {
        let words = |lang| diagnostic.message(lang);
        let refused = Self::new(StatusCode::UNPROCESSABLE_ENTITY, (words(Lang::Vi), words(Lang::En)));
        match (diagnostic.hint(Lang::Vi), diagnostic.hint(Lang::En)) {
            (Some(vi), Some(en)) => refused.hint((vi, en)),
            _ => refused,
        }
    }

    pub(super) fn answer(self, lang: Lang) -> Answer {
        let pick = |(vi, en): (String, String)| lang.pick(vi, en);
        let why = *self.0;
        let mut error = json!({ "message": pick(why.said) });
        if let (Some(hint), Some(error)) = (why.hint, error.as_object_mut()) {
            error.insert("hint".to_owned(), pick(hint).into());
        }
        let mut value = why.more;
        value.insert("error".to_owned(), error);
        json(why.status, &value.into())
    }
}

impl From<StoreError> for Refused {
    fn from(error: StoreError) -> Self {
        let conflict = StatusCode::CONFLICT;
        match error {
            StoreError::Missing(path) => Self::missing(&path),
            StoreError::Exists(path) => Self::new(
                conflict,
                (format!("đã có {path}; không ghi đè"), format!("{path} exists; it is not overwritten")),
            ),
            StoreError::Case(path) => Self::new(
                conflict,
                (
                    format!("đã có {path}, chỉ khác chữ hoa, chữ thường"),
                    format!("{path} exists and differs in capitals only"),
                ),
            ),
            StoreError::Link(path) => Self::new(
                StatusCode::FORBIDDEN,
                (format!("{path} là liên kết; sửa tệp gốc"), format!("{path} is a link; edit the file itself")),
            ),
            StoreError::Kind(path) => {
                Self::new(conflict, (format!("{path} không phải tệp thường"), format!("{path} is no ordinary file")))
            }
            StoreError::Changed(_) => {
                Self::new(conflict, ("tệp vừa bị sửa ở nơi khác", "the file has just changed elsewhere"))
            }
            StoreError::Failed { path, source, .. } => {
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                Self::new(
                    StatusCode::INTERNAL_SERVER_ERROR,
                    (
                        format!("không ghi hoặc đọc được {name}: {source}"),
                        format!("cannot write or read {name}: {source}"),
                    ),
                )
            }
        }
    }
}

impl From<EditFault> for Refused {
    fn from(fault: EditFault) -> Self {
        let words = |lang| fault.message(lang);
        let refused = Self::new(StatusCode::UNPROCESSABLE_ENTITY, (words(Lang::Vi), words(Lang::En)));
        match (fault.hint(Lang::Vi), fault.hint(Lang::En)) {
            (Some(vi), Some(en)) => refused.hint((vi, en)),
            _ => refused,
        }
    }
}

impl From<BadUpload> for Refused {
    fn from(bad: BadUpload) -> Self {
        let (status, said) = match &bad {
            BadUpload::Large => {
                let size = PICTURE_LIMIT / 1024 / 1024;
                let text = (format!("ảnh lớn hơn {size} MB"), format!("the picture is larger than {size} MB"));
                (StatusCode::PAYLOAD_TOO_LARGE, text)
            }
            BadUpload::Pixels { width, height } => (
                StatusCode::UNPROCESSABLE_ENTITY,
                (format!("ảnh có {width} × {height} điểm, quá lớn"), format!("{width} × {height} pixels are too many")),
            ),
            BadUpload::Svg => (
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                (
                    "không nhận được tệp SVG này: hỏng, quá lớn, tự khai báo thực thể, hoặc không còn hình nào khi bỏ ảnh và mã"
                        .into(),
                    "this SVG is not taken: it is broken, too large, declares entities, or shows nothing without pictures and \
                     programs in it"
                        .into(),
                ),
            ),
            BadUpload::Kind => (
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                (
                    "tệp không phải ảnh PNG, JPEG, GIF, WebP hay SVG".into(),
                    "the file is no PNG, JPEG, GIF, WebP or SVG picture".into(),
                ),
            ),
        };
        let refused = Self::new(status, said);
        match bad {
            BadUpload::Large | BadUpload::Pixels { .. } => {
                refused.hint(("Thu nhỏ ảnh rồi thêm lại", "Make the picture smaller and add it again"))
            }
            BadUpload::Svg => refused.hint((
                "Xuất lại thành SVG thường (plain SVG) hoặc PNG rồi thêm lại",
                "Export it as plain SVG or as PNG and add it again",
            )),
            BadUpload::Kind => refused.hint((
                "Tệp khác thì chép vào thư mục của trang bằng tay",
                "Put other files into the page's folder by hand",
            )),
        }
    }
}

impl From<NotBegun> for Refused {
    fn from(error: NotBegun) -> Self {
        match error {
            NotBegun::NoSlug(title) => Self::new(
                StatusCode::UNPROCESSABLE_ENTITY,
                (
                    format!("tên “{title}” không có chữ hay số nào để đặt tên tệp"),
                    format!("the title “{title}” has no letter or digit for a file name"),
                ),
            ),
            NotBegun::Outside(folder) => Self::path(&folder, &BadPath::Outside),
            NotBegun::Site(error) => error.into(),
        }
    }
}

impl From<SiteError> for Refused {
    fn from(error: SiteError) -> Self {
        let text = error.to_string();
        let status = StatusCode::INTERNAL_SERVER_ERROR;
        Self::new(status, (format!("không đọc được sổ tay: {text}"), format!("the handbook cannot be read: {text}")))
    }
}

impl From<SourceError> for Refused {
    fn from(error: SourceError) -> Self {
        SiteError::from(error).into()
    }
}

pub(super) fn json(status: StatusCode, value: &Value) -> Answer {
    let mut answer = Response::new(Either::Left(Full::new(value.to_string().into())));
    *answer.status_mut() = status;
    set(&mut answer, header::CONTENT_TYPE, "application/json");
    set(&mut answer, header::CACHE_CONTROL, "no-store");
    careful(&mut answer);
    answer
}
