//! `robots.txt`.

use tera::Context;

use crate::link::Address;

use super::{Content, Job, Output, Work};

pub(super) static OUTPUT: Output = Output {
    name: "robots",
    jobs: |_| vec![Job { address: Address::fixed("robots.txt"), body: None, work: Work::Robots }],
    make: |job, _, frame, _| {
        let Work::Robots = &job.work else { return None };
        let mut context = Context::new();
        context.insert("sitemap", &frame.base_url().map(|base| format!("{base}sitemap.xml")));
        let mut out = Vec::new();
        Some(frame.theme().render("robots.txt", &context, &mut out).map(|()| Content::Bytes(out)))
    },
};
