//! `sitemap.xml`: the address of every page, for crawlers. Only with a `base_url`: the protocol asks
//! for absolute addresses (sitemaps.org, protocol 0.9).

use serde::Serialize;
use tera::Context;

use crate::link::{Address, TaxonomyKey};

use super::{Content, Job, Output, Work};

#[derive(Serialize)]
struct Entry {
    loc: String,
    lastmod: Option<String>,
}

pub(super) static OUTPUT: Output = Output {
    name: "sitemap",
    jobs: |frame| {
        if frame.handbook().settings().base_url.is_none() {
            return Vec::new();
        }
        vec![Job { address: Address::fixed("sitemap.xml"), body: None, work: Work::Sitemap }]
    },
    make: |job, _, frame, view| {
        let Work::Sitemap = &job.work else { return None };
        let base = frame.base_url().unwrap_or_default();
        let loc = |address: &str| format!("{base}{}", address.strip_suffix("index.html").unwrap_or(address));
        let mut urls: Vec<Entry> = view
            .all()
            .map(|id| {
                let card = view.listed(id);
                let head = &card.document.head;
                Entry { loc: loc(card.address.as_str()), lastmod: head.reviewed.max(head.date).map(|d| d.to_string()) }
            })
            .collect();
        for section in frame.handbook().sections().iter().filter(|s| s.document.is_none()) {
            urls.push(Entry { loc: loc(section.address.as_str()), lastmod: None });
        }
        for key in TaxonomyKey::ALL {
            let Some(taxonomy) = view.taxonomy(key).filter(|t| !t.terms.is_empty()) else { continue };
            urls.push(Entry { loc: loc(key.address().as_str()), lastmod: None });
            urls.extend(taxonomy.terms.iter().map(|term| Entry { loc: loc(term.address.as_str()), lastmod: None }));
        }
        urls.sort_by(|a, b| a.loc.cmp(&b.loc));
        let mut context = Context::new();
        context.insert("urls", &urls);
        let mut out = Vec::new();
        Some(frame.theme().render("sitemap.xml", &context, &mut out).map(|()| Content::Bytes(out)))
    },
};
