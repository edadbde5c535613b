//! `sotay build`.

use std::process::ExitCode;
use std::time::Instant;

use crate::diagnostic::print::count;
use crate::site;

use super::{Console, Global, Outcome, PROBLEMS};

pub(super) fn run(global: &Global, console: &Console) -> Outcome {
    let start = Instant::now();
    let options = global.options()?;
    let built = site::build(&options)?;
    let (errors, warnings) = console.diagnostics(&built.diagnostics);
    let faults = count(errors, warnings, console.lang());
    if !built.published {
        console.say(
            &format!("Chưa dựng: {faults}. Trang web cũ (nếu có) vẫn nguyên."),
            &format!("Not built: {faults}. The old site, if there is one, stands as it was."),
        );
        return Ok(ExitCode::from(PROBLEMS));
    }
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
    Ok(ExitCode::SUCCESS)
}
