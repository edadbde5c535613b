//! Pictures of a book. What they are is told by their bytes: a reader refuses a file that is not what it is called.

use std::sync::Arc;

use crate::link::View;

/// A picture in a book.
#[derive(Debug)]
pub(super) struct Picture {
    /// Its file in the package.
    pub(super) name: String,
    pub(super) media_type: &'static str,
    pub(super) bytes: Arc<[u8]>,
}

/// The pictures of a book, each once.
#[derive(Debug, Default)]
pub(super) struct Pictures {
    pub(super) all: Vec<Picture>,
    seen: Vec<(String, Option<usize>)>,
}

impl Pictures {
    /// Returns the number of a picture, by its path from the handbook's root; `None` if no reader could show it.
    pub(super) fn add(&mut self, path: &str, view: &View<'_>) -> Option<usize> {
        if let Some((_, number)) = self.seen.iter().find(|(seen, _)| seen == path) {
            return *number;
        }
        let number = view.picture(path).and_then(|bytes| {
            let (extension, media_type) = format(bytes)?;
            let name = format!("hinh-{:03}.{extension}", self.all.len() + 1);
            self.all.push(Picture { name, media_type, bytes: Arc::clone(bytes) });
            Some(self.all.len() - 1)
        });
        self.seen.push((path.to_owned(), number));
        number
    }
}

fn format(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    match bytes {
        [0x89, b'P', b'N', b'G', ..] => Some(("png", "image/png")),
        [0xFF, 0xD8, 0xFF, ..] => Some(("jpg", "image/jpeg")),
        [b'G', b'I', b'F', b'8', ..] => Some(("gif", "image/gif")),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(("webp", "image/webp")),
        _ => std::str::from_utf8(bytes).ok().filter(|text| is_plain_drawing(text)).map(|_| ("svg", "image/svg+xml")),
    }
}

/// Tells whether a text is a drawing that needs nothing else: no script, no page in it, no picture or style from elsewhere.
fn is_plain_drawing(svg: &str) -> bool {
    let within = |address: &str| address.trim_start_matches([' ', '"', '\'']).starts_with('#');
    let plain_style = !svg.contains(['\\', '@']) && svg.split("url(").skip(1).all(within);
    let mut names = svg.split('<').skip(1).map(|tag| {
        let name = tag.split(|c: char| c.is_whitespace() || matches!(c, '/' | '>')).next().unwrap_or_default();
        name.rsplit(':').next().unwrap_or(name)
    });
    let whole = names.clone().any(|name| name == "svg");
    whole
        && !names.any(|name| match name {
            "script" | "foreignObject" | "image" | "feImage" | "!DOCTYPE" => true,
            "style" => !plain_style,
            _ => false,
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_what_its_bytes_say() {
        assert_eq!(format(b"\x89PNG\r\n"), Some(("png", "image/png")));
        assert_eq!(format(b"<svg xmlns='http://www.w3.org/2000/svg'><path d=''/></svg>").map(|f| f.0), Some("svg"));
        assert_eq!(format(b"<svg><style>.a{fill:url(#b)}</style></svg>").map(|f| f.0), Some("svg"));
        assert_eq!(format(b"<svg><style>.a{fill:url(https://a.b)}</style></svg>"), None);
        assert_eq!(format(b"<svg><style>@import 'a.css';</style></svg>"), None);
        assert_eq!(format(b"<svg><script>1</script></svg>"), None);
        assert_eq!(format(b"<svg><a:image href='https://a.b/c.png'/></svg>"), None);
        assert_eq!(format(b"MZ"), None);
    }
}
