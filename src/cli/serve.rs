//! `sotay serve`: the handbook in the browser, following its files.

use std::collections::BTreeSet;
use std::process::ExitCode;
use std::sync::{Mutex, PoisonError};

use clap::Args;

use crate::diagnostic::print::count;
use crate::diagnostic::{Diagnostic, Lang, Place, Severity};
use crate::serve::{self, Manner, News};
use crate::site::{Options, SiteError};

use super::{Console, Failure, Global, Outcome};

#[expect(clippy::struct_excessive_bools, reason = "one switch each")]
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Cổng của máy chủ (mặc định: 1930, hoặc cổng trống kế tiếp)
    #[arg(long, value_name = "PORT")]
    port: Option<u16>,
    /// Mở trình duyệt
    #[arg(long)]
    open: bool,
    /// Cho các máy cùng mạng xem, có mã QR
    #[arg(long)]
    lan: bool,
    /// Cho soạn thảo ngay trong trình duyệt, ở địa chỉ có mã riêng của lần chạy này
    #[arg(long)]
    edit: bool,
    /// Tự dò tệp thay đổi, cho ổ đĩa mạng hay máy ảo không báo thay đổi
    #[arg(long)]
    poll: bool,
}

pub(super) fn run(arguments: &Arguments, global: &Global, console: &Console) -> Outcome {
    // Who writes wants to see drafts; pages carry a badge.
    let options = Options { drafts: true, ..global.options()? };
    let manner = Manner {
        port: arguments.port,
        lan: arguments.lan,
        edit: arguments.edit,
        poll: arguments.poll,
        lang: console.lang(),
    };
    let date = options.date;
    let today = || global.today().unwrap_or(date);
    let said = Mutex::new(BTreeSet::new());
    serve::serve(options, manner, &today, explain, &|news| tell(&news, arguments, console, &said))?;
    console.say("Đã dừng.", "Stopped.");
    Ok(ExitCode::SUCCESS)
}

pub(super) fn explain(error: &SiteError, lang: Lang) -> String {
    let (vi, en) = super::failure::site(error);
    lang.pick(vi, en)
}

/// What was printed last: a warning is not said again after each edit.
type Said = BTreeSet<(Place, &'static str)>;

fn tell(news: &News<'_>, arguments: &Arguments, console: &Console, said: &Mutex<Said>) {
    match news {
        News::Open { url, lan, edit, diagnostics } => {
            let faults = report(diagnostics, console, said);
            // Who edits is handed the editor's address first.
            let entrance =
                |url: &str| edit.map_or_else(|| url.to_owned(), |edit| format!("{}{edit}", url.trim_end_matches('/')));
            let (url, lan) = (&entrance(url), &lan.map(entrance));
            console.result(&format!("{url}\n"));
            if let Some(lan) = lan {
                console.result(&format!("{lan}\n"));
                console.code(lan);
            }
            if arguments.lan {
                console.say(
                    "Chú ý: mọi máy trong mạng này xem được sổ tay, kể cả bản nháp. Chỉ dùng trong mạng tin cậy.",
                    "Note: every machine in this network can read the handbook, drafts too. Use it in a network you trust.",
                );
            }
            if arguments.lan && edit.is_some() {
                console.say(
                    "Ai có địa chỉ trên (kể cả ai nghe được mạng này) thì sửa được sổ tay; đừng gửi địa chỉ cho người khác.",
                    "Whoever has the address above (or listens in this network) can change the handbook; do not pass it on.",
                );
            }
            console.say(
                &format!("Đang xem thử: {faults}. Sửa tệp là trang tự đổi; Ctrl-C để dừng."),
                &format!("Previewing: {faults}. Pages follow your edits; Ctrl-C stops."),
            );
            if arguments.open && open::that_detached(url).is_err() {
                console.say(
                    "Không mở được trình duyệt; hãy mở địa chỉ trên.",
                    "No browser opened; open the address above.",
                );
            }
        }
        News::Polling(error) => console.say(
            &format!("Hệ thống không báo tệp thay đổi ({error}); sotay tự dò, nên chậm hơn."),
            &format!("The system does not tell changes ({error}); sotay looks for them itself, which is slower."),
        ),
        News::Changed { took, diagnostics } => {
            let faults = report(diagnostics, console, said);
            let took = took.as_millis();
            console.say(&format!("Đã cập nhật ({took} ms): {faults}."), &format!("Updated ({took} ms): {faults}."));
        }
        News::Unreadable(error) => {
            let (vi, en) = super::failure::site(error);
            console.say(&format!("lỗi: {vi}"), &format!("error: {en}"));
        }
    }
}

/// Prints what was not printed last time, and returns how much there is in all.
fn report(diagnostics: &[Diagnostic], console: &Console, said: &Mutex<Said>) -> String {
    let key = |diagnostic: &Diagnostic| (diagnostic.place.clone(), diagnostic.code.id);
    let mut said = said.lock().unwrap_or_else(PoisonError::into_inner);
    let new: Vec<Diagnostic> = diagnostics.iter().filter(|of| !said.contains(&key(of))).cloned().collect();
    console.diagnostics(&new);
    *said = diagnostics.iter().map(key).collect();
    let errors = diagnostics.iter().filter(|of| of.code.severity == Severity::Error).count();
    count(errors, diagnostics.len() - errors, console.lang())
}

impl From<serve::ServeError> for Failure {
    fn from(error: serve::ServeError) -> Self {
        match error {
            serve::ServeError::Site(error) => Self::Site(error),
            serve::ServeError::Port { .. } | serve::ServeError::Start(_) => Self::Serve(error),
        }
    }
}
