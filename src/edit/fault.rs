//! Why a file cannot be edited as values.

use crate::diagnostic::{Diagnostic, Lang, SourceFile};

/// Why a file cannot be edited as values; its text can always be edited as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditFault {
    /// Line of the file, from 1.
    pub line: usize,
    /// Character of the line, from 1.
    pub column: usize,
    why: Why,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Why {
    /// The file could not be read; what the build says of it.
    Unreadable(Box<Diagnostic>),
    /// The front matter is a list or a single value.
    NoKeys,
    /// No edit of this key was found that reads back as it should.
    Stuck(String),
}

impl EditFault {
    pub(super) fn unreadable(file: &SourceFile, diagnostic: Diagnostic) -> Self {
        let (line, column) = diagnostic.place.span.map_or((1, 1), |span| file.line_column(span));
        Self { line, column, why: Why::Unreadable(Box::new(diagnostic)) }
    }

    pub(super) fn no_keys() -> Self {
        Self { line: 1, column: 1, why: Why::NoKeys }
    }

    pub(super) fn stuck(key: &str) -> Self {
        Self { line: 1, column: 1, why: Why::Stuck(key.to_owned()) }
    }

    /// Returns the code of the build's message, such as `S022`, where the file could not be read.
    pub fn code(&self) -> Option<&'static str> {
        match &self.why {
            Why::Unreadable(diagnostic) => Some(diagnostic.code.id),
            Why::NoKeys | Why::Stuck(_) => None,
        }
    }

    /// Returns what is the case, one sentence without full stop.
    pub fn message(&self, lang: Lang) -> String {
        match (&self.why, lang) {
            (Why::Unreadable(diagnostic), _) => diagnostic.message(lang),
            (Why::NoKeys, Lang::Vi) => "phần khai báo không gồm các dòng `khóa: giá trị`".to_owned(),
            (Why::NoKeys, Lang::En) => "the front matter is not made of `key: value` lines".to_owned(),
            (Why::Stuck(key), Lang::Vi) => {
                format!("không sửa được khóa `{key}` trong biểu mẫu mà vẫn giữ nguyên các phần khác")
            }
            (Why::Stuck(key), Lang::En) => {
                format!("the key `{key}` cannot be changed by form without touching other parts")
            }
        }
    }

    /// Returns the way out.
    pub fn hint(&self, lang: Lang) -> Option<String> {
        match (&self.why, lang) {
            (Why::Unreadable(diagnostic), _) => diagnostic.hint(lang),
            (Why::NoKeys | Why::Stuck(_), Lang::Vi) => Some("Sửa thẳng trong văn bản của tệp".to_owned()),
            (Why::NoKeys | Why::Stuck(_), Lang::En) => Some("Change it in the file's text".to_owned()),
        }
    }
}
