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
    /// Returns a word; the key itself where there is none (reading has reported what the program needs).
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

/// Reads the words of a language, later files over earlier ones; `None` after a fault.
pub(super) fn read(texts: &BTreeMap<Box<str>, Vec<ThemeFile>>, lang: Lang, report: &mut Report) -> Option<Words> {
    let name = match lang {
        Lang::Vi => "vi.yaml",
        Lang::En => "en.yaml",
    };
    let mut map = BTreeMap::new();
    for file in texts.get(name).into_iter().flatten() {
        match serde_yaml::from_slice::<Option<BTreeMap<String, String>>>(&file.bytes) {
            // A file with nothing but remarks has no words of its own.
            Ok(words) => map.extend(words.unwrap_or_default()),
            Err(error) => {
                let place = Place::file(&file.shown);
                report.add(Diagnostic::new(&codes::WORDS, place).with("problem", error.to_string()));
                return None;
            }
        }
    }
    Some(Words { map, lang })
}

#[cfg(test)]
mod tests {
    use super::super::{build, embedded};
    use super::*;

    /// Words that the program itself puts into pages.
    const NEEDED: &[&str] = &[
        "box_note",
        "box_tip",
        "box_important",
        "box_warning",
        "box_caution",
        "only_label",
        "only_folded",
        "script_title",
        "facilitator_title",
        "question_title",
        "quiz_title",
        "quiz_answer",
        "fill_label",
        "chart",
        "table_label",
        "footnotes_title",
        "footnote_back",
        "home_title",
        "not_found",
        "not_kept",
        "not_kept_text",
        "back_home",
        "taxonomy_themes",
        "taxonomy_org_types",
        "taxonomy_tags",
        "taxonomy_years",
        "warning_cites_replaced",
        "warning_cites_expired",
        "warning_cites_not_yet",
        "send_material",
        "ends_by_minimum",
        "month",
        "month_short",
        "status_in_force",
        "status_not_yet",
        "status_replaced",
        "status_expired",
        "status_unknown",
        "paper_unmade",
        "print_agenda",
        "print_one_page",
        "print_script",
        "print_roll_call",
        "print_minutes",
        "print_resolution",
        "print_invitation",
        "print_score_sheet",
        "print_observation_sheet",
        "print_member_sheet",
        "print_facilitator_sheet",
        "print_guidance",
        "print_lesson",
        "print_lecturer_sheet",
        "print_form",
        "print_checklist",
        "print_pack",
        "pack_title",
        "pack_contents",
        "pack_whole",
        "pack_calendar",
        "pack_use",
        "search_title",
        "search_folder",
        "search_short",
        "print_book",
        "print_handbook",
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

    #[test]
    fn the_embedded_theme_has_them_in_both_languages() {
        for lang in [Lang::Vi, Lang::En] {
            let theme = build(embedded(), lang, &mut Report::new());
            let words = theme.as_ref().map(|theme| theme.words().all());
            for key in NEEDED {
                assert!(words.is_some_and(|words| words.contains_key(*key)), "{lang:?}: {key}");
            }
        }
    }
}
