//! `atom.xml`: the newest pages (RFC 4287).

use serde::Serialize;
use tera::Context;

use crate::link::Address;

use super::{Content, Job, Output, Work};

#[derive(Serialize)]
struct Entry<'a> {
    title: &'a str,
    url: String,
    updated: String,
    summary: &'a str,
    kind: &'a str,
}

pub(super) static OUTPUT: Output = Output {
    name: "feed",
    jobs: |frame| {
        if frame.handbook().settings().feed_entries == 0 {
            return Vec::new();
        }
        vec![Job { address: Address::fixed("atom.xml"), body: None, work: Work::Feed }]
    },
    make: |job, _, frame, view| {
        let Work::Feed = &job.work else { return None };
        let settings = view.settings();
        // Without a base address ids must still be absolute: a tag URI of the handbook's own.
        let base = frame.base_url().unwrap_or("tag:sotay,2026:");
        let mut pages: Vec<_> = view
            .all()
            .map(|id| view.listed(id))
            .filter(|card| card.document.head.date.is_some() && !card.document.is_section())
            .collect();
        pages.sort_by(|a, b| b.document.head.date.cmp(&a.document.head.date).then_with(|| a.address.cmp(b.address)));
        pages.truncate(usize::from(settings.feed_entries));
        let stamp = |date: String| format!("{date}T00:00:00+07:00");
        let entries: Vec<Entry<'_>> = pages
            .iter()
            .map(|card| Entry {
                title: card.title(),
                url: format!("{base}{}", card.address),
                updated: stamp(card.document.head.date.map(|d| d.to_string()).unwrap_or_default()),
                summary: card.summary(),
                kind: frame.words().get(frame.kind_key(card.kind())),
            })
            .collect();
        let mut context = Context::new();
        let updated = entries.first().map_or_else(|| stamp("1970-01-01".to_owned()), |e| e.updated.clone());
        context.insert("id", base);
        context.insert("updated", &updated);
        context.insert("self_url", &format!("{base}atom.xml"));
        context.insert("entries", &entries);
        let mut out = Vec::new();
        Some(frame.theme().render("atom.xml", &context, &mut out).map(|()| Content::Bytes(out)))
    },
};
