//! One diagnostic, and all of them in a stable order.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::{Code, Lang, Place, Severity};

/// A value named in a message, in both languages where they differ.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Value {
    vi: Cow<'static, str>,
    /// `None`: same as `vi`.
    en: Option<Cow<'static, str>>,
}

impl Value {
    /// Returns a value that reads differently in the two languages.
    pub fn both(vi: impl Into<Cow<'static, str>>, en: impl Into<Cow<'static, str>>) -> Self {
        Self { vi: vi.into(), en: Some(en.into()) }
    }

    /// Returns the value's text in `lang`.
    pub fn text(&self, lang: Lang) -> &str {
        match (lang, &self.en) {
            (Lang::En, Some(en)) => en,
            (Lang::En, None) | (Lang::Vi, _) => &self.vi,
        }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self { vi: Cow::Owned(text.to_owned()), en: None }
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self { vi: Cow::Owned(text), en: None }
    }
}

impl From<&String> for Value {
    fn from(text: &String) -> Self {
        Self::from(text.as_str())
    }
}

macro_rules! value_from_number {
    ($($number:ty),*) => {$(
        impl From<$number> for Value {
            fn from(number: $number) -> Self {
                Self::from(number.to_string())
            }
        }
    )*};
}
value_from_number!(u16, u32, u64, usize, i64);

/// Something wrong with the content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind of fault.
    pub code: &'static Code,
    /// Where.
    pub place: Place,
    /// Named values for the words.
    pub values: Vec<(Cow<'static, str>, Value)>,
    /// Other places that explain it, each with a short label.
    pub related: Vec<(Place, Value)>,
}

impl Diagnostic {
    /// Returns a diagnostic without values yet.
    pub fn new(code: &'static Code, place: Place) -> Self {
        Self { code, place, values: Vec::new(), related: Vec::new() }
    }

    /// Adds a named value.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.values.push((Cow::Borrowed(name), value.into()));
        self
    }

    /// Adds a named value if there is one.
    #[must_use]
    pub fn with_some(self, name: &'static str, value: Option<impl Into<Value>>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// Adds a related place.
    #[must_use]
    pub fn see(mut self, place: Place, label: impl Into<Value>) -> Self {
        self.related.push((place, label.into()));
        self
    }

    /// Returns the message in `lang`.
    pub fn message(&self, lang: Lang) -> String {
        self.fill(self.code.words(lang).message, lang).unwrap_or_else(|rest| rest)
    }

    /// Returns the first line of the hint whose values are all present.
    pub fn hint(&self, lang: Lang) -> Option<String> {
        self.code.words(lang).hint.lines().find_map(|line| self.fill(line, lang).ok())
    }

    /// Puts the values in; `Err` holds the text with the missing names left as they are. Braces
    /// around anything but a name (`{#…}`) are text.
    fn fill(&self, template: &str, lang: Lang) -> Result<String, String> {
        let mut out = String::with_capacity(template.len() + 32);
        let mut complete = true;
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            out.push_str(before);
            let Some((name, tail)) = after.split_once('}').filter(|(name, _)| is_name(name)) else {
                out.push('{');
                rest = after;
                continue;
            };
            if let Some((_, value)) = self.values.iter().find(|(key, _)| key == name) {
                out.push_str(value.text(lang));
            } else {
                complete = false;
                out.push('{');
                out.push_str(name);
                out.push('}');
            }
            rest = tail;
        }
        out.push_str(rest);
        if complete { Ok(out) } else { Err(out) }
    }
}

/// Tells whether what stands in braces names a value.
fn is_name(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_lowercase() || c == '_')
}

/// All diagnostics of a run, sorted by path, offset and code.
#[derive(Debug, Default, Clone)]
pub struct Report {
    list: Vec<Diagnostic>,
}

impl Report {
    /// Returns an empty report.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one diagnostic.
    pub fn add(&mut self, diagnostic: Diagnostic) {
        self.list.push(diagnostic);
    }

    /// Adds many.
    pub fn extend(&mut self, diagnostics: impl IntoIterator<Item = Diagnostic>) {
        self.list.extend(diagnostics);
    }

    /// Returns the diagnostics in their stable order, each once.
    pub fn sorted(mut self) -> Vec<Diagnostic> {
        let key = |d: &Diagnostic| (d.place.clone(), d.code.id);
        self.list.sort_by(|a, b| key(a).cmp(&key(b)).then_with(|| a.values.cmp(&b.values)));
        self.list.dedup();
        self.list
    }

    /// Returns the diagnostics as they came.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.list.iter()
    }

    /// Tells whether any diagnostic is an error.
    pub fn has_errors(&self) -> bool {
        self.list.iter().any(|d| d.code.severity == Severity::Error)
    }
}
