//! `sotay build`.

use std::process::ExitCode;
use std::time::Instant;

use crate::diagnostic::print::count;
use crate::site::{self, Options};

use super::{Console, Global, Outcome, PROBLEMS};

pub(super) fn run(global: &Global, console: &Console) -> Outcome {
    let start = Instant::now();
    let bar = console.bar();
    let options = Options { progress: bar.progress(), ..global.options()? };
    let built = site::build(&options)?;
    drop(bar);
    let (errors, warnings) = console.diagnostics(&built.diagnostics);
    let faults = count(errors, warnings, console.lang());
    if !built.published {
        console.say(
            &format!("Chưa dựng: {faults}. Trang web cũ (nếu có) vẫn nguyên."),
            &format!("Not built: {faults}. The old site, if there is one, stands as it was."),
        );
        return Ok(ExitCode::from(PROBLEMS));
    }
    console.font(built.font.as_deref());
    let target = options.output();
    let (files, written, removed) = (built.files, built.written, built.removed);
    let seconds = start.elapsed().as_secs_f64();
    let vi = format!("{seconds:.2}").replace('.', ",");
    console.say(
        &format!("Đã dựng {}: {files} tệp ({written} ghi mới, {removed} xóa), {faults}, {vi} giây.", target.display()),
        &format!(
            "Built {}: {files} files ({written} written, {removed} removed), {faults}, {seconds:.2} s.",
            target.display()
        ),
    );
    if built.unmade > 0 {
        let n = built.unmade;
        let papers = if n == 1 { "paper" } else { "papers" };
        console.say(
            &format!("Thiếu {n} giấy tờ chưa in được (xem trên); trang web không có đường dẫn đến chúng."),
            &format!("{n} {papers} could not be printed (see above); the site has no links to them."),
        );
        return Ok(ExitCode::from(PROBLEMS));
    }
    Ok(ExitCode::SUCCESS)
}
