//! Redirects from old addresses: a page that leads on, without JavaScript.

use tera::Context;

use super::{Content, Frame, Job, Output, Work};

pub(super) static OUTPUT: Output = Output {
    name: "redirect",
    jobs,
    make: |job, _, frame, view| {
        let Work::Redirect(to) = &job.work else { return None };
        let card = view.card(*to);
        let mut context = Context::new();
        context.insert("root", &job.address.root());
        context.insert("to", card.address.as_str());
        context.insert("title", card.title());
        let mut out = Vec::new();
        Some(frame.theme().render("redirect.html", &context, &mut out).map(|()| Content::Bytes(out)))
    },
};

fn jobs(frame: &Frame<'_>) -> Vec<Job> {
    frame
        .handbook()
        .redirects()
        .iter()
        .map(|(address, to)| Job { address: address.clone(), body: None, work: Work::Redirect(*to) })
        .collect()
}
