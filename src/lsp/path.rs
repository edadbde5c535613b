//! Addresses of files as an editor gives them, paths on disk, paths in the handbook.

use std::path::{Path, PathBuf};
use std::str::FromStr as _;
use std::sync::Arc;

use lsp_types::Uri;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use crate::text::nfc::nfc;

/// What an address cannot hold as it is.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// Returns the path on disk of a `file:` address.
pub(super) fn of_uri(uri: &Uri) -> Option<PathBuf> {
    let rest = uri.as_str().strip_prefix("file://")?;
    let path = rest.get(rest.find('/')?..)?;
    let path = percent_decode_str(path).decode_utf8().ok()?;
    // Windows: `/c:/folder`.
    let path = match path.get(1..3) {
        Some(drive) if cfg!(windows) && drive.ends_with(':') => path.strip_prefix('/')?,
        _ => path.as_ref(),
    };
    Some(PathBuf::from(path))
}

/// Returns the address of a path on disk.
pub(super) fn to_uri(path: &Path) -> Option<Uri> {
    let text = path.to_str()?.replace('\\', "/");
    let slash = if text.starts_with('/') { "" } else { "/" };
    Uri::from_str(&format!("file://{slash}{}", utf8_percent_encode(&text, ESCAPED))).ok()
}

/// Returns the path from the handbook's root, with `/`, in NFC, of a page or of the settings; `None` for anything else.
/// The file need not exist. The root must be without links.
pub(super) fn in_handbook(root: &Path, disk: &Path) -> Option<Arc<str>> {
    let below = if let Ok(below) = disk.strip_prefix(root) {
        below.to_owned()
    } else {
        let folder = std::fs::canonicalize(disk.parent()?).ok()?;
        folder.strip_prefix(root).ok()?.join(disk.file_name()?)
    };
    let mut parts = Vec::new();
    for part in below.components() {
        let std::path::Component::Normal(name) = part else { return None };
        parts.push(nfc(name.to_str()?).into_owned());
    }
    let is_page = parts.first().is_some_and(|first| first == "content")
        && parts.last().and_then(|name| name.rsplit_once('.')).is_some_and(|(_, end)| end.eq_ignore_ascii_case("md"))
        && !parts.iter().any(|part| part.starts_with('.'));
    let is_settings = parts.len() == 1 && parts.first().is_some_and(|name| name == "sotay.yaml");
    (is_page || is_settings).then(|| parts.join("/").into())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[cfg(unix)]
    #[test]
    fn addresses_and_paths_go_both_ways() {
        let path = Path::new("/so tay/content/chuyên-đề/một #1.md");
        let uri = to_uri(path).unwrap();
        assert_eq!(uri.as_str(), "file:///so%20tay/content/chuy%C3%AAn-%C4%91%E1%BB%81/m%E1%BB%99t%20%231.md");
        assert_eq!(of_uri(&uri).unwrap(), path);
        let other = |text: &str| of_uri(&Uri::from_str(text).unwrap());
        assert_eq!(other("file://localhost/a.md"), Some(PathBuf::from("/a.md")));
        assert_eq!(other("untitled:Untitled-1"), None);
    }

    #[test]
    fn only_pages_and_settings_of_the_handbook_count() {
        let root = Path::new("/so-tay");
        for (path, wanted) in [
            ("/so-tay/content/a/b.md", Some("content/a/b.md")),
            ("/so-tay/sotay.yaml", Some("sotay.yaml")),
            ("/so-tay/content/../secret.md", None),
            ("/so-tay/content/.nhap.md", None),
            ("/so-tay/README.md", None),
            ("/khac/content/a.md", None),
        ] {
            assert_eq!(in_handbook(root, Path::new(path)).as_deref(), wanted, "{path}");
        }
    }
}
