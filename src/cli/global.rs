//! Options that every command takes, and what they come to.

use std::env;
use std::ffi::OsString;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::thread;
use std::time::{SystemTime, UNIX_EPOCH};

use clap::{Args, ValueEnum};

use crate::diagnostic::{Lang, Report, print};
use crate::site::{self, Options, Progress};
use crate::text::date::Date;

use super::Failure;

#[derive(Debug, Args)]
pub(super) struct Global {
    /// Thư mục của sổ tay (mặc định: thư mục này)
    #[arg(long, global = true, value_name = "DIR", default_value = ".")]
    pub(super) root: PathBuf,
    /// Thư mục ghi trang web (mặc định: `output` trong sổ tay)
    #[arg(long, global = true, value_name = "DIR")]
    pub(super) output_dir: Option<PathBuf>,
    /// Địa chỉ công bố, thay cho `base_url` trong sotay.yaml
    #[arg(long, global = true, value_name = "URL", value_parser = address)]
    pub(super) base_url: Option<String>,
    /// Số luồng chạy song song (mặc định: số nhân của máy)
    #[arg(long, global = true, value_name = "N")]
    pub(super) jobs: Option<NonZeroUsize>,
    /// Kể cả bản nháp
    #[arg(long, global = true)]
    pub(super) drafts: bool,
    /// Coi cảnh báo là lỗi
    #[arg(long, global = true)]
    pub(super) strict: bool,
    /// Dựng như thể hôm nay là ngày này (NĂM-THÁNG-NGÀY)
    #[arg(long, global = true, value_name = "DATE", value_parser = date)]
    pub(super) date: Option<Date>,
    /// Dạng của thông báo: human, json hoặc github
    #[arg(long, global = true, value_name = "FORM", value_enum, default_value_t = Form::Human)]
    pub(super) format: Form,
    /// Ngôn ngữ của thông báo: vi hoặc en (mặc định: của sổ tay)
    #[arg(long, global = true, value_name = "LANG", value_enum)]
    pub(super) lang: Option<Tongue>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Form {
    Human,
    Json,
    Github,
}

impl Form {
    pub(super) fn format(self) -> print::Format {
        match self {
            Self::Human => print::Format::Human,
            Self::Json => print::Format::Json,
            Self::Github => print::Format::Github,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Tongue {
    Vi,
    En,
}

impl Tongue {
    fn lang(self) -> Lang {
        match self {
            Self::Vi => Lang::Vi,
            Self::En => Lang::En,
        }
    }
}

fn date(text: &str) -> Result<Date, String> {
    Date::parse(text).map_err(|error| error.to_string())
}

fn address(text: &str) -> Result<String, String> {
    let sound =
        ["https://", "http://"].iter().any(|scheme| text.strip_prefix(scheme).is_some_and(|rest| !rest.is_empty()));
    if sound { Ok(text.to_owned()) } else { Err("https://…".to_owned()) }
}

/// Returns the language that the arguments ask for, before they are parsed: help is wanted in it, too.
pub(super) fn spoken(arguments: &[OsString]) -> Lang {
    let texts: Vec<&str> = arguments.iter().filter_map(|argument| argument.to_str()).collect();
    let separate = texts.iter().zip(texts.iter().skip(1)).any(|(flag, value)| *flag == "--lang" && *value == "en");
    if separate || texts.contains(&"--lang=en") { Lang::En } else { Lang::Vi }
}

impl Global {
    /// Returns what the site is asked to do.
    pub(super) fn options(&self) -> Result<Options, Failure> {
        let jobs = self.jobs.or_else(|| thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get);
        Ok(Options {
            root: self.root.clone(),
            output_dir: self.output_dir.clone(),
            base_url: self.base_url.clone(),
            jobs,
            drafts: self.drafts,
            date: self.today()?,
            strict: self.strict,
            progress: Progress::default(),
        })
    }

    /// The flag, else `SOURCE_DATE_EPOCH`, else the clock in Việt Nam.
    pub(super) fn today(&self) -> Result<Date, Failure> {
        if let Some(date) = self.date {
            return Ok(date);
        }
        let seconds = match env::var("SOURCE_DATE_EPOCH") {
            Ok(text) => text.trim().parse().map_err(|_| Failure::Epoch(text))?,
            Err(_) => SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs()),
        };
        Ok(Date::in_vietnam(seconds))
    }

    /// Returns the language of messages: the flag, else the handbook's.
    pub(super) fn language(&self) -> Lang {
        if let Some(tongue) = self.lang {
            return tongue.lang();
        }
        let Ok(options) = self.options() else { return Lang::Vi };
        match site::settings(&options, &mut Report::new()) {
            Ok(Some((settings, _))) => settings.language,
            Ok(None) | Err(_) => Lang::Vi,
        }
    }
}
