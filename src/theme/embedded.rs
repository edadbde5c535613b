//! The default theme, inside the binary.

use std::borrow::Cow;

use include_dir::{Dir, include_dir};

use super::ThemeFile;

static SO_TAY: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes/so-tay");

/// Returns the files of the embedded theme `so-tay`, in the order of paths.
pub fn embedded() -> Vec<ThemeFile> {
    let mut files = Vec::new();
    gather(&SO_TAY, &mut files);
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

fn gather(dir: &'static Dir<'static>, files: &mut Vec<ThemeFile>) {
    for file in dir.files() {
        if let Some(path) = file.path().to_str() {
            let path = path.replace('\\', "/");
            files.push(ThemeFile {
                shown: format!("themes/so-tay/{path}").into(),
                path: path.into(),
                bytes: Cow::Borrowed(file.contents()),
            });
        }
    }
    for inner in dir.dirs() {
        gather(inner, files);
    }
}
