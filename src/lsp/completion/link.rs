//! `](…)`: pages and files beside the content by their relative path; behind `#` the headings of this page.

use lsp_types::CompletionItemKind;

use crate::lsp::subject;

use super::{Offer, Offers, Place, target};

pub(super) fn offers(place: &Place<'_>) -> Option<Offers> {
    let (before, typed) = place.before.rsplit_once("](").filter(|_| place.is_body())?;
    if typed.contains(')') || typed.contains("://") {
        return None;
    }
    let handbook = place.asked.edition?.handbook();
    if let Some(anchor) = typed.strip_prefix('#') {
        let document = handbook.document(subject::own(place.asked)?);
        return Some(Offers { range: place.typed(anchor), list: target::anchors(document) });
    }
    let own = place.asked.path.as_ref();
    let files = handbook.assets().map(|asset| Offer {
        label: asset.path.trim_start_matches("content/").to_owned(),
        insert: relative(own, &asset.path),
        kind: Some(CompletionItemKind::FILE),
        ..Offer::default()
    });
    let pages = || target::pages(place.asked, handbook, |document| relative(own, &document.path));
    let is_picture = before.rfind('[').and_then(|at| before.get(..at)).is_some_and(|text| text.ends_with('!'));
    let list = if is_picture { files.collect() } else { pages().into_iter().chain(files).collect() };
    Some(Offers { range: place.typed(typed), list })
}

/// The way from a file to another, both from the handbook's root; blanks are written as Markdown wants them.
fn relative(from: &str, to: &str) -> String {
    let folders: Vec<&str> = from.split('/').collect();
    let folders = folders.get(..folders.len().saturating_sub(1)).unwrap_or_default();
    let target: Vec<&str> = to.split('/').collect();
    let last = target.len().saturating_sub(1);
    let shared = folders.iter().zip(target.iter().take(last)).take_while(|(a, b)| a == b).count();
    let up = "../".repeat(folders.len() - shared);
    let rest = target.get(shared..).unwrap_or_default().join("/");
    format!("{up}{rest}").replace('%', "%25").replace(' ', "%20").replace('(', "%28").replace(')', "%29")
}

#[cfg(test)]
mod tests {
    use super::relative;

    #[test]
    fn a_link_goes_the_shortest_way() {
        for (from, to, wanted) in [
            ("content/a/b.md", "content/a/c.md", "c.md"),
            ("content/a/b.md", "content/d/c.md", "../d/c.md"),
            ("content/b.md", "content/a/hình 1.png", "a/hình%201.png"),
            ("content/a/b/c.md", "content/x.md", "../../x.md"),
        ] {
            assert_eq!(relative(from, to), wanted);
        }
    }
}
