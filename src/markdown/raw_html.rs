//! Raw HTML of authors: a few plain inline tags become elements of the tree, blocks are cleaned.

/// An inline tag that has an element of its own in the tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tag {
    Emphasis,
    Strong,
    Strike,
    Underline,
    Mark,
    Sub,
    Sup,
    Small,
    Key,
}

/// What an inline HTML event is.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum InlineTag {
    Open(Tag),
    Close(Tag),
    Break,
    Comment,
    Other,
}

/// Reads one inline HTML event. Tags with attributes are [`InlineTag::Other`].
pub(super) fn inline(html: &str) -> InlineTag {
    if html.starts_with("<!--") {
        return InlineTag::Comment;
    }
    let Some(inner) = html.strip_prefix('<').and_then(|h| h.strip_suffix('>')) else { return InlineTag::Other };
    let inner = inner.trim().trim_end_matches('/').trim();
    let (closing, name) = inner.strip_prefix('/').map_or((false, inner), |name| (true, name.trim()));
    let tag = match name.to_ascii_lowercase().as_str() {
        "br" | "wbr" => return InlineTag::Break,
        "em" | "i" => Tag::Emphasis,
        "strong" | "b" => Tag::Strong,
        "s" | "del" => Tag::Strike,
        "u" | "ins" => Tag::Underline,
        "mark" => Tag::Mark,
        "sub" => Tag::Sub,
        "sup" => Tag::Sup,
        "small" => Tag::Small,
        "kbd" => Tag::Key,
        _ => return InlineTag::Other,
    };
    if closing { InlineTag::Close(tag) } else { InlineTag::Open(tag) }
}

/// Returns a block of HTML without anything that could run, load or leave the page's frame, and
/// whether something was taken out.
pub(super) fn clean(html: &str) -> (String, bool) {
    let mut builder = ammonia::Builder::default();
    builder.rm_tags(["img", "a"]).link_rel(None).strip_comments(true);
    let cleaned = builder.clean(html).to_string();
    // Counting tags is enough for a warning: ammonia may write entities differently.
    let tags = |text: &str| text.matches('<').count() - text.matches("<!--").count();
    let lost = tags(&cleaned) < tags(html);
    (cleaned, lost)
}
