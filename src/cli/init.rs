//! `sotay init`: a small handbook that builds at once. Nothing is ever overwritten.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use include_dir::{Dir, include_dir};

use super::{Console, Failure, Outcome};

static EXAMPLE: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/cli/example");

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Thư mục của sổ tay mới
    #[arg(value_name = "DIR", default_value = ".")]
    dir: PathBuf,
}

pub(super) fn run(arguments: &Arguments, console: &Console) -> Outcome {
    let dir = &arguments.dir;
    if dir.join("sotay.yaml").exists() {
        return Err(Failure::Exists(dir.join("sotay.yaml")));
    }
    let mut files = Vec::new();
    gather(&EXAMPLE, &mut files);
    if let Some((path, _)) = files.iter().find(|(path, _)| dir.join(path).exists()) {
        return Err(Failure::Exists(dir.join(path)));
    }
    for (path, bytes) in &files {
        write(&dir.join(path), bytes)?;
    }
    let ignored = dir.join(".gitignore");
    if !ignored.exists() {
        write(&ignored, b"/output\n/.output.sotay\n/.sotay-edit\n")?;
    }
    console.say(
        &format!(
            "Đã tạo sổ tay trong {}. Tiếp theo: `sotay build --root {0}`, rồi mở output/index.html.",
            dir.display()
        ),
        &format!("Made a handbook in {}. Next: `sotay build --root {0}`, then open output/index.html.", dir.display()),
    );
    Ok(ExitCode::SUCCESS)
}

fn gather(dir: &'static Dir<'static>, files: &mut Vec<(&'static Path, &'static [u8])>) {
    files.extend(dir.files().map(|file| (file.path(), file.contents())));
    for inner in dir.dirs() {
        gather(inner, files);
    }
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let failed = |source| Failure::Write { path: path.to_owned(), source };
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).map_err(failed)?;
    }
    fs::write(path, bytes).map_err(failed)
}
