//! `sotay pack`: what a meeting takes along, in one ZIP and one PDF.

use std::path::PathBuf;

use clap::Args;

use crate::site::Wish;

use super::{Console, Global, Outcome, print};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Chương trình: đường dẫn dưới `content/`, hoặc cả một thư mục
    #[arg(required = true, value_name = "AGENDA")]
    agendas: Vec<String>,
    /// Thư mục ghi tệp ZIP và PDF (mặc định: thư mục này)
    #[arg(long, value_name = "DIR", default_value = ".")]
    to: PathBuf,
}

pub(super) fn run(arguments: &Arguments, global: &Global, console: &Console) -> Outcome {
    print::write(&arguments.agendas, Wish::Packs, &arguments.to, global, console)
}
