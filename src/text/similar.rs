//! "Did you mean": the nearest of several names.

use strsim::damerau_levenshtein;

use super::slug::slug;

/// Returns the name nearest to `word`; `None` if none is near. Marks, case, `_`, `-` and spaces do
/// not count.
pub fn closest<'a>(word: &str, among: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = slug(word);
    if wanted.is_empty() {
        return None;
    }
    // One slip in a short name, one more for each five letters.
    let limit = 1 + wanted.len() / 5;
    let mut best: Option<(usize, &str)> = None;
    for name in among {
        let other = slug(name);
        if other.len().abs_diff(wanted.len()) > limit {
            continue;
        }
        let distance = damerau_levenshtein(&wanted, &other);
        let near = distance <= limit && distance < wanted.len().max(2);
        if near && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, name));
        }
    }
    best.map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_find_their_word() {
        let keys = ["title", "summary", "org_types", "reviewed"];
        assert_eq!(closest("tilte", keys), Some("title"));
        assert_eq!(closest("org-types", keys), Some("org_types"));
        assert_eq!(closest("sumary", keys), Some("summary"));
        assert_eq!(closest("xyz", keys), None);
        assert_eq!(closest("", keys), None);
    }
}
