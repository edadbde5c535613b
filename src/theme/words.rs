//! The words that the theme shows, in the handbook's language.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Lang, Place, Report};

use super::{ThemeFile, codes};

/// Words by key.
#[derive(Debug, Clone, Default)]
pub struct Words {
    map: BTreeMap<String, String>,
    lang: Lang,
}

impl Words {
    /// Returns a word; the key itself where there is none ([`read`] has reported what the program needs).
    pub fn get<'a>(&'a self, key: &'a str) -> &'a str {
        self.map.get(key).map_or(key, String::as_str)
    }

    /// Returns a word with its `{name}`s filled in.
    pub fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        let mut text = self.get(key).to_owned();
        for (name, value) in values {
            text = text.replace(&format!("{{{name}}}"), value);
        }
        text
    }

    /// Returns all words.
    pub fn all(&self) -> &BTreeMap<String, String> {
        &self.map
    }

    /// Returns the language.
    pub fn lang(&self) -> Lang {
        self.lang
    }
}

/// Words that the program itself puts into pages.
const NEEDED: &[&str] = &[
    "box_note",
    "box_tip",
    "box_important",
    "box_warning",
    "box_caution",
    "only_label",
    "script_title",
    "facilitator_title",
    "question_title",
    "quiz_title",
    "quiz_answer",
    "fill_label",
    "chart_table",
    "table_label",
    "footnotes_title",
    "footnote_back",
    "home_title",
    "not_found",
    "taxonomy_themes",
    "taxonomy_org_types",
    "taxonomy_tags",
    "taxonomy_years",
    "warning_cites_replaced",
    "warning_cites_expired",
    "warning_cites_not_yet",
    "month",
    "month_short",
    "status_in_force",
    "status_not_yet",
    "status_replaced",
    "status_expired",
    "status_unknown",
    "kind_directive",
    "kind_guidance",
    "kind_topic",
    "kind_agenda",
    "kind_guide",
    "kind_scorecard",
    "kind_form",
    "kind_course",
    "kind_lesson",
    "kind_calendar",
    "kind_bulletin",
    "kind_page",
    "kind_section",
];

/// Reads the words of a language; `None` after a fault. Of the files in that language later ones win
/// key by key, so that a handbook writes only the words of its own.
pub(super) fn read(texts: &[ThemeFile], lang: Lang, report: &mut Report) -> Option<Words> {
    let path = match lang {
        Lang::Vi => "i18n/vi.yaml",
        Lang::En => "i18n/en.yaml",
    };
    let mut place = Place::file(&format!("themes/…/{path}").into());
    let mut map: BTreeMap<String, String> = BTreeMap::new();
    for file in texts.iter().filter(|file| file.path.as_ref() == path) {
        place = Place::file(&file.shown);
        // An empty file, or one with nothing but remarks, has no words of its own.
        match serde_yaml::from_slice::<Option<BTreeMap<String, String>>>(&file.bytes) {
            Ok(own) => map.extend(own.unwrap_or_default()),
            Err(error) => {
                report.add(Diagnostic::new(&codes::WORDS, place).with("problem", error.to_string()));
                return None;
            }
        }
    }
    // What a handbook leaves out comes from the embedded words; it can only blank a word.
    let missing: Vec<&str> =
        NEEDED.iter().copied().filter(|key| map.get(*key).is_none_or(|word| word.trim().is_empty())).collect();
    if !missing.is_empty() {
        report.add(Diagnostic::new(&codes::MISSING_WORD, place).with("keys", missing.join(", ")));
        return None;
    }
    Some(Words { map, lang })
}
