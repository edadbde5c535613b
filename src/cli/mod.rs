//! The command line: one file a command, and the only place that prints.
//!
//! Results go to standard output, everything else to standard error. Exit codes: 0 done, 1 problems
//! in the content, 2 wrong usage, 3 the work could not be done.
#![expect(clippy::disallowed_methods, reason = "the command line speaks to the outside")]

mod build;
mod check;
mod clean;
mod completions;
mod config;
mod console;
mod explain;
mod failure;
mod global;
mod help;
mod import;
mod init;
mod list;
mod lsp;
mod new;
mod pack;
mod print;
mod progress;
mod schema;
mod serve;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{FromArgMatches, Parser, Subcommand};

use console::Console;
use failure::Failure;
use global::Global;

/// sotay (sổ tay): biến thư mục Markdown thành sổ tay sinh hoạt và tài liệu tập huấn
#[derive(Debug, Parser)]
#[command(name = "sotay", version, disable_help_subcommand = true, arg_required_else_help = true)]
struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Tạo một sổ tay mới với ví dụ nhỏ
    Init(init::Arguments),
    /// Tạo một trang mới từ mẫu và in đường dẫn của nó
    New(new::Arguments),
    /// Nhập tệp Word, văn bản hoặc Markdown thành bản nháp
    Import(import::Arguments),
    /// Dựng sổ tay thành trang web
    Build(build::Arguments),
    /// Xem thử sổ tay trong trình duyệt; sửa tệp là trang tự đổi
    Serve(serve::Arguments),
    /// Kiểm tra sổ tay, không ghi gì
    Check,
    /// In giấy tờ của các trang thành PDF hoặc bản Word
    Print(print::Arguments),
    /// Gói hồ sơ một buổi họp: chương trình, kịch bản, tài liệu, biên bản, phiếu chấm
    Pack(pack::Arguments),
    /// Liệt kê các trang
    List(list::Arguments),
    /// In JSON Schema của phần khai báo một loại trang
    Schema(schema::Arguments),
    /// Phục vụ trình soạn thảo mã (VS Code, Neovim …) qua Language Server Protocol
    Lsp,
    /// Giải thích một mã thông báo
    Explain(explain::Arguments),
    /// In các thiết lập đang dùng và tệp giao diện đang dùng
    Config,
    /// Xóa trang web đã dựng
    Clean,
    /// In tệp gợi ý lệnh cho trình dòng lệnh
    Completions(completions::Arguments),
}

/// How a command ended.
type Outcome = Result<ExitCode, Failure>;

/// Exit code for problems in the content.
const PROBLEMS: u8 = 1;

/// Runs the command line.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let lang = global::spoken(&arguments);
    let command = help::command(lang);
    let parsed = command.try_get_matches_from(&arguments).and_then(|matches| Cli::from_arg_matches(&matches));
    let cli = match parsed {
        Ok(cli) => cli,
        Err(error) => return help::refuse(&error, lang),
    };
    let console = Console::new(&cli.global);
    let outcome = match &cli.command {
        Command::Init(arguments) => init::run(arguments, &console),
        Command::New(arguments) => new::run(arguments, &cli.global, &console),
        Command::Import(arguments) => import::run(arguments, &cli.global, &console),
        Command::Build(arguments) => build::run(arguments, &cli.global, &console),
        Command::Serve(arguments) => serve::run(arguments, &cli.global, &console),
        Command::Check => check::run(&cli.global, &console),
        Command::Print(arguments) => print::run(arguments, &cli.global, &console),
        Command::Pack(arguments) => pack::run(arguments, &cli.global, &console),
        Command::List(arguments) => list::run(arguments, &cli.global, &console),
        Command::Schema(arguments) => schema::run(arguments, &console),
        Command::Lsp => lsp::run(&cli.global, &console),
        Command::Explain(arguments) => explain::run(arguments, &console),
        Command::Config => config::run(&cli.global, &console),
        Command::Clean => clean::run(&cli.global, &console),
        Command::Completions(arguments) => Ok(completions::run(arguments, &console)),
    };
    outcome.unwrap_or_else(|failure| failure.report(&console))
}
