//! `sotay clean`: only what sotay made.

use std::process::ExitCode;

use crate::site;

use super::{Console, Global, Outcome};

pub(super) fn run(global: &Global, console: &Console) -> Outcome {
    let options = global.options()?;
    let target = options.output();
    if site::clean(&options)? {
        console.say(
            &format!("Đã xóa trang web trong {}.", target.display()),
            &format!("Removed the site in {}.", target.display()),
        );
    } else {
        console.say("Không có gì để xóa.", "There was nothing to remove.");
    }
    Ok(ExitCode::SUCCESS)
}
