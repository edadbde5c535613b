//! `sotay build`.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use clap::Args;

use crate::diagnostic::print::count;
use crate::site::{self, Options};

use super::{Console, Global, Outcome, PROBLEMS};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Gói thêm trang web thành một tệp ZIP để chép vào USB (mặc định: cạnh thư mục trang web, `output.zip`)
    #[arg(long, value_name = "FILE", num_args = 0..=1)]
    #[expect(clippy::option_option, reason = "without it, without a name, with one")]
    bundle: Option<Option<PathBuf>>,
}

/// The file at the top of a bundle: it leads to the site, and says to who opens it too early that the ZIP must be unpacked.
/// In both languages: a stick goes from hand to hand.
const START: (&str, &[u8]) = ("mo-so-tay.html", include_bytes!("start.html"));

pub(super) fn run(arguments: &Arguments, global: &Global, console: &Console) -> Outcome {
    let start = Instant::now();
    let bar = console.bar();
    let options = Options { progress: bar.progress(), ..global.options()? };
    let built = site::build(&options)?;
    let wanted = arguments.bundle.as_ref().filter(|_| built.published);
    let bundled = wanted.map(|to| site::bundle(&options, to.as_deref(), START)).transpose()?;
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
    if let Some((path, bundled)) = bundled {
        let (files, tenths) = (bundled.files, bundled.bytes.div_ceil(100_000));
        let (whole, rest) = (tenths / 10, tenths % 10);
        console.say(
            &format!("Đã gói {}: {files} tệp, {whole},{rest} MB; giải nén rồi mở `mo-so-tay.html`.", path.display()),
            &format!(
                "Bundled {}: {files} files, {whole}.{rest} MB; unpack it and open `mo-so-tay.html`.",
                path.display()
            ),
        );
    }
    if built.unmade > 0 {
        let n = built.unmade;
        let papers = if n == 1 { "paper" } else { "papers" };
        console.say(
            &format!("Thiếu {n} giấy tờ chưa in được (xem trên); trang web không có đường dẫn đến chúng."),
            &format!("{n} {papers} could not be printed (see above); the site has no links to them."),
        );
    }
    Ok(if errors > 0 { ExitCode::from(PROBLEMS) } else { ExitCode::SUCCESS })
}
