//! Files that go into the site as they are: the theme's, and those beside the content that a page uses.

use std::collections::BTreeSet;

use crate::link::{Address, Handbook, Resolution};

use super::{Content, Frame, Job, Output, Work};

pub(super) static OUTPUT: Output = Output {
    name: "static",
    jobs,
    make: |job, _, frame, view| {
        if let Work::Static(number) = &job.work {
            let file = frame.theme().files().get(*number)?;
            return Some(Ok(Content::Bytes(file.bytes.to_vec())));
        }
        let Work::Asset(path) = &job.work else { return None };
        view.asset(path);
        Some(Ok(Content::Copy(path.clone())))
    },
};

fn jobs(frame: &Frame<'_>) -> Vec<Job> {
    let handbook = frame.handbook();
    let of_theme = frame.theme().files().iter().enumerate().map(|(number, file)| Job {
        address: Address::fixed(&file.address),
        body: None,
        work: Work::Static(number),
    });
    let used: BTreeSet<&str> = handbook
        .ids()
        .flat_map(|id| handbook.resolutions(id))
        .filter_map(|resolution| if let Resolution::Media(path) = resolution { Some(path.as_ref()) } else { None })
        .collect();
    let of_content = used.into_iter().map(|path| Job {
        address: Handbook::asset_address(path),
        body: None,
        work: Work::Asset(path.into()),
    });
    of_theme.chain(of_content).collect()
}
