//! A diagnostic's code with its words in both languages.

use serde::{Deserialize, Serialize};

/// Language of messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Tiếng Việt.
    #[default]
    Vi,
    /// English.
    En,
}

impl Lang {
    /// Returns the language's code, as pages name it.
    pub fn code(self) -> &'static str {
        self.pick("vi", "en")
    }

    /// Returns the one of two that is in this language.
    pub fn pick<T>(self, vi: T, en: T) -> T {
        match self {
            Self::Vi => vi,
            Self::En => en,
        }
    }
}

/// How much a diagnostic weighs. `--strict` counts warnings as errors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The output is right, but something deserves a look.
    Warning,
    /// The output would be wrong or incomplete.
    Error,
}

/// The words of a code in one language.
///
/// `{name}` stands for a value of the diagnostic. Lines of `hint` are alternatives in order of
/// preference: the first whose values are all present is shown.
#[derive(Debug)]
pub struct Words {
    /// What is the case, one sentence without full stop.
    pub message: &'static str,
    /// The way out.
    pub hint: &'static str,
    /// Long help for `sotay explain`: why it matters, an example of wrong and right.
    pub explain: &'static str,
}

/// A kind of diagnostic: stable id, name, weight and words.
#[derive(Debug)]
pub struct Code {
    /// `S` and three digits; never reused once released.
    pub id: &'static str,
    /// Name in kebab case.
    pub name: &'static str,
    /// Weight.
    pub severity: Severity,
    /// Vietnamese words.
    pub vi: Words,
    /// English words.
    pub en: Words,
}

impl Code {
    /// Returns the words in `lang`.
    pub fn words(&self, lang: Lang) -> &Words {
        lang.pick(&self.vi, &self.en)
    }
}

/// Codes are compared by id.
impl PartialEq for Code {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Eq for Code {}
