//! "Did you mean": the nearest of several names.

use strsim::damerau_levenshtein;

use super::slug::slug;

/// Returns the name nearest to `word`; `None` if none is near. Marks, case, `_`, `-` and spaces do
/// not count.
pub fn closest<'a>(word: &str, among: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    Names::new(among).closest(word)
}

/// Names made ready to be compared with many words.
#[derive(Debug)]
pub struct Names<'a>(Vec<Name<'a>>);

#[derive(Debug)]
struct Name<'a> {
    written: &'a str,
    slug: String,
    letters: Letters,
}

impl<'a> Names<'a> {
    /// Makes names ready.
    pub fn new(among: impl IntoIterator<Item = &'a str>) -> Self {
        let ready = |name| {
            let slug = slug(name);
            Name { written: name, letters: Letters::of(&slug), slug }
        };
        Self(among.into_iter().map(ready).collect())
    }

    /// Returns the name nearest to `word`, as [`closest`] does.
    pub fn closest(&self, word: &str) -> Option<&'a str> {
        let wanted = slug(word);
        let letters = Letters::of(&wanted);
        // One slip in a short name, one more for each five letters.
        let limit = 1 + wanted.len() / 5;
        let mut best: Option<(usize, &str)> = None;
        for name in &self.0 {
            // No farther than the best so far, and never all letters of the word.
            let far = best.map_or(limit + 1, |(least, _)| least).min(wanted.len().max(2));
            if letters.apart(&name.letters) >= far {
                continue;
            }
            let distance = damerau_levenshtein(&wanted, &name.slug);
            if distance < far {
                best = Some((distance, name.written));
            }
        }
        best.map(|(_, name)| name).filter(|_| !wanted.is_empty())
    }
}

/// How often each letter stands in a word, by its last five bits.
#[derive(Debug)]
struct Letters([u8; 32]);

impl Letters {
    fn of(word: &str) -> Self {
        let mut out = [0_u8; 32];
        for byte in word.bytes() {
            out.get_mut(usize::from(byte % 32)).into_iter().for_each(|count| *count = count.saturating_add(1));
        }
        Self(out)
    }

    /// Slips that two words are apart at least: each slip puts in at most one letter, and takes out at most one.
    fn apart(&self, other: &Self) -> usize {
        let more = |a: &[u8; 32], b: &[u8; 32]| -> usize {
            a.iter().zip(b).map(|(a, b)| usize::from(a.saturating_sub(*b))).sum()
        };
        more(&self.0, &other.0).max(more(&other.0, &self.0))
    }
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

    #[test]
    fn counting_letters_leaves_out_only_what_is_far() {
        let words =
            ["title", "tilte", "titles", "tile", "tit", "chuyen-de/neu-guong", "chuyen-de/neu-gong", "uong-gneu/de"];
        for (a, b) in words.iter().flat_map(|a| words.iter().map(move |b| (a, b))) {
            assert!(Letters::of(a).apart(&Letters::of(b)) <= damerau_levenshtein(a, b), "{a} {b}");
        }
    }
}
